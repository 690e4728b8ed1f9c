//! Lists over the panes and questions of the input line: what each must offer, and the table of all of them.

pub mod list;
pub mod lists;
pub mod question;
pub mod questions;
