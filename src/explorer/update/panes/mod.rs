//! The panes: which has the focus, what scrolls, what the mouse does in them.

pub mod focus;
pub mod pointer;
pub mod scroll;
