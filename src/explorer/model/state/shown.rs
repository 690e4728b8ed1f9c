//! What is shown and what is chosen.

use crate::explorer::action::{Action, Context, Pane, Topic};
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::palette::Command;
use crate::explorer::model::state::Model;
use crate::preset::View;
use crate::report::InformationUnit;
use crate::tui::input::Key;

impl Model {
    /// The unit of information on the screen: the chosen one, but always nats in a walkthrough, whose texts are in
    /// nats.
    pub fn unit(&self) -> InformationUnit {
        if self.lesson.is_some() { InformationUnit::Nats } else { self.chosen_unit }
    }

    /// Sets the unit to start with.
    #[must_use]
    pub fn in_unit(self, unit: InformationUnit) -> Model {
        Model { chosen_unit: unit, ..self }
    }
}

impl Model {
    /// The action of an entry of the menu.
    pub fn entry(&self, entry: usize) -> Option<Action> {
        match self.overlay {
            Some(Overlay::Actions { menu, .. }) => {
                menu.entries(self.lesson.is_some()).get(entry).map(|entry| entry.action)
            }
            _ => None,
        }
    }

    /// The action of the chosen entry of the menu.
    pub fn chosen(&self) -> Option<Action> {
        match self.overlay {
            Some(Overlay::Actions { chosen, .. }) => self.entry(chosen),
            _ => None,
        }
    }
}

impl Model {
    /// The command that a key asks of the palette: the chosen one.
    pub fn commanded(&self, key: &Key) -> Option<Command> {
        let Some(Overlay::Palette { selected, .. }) = &self.overlay else { return None };
        match self.keymap.find(Context::Palette, key) {
            Some(Action::Accept) => self.command(*selected),
            _ => None,
        }
    }

    /// The command of a line of the palette.
    pub fn command(&self, line: usize) -> Option<Command> {
        let Some(Overlay::Palette { filter, .. }) = &self.overlay else { return None };
        self.palette
            .found(&self.keymap, self.lesson.is_some(), filter.text())
            .get(line)
            .map(|found| found.command)
    }
}

impl Model {
    /// The chart with the focus, else the one the walkthrough is about, else the lower one.
    pub fn chart_pane(&self) -> Pane {
        let on_kl = || self.lesson.as_ref().is_some_and(|lesson| lesson.scene().view == View::Kl);
        match self.pane {
            Pane::Kl => Pane::Kl,
            Pane::Base | Pane::Readout if on_kl() => Pane::Kl,
            Pane::Base | Pane::Readout | Pane::Lower => Pane::Lower,
        }
    }

    /// Whether a walkthrough is under way and the screen no longer shows its step.
    pub fn strayed(&self) -> bool {
        let Some(lesson) = &self.lesson else { return false };
        let scene = lesson.scene();
        let elsewhere = match scene.view {
            View::Lower(lower_view) => self.lower_view != lower_view,
            View::Kl => false,
        };
        elsewhere || (self.n != scene.n && !self.play.on) || !self.subject.same(&scene.subject)
    }

    /// Whether the current step highlights the outcome with this label.
    pub fn points_at(&self, label: &str) -> bool {
        self.lesson.as_ref().is_some_and(|lesson| lesson.scene().highlight.iter().any(|known| known == label))
    }
}

impl Model {
    /// Whether bins are shown and the action needs an outcome.
    pub fn refused_by_bins(&self, action: Action) -> bool {
        self.bins.shown() && action.entry().topic == Topic::Outcome
    }

    /// Whether the average is shown and the action needs outcomes.
    pub fn refused_by_average(&self, action: Action) -> bool {
        self.subject.is_average() && matches!(action.entry().topic, Topic::Outcome | Topic::Outcomes)
    }
}
