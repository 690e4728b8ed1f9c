//! What was drawn next to what is exact, in every format.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::bon::{Finding, Unit};
use crate::report::json::{Number, Subject, proposal, write_json};
use crate::report::{Align, Format, Grid, Report, csv, markdown, number, table};

/// A simulation of best-of-n, ready to be written.
#[derive(Clone, Copy, Debug)]
pub struct Simulated<'a> {
    /// The base; no rows.
    pub report: Report<'a>,
    /// The number of draws of which the best was kept.
    pub n: u64,
    /// How many times that was done.
    pub draws: u64,
    /// Where the random numbers started.
    pub seed: u64,
    /// What came out.
    pub findings: &'a [Finding],
}

/// The columns after the name of the quantity.
const COLUMNS: [(&str, &str); 5] = [
    ("simulated", "simulated"),
    ("standard_error", "standard error"),
    ("expected_error", "expected error"),
    ("exact", "exact"),
    ("z", "z"),
];

impl Simulated<'_> {
    /// Writes the findings.
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

    /// The values of the columns in the unit shown.
    fn values(&self, finding: &Finding) -> [Option<f64>; COLUMNS.len()] {
        let shown = |value| self.report.unit.shown(value, finding.unit);
        [
            Some(shown(finding.simulated)),
            finding.standard_error.map(shown),
            Some(shown(finding.expected_error)),
            Some(shown(finding.exact)),
            finding.z,
        ]
    }

    fn texts(&self, finding: &Finding) -> [String; COLUMNS.len()] {
        let [simulated, error, expected, exact, z] = self.values(finding);
        let small =
            |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| number::significant(value, 3));
        let text =
            |value: Option<f64>| number::of_unit(value.unwrap_or(f64::NAN), finding.unit, number::DIGITS);
        let z = z.map_or_else(|| "-".to_owned(), |z| format!("{z:+.2}"));
        [text(simulated), small(error), small(expected), text(exact), z]
    }

    /// What was done, as one sentence.
    fn method(&self) -> String {
        format!(
            "best-of-{} drawn {} times, seed {}; z = (simulated - exact) / expected error",
            self.n, self.draws, self.seed
        )
    }

    fn write_table(&self, out: &mut dyn Write) -> io::Result<()> {
        table::write_heading(&self.report, out)?;
        let numbers = COLUMNS.iter().map(|_| Align::Point);
        let mut grid = Grid::new([Align::Left].into_iter().chain(numbers).chain([Align::Left]));
        let headings = [""].into_iter().chain(COLUMNS.iter().map(|(_, heading)| *heading));
        grid.heading(headings.map(str::to_owned));
        for finding in self.findings {
            let start = [finding.title.to_owned()];
            let unit = self.report.unit.label(finding.unit);
            let unit = if finding.unit == Unit::Nats { unit } else { "" }.to_owned();
            grid.row(start.into_iter().chain(self.texts(finding)).chain([unit]));
        }
        grid.write(out)?;
        writeln!(out, "\n{}", self.method())
    }

    fn write_markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        markdown::write_heading(&self.report, out)?;
        let headings = COLUMNS.iter().map(|(_, heading)| (*heading).to_owned());
        markdown::head(out, &[("quantity", ":---")], headings)?;
        for finding in self.findings {
            let unit = self.report.unit.label(finding.unit);
            let title =
                markdown::with_unit(finding.title, if finding.unit == Unit::Nats { unit } else { "" });
            markdown::line(out, [title].into_iter().chain(self.texts(finding)))?;
        }
        writeln!(out, "\n{}.", self.method())
    }

    fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = ::csv::Writer::from_writer(out);
        let start = ["n", "draws", "seed", "unit", "quantity"];
        csv::record(&mut writer, start.into_iter().chain(COLUMNS.iter().map(|(name, _)| *name)))?;
        for finding in self.findings {
            let unit = self.report.unit.label(finding.unit).to_owned();
            let start = [self.n.to_string(), self.draws.to_string(), self.seed.to_string(), unit];
            let values = self.values(finding).map(|value| value.map(number::exact).unwrap_or_default());
            csv::record(&mut writer, start.into_iter().chain([finding.name.to_owned()]).chain(values))?;
        }
        writer.flush()
    }
}

impl Serialize for Simulated<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("base", &Subject(&self.report))?;
        proposal(&self.report, &mut map)?;
        map.serialize_entry("unit", self.report.unit.name())?;
        map.serialize_entry("n", &self.n)?;
        map.serialize_entry("draws", &self.draws)?;
        map.serialize_entry("seed", &self.seed)?;
        let findings: Vec<Entry<'_>> = self.findings.iter().map(|finding| Entry(self, finding)).collect();
        map.serialize_entry("results", &findings)?;
        map.end()
    }
}

struct Entry<'a>(&'a Simulated<'a>, &'a Finding);

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Entry(simulated, finding) = self;
        let mut map = serializer.serialize_map(Some(1 + COLUMNS.len()))?;
        map.serialize_entry("quantity", finding.name)?;
        for ((name, _), value) in COLUMNS.iter().zip(simulated.values(finding)) {
            map.serialize_entry(name, &value.map(Number))?;
        }
        map.end()
    }
}
