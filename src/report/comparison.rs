//! Best-of-n next to other policies, at equal KL and at equal cost.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::bon::Unit;
use crate::bon::comparator::{Kind, Missing, PolicyAt};
use crate::report::base::one_base::Report;
use crate::report::base::value::{Subject, proposal};
use crate::report::document::{Column, Document, Layout, Part, Parts, Records, Sheet};
use crate::report::grid::Align;
use crate::report::number::{self, Number};
use crate::text::visible;

/// A kind of policy with its numbers, or the reason why it has none.
pub type Candidate = (Kind, Result<PolicyAt, Missing>);

/// Best-of-n at one n and other policies over its base.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The base; no rows.
    pub report: Report<'a>,
    /// The number of draws.
    pub n: f64,
    /// The temperature of soft best-of-n; none where every temperature gives the base.
    pub soft_temperature: Option<f64>,
    /// Every kind at the KL of best-of-n.
    pub equal_kl: Vec<Candidate>,
    /// Every kind at n draws on average.
    pub equal_cost: Vec<Candidate>,
}

/// A number of a policy: its name for machines and for a person, unit and value.
type Field = (&'static str, &'static str, Unit, fn(&PolicyAt) -> Option<f64>);

const COLUMNS: [Field; 5] = [
    ("win_rate", "win rate", Unit::Share, |placed| Some(placed.cost.win_rate)),
    ("expected_reward", "expected reward", Unit::Reward, |placed| Some(placed.cost.expected_reward)),
    ("expected_reward_gain", "gain in reward", Unit::Reward, |placed| Some(placed.cost.expected_reward_gain)),
    ("kl", "KL", Unit::Nats, |placed| Some(placed.cost.kl)),
    ("expected_draws", "expected draws", Unit::Pure, |placed| placed.expected_draws),
];

impl Comparison<'_> {
    fn sections(&self) -> [(String, &[Candidate]); 2] {
        let n = number::exact(self.n);
        let kl = self
            .equal_kl
            .iter()
            .find_map(|(kind, found)| found.as_ref().ok().filter(|_| *kind == Kind::BestOfN))
            .map(|placed| self.report.information(placed.cost.kl))
            .unwrap_or_default();
        [
            (format!("at equal KL, that of best-of-{n}: {kl}"), self.equal_kl.as_slice()),
            (format!("at equal cost, {n} draws on average"), self.equal_cost.as_slice()),
        ]
    }

    /// A remark on the numbers of soft best-of-n.
    fn footnote(&self) -> String {
        let drawn = match self.report.proposal {
            Some(_) => "; best-of-n draws from the proposal, all others from the base",
            None => "",
        };
        let Some(t) = self.soft_temperature else {
            return format!(
                "soft best-of-n is the base at every temperature, all rewards being equal{drawn}"
            );
        };
        let errors =
            self.equal_kl.iter().chain(&self.equal_cost).filter_map(|(_, found)| found.as_ref().ok()?.error);
        format!(
            "soft best-of-n at temperature {}, integrated numerically: its probabilities are within {:.0e}, relative{drawn}",
            number::significant(t, number::DIGITS),
            errors.fold(0.0, f64::max)
        )
    }

    fn text(&self, placed: &PolicyAt, (_, _, unit, value): &Field) -> String {
        let shown = |value| match unit {
            Unit::Share => number::of_share(value, placed.cost.win_rate_lacking, number::DIGITS),
            unit => number::of_unit(self.report.unit.shown(value, *unit), *unit, number::DIGITS),
        };
        value(placed).map_or_else(|| "-".to_owned(), shown)
    }

    /// The parameter of the policy, or why there is none.
    fn remark(&self, (kind, found): &Candidate) -> String {
        let short = |value: f64| number::significant(value, number::DIGITS);
        let found = match found {
            Ok(placed) => placed,
            Err(Missing::NoDraws) => return "no draw count: it is not a way of drawing".to_owned(),
            Err(Missing::TooManyDraws) => return "none: it takes more than 1e15 draws".to_owned(),
            Err(Missing::DrawsBelow(most)) => {
                return format!(
                    "none: with the highest reward alone it takes {} draws on average",
                    short(*most)
                );
            }
            Err(Missing::KlBelow(kl)) if *kind == Kind::Soft => {
                return format!(
                    "none: at this temperature the KL stays below {}, however many the draws",
                    self.report.information(*kl)
                );
            }
            Err(Missing::KlBelow(kl)) => {
                return format!(
                    "none: the highest reward alone has a KL of {}",
                    self.report.information(*kl)
                );
            }
        };
        let parameter = short(found.parameter);
        match kind {
            Kind::BestPossible | Kind::RewardTilt if found.cost.kl == 0.0 => "the base itself".to_owned(),
            Kind::Rewind => format!("accepts {parameter} of the draws"),
            _ => format!("{} = {parameter}", kind.parameter()),
        }
    }

    fn unit(&self, unit: Unit) -> String {
        if unit == Unit::Reward { String::new() } else { self.report.unit.label(unit).to_owned() }
    }

    fn parts(&self, layout: Layout) -> impl Iterator<Item = Part<'_>> {
        let sections = self.sections().map(|(title, candidates)| {
            let mut columns = vec![Column::new("policy", "", Align::Left)];
            columns.extend(
                COLUMNS.iter().map(|(_, title, unit, _)| Column::new(*title, self.unit(*unit), Align::Point)),
            );
            columns.push(match layout {
                Layout::Screen => Column::new("", "", Align::Left),
                Layout::Page => Column::new("which", "", Align::Right),
            });
            let cells = |candidate: &Candidate| {
                let (kind, found) = candidate;
                let text = |column| {
                    found.as_ref().map_or_else(|_| "-".to_owned(), |placed| self.text(placed, column))
                };
                let start = std::iter::once(kind.title().to_owned());
                start.chain(COLUMNS.iter().map(text)).chain([self.remark(candidate)]).collect()
            };
            Part::Sheet(Sheet {
                above: vec![title],
                columns,
                headings: 2,
                rows: Box::new(candidates.iter().map(cells)),
                below: Vec::new(),
            })
        });
        let heading = std::iter::once(Part::Heading(self.report.about()));
        heading.chain(sections).chain([Part::Remark(self.footnote())])
    }

    /// One record per way to compare and policy; the base is named where there are several.
    fn records(&self, is_named: bool) -> impl Iterator<Item = Vec<String>> {
        let sections = [("equal_kl", &self.equal_kl), ("equal_cost", &self.equal_cost)];
        sections.into_iter().flat_map(move |(at, candidates)| {
            candidates.iter().map(move |(kind, found)| {
                let placed = found.as_ref().ok();
                let exact = |value: Option<f64>| value.map(number::exact).unwrap_or_default();
                let base = is_named.then(|| visible(self.report.subject.name()).into_owned());
                let start = [at, kind.name(), self.report.unit.name()].map(str::to_owned);
                let numbers = COLUMNS.iter().map(|(_, _, unit, value)| {
                    exact(placed.and_then(value).map(|v| self.report.unit.shown(v, *unit)))
                });
                let end = [
                    kind.parameter().to_owned(),
                    exact(placed.map(|placed| placed.parameter)),
                    exact(placed.and_then(|placed| placed.error)),
                ];
                let start = base.into_iter().chain(start).chain([placed.is_some().to_string()]);
                start.chain(numbers).chain(end).collect()
            })
        })
    }
}

/// The comparisons of one or more bases: one after the other for a person, in one table for machines and in one object
/// as JSON.
#[derive(Clone, Debug)]
pub struct Comparisons<'a>(pub Vec<Comparison<'a>>);

impl Document for Comparisons<'_> {
    fn parts(&self, layout: Layout) -> Parts<'_> {
        Box::new(self.0.iter().flat_map(move |comparison| comparison.parts(layout)))
    }

    fn records(&self) -> Records<'_> {
        let is_named = self.0.len() > 1;
        let start = ["base", "at", "policy", "unit", "reachable"].into_iter().skip(usize::from(!is_named));
        let names = COLUMNS.iter().map(|(name, ..)| *name);
        let heading = start.chain(names).chain(["parameter_name", "parameter", "error"]);
        let rows = self.0.iter().flat_map(move |comparison| comparison.records(is_named));
        Records { heading: heading.map(str::to_owned).collect(), rows: Box::new(rows) }
    }
}

impl Serialize for Comparisons<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let [comparison] = &self.0[..] {
            return comparison.serialize(serializer);
        }
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("bases", &self.0)?;
        map.end()
    }
}

impl Serialize for Comparison<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entries = |entries: &'_ [Candidate]| -> Vec<Row<'_>> {
            entries.iter().map(|entry| Row { comparison: self, entry: *entry }).collect()
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("base", &Subject(&self.report))?;
        proposal(&self.report, &mut map)?;
        map.serialize_entry("unit", self.report.unit.name())?;
        map.serialize_entry("n", &Number(self.n))?;
        map.serialize_entry("soft_temperature", &self.soft_temperature.map(Number))?;
        map.serialize_entry("equal_kl", &entries(&self.equal_kl))?;
        map.serialize_entry("equal_cost", &entries(&self.equal_cost))?;
        map.end()
    }
}

struct Row<'a> {
    comparison: &'a Comparison<'a>,
    entry: Candidate,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Row { comparison, entry } = self;
        let (kind, found) = entry;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("policy", kind.name())?;
        map.serialize_entry("reachable", &found.is_ok())?;
        match found {
            Ok(placed) => {
                for (name, _, unit, value) in &COLUMNS {
                    let shown = value(placed).map(|value| Number(comparison.report.unit.shown(value, *unit)));
                    map.serialize_entry(name, &shown)?;
                }
                map.serialize_entry(kind.parameter(), &Number(placed.parameter))?;
                if let Some(error) = placed.error {
                    map.serialize_entry("error", &Number(error))?;
                }
            }
            Err(_) => map.serialize_entry("why", &comparison.remark(entry))?,
        }
        map.end()
    }
}
