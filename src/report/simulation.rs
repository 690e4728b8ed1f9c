//! Simulated values next to the exact ones.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::bon::{Finding, Unit};
use crate::report::base::one_base::Report;
use crate::report::base::value::{Subject, proposal};
use crate::report::document::{Column, Document, Layout, Part, Parts, Records, Sheet, with_unit};
use crate::report::grid::Align;
use crate::report::number::{self, Number};

/// A simulation of best-of-n.
#[derive(Clone, Copy, Debug)]
pub struct Simulated<'a> {
    /// The base; no rows.
    pub report: Report<'a>,
    /// The number n of best-of-n.
    pub n: u64,
    /// The number of simulated draws of best-of-n.
    pub draws: u64,
    /// The seed of the random numbers.
    pub seed: u64,
    /// The simulated and exact values.
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

    /// The method, as one sentence.
    fn method(&self) -> String {
        format!(
            "best-of-{} drawn {} times, seed {}; z = (simulated - exact) / expected error",
            self.n, self.draws, self.seed
        )
    }

    /// The unit of a finding, where it is information.
    fn unit(&self, finding: &Finding) -> &'static str {
        if finding.unit == Unit::Nats { self.report.unit.label(finding.unit) } else { "" }
    }
}

impl Document for Simulated<'_> {
    fn parts(&self, layout: Layout) -> Parts<'_> {
        let first = match layout {
            Layout::Screen => "",
            Layout::Page => "quantity",
        };
        let mut columns = vec![Column::new(first, "", Align::Left)];
        columns.extend(COLUMNS.iter().map(|(_, heading)| Column::new(*heading, "", Align::Point)));
        if layout == Layout::Screen {
            columns.push(Column::new("", "", Align::Left));
        }
        let cells = move |finding: &Finding| {
            let (start, end) = match layout {
                Layout::Screen => (finding.title.to_owned(), Some(self.unit(finding).to_owned())),
                Layout::Page => (with_unit(finding.title, self.unit(finding)), None),
            };
            std::iter::once(start).chain(self.texts(finding)).chain(end).collect()
        };
        let rows = Box::new(self.findings.iter().map(cells));
        let sheet = Sheet { above: Vec::new(), columns, headings: 1, rows, below: Vec::new() };
        let parts = [Part::Heading(self.report.about()), Part::Sheet(sheet), Part::Method(self.method())];
        Box::new(parts.into_iter())
    }

    fn records(&self) -> Records<'_> {
        let start = ["n", "draws", "seed", "unit", "quantity"].into_iter();
        let heading = start.chain(COLUMNS.iter().map(|(name, _)| *name)).map(str::to_owned).collect();
        let record = |finding: &Finding| {
            let unit = self.report.unit.label(finding.unit).to_owned();
            let start = [self.n.to_string(), self.draws.to_string(), self.seed.to_string(), unit];
            let values = self.values(finding).map(|value| value.map(number::exact).unwrap_or_default());
            start.into_iter().chain([finding.name.to_owned()]).chain(values).collect()
        };
        Records { heading, rows: Box::new(self.findings.iter().map(record)) }
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
