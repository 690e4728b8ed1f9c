//! The interface of a question of the input line.

use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::state::Model;
use crate::report::InformationUnit;
use crate::report::number::significant;
use crate::text;
use crate::text::{draws, number};

/// A question of the input line.
pub(in crate::explorer) trait Ask {
    /// The label before the answer.
    fn label(&self) -> &'static str;

    /// What may be typed, in full and in short, with information in `unit`.
    fn allowed(&self, unit: InformationUnit) -> [&'static str; 2];

    /// The cells for the answer.
    fn width(&self) -> u16 {
        12
    }

    /// The next number up or down from the typed one, where the answer is a number; `n` is the present n.
    fn steps(&self, typed: &str, n: u64, up: bool) -> Option<String> {
        let _ = (typed, n, up);
        None
    }

    /// Acts on the answer, which is not empty.
    ///
    /// # Errors
    /// One sentence that says why the answer is refused; the question stays open.
    fn answer(&self, model: &mut Model, text: &str) -> Result<Option<Effect>, String>;

    /// What lies over the panes after the question is answered or cancelled.
    fn after(&self) -> Option<Overlay> {
        None
    }
}

/// The typed number, or `otherwise` if there is none, one step of its second digit up or down.
pub(in crate::explorer) fn stepped(typed: &str, otherwise: f64, up: bool) -> f64 {
    text::step(number::parse(typed).unwrap_or(otherwise), up, -300)
}

/// The stepped number as text.
pub(in crate::explorer) fn stepped_text(typed: &str, otherwise: f64, up: bool) -> String {
    typed_number(stepped(typed, otherwise, up))
}

/// A number with as many digits as every `f64` carries.
pub(in crate::explorer) fn typed_number(value: f64) -> String {
    significant(value, 15)
}

/// The typed number of draws, if it is one.
pub(in crate::explorer) fn typed_draws(typed: &str) -> Option<u64> {
    match draws::parse_list(typed, 2).as_deref() {
        Ok(&[n]) => Some(n),
        _ => None,
    }
}
