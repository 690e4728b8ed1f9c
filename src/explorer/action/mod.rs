//! The table of actions: the single source of the keymap, the help overlay, the command palette and the footer.
//!
//! One entry per action. It knows keys by name only, and only the default ones (see `keymap`), and never what an action
//! does; that is `update`'s part.

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
