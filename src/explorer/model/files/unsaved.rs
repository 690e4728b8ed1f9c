//! Unsaved work of earlier sessions: its list, and what can be done with each entry.
//!
//! Reads and removes nothing itself; it says what is to be restored or discarded.

use std::path::PathBuf;
use std::sync::Arc;

/// The unsaved work of earlier sessions.
#[derive(Clone, Debug, Default)]
pub struct Unsaved {
    /// The newest first.
    pub left: Arc<Vec<Leftover>>,
    /// The file that the last key asked to discard, for a second key to confirm.
    pub(in crate::explorer) discarding: Option<PathBuf>,
}

/// What an earlier session left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// The file.
    pub path: PathBuf,
    /// What was edited, or what is wrong with the file.
    pub text: String,
    /// How long ago, in words.
    pub when: String,
    /// Whether the file can be read.
    pub whole: bool,
}
