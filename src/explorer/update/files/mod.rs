//! Opening, saving, exporting and copying.

pub mod copy;
pub mod export;
pub mod open;
pub mod save;
pub mod unsaved;
