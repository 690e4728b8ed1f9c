//! Lists over the panes and questions of the input line: their interfaces and the table of each.

pub mod list;
pub mod lists;
pub mod question;
pub mod questions;
