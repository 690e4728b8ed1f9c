//! A table row by row, whatever its format.

use std::collections::VecDeque;
use std::io;

use crate::data::error::DataError;
use crate::data::notice::Notice;
use crate::data::table::unpack::unpacking_problem;
use crate::data::table::value::Value;
use crate::data::table::wanted::Wanted;

/// A table: rows with named values.
pub(in crate::data) trait Table {
    /// The names of the columns, where the format has them before the rows.
    fn heading(&self) -> Option<&[String]>;

    /// From the next row on only what is wanted is kept of a row. Before, everything is.
    ///
    /// # Errors
    /// [`DataError`] for a file that cannot be read any more.
    fn keep(&mut self, wanted: &Wanted) -> Result<(), DataError>;

    /// Reads the next row and gives its line (or its row, in formats without lines), from 1; none at the end.
    ///
    /// # Errors
    /// [`DataError`] for a row that cannot be read.
    fn next(&mut self, row: &mut Value) -> Result<Option<u64>, DataError>;

    /// The share of the rows delivered, where the table itself knows.
    fn share(&self) -> Option<f64> {
        None
    }

    /// The line of a last row that is cut off and was left out; known at the end.
    fn cut(&self) -> Option<u64> {
        None
    }

    /// What else there is to say about the file; known at the end.
    fn remark(&self) -> Option<Notice> {
        None
    }
}

/// A table of which the first rows were examined and are still to be delivered.
pub(in crate::data) struct Peeked<'r> {
    table: Box<dyn Table + 'r>,
    first: VecDeque<(u64, Value)>,
}

impl<'r> Peeked<'r> {
    /// Looks at the first rows of `table`, up to `most` of them.
    ///
    /// # Errors
    /// [`DataError`] for a row that cannot be read.
    pub(in crate::data) fn new(mut table: Box<dyn Table + 'r>, most: usize) -> Result<Peeked<'r>, DataError> {
        let mut first = VecDeque::new();
        while first.len() < most {
            let mut row = Value::Null;
            let Some(line) = table.next(&mut row)? else { break };
            first.push_back((line, row));
        }
        Ok(Peeked { table, first })
    }

    /// A table without rows.
    pub(in crate::data) fn empty() -> Peeked<'r> {
        Peeked { table: Box::new(Nothing), first: VecDeque::new() }
    }

    /// The rows that were examined and are not yet delivered.
    pub(in crate::data) fn first(&self) -> impl Iterator<Item = &Value> {
        self.first.iter().map(|(_, row)| row)
    }
}

impl Table for Peeked<'_> {
    fn heading(&self) -> Option<&[String]> {
        self.table.heading()
    }

    fn keep(&mut self, wanted: &Wanted) -> Result<(), DataError> {
        self.table.keep(wanted)
    }

    fn next(&mut self, row: &mut Value) -> Result<Option<u64>, DataError> {
        match self.first.pop_front() {
            Some((line, first)) => {
                *row = first;
                Ok(Some(line))
            }
            None => self.table.next(row),
        }
    }

    fn share(&self) -> Option<f64> {
        self.table.share()
    }

    fn cut(&self) -> Option<u64> {
        self.table.cut()
    }

    fn remark(&self) -> Option<Notice> {
        self.table.remark()
    }
}

/// A table without rows.
struct Nothing;

impl Table for Nothing {
    fn heading(&self) -> Option<&[String]> {
        None
    }

    fn keep(&mut self, _wanted: &Wanted) -> Result<(), DataError> {
        Ok(())
    }

    fn next(&mut self, _row: &mut Value) -> Result<Option<u64>, DataError> {
        Ok(None)
    }
}

/// The error of a stream that broke off: a damaged packed file, or an error of the system.
pub(in crate::data) fn refused_bytes(file: &str, error: io::Error) -> DataError {
    match unpacking_problem(&error) {
        Some(problem) => DataError::whole(file, problem),
        None => DataError::unreadable(file, error),
    }
}
