//! The menus for the mouse: of one outcome, and of everything. Their entries come from the table of actions.

use crate::explorer::action::{Entry, Topic, table};

/// A menu of actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionsMenu {
    /// All actions.
    All,
    /// The actions on the selected outcome.
    Outcome,
}

impl ActionsMenu {
    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            ActionsMenu::All => "Menu",
            ActionsMenu::Outcome => "Outcome",
        }
    }

    /// Its entries, in the order of the table; during a walkthrough with those of the walkthrough.
    pub fn entries(self, has_lesson: bool) -> Vec<&'static Entry> {
        table::of_panes(has_lesson)
            .filter(|entry| match self {
                ActionsMenu::All => true,
                ActionsMenu::Outcome => matches!(entry.topic, Topic::Row | Topic::Outcome),
            })
            .collect()
    }
}
