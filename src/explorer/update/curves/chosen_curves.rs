//! Choosing the curves of the KL chart.

use crate::bon::Quantity;
use crate::explorer::action::Pane;
use crate::explorer::model::curves::chosen_curves::{ChosenCurves, CurveChoice, CurveSlot};
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::state::Model;
use crate::explorer::update::overlay::question::{Ask, stepped, typed_number};
use crate::preset::LowerView;
use crate::report::InformationUnit;
use crate::report::Measure;
use crate::text::order;
use crate::text::step;
use crate::tui::line::Line;

/// Shows the chosen curve, or asks for its order.
pub(in crate::explorer) fn show(model: &mut Model, place: CurveSlot, choice: CurveChoice) {
    let now =
        model.chosen_curves.unwrap_or(ChosenCurves { first: Quantity::Kl.into(), second: None, log: false });
    model.chosen_curves = match (place, choice) {
        (_, CurveChoice::Order) => return ask_order(model, place),
        (CurveSlot::First, CurveChoice::None) => None,
        (CurveSlot::Second, CurveChoice::None) => {
            model.chosen_curves.map(|chosen| ChosenCurves { second: None, ..chosen })
        }
        (CurveSlot::First, CurveChoice::Of(first)) => Some(ChosenCurves { first, ..now }),
        (CurveSlot::Second, CurveChoice::Of(second)) => Some(ChosenCurves { second: Some(second), ..now }),
    };
    model.overlay = None;
    // The divergences view lists the typed orders.
    if model.pane != Pane::Lower || model.lower_view != LowerView::Divergences {
        model.pane = Pane::Kl;
    }
}

/// Asks for the order of a Rényi divergence for one of the curves.
pub(in crate::explorer) fn ask_order(model: &mut Model, place: CurveSlot) {
    model.overlay = Some(Overlay::Question { question: Question::Order(place), line: Line::default() });
}

/// Shows the Rényi divergence of the typed order.
///
/// # Errors
/// One sentence that says why the text is no order.
pub(in crate::explorer) fn take_order(model: &mut Model, place: CurveSlot, text: &str) -> Result<(), String> {
    let [divergence, _] = Measure::renyi(order(text)?);
    show(model, place, CurveChoice::Of(divergence));
    Ok(())
}

/// The order of a Rényi divergence for one of the curves.
pub(in crate::explorer) struct OrderQuestion(pub(in crate::explorer) CurveSlot);

impl Ask for OrderQuestion {
    fn label(&self) -> &'static str {
        "Rényi order "
    }

    fn allowed(&self, _: InformationUnit) -> [&'static str; 2] {
        ["above 0 and not 1, such as 3, 1/3 or inf", "1/3, inf"]
    }

    fn width(&self) -> u16 {
        8
    }

    fn steps(&self, typed: &str, _: u64, up: bool) -> Option<String> {
        let next = stepped(typed, 1.0, up);
        // There is no divergence of order 1.
        Some(typed_number(if next == 1.0 { step(next, up, -300) } else { next }))
    }

    fn answer(&self, model: &mut Model, text: &str) -> Result<Option<Effect>, String> {
        take_order(model, self.0, text)?;
        Ok(None)
    }
}
