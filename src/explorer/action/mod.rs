//! The table of actions: the single source of the keymap, the help overlay, the command palette and the footer.
//!
//! One entry per action. It knows keys by name only, and only the default ones (see `keymap`), and never what an action
//! does; that is `update`'s part.

mod context;
mod entry;
pub mod keymap;
mod names;
mod pane;
pub(in crate::explorer) mod table;

pub use context::Context;
pub use entry::{Entry, Footer};
pub use names::Action;
pub use pane::Pane;
pub use table::{TABLE, of_context, of_panes};
