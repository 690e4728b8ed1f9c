//! TODO

pub mod list;
pub mod question;
