//! What the columns of the table of actions can say.

use crate::explorer::action::context::{Context, ListContext};
use crate::explorer::action::pane::Pane;

/// Where an action applies: in some contexts, in the lists that are such, and in some more contexts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    before: &'static [Context],
    lists: fn(&ListContext) -> bool,
    after: &'static [Context],
}

impl Places {
    /// These contexts.
    pub(super) const fn these(contexts: &'static [Context]) -> Places {
        Places { before: contexts, lists: |_| false, after: &[] }
    }

    /// And the lists over the panes that are `such`.
    pub(super) const fn lists(self, such: fn(&ListContext) -> bool) -> Places {
        Places { lists: such, ..self }
    }

    /// And these.
    pub(super) const fn and(self, contexts: &'static [Context]) -> Places {
        Places { after: contexts, ..self }
    }

    /// Each of them, of the lists those among `all`.
    pub(super) fn contexts(self, all: &'static [Context]) -> impl Iterator<Item = Context> {
        let lists = all.iter().filter(move |context| context.list().is_some_and(self.lists));
        self.before.iter().chain(lists).chain(self.after).copied()
    }
}

/// What an action acts on; where that is not shown, the action is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Nothing that can be missing.
    Anything,
    /// The selected row: an outcome, a bin or a prompt.
    Row,
    /// One outcome, which neither a bin nor a prompt is.
    Outcome,
    /// The outcomes of one base, one by one or in bins. An average over prompts has none.
    Outcomes,
    /// A prompt, or the list of prompts.
    Prompt,
    /// The panes, or what one of them shows.
    Pane,
}

/// An action's place in the footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Footer {
    /// Its label, a word or two.
    pub label: &'static str,
    /// Where there is no room for all, the smallest ranks are kept.
    pub rank: u8,
    /// It is shown while one of these panes has the focus; always when none is named.
    pub panes: &'static [Pane],
}
