//! Which two quantities the KL chart shows, when it is not the usual ones.

use super::menu::{Kind, Menu};
use super::model::{Model, Pane};
use super::overlay::Overlay;
use crate::bon::Quantity;

/// What the KL chart shows in the place of exact KL, bound and estimator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The first curve.
    pub first: Quantity,
    /// The second one.
    pub second: Option<Quantity>,
    /// Whether they are on a logarithmic scale.
    pub log: bool,
}

/// One of the two curves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The first.
    First,
    /// The second.
    Second,
}

/// What can be chosen for a place: a quantity, or none: the usual chart, or no second curve.
pub type Choice = Option<Quantity>;

/// The quantities that change with n: of a base, or under a proposal.
pub fn curves(is_proposed: bool) -> impl Iterator<Item = Quantity> {
    let constant = [Quantity::KlLimit, Quantity::Renyi2Entropy];
    let known = if is_proposed { Quantity::UNDER_PROPOSAL } else { Quantity::ALL };
    known.iter().copied().filter(move |quantity| !constant.contains(quantity))
}

/// What is listed for a place: all that holds every word of `filter` in its name or title.
pub fn listed(place: Place, filter: &str, is_proposed: bool) -> impl Iterator<Item = Choice> {
    let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
    std::iter::once(None).chain(curves(is_proposed).map(Some)).filter(move |choice| {
        let text = format!("{} {}", choice.map_or("", Quantity::name), title(place, *choice)).to_lowercase();
        words.iter().all(|word| text.contains(word.as_str()))
    })
}

/// What a choice is called.
pub fn title(place: Place, choice: Choice) -> &'static str {
    match (choice, place) {
        (Some(quantity), _) => quantity.title(),
        (None, Place::First) => "the usual: exact KL, bound, estimator",
        (None, Place::Second) => "no second curve",
    }
}

/// Opens the list for one of the curves on what it is now.
pub(super) fn choose(model: &mut Model, place: Place) {
    let now = match (model.pair, place) {
        (Some(pair), Place::First) => Some(pair.first),
        (Some(pair), Place::Second) => pair.second,
        (None, _) => None,
    };
    let selected =
        listed(place, "", model.subject.is_proposed()).position(|choice| choice == now).unwrap_or(0);
    model.overlay = Some(Overlay::Menu(Menu::new(Kind::Curve(place), selected)));
}

/// Shows what was chosen.
pub(super) fn show(model: &mut Model, place: Place, choice: Choice) {
    let now = model.pair.unwrap_or(Pair { first: Quantity::Kl, second: None, log: false });
    model.pair = match (place, choice) {
        (Place::First, None) => None,
        (Place::Second, None) if model.pair.is_none() => None,
        (Place::First, Some(first)) => Some(Pair { first, ..now }),
        (Place::Second, second) => Some(Pair { second, ..now }),
    };
    model.overlay = None;
    model.pane = Pane::Kl;
}
