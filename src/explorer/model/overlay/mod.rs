//! What lies over the panes.

pub mod content;
pub mod layer;
pub mod list;
pub mod offer;
pub mod palette;
pub mod pointer;
pub mod question;
pub mod target;
