//! Which columns of a log are read as what: decided once, from the first rows.
//!
//! A column that was named with a flag counts first, then the shape of log that was recognised, then the names that columns
//! usually have.

mod catalogue;
mod choose;
mod levels;
mod plan;
mod search;
mod witnesses;

pub(super) use choose::choose;
pub(super) use plan::{Column, Plan};
