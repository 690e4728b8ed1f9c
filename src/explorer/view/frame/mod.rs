//! What is around the panes: the layout, their borders, the footer and the sentences in its place.

pub mod border;
pub mod keys;
pub mod layout;
pub mod notice;
pub mod size;
