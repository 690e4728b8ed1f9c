//! The table of actions: the single source of the keymap, the help overlay, the command palette and the footer.
//!
//! One entry per action. The table knows the default keys by name (see `keymap`); what an action does is up to
//! `update`.

mod context;
mod entry;
pub mod keymap;
mod names;
mod pane;
mod program;
pub(in crate::explorer) mod table;
#[cfg(test)]
mod tests;

pub use context::Context;
pub use entry::{Entry, Footer, Topic};
pub use names::Action;
pub use pane::Pane;
pub(in crate::explorer) use pane::neighbour;
pub use program::Program;
#[cfg(test)]
pub(in crate::explorer) use table::ALL_LISTS;
pub use table::{TABLE, of_context, of_panes};
