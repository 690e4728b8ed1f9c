//! What is known of an action besides its name.

use crate::explorer::action::context::Context;
use crate::explorer::action::names::Action;
use crate::explorer::action::pane::Pane;

/// One action as a person meets it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Which action.
    pub action: Action,
    /// What the configuration file calls it.
    pub id: &'static str,
    /// What it does, in a few words.
    pub title: &'static str,
    /// One sentence.
    pub help: &'static str,
    /// The keys that ask for it unless others are chosen, by name.
    pub keys: &'static [&'static str],
    /// Where it applies.
    pub contexts: &'static [Context],
    /// Its place in the footer, where it has one. Neighbours with the same label share it.
    pub footer: Option<Footer>,
}

/// An action's place in the footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Footer {
    /// What it does, in a word or two.
    pub label: &'static str,
    /// The places with the smallest rank are kept where there is no room for all.
    pub rank: u8,
    /// The panes that have it while they have the focus; all of them when none is named.
    pub panes: &'static [Pane],
}

impl Context {
    /// Whether the help explains `entry` here: not during a walkthrough what is explained for the panes.
    pub fn explains(self, entry: &Entry) -> bool {
        let again = self == Context::Walk && entry.contexts.contains(&Context::Main);
        entry.contexts.contains(&self) && !again
    }
}
