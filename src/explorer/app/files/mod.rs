//! What the program does with files.

pub mod autosave;
pub mod export;
pub mod handout;
pub mod open;
pub mod preview;
pub mod save;
