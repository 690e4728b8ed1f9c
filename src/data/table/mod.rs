//! A table of cells: bytes of a file or of standard input, unpacked, as rows with named columns.
//!
//! Knows formats, columns and cells. It must never know what a table is for: sample logs and bases name their own
//! columns.

mod cell;
mod columns;
mod delimited;
mod input;
mod json_lines;
mod open;
mod parquet_file;
mod rows;

pub use input::{Input, TableFormat};

pub(super) use cell::Cell;
pub(super) use columns::{Role, Sought, find, missing};
pub(super) use input::first_line;
pub(super) use open::open;
pub(super) use rows::Table;
