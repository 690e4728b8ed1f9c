//! Lists to choose from that lie over the panes: which is open, and what it says.

use crate::explorer::action::{Action, Context};
use crate::tui::line::Line;

/// The list that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// Which list: the action that opens it.
    pub opened_by: Action,
    /// What narrows the list, where it is long.
    pub filter: Option<Line>,
    /// Which of the listed entries is chosen.
    pub selected: usize,
}

impl Menu {
    /// Where keys go.
    pub fn context(&self) -> Context {
        // Every list has an action that says that it opens one: a test says so.
        self.opened_by.entry().opens.map_or(Context::Main, Context::List)
    }

    /// What narrows it; empty for a list that cannot be narrowed.
    pub fn words(&self) -> &str {
        self.filter.as_ref().map_or("", Line::text)
    }
}

/// One line of a list: a sign or a key, what it stands for, and numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// A sign, a key or a tick; empty where the list has none.
    pub sign: String,
    /// What can be chosen.
    pub text: String,
    /// Numbers in columns of fixed width, at the right.
    pub numbers: String,
}

impl Row {
    /// A row without a sign.
    pub fn plain(text: impl Into<String>, numbers: impl Into<String>) -> Row {
        Row { sign: String::new(), text: text.into(), numbers: numbers.into() }
    }
}

/// What a list says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// What stands over it.
    pub title: String,
    /// The headings of the entries and of the numbers beside them.
    pub heading: Row,
    /// The entries.
    pub rows: Vec<Row>,
    /// What is said where no entry is left.
    pub nothing: &'static str,
}
