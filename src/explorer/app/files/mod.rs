//! Reading and writing files for the explorer.

pub mod autosave;
pub mod export;
pub mod handout;
pub mod open;
pub mod preview;
pub mod save;
