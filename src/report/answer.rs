//! The answer of a solver: n by the formula next to the true n.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::bon::{Quantity, Solution, Target, Unit};
use crate::report::base::one_base::Report;
use crate::report::base::table::per_n;
use crate::report::base::value::{ResultRow, Subject, proposal};
use crate::report::document::{Document, Layout, Part, Parts, Records};
use crate::report::number::{self, Number};

/// A target, the n that reaches it, and every quantity at the whole numbers around that n.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The base, with a row for the last n below or at the target and one for the first n at or above it; no rows when no
    /// n reaches the target, one when a whole number hits it.
    pub report: Report<'a>,
    /// The value that n must reach.
    pub target: Target,
    /// The n that reaches it.
    pub solution: Solution,
}

impl Answer<'_> {
    fn quantity(&self) -> Quantity {
        match self.target {
            Target::Gap(_) if self.report.proposal.is_some() => Quantity::ProposalGap,
            _ => self.target.quantity(),
        }
    }

    /// A value of the target's quantity in the unit shown.
    fn shown(&self, value: f64) -> f64 {
        self.report.unit.shown(value, self.quantity().unit())
    }

    fn text(&self, value: f64) -> String {
        let unit = self.quantity().unit();
        let number = number::of_unit(self.shown(value), unit, number::DIGITS);
        match unit {
            Unit::Nats if value.is_finite() => format!("{number} {}", self.report.unit.name()),
            Unit::Nats => "infinite".to_owned(),
            _ => number,
        }
    }

    /// Whether the quantity never exceeds its limit; under a proposal the KL can.
    fn rises(&self) -> bool {
        !(self.report.proposal.is_some() && matches!(self.target, Target::Kl(_)))
    }

    /// The true n over the n of the formula.
    fn factor(&self) -> Option<f64> {
        Some(self.solution.n_exact?.get() / self.solution.n_formula?)
    }

    /// The target and the answer: a name, a number and a remark each.
    fn lines(&self) -> Vec<[String; 3]> {
        let limit = match self.solution.limit_lacking {
            Some(lacking) => number::of_share(self.solution.limit, lacking, number::DIGITS),
            None => self.text(self.solution.limit),
        };
        let title = self.quantity().title();
        let value = self.text(self.target.value());
        let line = |name: &str, number: String, remark: String| [name.to_owned(), number, remark];
        let mut lines = vec![line("target", value.clone(), title.to_owned())];
        lines.push(line("limit", limit.clone(), "as n grows without end".to_owned()));
        if let Some(n) = self.solution.n_formula {
            let formula = match self.target {
                Target::WinRate(_) => "n/(n+1)",
                _ => "ln n - (n-1)/n",
            };
            lines.push(line(
                "n by the formula",
                number::significant(n, number::DIGITS),
                format!("where {formula} is {value}"),
            ));
        }
        lines.push(match self.solution.n_exact {
            Some(n) => {
                let factor = self
                    .factor()
                    .map(|factor| format!("{} times the formula's", number::significant(factor, 4)));
                line("n in truth", number::significant(n.get(), number::DIGITS), factor.unwrap_or_default())
            }
            None if self.target.value() >= self.solution.limit && self.rises() => {
                line("n in truth", "none".to_owned(), format!("at every n the {title} stays below {limit}"))
            }
            None => line("n in truth", "none".to_owned(), "no n up to 1e15 gets there".to_owned()),
        });
        lines
    }
}

impl Document for Answer<'_> {
    fn parts(&self, _layout: Layout) -> Parts<'_> {
        let rows = (!self.report.rows.is_empty()).then(|| Part::Sheet(per_n(&self.report)));
        Box::new([Part::Heading(self.report.about()), Part::Facts(self.lines())].into_iter().chain(rows))
    }

    fn records(&self) -> Records<'_> {
        let Solution { n_formula, n_exact, whole, limit, .. } = self.solution;
        let optional = |n: Option<f64>| n.map(number::exact).unwrap_or_default();
        let (names, cells): (Vec<&str>, Vec<String>) = [
            ("quantity", self.quantity().name().to_owned()),
            ("value", number::exact(self.shown(self.target.value()))),
            ("unit", self.report.unit.label(self.quantity().unit()).to_owned()),
            ("reachable", n_exact.is_some().to_string()),
            ("limit", number::exact(self.shown(limit))),
            ("n_formula", optional(n_formula)),
            ("n_exact", optional(n_exact.map(|n| n.get()))),
            ("n_below", optional(whole.map(|(below, _)| below.get()))),
            ("n_above", optional(whole.map(|(_, above)| above.get()))),
        ]
        .into_iter()
        .unzip();
        let heading = names.into_iter().map(str::to_owned).collect();
        Records { heading, rows: Box::new(std::iter::once(cells)) }
    }
}

impl Serialize for Answer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = self.report.rows;
        let row = |row| ResultRow { report: &self.report, row };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("base", &Subject(&self.report))?;
        proposal(&self.report, &mut map)?;
        map.serialize_entry("unit", self.report.unit.name())?;
        map.serialize_entry("target", &AnswerTarget(self))?;
        map.serialize_entry("reachable", &self.solution.n_exact.is_some())?;
        map.serialize_entry("limit", &Number(self.shown(self.solution.limit)))?;
        map.serialize_entry("n_formula", &self.solution.n_formula.map(Number))?;
        map.serialize_entry("n_exact", &self.solution.n_exact.map(|n| Number(n.get())))?;
        map.serialize_entry("factor", &self.factor().map(Number))?;
        map.serialize_entry("below", &rows.first().map(row))?;
        map.serialize_entry("above", &rows.last().map(row))?;
        map.end()
    }
}

struct AnswerTarget<'a>(&'a Answer<'a>);

impl Serialize for AnswerTarget<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("quantity", self.0.quantity().name())?;
        map.serialize_entry("value", &Number(self.0.shown(self.0.target.value())))?;
        map.end()
    }
}
