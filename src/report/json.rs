//! JSON: one object, an array element a line, numbers in shortest round-trip form.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::bon::Unit;
use crate::family;
use crate::report::outcome::{Outcome, columns, outcomes};
use crate::report::proposing::Entry;
use crate::report::{Report, Row};

/// Whole numbers up to here are exact in an `f64` and written without a fraction.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// A number as bonscope writes it in JSON: whole numbers without a fraction, infinity as the string "inf".
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number(pub f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value = self.0;
        if value.is_infinite() {
            serializer.serialize_str(if value > 0.0 { "inf" } else { "-inf" })
        } else if value.fract() == 0.0 && value.abs() <= WHOLE {
            serializer.serialize_i64(value as i64)
        } else {
            serializer.serialize_f64(value)
        }
    }
}

/// Writes `value` as JSON with a line for each key of the outermost object and each array element.
///
/// # Errors
/// What the writer answers.
pub fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Lines::default());
    value.serialize(&mut serializer)?;
    writeln!(out)
}

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_json(&Whole(report), out)
}

pub(super) struct Whole<'a>(pub(super) &'a Report<'a>);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("base", &Subject(self.0))?;
        proposal(self.0, &mut map)?;
        map.serialize_entry("unit", self.0.unit.name())?;
        map.serialize_entry("results", &Results(self.0))?;
        map.end()
    }
}

/// The proposal, where there is one.
pub(super) fn proposal<M: SerializeMap>(report: &Report<'_>, map: &mut M) -> Result<(), M::Error> {
    match report.proposal {
        Some(proposing) => map.serialize_entry("proposal", &Entry(report, proposing)),
        None => Ok(()),
    }
}

pub(super) struct Subject<'a>(pub(super) &'a Report<'a>);

impl Serialize for Subject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Subject(report) = self;
        let base = report.base();
        let information = |nats| Number(report.unit.shown(nats, Unit::Nats));
        let mut map = serializer.serialize_map(Some(5))?;
        map.serialize_entry("name", &family::visible(report.subject.name()))?;
        map.serialize_entry("outcomes", &base.len())?;
        map.serialize_entry("classes", &base.class_count())?;
        map.serialize_entry("kl_limit", &information(base.kl_limit()))?;
        map.serialize_entry("renyi2_entropy", &information(base.renyi2_entropy()))?;
        map.end()
    }
}

pub(super) struct Results<'a>(pub(super) &'a Report<'a>);

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.rows.iter().map(|row| ResultRow { report: self.0, row }))
    }
}

pub(super) struct ResultRow<'a> {
    pub(super) report: &'a Report<'a>,
    pub(super) row: &'a Row,
}

impl Serialize for ResultRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ResultRow { report, row } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("n", &Number(row.n.get()))?;
        for measure in report.all_measures() {
            map.serialize_entry(&measure.name(), &Number(report.unit.of(row, measure)))?;
        }
        if report.outcomes {
            map.serialize_entry("outcomes", &Outcomes { report, row })?;
        }
        map.end()
    }
}

struct Outcomes<'a> {
    report: &'a Report<'a>,
    row: &'a Row,
}

impl Serialize for Outcomes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Outcomes { report, row } = self;
        let mut list = serializer.serialize_seq(Some(report.base().len()))?;
        for outcome in outcomes(report, row) {
            list.serialize_element(&OutcomeEntry { report, outcome })?;
        }
        list.end()
    }
}

struct OutcomeEntry<'a> {
    report: &'a Report<'a>,
    outcome: Outcome,
}

impl Serialize for OutcomeEntry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let OutcomeEntry { report, outcome } = self;
        let columns = columns(report.proposal.is_some());
        let mut map = serializer.serialize_map(Some(1 + columns.len()))?;
        map.serialize_entry("label", &report.subject.label(outcome.rank))?;
        for column in columns {
            map.serialize_entry(column.name, &column.value(outcome, report.unit).map(Number))?;
        }
        map.end()
    }
}

/// A layout between compact and pretty: one line per key of the outermost object and per array element.
#[derive(Default)]
struct Lines {
    arrays: usize,
    objects: usize,
}

impl Lines {
    fn line<W: ?Sized + Write>(&self, out: &mut W, indent: usize) -> io::Result<()> {
        write!(out, "\n{:indent$}", "")
    }

    fn is_outermost(&self) -> bool {
        self.objects == 1 && self.arrays == 0
    }
}

impl serde_json::ser::Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.arrays += 1;
        out.write_all(b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.line(out, self.arrays)?;
        self.arrays -= 1;
        out.write_all(b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        out.write_all(if first { b"" } else { b"," })?;
        self.line(out, self.arrays + 1)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.objects += 1;
        out.write_all(b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        if self.is_outermost() {
            self.line(out, 0)?;
        }
        self.objects -= 1;
        out.write_all(b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        out.write_all(if first { b"" } else { b"," })?;
        match self.is_outermost() {
            true => self.line(out, 1),
            false if first => Ok(()),
            false => out.write_all(b" "),
        }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: &impl Serialize) -> String {
        let mut out = Vec::new();
        write_json(value, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_short_and_exact() {
        let cases = [
            (64.0, "64\n"),
            (1e15, "1000000000000000\n"),
            (-0.0, "0\n"),
            (0.1, "0.1\n"),
            (1e-300, "1e-300\n"),
            (f64::INFINITY, "\"inf\"\n"),
            (f64::NEG_INFINITY, "\"-inf\"\n"),
        ];
        for (value, text) in cases {
            assert_eq!(written(&Number(value)), text);
        }
        let large: f64 = serde_json::from_str(&written(&Number(1.7e300))).unwrap();
        assert_eq!(large, 1.7e300);
    }

    #[test]
    fn an_array_element_takes_a_line() {
        let value = serde_json::json!({"a": {"b": 1, "c": 2}, "d": [{"e": [1, 2]}, {}]});
        let text =
            "{\n \"a\": {\"b\": 1, \"c\": 2},\n \"d\": [\n  {\"e\": [\n   1,\n   2\n  ]},\n  {}\n ]\n}\n";
        assert_eq!(written(&value), text);
    }
}
