//! Which two quantities the KL chart shows, when it is not the usual ones: any of the table of quantities, and Rényi
//! divergences of orders that are typed.

use std::borrow::Cow;

use crate::bon::{Order, Quantity};
use crate::command;
use crate::explorer::action::pane::Pane;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::list::{Kind, Menu};
use crate::explorer::model::overlay::question::Asked;
use crate::explorer::model::state::Model;
use crate::preset::Tab;
use crate::report::{Measure, number};
use crate::tui::line::Line;

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
pub enum Place {
    /// The first.
    First,
    /// The second.
    Second,
}

/// What can be chosen for a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Choice {
    /// The usual chart, or no second curve.
    None,
    /// This curve.
    Of(Measure),
    /// The Rényi divergence of an order to be typed.
    Order,
}

/// The quantities that change with n: of a base, or under a proposal.
pub fn curves(is_proposed: bool) -> impl Iterator<Item = Quantity> {
    let constant = [Quantity::KlLimit, Quantity::Renyi2Entropy];
    let known = if is_proposed { Quantity::UNDER_PROPOSAL } else { Quantity::ALL };
    known.iter().copied().filter(move |quantity| !constant.contains(quantity))
}

/// What is listed for a place: all that holds every word of `filter` in its name or title.
pub fn listed(model: &Model, place: Place, filter: &str) -> impl Iterator<Item = Choice> + use<> {
    let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
    let is_proposed = model.subject.is_proposed();
    let typed = model.pair.into_iter().flat_map(|pair| pair.orders().collect::<Vec<_>>());
    let typed = typed.flat_map(Measure::renyi).filter(move |of| !is_proposed || of.is_under_proposal());
    let measures = curves(is_proposed).map(Measure::Of).chain(typed).map(Choice::Of);
    std::iter::once(Choice::None).chain(measures).chain([Choice::Order]).filter(move |choice| {
        let name = if let Choice::Of(measure) = choice { measure.name() } else { Cow::default() };
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
pub fn title(place: Place, choice: Choice) -> Cow<'static, str> {
    match (choice, place) {
        (Choice::Of(measure), _) => called(measure),
        (Choice::Order, _) => "Rényi of order ...".into(),
        (Choice::None, Place::First) => "the usual: exact KL, bound, estimator".into(),
        (Choice::None, Place::Second) => "no second curve".into(),
    }
}

/// Opens the list for one of the curves on what it is now.
pub(in crate::explorer) fn choose(model: &mut Model, place: Place) {
    let now = match place {
        Place::First => model.pair.map(|pair| pair.first),
        Place::Second => model.pair.and_then(|pair| pair.second),
    };
    let now = now.map_or(Choice::None, Choice::Of);
    let selected = listed(model, place, "").position(|choice| choice == now).unwrap_or(0);
    model.overlay = Some(Overlay::Menu(Menu::new(Kind::Curve(place), selected)));
}

/// Shows what was chosen, or asks for the order.
pub(in crate::explorer) fn show(model: &mut Model, place: Place, choice: Choice) {
    let now = model.pair.unwrap_or(Pair { first: Quantity::Kl.into(), second: None, log: false });
    model.pair = match (place, choice) {
        (_, Choice::Order) => return ask_order(model, place),
        (Place::First, Choice::None) => None,
        (Place::Second, Choice::None) => model.pair.map(|pair| Pair { second: None, ..pair }),
        (Place::First, Choice::Of(first)) => Some(Pair { first, ..now }),
        (Place::Second, Choice::Of(second)) => Some(Pair { second: Some(second), ..now }),
    };
    model.overlay = None;
    // The divergences list the orders that were typed.
    if model.pane != Pane::Lower || model.tab != Tab::Divergences {
        model.pane = Pane::Kl;
    }
}

/// Asks for the order of a Rényi divergence for one of the curves.
pub(in crate::explorer) fn ask_order(model: &mut Model, place: Place) {
    model.overlay = Some(Overlay::Prompt { asked: Asked::Order(place), line: Line::default() });
}

/// Shows the Rényi divergence of the order that was typed.
///
/// # Errors
/// One sentence that says why this is no order.
pub(in crate::explorer) fn take_order(model: &mut Model, place: Place, text: &str) -> Result<(), String> {
    let [divergence, _] = Measure::renyi(command::order(text)?);
    show(model, place, Choice::Of(divergence));
    Ok(())
}
