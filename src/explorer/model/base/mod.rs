//! The base on the screen and its edits.

pub mod arguments;
pub mod bins;
pub mod change;
pub mod change_error;
pub mod draft;
pub mod find;
pub mod prompts;
pub mod proposal;
pub mod subject;
