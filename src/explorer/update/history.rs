//! Undo and redo.

use crate::explorer::action::Action;
use crate::explorer::model::history::moment::Moment;
use crate::explorer::model::history::stroke::Stroke;
use crate::explorer::model::history::undo::Step;
use crate::explorer::model::jobs::job::Reply;
use crate::explorer::model::message::Message;
use crate::explorer::model::overlay::palette::Command;
use crate::explorer::model::overlay::target::Target;
use crate::explorer::model::state::Model;
use crate::tui::input::{Button, MouseKind};

impl Model {
    /// What undo would have to restore.
    pub fn moment(&self) -> Moment {
        Moment {
            subject: self.subject.clone(),
            rules: self.rules.clone(),
            document: self.documents.current(),
            n: self.n,
            scale_end: self.scale_end,
            chosen_end: self.chosen_end,
            chosen_curves: self.chosen_curves,
            lower_view: self.lower_view,
            log_gap: self.details.log_gap,
            unit: self.chosen_unit,
            shown: self.details.policies.shown,
            selected: self.selected,
        }
    }

    /// The moment and the pins: what one step of undo restores.
    pub fn step(&self) -> Step {
        Step { moment: self.moment(), pins: self.pins.kept.clone() }
    }

    /// Undoes the last step.
    pub fn undo(&mut self) {
        if self.changes.give_up() {
            self.notice = Some("the edit under way is dropped".to_owned());
            return;
        }
        let Some(earlier) = self.history.past.pop_back() else {
            self.notice = Some("there is nothing to undo".to_owned());
            return;
        };
        let now = self.step();
        self.history.future.push(now);
        self.return_to(earlier);
        let left = self.history.past.len();
        let undoes = format!("undoes {left} more");
        let hints = [(Action::Undo, undoes.as_str()), (Action::Redo, "redoes")];
        self.notice = Some(self.keymap.advise("undone", hints));
    }

    /// Redoes the step that was undone last.
    pub fn redo(&mut self) {
        if self.changes.pending() {
            self.notice = Some("there is nothing to redo after the edit under way".to_owned());
            return;
        }
        let Some(later) = self.history.future.pop() else {
            self.notice = Some("there is nothing to redo".to_owned());
            return;
        };
        let now = self.step();
        self.history.past.push_back(now);
        self.return_to(later);
        let left = self.history.future.len();
        let redoes = format!("redoes {left} more");
        let hints = [(Action::Redo, redoes.as_str()), (Action::Undo, "undoes")];
        self.notice = Some(self.keymap.advise("redone", hints));
    }

    fn return_to(&mut self, Step { moment, pins }: Step) {
        self.go_to(moment);
        self.pins.kept = pins;
    }

    /// Restores a moment.
    pub(in crate::explorer) fn go_to(&mut self, moment: Moment) {
        let Moment {
            subject,
            rules,
            document,
            n,
            scale_end,
            chosen_end,
            chosen_curves,
            lower_view,
            log_gap,
            unit,
            shown,
            selected,
        } = moment;
        self.documents.go_to(document);
        if subject.same(&self.subject) {
            self.rules = rules;
        } else {
            self.turn_to(subject, rules);
        }
        (self.n, self.scale_end, self.chosen_end) = (n, scale_end, chosen_end);
        (self.chosen_curves, self.lower_view, self.selected) = (chosen_curves, lower_view, selected);
        (self.details.log_gap, self.chosen_unit) = (log_gap, unit);
        self.details.policies.shown = shown;
        self.offset = self.first_row(self.viewport.rows);
    }
}

impl Stroke {
    /// The kind of an input; none for a message that is no input.
    pub(in crate::explorer) fn of(model: &Model, message: &Message) -> Option<Stroke> {
        let asked = match message {
            Message::Key(key) => model.keymap.find(model.context(), key),
            Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Action(action))) => Some(*action),
            Message::Mouse(MouseKind::Down(Button::Left), Some(Target::MenuEntry(entry))) => {
                model.entry(*entry)
            }
            _ => None,
        };
        let asked = match asked {
            Some(Action::Accept) => model.chosen().or(asked),
            _ => asked,
        };
        Some(match message {
            Message::Key(key) if model.commanded(key).is_some() => Stroke::of_command(model.commanded(key)),
            Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Command(line))) => {
                Stroke::of_command(model.command(*line))
            }
            Message::Key(_)
            | Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Action(_) | Target::MenuEntry(_))) => {
                match asked {
                    Some(action) if action.entry().travels => Stroke::Travel,
                    Some(action) if action.entry().repeats => Stroke::Held(action),
                    _ => Stroke::Single,
                }
            }
            Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Draws(_))) => Stroke::Pressed,
            Message::Mouse(MouseKind::Drag(Button::Left), _) => Stroke::Dragged,
            Message::Mouse(MouseKind::ScrollUp | MouseKind::ScrollDown, _) => Stroke::Turned,
            Message::Mouse(MouseKind::Up(_), _) => return None,
            Message::Tick(_) => Stroke::Played,
            Message::Mouse(..)
            | Message::Paste(_)
            | Message::Opened { .. }
            | Message::Answer { answer: Reply::Solve(_), .. }
            | Message::Restored { .. }
            | Message::Lesson(_)
            | Message::Act(_) => Stroke::Single,
            Message::Built { .. } => return model.changes.stroke(),
            Message::Answer { .. }
            | Message::Presets(_)
            | Message::Preview { .. }
            | Message::Notice(_)
            | Message::Unsaved(..)
            | Message::Saved(_)
            | Message::Taken { .. } => return None,
        })
    }

    fn of_command(command: Option<Command>) -> Stroke {
        match command {
            Some(Command::Act(action)) if action.entry().travels => Stroke::Travel,
            _ => Stroke::Single,
        }
    }
}
