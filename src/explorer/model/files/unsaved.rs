//! Unsaved work of sessions that have ended: the list of it, and what can be done with each piece.
//!
//! Reads and removes nothing itself; it says what is to be restored or discarded.

use std::path::PathBuf;
use std::sync::Arc;

/// What is known of unsaved work.
#[derive(Clone, Debug, Default)]
pub struct Unsaved {
    /// The newest first.
    pub left: Arc<Vec<Leftover>>,
    /// What the last key asked to discard.
    pub(in crate::explorer) discarding: Option<PathBuf>,
}

/// What a session that has ended left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// The file.
    pub path: PathBuf,
    /// What was edited, or what is wrong with the file.
    pub text: String,
    /// When, in words.
    pub when: String,
    /// Whether the file can be read.
    pub whole: bool,
}
