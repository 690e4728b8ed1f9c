//! Choosing the policies of the trade-off view.

use crate::explorer::action::Action;
use crate::explorer::model::curves::policies::PolicyChoice;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::state::Model;
use crate::explorer::update::overlay::list;
use crate::explorer::update::overlay::question::{Ask, stepped_text};
use crate::report::InformationUnit;
use crate::report::number::significant;
use crate::text::number;
use crate::tui::line::Line;

/// Performs the entry; the list stays open.
pub(in crate::explorer) fn choose(model: &mut Model, entry: usize) {
    match PolicyChoice::ALL.get(entry) {
        Some(PolicyChoice::Show(kind)) => model.details.policies.shown.turn(*kind),
        Some(PolicyChoice::Axis) => turn_axis(model),
        Some(PolicyChoice::Temperature) => {
            let temperature = model.details.policies.temperature();
            let line = Line::marked(&temperature.map_or_else(|| AUTO.to_owned(), |t| significant(t, 6)));
            model.overlay = Some(Overlay::Question { question: Question::Temperature, line });
        }
        None => {}
    }
}

/// Switches the quantity on the vertical axis.
pub(in crate::explorer) fn turn_axis(model: &mut Model) {
    let shown = &mut model.details.policies.shown;
    shown.reward = !shown.reward;
}

/// The text for the temperature at which soft best-of-n reaches the KL of best-of-n.
const AUTO: &str = "auto";

/// Sets the typed temperature.
///
/// # Errors
/// One sentence that says why the text is no temperature.
pub(in crate::explorer) fn set_temperature(model: &mut Model, text: &str) -> Result<(), String> {
    let shown = &mut model.details.policies.shown;
    if text == AUTO {
        shown.temperature = None;
        return Ok(());
    }
    match number::parse(text) {
        Ok(t) if t > 0.0 && t.is_finite() => {
            shown.temperature = Some(t);
            Ok(())
        }
        _ => Err("not a temperature: type a number above 0, such as 0.5 or 1/3, or `auto`".to_owned()),
    }
}

/// The temperature of soft best-of-n.
pub(in crate::explorer) struct TemperatureQuestion;

impl Ask for TemperatureQuestion {
    fn label(&self) -> &'static str {
        "temperature of soft best-of-n "
    }

    fn allowed(&self, _: InformationUnit) -> [&'static str; 2] {
        ["above 0, in the unit of the rewards; auto: reaches this KL", "above 0, or auto"]
    }

    fn steps(&self, typed: &str, _: u64, up: bool) -> Option<String> {
        Some(stepped_text(typed, 0.0, up))
    }

    fn answer(&self, model: &mut Model, text: &str) -> Result<Option<Effect>, String> {
        set_temperature(model, text)?;
        Ok(None)
    }

    fn after(&self) -> Option<Overlay> {
        let entry = PolicyChoice::ALL.iter().position(|choice| *choice == PolicyChoice::Temperature);
        Some(list::at(Action::Policies, entry.unwrap_or(0)))
    }
}
