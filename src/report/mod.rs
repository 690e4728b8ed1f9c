//! Results in every output format: a table for a person, Markdown, CSV and JSON.
//!
//! One file a format. The room knows results, not where they came from; it never computes a quantity,
//! opens a file or touches a terminal. Text that came from outside is shown with its control characters
//! made visible.

mod answer;
mod chart;
mod comparison;
mod csv;
mod estimates;
mod grid;
mod json;
mod markdown;
mod measure;
pub mod number;
mod outcome;
mod proposing;
mod side_by_side;
mod simulation;
mod table;
mod tsv;

use std::io::{self, Write};

use crate::bon::{Average, Base, Drawing, Draws, Evaluation, Order, Quantity, Unit};
use crate::family::NamedBase;

pub use self::answer::Answer;
pub use self::comparison::{Comparison, Comparisons, Place};
pub use self::estimates::EstimateReport;
pub use self::grid::{Align, Grid, width};
pub use self::json::{Number, write_json};
pub use self::measure::Measure;
pub use self::proposing::Proposing;
pub use self::side_by_side::{Entry, PromptRows, Prompts, SideBySide};
pub use self::simulation::Simulated;
pub use self::tsv::tsv;

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InformationUnit {
    /// Natural logarithms.
    #[default]
    Nats,
    /// Logarithms to base 2.
    Bits,
}

impl InformationUnit {
    /// Bits, or else nats.
    pub fn in_bits(bits: bool) -> InformationUnit {
        if bits { InformationUnit::Bits } else { InformationUnit::Nats }
    }

    /// The name used in every format.
    pub fn name(self) -> &'static str {
        match self {
            InformationUnit::Nats => "nats",
            InformationUnit::Bits => "bits",
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> InformationUnit {
        InformationUnit::in_bits(self == InformationUnit::Nats)
    }

    /// What a command line has after a blank that is to print information in this unit.
    pub fn flag(self) -> &'static str {
        match self {
            InformationUnit::Nats => "",
            InformationUnit::Bits => " --bits",
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

    /// Information in the unit shown.
    pub fn information(self, nats: f64) -> f64 {
        self.shown(nats, Unit::Nats)
    }

    /// A quantity in the unit shown.
    pub fn quantity(self, values: &Evaluation, quantity: Quantity) -> f64 {
        self.shown(values.get(quantity), quantity.unit())
    }

    /// Information that was typed in the unit shown, in nats.
    pub fn nats(self, typed: f64) -> f64 {
        typed / self.information(1.0)
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
#[derive(Clone, Debug)]
pub struct Row {
    /// The number of draws.
    pub n: Draws,
    /// The quantities there.
    pub values: Evaluation,
    /// The Rényi divergences of further orders, each with its bound, in nats; the bound is not a number where best-of-n
    /// draws from a proposal.
    pub renyi: Vec<(Order, [f64; 2])>,
}

impl Row {
    /// The row of a base at `n`. Takes time proportional to the number of outcomes.
    pub fn of<'a>(drawing: impl Into<Drawing<'a>>, n: Draws) -> Row {
        Row::with_orders(drawing, n, &[])
    }

    /// The row with the Rényi divergences of these orders besides.
    pub fn with_orders<'a>(drawing: impl Into<Drawing<'a>>, n: Draws, orders: &[Order]) -> Row {
        Row::with(drawing, n, Quantity::ALL, orders)
    }

    /// The row with at least these quantities and orders; other quantities may be NaN.
    pub fn with<'a>(
        drawing: impl Into<Drawing<'a>>,
        n: Draws,
        quantities: &[Quantity],
        orders: &[Order],
    ) -> Row {
        let drawing = drawing.into();
        let renyi = |&order: &Order| (order, [drawing.renyi(n, order), drawing.renyi_bound(n, order)]);
        Row { n, values: drawing.evaluate_these(n, quantities), renyi: orders.iter().map(renyi).collect() }
    }

    /// The row of an average over prompts.
    pub fn of_average(average: &Average<'_>, n: Draws, orders: &[Order]) -> Row {
        let renyi = |&order: &Order| (order, [average.renyi(n, order), average.renyi_bound(n, order)]);
        Row { n, values: average.evaluate(n), renyi: orders.iter().map(renyi).collect() }
    }

    /// The value of a measure, information in nats; not a number for an order the row was not made with.
    pub fn get(&self, measure: Measure) -> f64 {
        let renyi =
            |order| self.renyi.iter().find(|known| known.0 == order).map_or([f64::NAN; 2], |known| known.1);
        match measure {
            Measure::Of(quantity) => self.values.get(quantity),
            Measure::Renyi(order) => renyi(order)[0],
            Measure::RenyiBound(order) => renyi(order)[1],
        }
    }

    /// The measures that come last: the Rényi divergences of further orders and, unless best-of-n draws from a proposal,
    /// their bounds.
    fn further(rows: &[Row], is_proposed: bool) -> impl Iterator<Item = Measure> {
        let orders = rows.first().into_iter().flat_map(|row| &row.renyi);
        orders
            .flat_map(|known| Measure::renyi(known.0))
            .filter(move |measure| !is_proposed || measure.is_under_proposal())
    }
}

/// The measures asked for, or these quantities, of which there is one list for a base and one for a proposal, and the
/// further orders of the rows.
fn measures(
    asked: Option<&[Measure]>,
    [usual, under_proposal]: [&[Quantity]; 2],
    is_proposed: bool,
    rows: &[Row],
) -> Vec<Measure> {
    let usual = if is_proposed { under_proposal } else { usual };
    asked.map_or_else(
        || usual.iter().copied().map(Measure::Of).chain(Row::further(rows, is_proposed)).collect(),
        <[Measure]>::to_vec,
    )
}

/// Every quantity, of a base and under a proposal.
const ALL: [&[Quantity]; 2] = [Quantity::ALL, Quantity::UNDER_PROPOSAL];

/// A value for a person, in the unit shown.
fn text(unit: InformationUnit, row: &Row, measure: Measure, digits: usize) -> String {
    let value = unit.of(row, measure);
    if value.is_infinite() { "infinite".to_owned() } else { number::of_unit(value, measure.unit(), digits) }
}

impl InformationUnit {
    /// A measure of a row in the unit shown.
    fn of(self, row: &Row, measure: Measure) -> f64 {
        self.shown(row.get(measure), measure.unit())
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
    pub quantities: Option<&'a [Measure]>,
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

    /// Every measure, or those asked for.
    fn all_measures(&self) -> Vec<Measure> {
        measures(self.quantities, ALL, self.proposal.is_some(), self.rows)
    }

    /// The main measures, or those asked for.
    fn main_measures(&self) -> Vec<Measure> {
        measures(self.quantities, [MAIN, MAIN_UNDER_PROPOSAL], self.proposal.is_some(), self.rows)
    }

    /// The value of `measure` for a person.
    fn text(&self, row: &Row, measure: Measure) -> String {
        text(self.unit, row, measure, number::DIGITS)
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
