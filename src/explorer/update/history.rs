//! Undo and redo, and going to a moment.

use crate::explorer::action::Action;
use crate::explorer::model::moment::Moment;
use crate::explorer::model::state::Model;

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
