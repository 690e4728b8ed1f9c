//! The menus for those who point: of one outcome, and of everything. What they hold comes from the table of actions.

use super::action::{Action, Context, Entry, TABLE};

/// A list of actions to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// What can be done with everything.
    All,
    /// What can be done with the selected outcome.
    Outcome,
}

/// The actions of the menu of an outcome.
const OUTCOME: [Action; 10] = [
    Action::Edit,
    Action::AddOutcome,
    Action::DeleteOutcome,
    Action::DuplicateOutcome,
    Action::MoveUp,
    Action::MoveDown,
    Action::Tie,
    Action::Untie,
    Action::Lock,
    Action::Reaction,
];

impl Offer {
    /// What stands over it.
    pub fn title(self) -> &'static str {
        match self {
            Offer::All => "Menu",
            Offer::Outcome => "Outcome",
        }
    }

    /// What can be chosen, in the order of the table.
    pub fn entries(self) -> Vec<&'static Entry> {
        // Leaving is in the list as `quit`, which asks first.
        let all =
            |entry: &Entry| entry.contexts.contains(&Context::Main) && entry.action != Action::Interrupt;
        let listed = TABLE.iter().filter(|entry| match self {
            Offer::All => all(entry),
            Offer::Outcome => OUTCOME.contains(&entry.action),
        });
        listed.collect()
    }
}
