//! Lists over the panes: which is open, and its texts.

use crate::explorer::action::{Action, Context};
use crate::tui::line::Line;

/// The list that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenList {
    /// The action that opens it, which identifies the list.
    pub opened_by: Action,
    /// The words that narrow a long list.
    pub filter: Option<Line>,
    /// The index of the chosen entry.
    pub selected: usize,
}

impl OpenList {
    /// The context that takes the keys.
    pub fn context(&self) -> Context {
        // Every list has an action that says that it opens one: a test says so.
        self.opened_by.entry().opens.map_or(Context::Main, Context::List)
    }

    /// The words that narrow it; empty for a list that cannot be narrowed.
    pub fn words(&self) -> &str {
        self.filter.as_ref().map_or("", Line::text)
    }
}

/// One line of a list: a sign or a key, a text, and numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// A sign, a key or a tick; empty where the list has none.
    pub sign: String,
    /// The text of the entry.
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

/// The texts of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The title.
    pub title: String,
    /// The headings of the entries and of the numbers beside them.
    pub heading: Row,
    /// The entries.
    pub rows: Vec<Row>,
    /// The sentence shown where no entry is left.
    pub nothing: &'static str,
}
