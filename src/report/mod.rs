//! Results in every output format: a table for a person, Markdown, CSV and JSON.
//!
//! One file a format. The room knows results, not where they came from; it never computes a quantity,
//! opens a file or touches a terminal. Text that came from outside is shown with its control characters
//! made visible.

mod answer;
mod comparison;
mod csv;
mod grid;
mod json;
mod markdown;
pub mod number;
mod outcome;
mod proposing;
mod table;

use std::io::{self, Write};

pub use self::answer::Answer;
pub use self::comparison::{Comparison, Entry};
pub use self::grid::{Align, Grid, width};
pub use self::json::{Number, write_json};
pub use self::proposing::Proposing;

use crate::bon::{Base, Draws, Evaluation, Policy, Proposed, ProposedPolicy, Quantity, Unit};
use crate::family::NamedBase;

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Aligned columns for a person.
    Table,
    /// One JSON object.
    Json,
    /// Comma-separated values with one heading line.
    Csv,
    /// A Markdown table.
    Markdown,
}

/// The unit in which information is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InformationUnit {
    /// Natural logarithms.
    Nats,
    /// Logarithms to base 2.
    Bits,
}

impl InformationUnit {
    /// The name used in every format.
    pub fn name(self) -> &'static str {
        match self {
            InformationUnit::Nats => "nats",
            InformationUnit::Bits => "bits",
        }
    }

    /// A value of the given natural unit in the unit shown: only information in nats changes.
    pub fn shown(self, value: f64, unit: Unit) -> f64 {
        // Dividing gives whole bits for most powers of two; multiplying by log2(e) misses more of them.
        if self == InformationUnit::Bits && unit == Unit::Nats {
            value / std::f64::consts::LN_2
        } else {
            value
        }
    }

    /// What to write after a number of the given natural unit; empty for a probability and a pure number.
    pub fn label(self, unit: Unit) -> &'static str {
        match unit {
            Unit::Nats => self.name(),
            Unit::Reward => "reward",
            Unit::Share | Unit::Pure => "",
        }
    }
}

/// Every quantity at one n.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The number of draws.
    pub n: Draws,
    /// The quantities there.
    pub values: Evaluation,
}

impl Row {
    /// The row of `base` at `n`. Takes time proportional to the number of outcomes.
    pub fn of(base: &Base, n: Draws) -> Row {
        Row { n, values: Policy::new(base, n).evaluate() }
    }

    /// The row of `base` at `n` where best-of-n draws from a proposal, if there is one.
    pub fn drawn(base: &Base, proposed: Option<&Proposed>, n: Draws) -> Row {
        proposed.map_or_else(
            || Row::of(base, n),
            |proposed| Row { n, values: ProposedPolicy::new(base, proposed, n).evaluate() },
        )
    }
}

/// One base at one or more n, ready to be written.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The base the rows belong to.
    pub subject: &'a NamedBase,
    /// A heading for it, where it has one.
    pub title: Option<&'a str>,
    /// What best-of-n draws from instead of the base; its rows are for that.
    pub proposal: Option<Proposing<'a>>,
    /// The unit of information.
    pub unit: InformationUnit,
    /// The quantities asked for; none asks for what suits the format.
    pub quantities: Option<&'a [Quantity]>,
    /// One row per n.
    pub rows: &'a [Row],
    /// Whether every outcome is listed at every n.
    pub outcomes: bool,
}

/// The quantities of a table with one row per n.
const MAIN: &[Quantity] = &[
    Quantity::Kl,
    Quantity::Bound,
    Quantity::Gap,
    Quantity::Estimator,
    Quantity::WinRate,
    Quantity::WinRateBound,
    Quantity::NEpsTop,
];

/// The same where best-of-n draws from a proposal.
const MAIN_UNDER_PROPOSAL: &[Quantity] = &[
    Quantity::Kl,
    Quantity::ProposalBound,
    Quantity::ProposalGap,
    Quantity::ReverseKl,
    Quantity::Tv,
    Quantity::WinRate,
    Quantity::ExpectedReward,
];

impl Report<'_> {
    /// Writes the report.
    ///
    /// # Errors
    /// What the writer answers.
    pub fn write(&self, format: Format, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Table => table::write(self, out),
            Format::Json => json::write(self, out),
            Format::Csv => csv::write(self, out),
            Format::Markdown => markdown::write(self, out),
        }
    }

    fn base(&self) -> &Base {
        self.subject.base()
    }

    /// Every quantity, or those asked for.
    fn all_quantities(&self) -> &[Quantity] {
        let all = if self.proposal.is_some() { Quantity::UNDER_PROPOSAL } else { Quantity::ALL };
        self.quantities.unwrap_or(all)
    }

    /// The main quantities, or those asked for.
    fn main_quantities(&self) -> &[Quantity] {
        let main = if self.proposal.is_some() { MAIN_UNDER_PROPOSAL } else { MAIN };
        self.quantities.unwrap_or(main)
    }

    /// The value of `quantity` in the unit shown.
    fn value(&self, row: &Row, quantity: Quantity) -> f64 {
        self.unit.shown(row.values.get(quantity), quantity.unit())
    }

    /// The value of `quantity` for a person.
    fn text(&self, row: &Row, quantity: Quantity) -> String {
        let value = self.value(row, quantity);
        if value.is_infinite() {
            return "infinite".to_owned();
        }
        number::of_unit(value, quantity.unit(), number::DIGITS)
    }

    /// An amount of information in nats, for a person, with its unit.
    fn information(&self, nats: f64) -> String {
        let value = number::significant(self.unit.shown(nats, Unit::Nats), number::DIGITS);
        format!("{value} {}", self.unit.name())
    }

    /// The name of the base and its title.
    fn heading(&self) -> String {
        let name = crate::family::visible(self.subject.name());
        match self.title {
            Some(title) => format!("{name}: {}", crate::family::visible(title)),
            None => name.into_owned(),
        }
    }

    /// The number of outcomes of positive weight.
    fn possible(&self) -> usize {
        let base = self.base();
        (0..base.len()).filter(|&rank| base.p(rank) > 0.0).count()
    }

    fn has_ties(&self) -> bool {
        self.base().class_count() < self.possible()
    }

    /// What is known about the base at any n, as one sentence.
    fn summary(&self) -> String {
        let base = self.base();
        let weightless = match base.len() - self.possible() {
            0 => String::new(),
            count => format!(" ({count} of weight 0)"),
        };
        format!(
            "{}{weightless}, {}; limit of the exact KL {}, Rényi-2 entropy {}",
            counted(base.len(), "outcome", "outcomes"),
            if self.has_ties() {
                counted(base.class_count(), "tie class", "tie classes")
            } else {
                "no ties".to_owned()
            },
            self.information(base.kl_limit()),
            self.information(base.renyi2_entropy()),
        )
    }
}

/// "1 outcome", "10 outcomes".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Whether a quantity is an upper bound on another one.
pub fn is_upper_bound(quantity: Quantity) -> bool {
    quantity == Quantity::EstimatorTop || quantity == Quantity::Bound || quantity.name().ends_with("_bound")
}

/// The heading of a column; upper bounds are marked.
fn column_heading(quantity: Quantity) -> String {
    match quantity {
        Quantity::Estimator => "estimator".to_owned(),
        Quantity::WinRateBound => "<= n/(n+1)".to_owned(),
        _ if is_upper_bound(quantity) => format!("<= {}", quantity.title()),
        _ => quantity.title().to_owned(),
    }
}
