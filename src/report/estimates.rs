//! Estimates from a sample log, in every format.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::bon::Unit;
use crate::bon::pool::{FEW_PROMPTS, Interval, RESAMPLES};
use crate::data::{Estimate, Estimates};
use crate::report::json::{Number, write_json};
use crate::report::{Align, Format, Grid, InformationUnit, chart, counted, csv, markdown, number};

/// Digits of the ends of an interval shown to a person.
const INTERVAL_DIGITS: usize = 4;

/// Estimates ready to be written.
#[derive(Clone, Copy, Debug)]
pub struct EstimateReport<'a> {
    /// The averages and what there is to say about the log.
    pub estimates: &'a Estimates,
    /// The unit of information.
    pub unit: InformationUnit,
}

/// A value with its interval.
type Estimated = (f64, Option<Interval>);

/// A quantity at one n, none when there is nothing to tell.
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
        value: |e| Some(e.averages.kl),
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
        title: "gap <=",
        unit: Unit::Nats,
        has_interval: false,
        value: |e| Some((e.gap_bound, None)),
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
    /// Writes the estimates.
    ///
    /// # Errors
    /// What the writer answers.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Table => self.write_table(out),
            Format::Json => write_json(self, out),
            Format::Csv => self.write_csv(out),
            Format::Markdown => self.write_markdown(out),
        }
    }

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
                let (kl, interval) = estimate.averages.kl;
                let interval = interval.map(|Interval { low, high }| (information(low), information(high)));
                chart::Point {
                    n: estimate.n,
                    kl: information(kl),
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

    /// Name and value of every quantity at one n, one a line with a tab between; without a value where there is none.
    pub fn tsv(&self, estimate: &Estimate) -> String {
        let fields = self.fields(estimate).into_iter().map(|(name, value)| {
            let value = value.map(number::exact).unwrap_or_default();
            format!("{name}\t{value}\n")
        });
        std::iter::once(format!("n\t{}\n", estimate.n)).chain(fields).collect()
    }

    /// The quantities there are.
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

    /// What was read and how, as two sentences without full stops.
    fn summary(&self) -> [String; 2] {
        let columns = self.estimates.samples.columns.iter();
        let columns: Vec<String> = columns
            .map(|(role, name)| if role == name { name.clone() } else { format!("{role} from {name}") })
            .collect();
        let entropy = self.unit.shown(self.renyi2_entropy(), Unit::Nats);
        let entropy = number::significant(entropy, number::DIGITS);
        [
            format!("{} ({})", self.counts(), columns.join(", ")),
            format!("Rényi-2 entropy {entropy} {}; {}", self.unit.name(), self.method()),
        ]
    }

    /// -ln of the averaged exp(-H2), in nats.
    fn renyi2_entropy(&self) -> f64 {
        // Adding 0.0 spares certainty a negative zero.
        -self.estimates.collision.ln() + 0.0
    }

    /// The cells of one n for a person: every quantity, with its interval where it has one.
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

    /// Headings and units of [`EstimateReport::cells`].
    fn headings(&self) -> (Vec<String>, Vec<String>) {
        let (mut titles, mut units) = (vec!["n".to_owned()], vec![String::new()]);
        for quantity in self.quantities() {
            titles.push(quantity.title.to_owned());
            let unit = self.unit.label(quantity.unit);
            units.push(if unit == "reward" { "" } else { unit }.to_owned());
            if quantity.has_interval {
                titles.push("95 %".to_owned());
                units.push(String::new());
            }
        }
        (titles, units)
    }

    fn write_table(&self, out: &mut dyn Write) -> io::Result<()> {
        let [counts, method] = self.summary();
        writeln!(out, "{}\n{counts}\n{method}\n", self.estimates.samples.file)?;
        let mut columns = vec![Align::Right];
        for quantity in self.quantities() {
            columns.push(Align::Point);
            columns.extend(quantity.has_interval.then_some(Align::Left));
        }
        let mut grid = Grid::new(columns);
        let (titles, units) = self.headings();
        grid.heading(titles);
        grid.heading(units);
        self.estimates.results.iter().for_each(|estimate| grid.row(self.cells(estimate)));
        grid.write(out)
    }

    fn write_markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        let [counts, method] = self.summary();
        let file = markdown::escaped(&self.estimates.samples.file);
        writeln!(out, "**{file}**: {}; {}.\n", markdown::escaped(&counts), method)?;
        let (titles, units) = self.headings();
        let headings =
            titles.iter().zip(&units).skip(1).map(|(title, unit)| markdown::with_unit(title, unit));
        markdown::head(out, &[("n", "---:")], headings)?;
        for estimate in &self.estimates.results {
            markdown::line(out, self.cells(estimate))?;
        }
        if !self.estimates.samples.notices.is_empty() {
            writeln!(out)?;
        }
        for notice in &self.estimates.samples.notices {
            writeln!(out, "* {}", markdown::escaped(&notice.text))?;
        }
        Ok(())
    }

    /// Names and values of all columns for machines; the same names whether or not there is a value.
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

    fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut csv = ::csv::Writer::from_writer(out);
        for (index, estimate) in self.estimates.results.iter().enumerate() {
            let fields = self.fields(estimate);
            if index == 0 {
                let names = fields.iter().map(|(name, _)| name.as_str());
                csv::record(&mut csv, ["n", "unit"].into_iter().chain(names))?;
            }
            let start = [estimate.n.to_string(), self.unit.name().to_owned()];
            let values = fields.iter().map(|(_, value)| value.map(number::exact).unwrap_or_default());
            csv::record(&mut csv, start.into_iter().chain(values))?;
        }
        csv.flush()
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
        let entropy = self.unit.shown(self.renyi2_entropy(), Unit::Nats);
        map.serialize_entry("renyi2_entropy", &Number(entropy))?;
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
