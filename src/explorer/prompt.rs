//! The one-line prompt: what it can ask for, and what is done with the answer.

use super::message::Effect;
use super::model::Model;
use super::steps;
use crate::family::draws;

/// What the prompt asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A number of draws.
    Draws,
}

impl Asked {
    /// What stands before the answer.
    pub fn label(&self) -> &'static str {
        match self {
            Asked::Draws => "n = ",
        }
    }

    /// What may be typed, in full and in short.
    pub fn allowed(&self) -> [&'static str; 2] {
        match self {
            Asked::Draws => ["a whole number from 1 to 1e15; 1e6 and 2^10 are fine", "1 to 1e15, like 2^10"],
        }
    }

    /// The cells that the answer gets.
    pub fn width(&self) -> u16 {
        match self {
            Asked::Draws => 12,
        }
    }
}

/// Does what was asked with the answer, which is not empty.
///
/// # Errors
/// One sentence that says why the answer is not taken; the prompt stays open.
pub(super) fn answer(model: &mut Model, asked: &Asked, text: &str) -> Result<Option<Effect>, String> {
    match asked {
        Asked::Draws => match draws::parse_list(text, 2).as_deref() {
            Ok(&[n]) => {
                model.reach = steps::REACH;
                model.set_draws(n);
                Ok(None)
            }
            _ => Err("this is no whole number from 1 to 1e15; 64, 1e6 and 2^10 are".to_owned()),
        },
    }
}
