//! What is drawn over the panes.

pub mod frame;
pub(in crate::explorer) mod help;
pub(in crate::explorer) mod list;
pub(in crate::explorer) mod offer;
pub(in crate::explorer) mod palette;
pub(in crate::explorer) mod picker;
pub(in crate::explorer) mod preview;
