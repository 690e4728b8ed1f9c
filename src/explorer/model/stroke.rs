//! Which inputs belong to one step of the history.

use crate::explorer::action::Action;
use crate::explorer::model::message::{Message, Target};
use crate::explorer::model::overlay::palette::Command;
use crate::explorer::model::state::Model;
use crate::tui::input::{Button, MouseKind};

/// What came of an input, as far as it matters to which step it belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
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

impl Run {
    /// What this input is to the model; nothing for what is no input.
    pub fn of(model: &Model, message: &Message) -> Option<Run> {
        let asked = match message {
            Message::Key(key) => model.keymap.find(model.context(), key),
            Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Action(action))) => Some(*action),
            Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Offered(entry))) => {
                model.entry(*entry)
            }
            _ => None,
        };
        let asked = match asked {
            Some(Action::Accept) => model.chosen().or(asked),
            _ => asked,
        };
        Some(match message {
            Message::Key(key) if model.commanded(key).is_some() => Run::of_command(model.commanded(key)),
            Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Command(line))) => {
                Run::of_command(model.command(*line))
            }
            Message::Key(_)
            | Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Action(_) | Target::Offered(_))) => {
                match asked {
                    Some(Action::Undo | Action::Redo | Action::Play) => Run::Travel,
                    Some(
                        action @ (Action::FewerDraws
                        | Action::MoreDraws
                        | Action::FarFewerDraws
                        | Action::FarMoreDraws
                        | Action::OneDrawLess
                        | Action::OneDrawMore
                        | Action::PreviousPower
                        | Action::NextPower
                        | Action::ReachLess
                        | Action::ReachMore
                        | Action::StepUp
                        | Action::StepDown),
                    ) => Run::Held(action),
                    _ => Run::Single,
                }
            }
            Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Draws(_))) => Run::Pressed,
            Message::Mouse(MouseKind::Drag(Button::Left), _) => Run::Dragged,
            Message::Mouse(MouseKind::ScrollUp | MouseKind::ScrollDown, _) => Run::Turned,
            Message::Mouse(MouseKind::Up(_), _) => return None,
            Message::Tick(_) => Run::Played,
            Message::Mouse(..)
            | Message::Paste(_)
            | Message::Opened { .. }
            | Message::Solved { .. }
            | Message::Restored { .. }
            | Message::Walk(_)
            | Message::Act(_) => Run::Single,
            Message::Built { .. } => return model.building.run(),
            Message::Readout { .. }
            | Message::Curve { .. }
            | Message::GhostReadout { .. }
            | Message::GhostCurve { .. }
            | Message::OrderAt { .. }
            | Message::OrderCurve { .. }
            | Message::Plane { .. }
            | Message::Beside { .. }
            | Message::Detail { .. }
            | Message::Bins { .. }
            | Message::Prompts { .. }
            | Message::Found { .. }
            | Message::Presets(_)
            | Message::Preview { .. }
            | Message::Told(_)
            | Message::Unsaved(..)
            | Message::Saved(_)
            | Message::Taken { .. } => return None,
        })
    }

    fn of_command(command: Option<Command>) -> Run {
        match command {
            Some(Command::Act(Action::Undo | Action::Redo | Action::Play)) => Run::Travel,
            _ => Run::Single,
        }
    }

    pub(in crate::explorer) fn continues(self, earlier: Option<Run>) -> bool {
        match (self, earlier) {
            (Run::Held(action), Some(Run::Held(earlier))) => action == earlier,
            (Run::Dragged, Some(Run::Pressed | Run::Dragged)) => true,
            (Run::Turned, Some(Run::Turned)) | (Run::Played, Some(Run::Played)) => true,
            _ => false,
        }
    }
}
