//! Estimates from a sample log.

mod chart;

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::bon::Unit;
use crate::bon::pool::{FEW_PROMPTS, Interval, RESAMPLES};
use crate::data::{Estimate, Estimates};
use crate::report::document::{Column, Document, Heading, Layout, Part, Parts, Records, Sheet};
use crate::report::grid::Align;
use crate::report::number::{self, Number, counted};
use crate::report::unit::InformationUnit;

/// Digits of the ends of an interval shown to a person.
const INTERVAL_DIGITS: usize = 4;

/// Estimates from a sample log.
#[derive(Clone, Copy, Debug)]
pub struct EstimateReport<'a> {
    /// The averages, and the notices about the log.
    pub estimates: &'a Estimates,
    /// The unit of information.
    pub unit: InformationUnit,
}

/// A value with its interval.
type Estimated = (f64, Option<Interval>);

/// A quantity of the estimates.
struct Quantity {
    name: &'static str,
    title: &'static str,
    unit: Unit,
    has_interval: bool,
    value: fn(&Estimate) -> Option<Estimated>,
}

const QUANTITIES: [Quantity; 7] = [
    Quantity {
        name: "kl",
        title: "KL estimate",
        unit: Unit::Nats,
        has_interval: true,
        value: |e| e.averages.kl,
    },
    Quantity {
        name: "bound",
        title: "<= bound",
        unit: Unit::Nats,
        has_interval: false,
        value: |e| Some((e.bound, None)),
    },
    Quantity {
        name: "gap_bound",
        title: "gap bound",
        unit: Unit::Nats,
        has_interval: false,
        value: |e| e.gap_bound.map(|bound| (bound, None)),
    },
    Quantity {
        name: "reward",
        title: "reward",
        unit: Unit::Reward,
        has_interval: true,
        value: |e| Some(e.averages.reward),
    },
    Quantity {
        name: "gold",
        title: "gold",
        unit: Unit::Reward,
        has_interval: true,
        value: |e| e.averages.gold,
    },
    Quantity {
        name: "win_rate",
        title: "win rate",
        unit: Unit::Share,
        has_interval: true,
        value: |e| e.averages.win_rate,
    },
    Quantity {
        name: "draws_effective",
        title: "draws",
        unit: Unit::Pure,
        has_interval: false,
        value: |e| Some((e.averages.draws_effective, None)),
    },
];

impl EstimateReport<'_> {
    /// Writes a chart of the KL against n with its interval, as SVG.
    ///
    /// # Errors
    /// What the writer answers.
    pub fn write_svg(&self, out: &mut dyn Write) -> io::Result<()> {
        let information = |nats| self.unit.shown(nats, Unit::Nats);
        let points: Vec<chart::Point> = self
            .estimates
            .results
            .iter()
            .map(|estimate| {
                let (kl, interval) = estimate.averages.kl.unzip();
                let interval = interval.flatten();
                let interval = interval.map(|Interval { low, high }| (information(low), information(high)));
                chart::Point {
                    n: estimate.n,
                    kl: kl.map(information),
                    interval,
                    bound: information(estimate.bound),
                }
            })
            .collect();
        let subtitle = format!("{}; {}", self.counts(), self.method());
        out.write_all(
            chart::svg(&self.estimates.samples.file, &subtitle, self.unit.name(), &points).as_bytes(),
        )
    }

    /// Every quantity at one n as lines of name and value, separated by a tab; the value may be empty.
    pub fn tsv(&self, estimate: &Estimate) -> String {
        let fields = self.fields(estimate).into_iter().map(|(name, value)| {
            let value = value.map(number::exact).unwrap_or_default();
            format!("{name}\t{value}\n")
        });
        std::iter::once(format!("n\t{}\n", estimate.n)).chain(fields).collect()
    }

    /// The quantities that have a value at some n.
    fn quantities(&self) -> impl Iterator<Item = &'static Quantity> {
        let results = &self.estimates.results;
        QUANTITIES
            .iter()
            .filter(|quantity| results.iter().any(|estimate| (quantity.value)(estimate).is_some()))
    }

    fn shown(&self, value: f64, quantity: &Quantity) -> f64 {
        self.unit.shown(value, quantity.unit)
    }

    fn counts(&self) -> String {
        let Estimates { samples, prompts, smallest, largest, .. } = self.estimates;
        let draws = if smallest == largest {
            counted(*smallest, "draw", "draws")
        } else {
            format!("{smallest} to {largest} draws")
        };
        let rows = usize::try_from(samples.rows).unwrap_or(usize::MAX);
        format!("{}, {} of {draws}", counted(rows, "row", "rows"), counted(*prompts, "prompt", "prompts"))
    }

    fn method(&self) -> String {
        match self.estimates.prompts {
            1 => "95 % intervals from the jackknife over draws".to_owned(),
            prompts if prompts < FEW_PROMPTS => "95 % intervals of Student's t over prompts".to_owned(),
            prompts => format!(
                "95 % intervals from {RESAMPLES} bootstrap resamples of the {prompts} prompts, seed {}",
                self.estimates.seed
            ),
        }
    }

    /// What was read, and the method, as two sentences without full stops.
    fn summary(&self) -> [String; 2] {
        let columns = self.estimates.samples.columns.iter();
        let columns: Vec<String> = columns
            .map(|(role, name)| if role == name { name.clone() } else { format!("{role} from {name}") })
            .collect();
        let shape = self.estimates.samples.format;
        let shape = shape.map(|name| format!("the format of {name}: ")).unwrap_or_default();
        let method = match self.renyi2_entropy() {
            Some(entropy) => {
                let entropy = number::significant(entropy, number::DIGITS);
                format!("Rényi-2 entropy {entropy} {}; {}", self.unit.name(), self.method())
            }
            None => format!("KL not known from this log; {}", self.method()),
        };
        [format!("{} ({shape}{})", self.counts(), columns.join(", ")), method]
    }

    /// -ln of the averaged exp(-H2), in the unit shown; none without log-probabilities.
    fn renyi2_entropy(&self) -> Option<f64> {
        // Adding 0.0 turns the -0.0 of a certain outcome into 0.0.
        self.estimates.collision.map(|collision| self.unit.shown(-collision.ln() + 0.0, Unit::Nats))
    }

    /// The cells of one n for a person: every quantity, followed by its interval if it has one.
    fn cells(&self, estimate: &Estimate) -> Vec<String> {
        let mut cells = vec![estimate.n.to_string()];
        for quantity in self.quantities() {
            let value = (quantity.value)(estimate);
            let digits = if quantity.unit == Unit::Pure { INTERVAL_DIGITS } else { number::DIGITS };
            let text = |value, digits| number::of_unit(self.shown(value, quantity), quantity.unit, digits);
            cells.push(value.map(|(value, _)| text(value, digits)).unwrap_or_default());
            if quantity.has_interval {
                let ends = |Interval { low, high }| {
                    format!("{} to {}", text(low, INTERVAL_DIGITS), text(high, INTERVAL_DIGITS))
                };
                cells.push(value.and_then(|(_, interval)| interval).map(ends).unwrap_or_default());
            }
        }
        cells
    }

    /// The columns of [`EstimateReport::cells`].
    fn columns(&self, layout: Layout) -> Vec<Column> {
        let mut columns = vec![Column::new("n", "", Align::Right)];
        for quantity in self.quantities() {
            let unit = self.unit.label(quantity.unit);
            columns.push(Column::new(quantity.title, if unit == "reward" { "" } else { unit }, Align::Point));
            if quantity.has_interval {
                let align = if layout == Layout::Screen { Align::Left } else { Align::Right };
                columns.push(Column::new("95 %", "", align));
            }
        }
        columns
    }

    /// Names and values of all columns for machines; the names do not depend on the values.
    fn fields(&self, estimate: &Estimate) -> Vec<(String, Option<f64>)> {
        let mut fields = Vec::new();
        for quantity in &QUANTITIES {
            let value = (quantity.value)(estimate);
            let shown = |value: f64| self.shown(value, quantity);
            fields.push((quantity.name.to_owned(), value.map(|(value, _)| shown(value))));
            if quantity.has_interval {
                let interval = value.and_then(|(_, interval)| interval);
                fields.push((format!("{}_low", quantity.name), interval.map(|ends| shown(ends.low))));
                fields.push((format!("{}_high", quantity.name), interval.map(|ends| shown(ends.high))));
            }
        }
        fields
    }
}

impl Document for EstimateReport<'_> {
    fn parts(&self, layout: Layout) -> Parts<'_> {
        let Estimates { samples, results, .. } = self.estimates;
        let heading = Heading { name: samples.file.clone(), facts: self.summary().into(), proposal: None };
        let sheet = Sheet {
            above: Vec::new(),
            columns: self.columns(layout),
            headings: 2,
            rows: Box::new(results.iter().map(|estimate| self.cells(estimate))),
            below: Vec::new(),
        };
        let notices: Vec<String> = samples.notices.iter().map(|notice| notice.text.clone()).collect();
        // On a screen they are on standard error.
        let notices = (layout == Layout::Page && !notices.is_empty()).then_some(Part::Notices(notices));
        Box::new([Part::Heading(heading), Part::Sheet(sheet)].into_iter().chain(notices))
    }

    fn records(&self) -> Records<'_> {
        let fields = self.estimates.results.first().map(|estimate| self.fields(estimate)).unwrap_or_default();
        let names = fields.into_iter().map(|(name, _)| name);
        let heading = ["n", "unit"].map(str::to_owned).into_iter().chain(names).collect();
        let record = |estimate: &Estimate| {
            let start = [estimate.n.to_string(), self.unit.name().to_owned()];
            let values = self.fields(estimate).into_iter();
            let values = values.map(|(_, value)| value.map(number::exact).unwrap_or_default());
            start.into_iter().chain(values).collect()
        };
        Records { heading, rows: Box::new(self.estimates.results.iter().map(record)) }
    }
}

impl Serialize for EstimateReport<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Estimates { samples, prompts, seed, results, .. } = self.estimates;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("file", &samples.file)?;
        map.serialize_entry("rows", &samples.rows)?;
        map.serialize_entry("draws", &samples.draws)?;
        map.serialize_entry("prompts", prompts)?;
        map.serialize_entry("unit", self.unit.name())?;
        map.serialize_entry("format", &samples.format)?;
        map.serialize_entry("renyi2_entropy", &self.renyi2_entropy().map(Number))?;
        let interval = match *prompts {
            1 => "jackknife",
            prompts if prompts < FEW_PROMPTS => "t",
            _ => "bootstrap",
        };
        map.serialize_entry("interval", interval)?;
        map.serialize_entry("seed", &(*prompts >= FEW_PROMPTS).then_some(seed))?;
        let rows: Vec<ResultRow<'_>> =
            results.iter().map(|estimate| ResultRow { report: self, estimate }).collect();
        map.serialize_entry("results", &rows)?;
        let notices: Vec<&str> = samples.notices.iter().map(|notice| notice.text.as_str()).collect();
        map.serialize_entry("notices", &notices)?;
        map.end()
    }
}

struct ResultRow<'a> {
    report: &'a EstimateReport<'a>,
    estimate: &'a Estimate,
}

impl Serialize for ResultRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("n", &self.estimate.n)?;
        for (name, value) in self.report.fields(self.estimate) {
            map.serialize_entry(&name, &value.map(Number))?;
        }
        map.end()
    }
}
