//! What is drawn over the panes.

pub mod frame;
pub mod help;
pub mod list;
pub mod offer;
pub mod palette;
pub mod picker;
pub mod preview;
