//! Typing a number of draws.

use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::scale::steps;
use crate::explorer::model::state::Model;
use crate::explorer::update::overlay::question::{Ask, typed_draws};
use crate::report::InformationUnit;
use crate::tui::input::Key;
use crate::tui::line::Line;

/// Asks for n, starting with the digit that was pressed.
pub(in crate::explorer) fn ask(model: &mut Model, key: Key) {
    let digit = key.typed().filter(char::is_ascii_digit).map(String::from);
    let line = Line::new(&digit.unwrap_or_default());
    model.overlay = Some(Overlay::Question { question: Question::Draws, line });
}

/// A number of draws.
pub(in crate::explorer) struct DrawsQuestion;

impl Ask for DrawsQuestion {
    fn label(&self) -> &'static str {
        "n = "
    }

    fn allowed(&self, _: InformationUnit) -> [&'static str; 2] {
        ["a whole number from 1 to 1e15, such as 1e6 or 2^10", "1 to 1e15, like 2^10"]
    }

    fn steps(&self, typed: &str, n: u64, up: bool) -> Option<String> {
        let n = typed_draws(typed).unwrap_or(n);
        Some(if up { steps::up(n).min(steps::MAX) } else { steps::down(n) }.to_string())
    }

    fn answer(&self, model: &mut Model, text: &str) -> Result<Option<Effect>, String> {
        let Some(n) = typed_draws(text) else {
            return Err("type a whole number from 1 to 1e15, such as 64, 1e6 or 2^10".to_owned());
        };
        model.choose_draws(n);
        Ok(None)
    }
}
