//! The shapes of logs that tools write, as rows of a table: which paths tell one, and which hold what.

mod all;
mod benchmarks;
mod format;
mod scored;
mod servers;
mod training;

pub use all::formats;
pub(super) use all::{ALL, named, unknown};
pub use format::Format;
