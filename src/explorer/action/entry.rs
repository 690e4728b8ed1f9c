//! What is known of an action besides its name.

use crate::explorer::action::context::Context;
use crate::explorer::action::names::Action;
use crate::explorer::action::pane::Pane;
use crate::explorer::action::program::Program;

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
    /// Where it applies in the program of a base; in that of a sample log the panes are [`Context::Pool`].
    pub(super) contexts: &'static [Context],
    /// Its place in the footer, where it has one. Neighbours with the same label share it.
    pub footer: Option<Footer>,
    /// Whether it takes n into the person's own hands, so that nothing plays on.
    pub moves_n: bool,
    /// Whether it is the same step of undoing as long as its key is held.
    pub repeats: bool,
    /// What it is about.
    pub topic: Topic,
    /// Where it means something.
    pub program: Program,
}

impl Entry {
    /// Where it applies, the panes first.
    pub fn contexts(&self) -> impl Iterator<Item = Context> {
        let of_base = self.program.meets(Program::Base);
        let is_base = |context: Context| context.is_panes() && context != Context::Pool;
        let base = self.contexts.iter().copied().filter(move |&context| of_base && is_base(context));
        let pool = self.program.meets(Program::Samples) && self.contexts.contains(&Context::Main);
        let others = self.contexts.iter().copied().filter(|context| !context.is_panes());
        base.chain(pool.then_some(Context::Pool)).chain(others)
    }

    /// Whether it applies in `context`.
    pub fn applies(&self, context: Context) -> bool {
        self.contexts().any(|own| own == context)
    }
}

/// What an action is about: where that is not shown the action is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Nothing that can be missing.
    Anything,
    /// The selected row: an outcome, a bin or a prompt.
    Row,
    /// One outcome, which neither a bin nor a prompt is.
    Outcome,
    /// The outcomes of one base, one by one or in bins, which an average over prompts has none of.
    Outcomes,
    /// A prompt, or their list.
    Prompt,
    /// The panes, or what one of them shows.
    Pane,
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
        let again = self == Context::Walk && entry.applies(Context::Main);
        entry.applies(self) && !again
    }
}
