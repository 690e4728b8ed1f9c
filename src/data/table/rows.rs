//! A table row by row, whatever its format.

use std::io;

use crate::data::error::{DataError, Problem};
use crate::data::table::cell::Cell;

/// A table of cells: rows with named columns.
pub(in crate::data) trait Table {
    /// The names of the columns.
    fn heading(&self) -> &[String];

    /// Chooses the columns to read, by position, and which of them are text; a missing column has empty cells.
    fn choose(&mut self, places: &[Option<usize>], is_text: &[bool]) -> Result<(), DataError>;

    /// Fills the chosen cells from the next row and gives its line (or its row, in Parquet), from 1.
    fn next(&mut self, cells: &mut [Cell]) -> Result<Option<u64>, DataError>;

    /// The share of the rows delivered, where the table itself knows.
    fn share(&self) -> Option<f64> {
        None
    }
}

/// The error of a stream that broke off: a damaged packed file, or an error of the system.
pub(in crate::data) fn refused_bytes(file: &str, error: io::Error) -> DataError {
    match error.kind() {
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            DataError::whole(file, Problem::NoTable(error.to_string()))
        }
        _ => DataError::unreadable(file, error),
    }
}
