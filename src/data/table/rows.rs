//! A table row by row, whatever its format.

use std::io;

use super::cell::Cell;
use crate::data::error::{DataError, Problem};

/// Rows with named columns.
pub(in crate::data) trait Table {
    /// The names of the columns.
    fn heading(&self) -> &[String];

    /// Fixes which columns the rows deliver, and which of them as text.
    fn choose(&mut self, places: &[Option<usize>], is_text: &[bool]) -> Result<(), DataError>;

    /// Fills the chosen cells from the next row and gives its line (or its row, in Parquet), from 1.
    fn next(&mut self, cells: &mut [Cell]) -> Result<Option<u64>, DataError>;

    /// The share of the rows delivered, where the table itself knows.
    fn share(&self) -> Option<f64> {
        None
    }
}

/// A stream that broke off: a packed file that is damaged, or trouble of the system.
pub(in crate::data) fn refused_bytes(file: &str, error: io::Error) -> DataError {
    match error.kind() {
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            DataError::whole(file, Problem::NoTable(error.to_string()))
        }
        _ => DataError::unreadable(file, error),
    }
}
