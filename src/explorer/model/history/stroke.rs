//! Which inputs belong to one step of the history.

use crate::explorer::action::Action;

/// The kind of an input, as far as it decides to which step the input belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// A key: held down, it stays one step.
    Held(Action),
    /// A press on a scale: a step of its own.
    Pressed,
    /// A drag along a scale after the press.
    Dragged,
    /// The wheel over a scale.
    Turned,
    /// A step of its own.
    Single,
    /// n ran by itself.
    Played,
    /// Undo and redo, and the start or pause of playing.
    Travel,
}

impl Stroke {
    /// Whether it belongs to the step of the input before it.
    pub(in crate::explorer) fn continues(self, earlier: Option<Stroke>) -> bool {
        match (self, earlier) {
            (Stroke::Held(action), Some(Stroke::Held(earlier))) => action == earlier,
            (Stroke::Dragged, Some(Stroke::Pressed | Stroke::Dragged)) => true,
            (Stroke::Turned, Some(Stroke::Turned)) | (Stroke::Played, Some(Stroke::Played)) => true,
            _ => false,
        }
    }
}
