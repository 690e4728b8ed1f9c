//! What can be undone and redone.

pub mod moment;
pub mod stroke;
pub mod undo;
