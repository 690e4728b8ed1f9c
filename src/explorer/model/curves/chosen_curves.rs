//! Which two quantities the KL chart shows, when it is not the usual ones: any of the table of quantities, and Rényi
//! divergences of orders that are typed.

use std::borrow::Cow;

use crate::bon::{Order, Quantity};
use crate::report::{Measure, number};

/// Digits of an order.
pub const DIGITS: usize = 4;

/// What the KL chart shows in the place of exact KL, bound and estimator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The first curve.
    pub first: Measure,
    /// The second one.
    pub second: Option<Measure>,
    /// Whether they are on a logarithmic scale.
    pub log: bool,
}

impl Pair {
    /// The orders that were typed, each once.
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

/// What can be chosen for a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CurveChoice {
    /// The usual chart, or no second curve.
    None,
    /// This curve.
    Of(Measure),
    /// The Rényi divergence of an order to be typed.
    Order,
}

/// The quantities that change with n: of a base, or under a proposal.
pub fn curves(is_proposed: bool) -> impl Iterator<Item = Quantity> {
    let known = if is_proposed { Quantity::UNDER_PROPOSAL } else { Quantity::ALL };
    known.iter().copied().filter(|quantity| !quantity.is_constant())
}

/// What is listed for a place: all that holds every word of `filter` in its name or title.
pub fn listed(
    shown: Option<Pair>,
    is_proposed: bool,
    place: CurveSlot,
    filter: &str,
) -> impl Iterator<Item = CurveChoice> + use<> {
    let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
    let typed = shown.into_iter().flat_map(|pair| pair.orders().collect::<Vec<_>>());
    let typed = typed.flat_map(Measure::renyi).filter(move |of| !is_proposed || of.is_under_proposal());
    let measures = curves(is_proposed).map(Measure::Of).chain(typed).map(CurveChoice::Of);
    std::iter::once(CurveChoice::None).chain(measures).chain([CurveChoice::Order]).filter(move |choice| {
        let name = if let CurveChoice::Of(measure) = choice { measure.name() } else { Cow::default() };
        let text = format!("{name} {}", title(place, *choice)).to_lowercase();
        words.iter().all(|word| text.contains(word.as_str()))
    })
}

/// What a measure is called: an order in a few digits.
pub fn called(measure: Measure) -> Cow<'static, str> {
    let order = |order: Order| number::significant(order.get(), DIGITS);
    match measure {
        Measure::Of(quantity) => quantity.title().into(),
        Measure::Renyi(of) => format!("Rényi, order {}", order(of)).into(),
        Measure::RenyiBound(of) => format!("Rényi {}, continuum", order(of)).into(),
    }
}

/// What a choice is called.
pub fn title(place: CurveSlot, choice: CurveChoice) -> Cow<'static, str> {
    match (choice, place) {
        (CurveChoice::Of(measure), _) => called(measure),
        (CurveChoice::Order, _) => "Rényi of order ...".into(),
        (CurveChoice::None, CurveSlot::First) => "the usual: exact KL, bound, estimator".into(),
        (CurveChoice::None, CurveSlot::Second) => "no second curve".into(),
    }
}
