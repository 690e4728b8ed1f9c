//! A table row by row, whatever its format.

use std::io;

use crate::data::cell::Cell;
use crate::data::delimited::Delimited;
use crate::data::error::{DataError, Problem};
use crate::data::input::{Input, Opened, TableFormat};
use crate::data::json_lines::JsonLines;
use crate::data::parquet_file::ParquetFile;

/// How far the work on a sample log is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Rows read so far.
    pub rows: u64,
    /// The share of this stage that is done, where it is known.
    pub share: Option<f64>,
}

/// What is being done with a sample log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Its rows are read.
    Reading,
    /// What the pools say is found out.
    Estimating,
    /// It is averaged over prompts, with intervals.
    Averaging,
}

impl Stage {
    /// What is being done, in a word.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Reading => "reading",
            Stage::Estimating => "estimating",
            Stage::Averaging => "averaging",
        }
    }
}

/// Rows with named columns.
pub(super) trait Table {
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

/// The table in `input`, from its first row.
pub(super) fn open<'r>(
    input: &'r mut Input<'_>,
    format: Option<TableFormat>,
) -> Result<Box<dyn Table + 'r>, DataError> {
    let name = input.name().to_owned();
    let opened: Opened<'r> = input.open(format)?;
    Ok(match opened.format {
        TableFormat::Csv | TableFormat::Tsv => Box::new(Delimited::open(&name, opened)?),
        TableFormat::Jsonl => Box::new(JsonLines::open(&name, opened)?),
        TableFormat::Parquet => Box::new(ParquetFile::open(&name, opened)?),
    })
}

/// A stream that broke off: a packed file that is damaged, or trouble of the system.
pub(super) fn refused_bytes(file: &str, error: io::Error) -> DataError {
    match error.kind() {
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            DataError::whole(file, Problem::NoTable(error.to_string()))
        }
        _ => DataError::unreadable(file, error),
    }
}
