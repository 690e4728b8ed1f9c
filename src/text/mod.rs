//! Text as typed and as shown: numbers, lists of n, and foreign text that must not reach a terminal as it is.
//!
//! Must never know what the text is about: no family, no table, no terminal.

pub mod draws;
mod foreign;
pub mod number;
mod step;

pub use foreign::visible;
pub(crate) use foreign::{did_you_mean, quoted};
pub use step::step;
