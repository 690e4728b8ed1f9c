//! Undo and redo over everything that changes the base, n, the view or the pins.
//!
//! Moments share their bases. What is kept is bounded: the newest [`STEPS`] steps, and of those only as many as hold
//! [`OUTCOMES`] outcomes in bases of their own, but always one.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::explorer::action::Action;
use crate::explorer::model::base::draft::Rules;
use crate::explorer::model::curves::chosen_curves::Pair;
use crate::explorer::model::curves::pins::Kept;
use crate::explorer::model::curves::policies::Shown;
use crate::explorer::model::files::document::{Keeping, Save};
use crate::explorer::model::message::{Message, Target};
use crate::explorer::model::overlay::palette::Command;
use crate::explorer::model::state::{Model, Subject};
use crate::family::NamedBase;
use crate::preset::{Start, Tab, View};
use crate::report::InformationUnit;
use crate::tui::input::{Button, MouseKind};

/// The most steps that can be undone.
pub const STEPS: usize = 200;
/// The most outcomes in all bases that are kept for undoing, some 100 MB.
pub const OUTCOMES: usize = 1_000_000;

/// What undoing gives back.
#[derive(Clone, Debug)]
pub struct Moment {
    subject: Subject,
    rules: Rules,
    document: usize,
    n: u64,
    reach: u64,
    range: u64,
    pair: Option<Pair>,
    tab: Tab,
    log_gap: bool,
    unit: InformationUnit,
    shown: Shown,
    selected: usize,
    pins: Kept,
}

impl Moment {
    /// Whether there is nothing to undo between the two.
    fn same(&self, other: &Moment) -> bool {
        let key = |moment: &Moment| {
            let scale = (moment.n, moment.reach, moment.range);
            (scale, moment.pair, moment.tab, moment.log_gap, moment.unit, moment.shown, moment.document)
        };
        self.subject.same(&other.subject)
            && key(self) == key(other)
            && self.rules == other.rules
            && self.pins.same(&other.pins)
    }

    /// The same on another subject, as it was opened.
    #[must_use]
    pub fn on(self, subject: Subject) -> Moment {
        Moment { subject, rules: Rules::default(), ..self }
    }

    /// What is looked at.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// The number of draws.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Whether edits of its base would be lost.
    pub fn edited(&self, keeping: &Keeping) -> bool {
        keeping.loses(self.document, &self.subject)
    }

    /// Its base, as it would be saved where it comes from.
    pub(in crate::explorer) fn to_save(&self, keeping: &Keeping) -> Save {
        let start = Start { n: self.n, view: View::Lower(self.tab) };
        keeping.to_save(self.document, &self.subject, start)
    }

    /// The same moment with nothing pinned.
    #[must_use]
    pub fn without_pins(self) -> Moment {
        Moment { pins: Kept::default(), ..self }
    }
}

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

    fn continues(self, earlier: Option<Run>) -> bool {
        match (self, earlier) {
            (Run::Held(action), Some(Run::Held(earlier))) => action == earlier,
            (Run::Dragged, Some(Run::Pressed | Run::Dragged)) => true,
            (Run::Turned, Some(Run::Turned)) | (Run::Played, Some(Run::Played)) => true,
            _ => false,
        }
    }
}

/// The moments before and after this one.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: VecDeque<Moment>,
    future: Vec<Moment>,
    run: Option<Run>,
}

impl History {
    /// Takes note of an input that led from one moment to another.
    pub fn record(&mut self, before: Moment, after: &Moment, run: Run) {
        let continues = run.continues(self.run);
        if run == Run::Travel {
            self.run = None;
            return;
        }
        if before.same(after) {
            // A held key that has reached its end is still held, and what plays goes on playing.
            self.run = self.run.filter(|run| continues || *run == Run::Played);
            return;
        }
        if continues && self.past.back().is_some_and(|moment| moment.same(after)) {
            // Dragged back to where it began.
            self.past.pop_back();
            self.run = None;
            return;
        }
        self.run = Some(run);
        self.future.clear();
        if !continues {
            self.past.push_back(before);
            self.shorten();
        }
    }

    fn shorten(&mut self) {
        let mut outcomes = 0;
        let mut newer: Option<&Moment> = None;
        let mut kept = 0;
        for moment in self.past.iter().rev().take(STEPS) {
            let shared = |base: &Arc<NamedBase>| {
                newer.is_some_and(|newer| newer.subject.bases().any(|other| Arc::ptr_eq(base, other)))
            };
            let own = moment.subject.bases().filter(|base| !shared(base));
            outcomes += own.map(|base| base.base().len()).sum::<usize>();
            if outcomes > OUTCOMES && kept > 0 {
                break;
            }
            kept += 1;
            newer = Some(moment);
        }
        self.past.drain(..self.past.len() - kept);
    }
}

impl Model {
    /// What undoing would have to give back.
    pub fn moment(&self) -> Moment {
        Moment {
            subject: self.subject.clone(),
            rules: self.rules.clone(),
            document: self.keeping.current(),
            n: self.n,
            reach: self.reach,
            range: self.range,
            pair: self.pair,
            tab: self.tab,
            log_gap: self.details.log_gap,
            unit: self.chosen_unit,
            shown: self.details.comparing.shown,
            selected: self.selected,
            pins: self.pins.kept.clone(),
        }
    }

    /// Takes back the last step.
    pub fn undo(&mut self) {
        if self.building.give_up() {
            self.notice = Some("the edit that was under way is given up".to_owned());
            return;
        }
        let Some(earlier) = self.history.past.pop_back() else {
            self.notice = Some("there is nothing to undo".to_owned());
            return;
        };
        let now = self.moment();
        self.history.future.push(now);
        self.go_to(earlier);
        let left = self.history.past.len();
        let undoes = format!("undoes {left} more");
        let hints = [(Action::Undo, undoes.as_str()), (Action::Redo, "redoes")];
        self.notice = Some(self.keymap.advise("undone", hints));
    }

    /// Takes the step that was taken back last once more.
    pub fn redo(&mut self) {
        if self.building.pending() {
            self.notice = Some("an edit is under way, after which there is nothing to redo".to_owned());
            return;
        }
        let Some(later) = self.history.future.pop() else {
            self.notice = Some("there is nothing to redo".to_owned());
            return;
        };
        let now = self.moment();
        self.history.past.push_back(now);
        self.go_to(later);
        let left = self.history.future.len();
        let redoes = format!("redoes {left} more");
        let hints = [(Action::Redo, redoes.as_str()), (Action::Undo, "undoes")];
        self.notice = Some(self.keymap.advise("redone", hints));
    }

    /// Brings a moment back.
    pub(in crate::explorer) fn go_to(&mut self, moment: Moment) {
        let Moment {
            subject,
            rules,
            document,
            n,
            reach,
            range,
            pair,
            tab,
            log_gap,
            unit,
            shown,
            selected,
            pins,
        } = moment;
        self.keeping.go_to(document);
        if subject.same(&self.subject) {
            self.rules = rules;
        } else {
            self.turn_to(subject, rules);
        }
        (self.n, self.reach, self.range) = (n, reach, range);
        (self.pair, self.tab, self.selected) = (pair, tab, selected);
        (self.details.log_gap, self.chosen_unit) = (log_gap, unit);
        self.details.comparing.shown = shown;
        self.pins.kept = pins;
        self.offset = self.first_row(self.viewport.rows);
    }
}
