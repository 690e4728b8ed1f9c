//! A table: bytes of a file or of standard input, unpacked, as rows of named values.
//!
//! Knows formats, values and the paths to them. It must never know what a table is for: sample logs and bases name their
//! own columns.

mod arrow_file;
mod arrow_message;
mod arrow_rows;
mod arrow_stream;
mod arrow_values;
mod delimited;
mod eval_file;
mod guarded;
mod input;
mod json;
mod open;
mod opened;
mod parquet_file;
mod part;
mod path;
mod rows;
mod unpack;
mod value;
mod wanted;

pub use input::Input;
pub use opened::TableFormat;
pub use path::Fold;

pub(super) use open::{How, open};
pub(super) use opened::first_line;
pub(super) use part::Part;
pub(super) use path::{Found, Path, Step};
pub(super) use rows::{Peeked, Table};
pub(super) use value::{Value, write_list};
pub(super) use wanted::Wanted;
