//! Choosing what the KL chart shows.

use crate::bon::Quantity;
use crate::explorer::action::Pane;
use crate::explorer::model::curves::chosen_curves::{CurveChoice, CurveSlot, Pair, listed};
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::list::{Kind, Menu};
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::state::Model;
use crate::preset::Tab;
use crate::report::Measure;
use crate::text::order;
use crate::tui::line::Line;

/// Opens the list for one of the curves on what it is now.
pub(in crate::explorer) fn choose(model: &mut Model, place: CurveSlot) {
    let now = match place {
        CurveSlot::First => model.pair.map(|pair| pair.first),
        CurveSlot::Second => model.pair.and_then(|pair| pair.second),
    };
    let now = now.map_or(CurveChoice::None, CurveChoice::Of);
    let selected = listed(model.pair, model.subject.is_proposed(), place, "")
        .position(|choice| choice == now)
        .unwrap_or(0);
    model.overlay = Some(Overlay::Menu(Menu::new(Kind::Curve(place), selected)));
}

/// Shows what was chosen, or asks for the order.
pub(in crate::explorer) fn show(model: &mut Model, place: CurveSlot, choice: CurveChoice) {
    let now = model.pair.unwrap_or(Pair { first: Quantity::Kl.into(), second: None, log: false });
    model.pair = match (place, choice) {
        (_, CurveChoice::Order) => return ask_order(model, place),
        (CurveSlot::First, CurveChoice::None) => None,
        (CurveSlot::Second, CurveChoice::None) => model.pair.map(|pair| Pair { second: None, ..pair }),
        (CurveSlot::First, CurveChoice::Of(first)) => Some(Pair { first, ..now }),
        (CurveSlot::Second, CurveChoice::Of(second)) => Some(Pair { second: Some(second), ..now }),
    };
    model.overlay = None;
    // The divergences list the orders that were typed.
    if model.pane != Pane::Lower || model.tab != Tab::Divergences {
        model.pane = Pane::Kl;
    }
}

/// Asks for the order of a Rényi divergence for one of the curves.
pub(in crate::explorer) fn ask_order(model: &mut Model, place: CurveSlot) {
    model.overlay = Some(Overlay::Prompt { asked: Question::Order(place), line: Line::default() });
}

/// Shows the Rényi divergence of the order that was typed.
///
/// # Errors
/// One sentence that says why this is no order.
pub(in crate::explorer) fn take_order(model: &mut Model, place: CurveSlot, text: &str) -> Result<(), String> {
    let [divergence, _] = Measure::renyi(order(text)?);
    show(model, place, CurveChoice::Of(divergence));
    Ok(())
}
