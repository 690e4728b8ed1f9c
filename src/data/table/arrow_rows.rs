//! The rows of batches of Apache Arrow, whether they come from a file or a stream.

use std::fmt::Display;
use std::io;

use arrow_array::RecordBatch;

use crate::data::error::{DataError, Problem};
use crate::data::table::arrow_values;
use crate::data::table::guarded::guarded;
use crate::data::table::rows::refused_bytes;
use crate::data::table::value::Value;
use crate::data::table::wanted::Wanted;
use crate::text::visible;

/// Why there is no further batch.
pub(super) enum Broken {
    Io(io::Error),
    Arrow(String),
    Large,
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Broken {
        Broken::Io(error)
    }
}

impl Broken {
    pub(super) fn arrow(error: impl Display) -> Broken {
        Broken::Arrow(error.to_string())
    }
}

/// The batch whose rows are being delivered.
pub(super) struct ArrowRows {
    file: String,
    pub(super) heading: Vec<String>,
    pub(super) wanted: Wanted,
    /// The most bytes of a batch.
    pub(super) most: usize,
    batch: Option<RecordBatch>,
    delivered: usize,
    row: u64,
}

impl ArrowRows {
    pub(super) fn new(file: &str, most: usize) -> ArrowRows {
        ArrowRows {
            file: file.to_owned(),
            heading: Vec::new(),
            wanted: Wanted::everything(),
            most,
            batch: None,
            delivered: 0,
            row: 0,
        }
    }

    /// Takes in the next batch, if it is one.
    pub(super) fn hold(&mut self, batch: Option<RecordBatch>) {
        (self.batch, self.delivered) = (batch, 0);
    }

    /// Whether every row of the batch has been delivered.
    pub(super) fn is_used_up(&self) -> bool {
        self.batch.as_ref().is_none_or(|batch| self.delivered >= batch.num_rows())
    }

    /// Does what decodes foreign bytes, and says what is wrong with them.
    pub(super) fn told<T>(&self, done: Option<Result<T, Broken>>) -> Result<T, DataError> {
        let broken = match done {
            Some(Ok(done)) => return Ok(done),
            Some(Err(broken)) => broken,
            None => Broken::arrow("it is damaged"),
        };
        Err(match broken {
            Broken::Io(error) => refused_bytes(&self.file, error),
            Broken::Arrow(text) => {
                DataError::whole(&self.file, Problem::Arrow(visible(text.trim()).into_owned()))
            }
            Broken::Large => DataError::at(&self.file, self.row + 1, Problem::LongBatch(self.most)),
        })
    }

    /// Delivers the next row of the batch, with its number; none when it is used up.
    pub(super) fn next(&mut self, row: &mut Value) -> Result<Option<u64>, DataError> {
        let Some(batch) = self.batch.as_ref().filter(|_| !self.is_used_up()) else { return Ok(None) };
        let place = self.row + 1;
        *row = match guarded(|| arrow_values::row(batch, self.delivered, &self.wanted)) {
            Some(Ok(found)) => found,
            Some(Err(_)) => {
                return Err(DataError::at(&self.file, place, Problem::NotUtf8("a text cell".to_owned())));
            }
            None => return self.told(None),
        };
        self.delivered += 1;
        self.row = place;
        Ok(Some(place))
    }
}
