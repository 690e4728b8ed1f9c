//! Rows of several models in one log.

use std::collections::BTreeSet;

use crate::data::notice::Notice;
use crate::text::quoted;

/// The most models that are told apart.
const MOST: usize = 16;

/// The models of a log, as far as a column names them.
#[derive(Default)]
pub(in crate::data::log) struct Models {
    names: BTreeSet<String>,
}

impl Models {
    /// Takes in the model of a draw.
    pub(in crate::data::log) fn take(&mut self, name: &str) {
        if self.names.len() < MOST && !self.names.contains(name) {
            self.names.insert(name.to_owned());
        }
    }

    /// What there is to say of them; `column` names them.
    pub(in crate::data::log) fn notice(&self, column: &str) -> Option<Notice> {
        const SHOWN: usize = 3;
        if self.names.len() < 2 {
            return None;
        }
        let shown: Vec<String> = self.names.iter().take(SHOWN).map(|name| quoted(name)).collect();
        let more = if self.names.len() >= MOST {
            "many more".to_owned()
        } else {
            format!("{} more", self.names.len() - shown.len())
        };
        let all = if self.names.len() > SHOWN {
            format!("{} and {more}", shown.join(", "))
        } else {
            shown.join(" and ")
        };
        Some(Notice::fault(format!(
            "the answers come from several models, {all} in the column {}, so they are no draws of one policy; they were taken together, and --group {column} keeps them apart",
            quoted(column)
        )))
    }
}
