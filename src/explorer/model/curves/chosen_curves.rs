//! The curves chosen for the KL chart: any quantity of the table, and Rényi divergences of typed orders.

use std::borrow::Cow;

use crate::bon::{Order, Quantity};
use crate::report::{Measure, number};

/// Digits of an order.
pub const DIGITS: usize = 4;

/// The curves that replace exact KL, bound and estimator in the KL chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChosenCurves {
    /// The first curve.
    pub first: Measure,
    /// The second curve, if any.
    pub second: Option<Measure>,
    /// Whether the axes are logarithmic.
    pub log: bool,
}

impl ChosenCurves {
    /// The typed orders, without repetition.
    pub fn orders(&self) -> impl Iterator<Item = Order> + use<> {
        let first = self.first.order();
        let second = self.second.and_then(Measure::order).filter(|second| Some(*second) != first);
        first.into_iter().chain(second)
    }
}

/// One of the two curves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurveSlot {
    /// The first.
    First,
    /// The second.
    Second,
}

/// A choice for one of the curves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CurveChoice {
    /// The default chart, or no second curve.
    None,
    /// This quantity.
    Of(Measure),
    /// The Rényi divergence of an order yet to be typed.
    Order,
}

/// The quantities that change with n: those of a base, or those under a proposal.
pub fn curves(is_proposed: bool) -> impl Iterator<Item = Quantity> {
    let known = if is_proposed { Quantity::UNDER_PROPOSAL } else { Quantity::ALL };
    known.iter().copied().filter(|quantity| !quantity.is_constant())
}

/// The choices for a curve with every word of `filter` in their name or title.
pub fn listed(
    shown: Option<ChosenCurves>,
    is_proposed: bool,
    place: CurveSlot,
    filter: &str,
) -> impl Iterator<Item = CurveChoice> + use<> {
    let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
    let typed = shown.into_iter().flat_map(|chosen| chosen.orders().collect::<Vec<_>>());
    let typed = typed.flat_map(Measure::renyi).filter(move |of| !is_proposed || of.is_under_proposal());
    let measures = curves(is_proposed).map(Measure::Of).chain(typed).map(CurveChoice::Of);
    std::iter::once(CurveChoice::None).chain(measures).chain([CurveChoice::Order]).filter(move |choice| {
        let name = if let CurveChoice::Of(measure) = choice { measure.name() } else { Cow::default() };
        let text = format!("{name} {}", title(place, *choice)).to_lowercase();
        words.iter().all(|word| text.contains(word.as_str()))
    })
}

/// The name of a measure, with an order in a few digits.
pub fn called(measure: Measure) -> Cow<'static, str> {
    let order = |order: Order| number::significant(order.get(), DIGITS);
    match measure {
        Measure::Of(quantity) => quantity.title().into(),
        Measure::Renyi(of) => format!("Rényi {}", order(of)).into(),
        Measure::RenyiBound(of) => format!("Rényi {}, continuum", order(of)).into(),
    }
}

/// The title of a choice.
pub fn title(place: CurveSlot, choice: CurveChoice) -> Cow<'static, str> {
    match (choice, place) {
        (CurveChoice::Of(measure), _) => called(measure),
        (CurveChoice::Order, _) => "Rényi of order ...".into(),
        (CurveChoice::None, CurveSlot::First) => "the usual: exact KL, bound, estimator".into(),
        (CurveChoice::None, CurveSlot::Second) => "no second curve".into(),
    }
}
