//! Edits of the base.

pub mod arguments;
pub mod bins;
pub mod change;
pub mod edit;
pub mod find;
pub mod prompts;
pub mod proposal;
pub mod take;
