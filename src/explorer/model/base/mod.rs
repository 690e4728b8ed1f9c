//! The distribution on the screen and its edits.

pub mod bins;
pub mod change;
pub(in crate::explorer) mod change_error;
pub mod draft;
pub mod find;
pub(in crate::explorer) mod prompts;
pub mod proposal;
pub mod subject;
