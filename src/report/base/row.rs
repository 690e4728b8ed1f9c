//! Every quantity of a base at one n, and the measures of such rows that a report shows.

use crate::bon::{Average, Drawing, Draws, Evaluation, Order, Quantity};
use crate::report::base::measure::Measure;
use crate::report::number;
use crate::report::unit::InformationUnit;

/// Every quantity at one n.
#[derive(Clone, Debug)]
pub struct Row {
    /// The number of draws.
    pub n: Draws,
    /// The quantities.
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

    /// The row with the Rényi divergences of these orders.
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

    /// The value of a measure, information in nats; NaN for an order that the row does not have.
    pub fn get(&self, measure: Measure) -> f64 {
        let renyi =
            |order| self.renyi.iter().find(|known| known.0 == order).map_or([f64::NAN; 2], |known| known.1);
        match measure {
            Measure::Of(quantity) => self.values.get(quantity),
            Measure::Renyi(order) => renyi(order)[0],
            Measure::RenyiBound(order) => renyi(order)[1],
        }
    }

    /// The last measures: the Rényi divergences of further orders and, unless best-of-n draws from a proposal, their bounds.
    pub(in crate::report) fn further(rows: &[Row], is_proposed: bool) -> impl Iterator<Item = Measure> {
        let orders = rows.first().into_iter().flat_map(|row| &row.renyi);
        orders
            .flat_map(|known| Measure::renyi(known.0))
            .filter(move |measure| !is_proposed || measure.is_under_proposal())
    }
}

/// The measures asked for; without any, the usual quantities, of a base or under a proposal, and the further orders of
/// the rows.
pub(in crate::report) fn measures(
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
pub(in crate::report) const ALL: [&[Quantity]; 2] = [Quantity::ALL, Quantity::UNDER_PROPOSAL];

/// A value for a person, in the unit shown.
pub(in crate::report) fn text(unit: InformationUnit, row: &Row, measure: Measure, digits: usize) -> String {
    let value = unit.of(row, measure);
    let lacking = measure.quantity().and_then(|quantity| row.values.lacking(quantity));
    match lacking {
        _ if value.is_infinite() => "infinite".to_owned(),
        Some(lacking) => number::of_share(value, lacking, digits),
        None => number::of_unit(value, measure.unit(), digits),
    }
}

impl InformationUnit {
    /// A measure of a row in the unit shown.
    pub(in crate::report) fn of(self, row: &Row, measure: Measure) -> f64 {
        self.shown(row.get(measure), measure.unit())
    }
}
