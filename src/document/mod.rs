//! Strict TOML documents: reading them, and refusing what is wrong in them with file, line and column.
//!
//! Knows TOML and how to say what is wrong at one place; what a document means is the business of those who read it. It
//! must never let a control character of a file through.

mod error;
mod load;
mod reader;

pub use error::{DocumentError, MAX_FILE, Problem};
pub use load::{load, read};
pub(crate) use reader::{Source, Table, Value};
