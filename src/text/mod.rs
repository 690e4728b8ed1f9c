//! Text as typed and as shown: numbers, lists of n, and foreign text, which must not reach a terminal unchanged.
//!
//! Must never know what the text is about: no family, no table, no terminal.

pub mod draws;
pub mod figure;
mod foreign;
mod listed;
pub mod number;
mod order;
mod shell;
mod step;

pub use foreign::visible;
pub(crate) use foreign::{did_you_mean, quoted};
pub use listed::listed;
pub use order::order;
pub use shell::shell_word;
pub use step::step;

/// The longest text that can be pasted, in bytes.
pub const MAX_PASTE: usize = 1 << 20;
