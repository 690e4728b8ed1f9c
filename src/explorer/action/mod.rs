//! The table of actions: the single source of the keymap, the help overlay, the command palette and the footer.
//!
//! One entry per action. The table knows the default keys by name (see `keymap`); what an action does is up to
//! `update`.

mod columns;
mod context;
pub mod keymap;
mod pane;
mod program;
pub(in crate::explorer) mod table;
#[cfg(test)]
mod tests;

pub use columns::{Footer, Topic};
pub use context::{Context, ListContext};
pub use pane::Pane;
pub(in crate::explorer) use pane::neighbour;
pub use program::Program;
pub use table::{Action, Entry, TABLE, of_context, of_panes};
