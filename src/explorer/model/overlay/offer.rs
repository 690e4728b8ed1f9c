//! The menus for those who point: of one outcome, and of everything. What they hold comes from the table of actions.

use crate::explorer::action::{Entry, Topic, table};

/// A list of actions to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionsMenu {
    /// What can be done with everything.
    All,
    /// What can be done with the selected outcome.
    Outcome,
}

impl ActionsMenu {
    /// What stands over it.
    pub fn title(self) -> &'static str {
        match self {
            ActionsMenu::All => "Menu",
            ActionsMenu::Outcome => "Outcome",
        }
    }

    /// What can be chosen, in the order of the table; during a walkthrough what belongs to it, too.
    pub fn entries(self, walking: bool) -> Vec<&'static Entry> {
        table::of_panes(walking)
            .filter(|entry| match self {
                ActionsMenu::All => true,
                ActionsMenu::Outcome => matches!(entry.topic, Topic::Row | Topic::Outcome),
            })
            .collect()
    }
}
