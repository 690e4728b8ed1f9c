//! Strict TOML documents: reading them, and refusing what is wrong in them with file, line and column.
//!
//! Knows TOML and the places of errors; the meaning of a document is up to its readers. It must never let a control
//! character of a file through.

mod error;
mod load;
mod reader;

pub use error::{DocumentError, MAX_FILE, Problem};
pub use load::{load, read};
pub(crate) use reader::{Source, Table, Value};
