//! What is asked of files, and what comes of it.

pub mod copy;
pub mod export;
pub mod open;
pub mod save;
pub mod unsaved;
