//! Which inputs belong to one step of the history.

use crate::explorer::action::Action;

/// What came of an input, as far as it matters to which step it belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// Repeated at once it is the same step: a key held down.
    Held(Action),
    /// A place on a scale was pressed: a step of its own.
    Pressed,
    /// The mouse was dragged along a scale after that.
    Dragged,
    /// The wheel turns over a scale.
    Turned,
    /// A step of its own.
    Single,
    /// n ran on by itself.
    Played,
    /// Undo and redo themselves, and where playing begins or is paused.
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
