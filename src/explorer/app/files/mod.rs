//! What the program does with files.

pub mod autosave;
pub(in crate::explorer) mod export;
pub(in crate::explorer) mod handout;
pub mod save;
