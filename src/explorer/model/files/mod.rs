//! Where the base comes from and where it can go.

pub mod document;
pub mod export;
pub mod exporting;
pub mod opening;
pub mod path;
pub mod presets;
pub mod preview;
pub mod unsaved;
