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
    /// Its title, a few words.
    pub title: &'static str,
    /// Its help, one sentence.
    pub help: &'static str,
    /// Names of its default keys.
    pub keys: &'static [&'static str],
    /// Where it applies in the program of a base; in that of a sample log the panes are [`Context::Pool`].
    pub(super) contexts: &'static [Context],
    /// Its place in the footer, where it has one. Neighbours with the same label share it.
    pub footer: Option<Footer>,
    /// Whether it sets n by hand, which stops playing.
    pub moves_n: bool,
    /// Whether holding its key is one step of undo.
    pub repeats: bool,
    /// What it acts on.
    pub topic: Topic,
    /// The programs that have it.
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

impl Context {
    /// Whether the help lists `entry` in this context. The list of a walkthrough leaves out what the panes list
    /// already.
    pub fn explains(self, entry: &Entry) -> bool {
        let again = self == Context::Walk && entry.applies(Context::Main);
        entry.applies(self) && !again
    }
}
