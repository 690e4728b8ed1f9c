//! CSV and TSV: a heading, then one record a row.

use std::cell::Cell as Shared;
use std::io::{self, Read};
use std::rc::Rc;

use csv::{ByteRecord, ErrorKind, ReaderBuilder};

use crate::data::error::{DataError, Problem};
use crate::data::limits::MAX_ROW;
use crate::data::table::cell::Cell;
use crate::data::table::input::{Opened, TableFormat, first_line};
use crate::data::table::rows::{Table, refused_bytes};
use crate::text::quoted;

pub(super) struct Delimited<'r> {
    file: String,
    heading: Vec<String>,
    csv: csv::Reader<Bounded<Box<dyn Read + 'r>>>,
    since_row: Rc<Shared<usize>>,
    record: ByteRecord,
    places: Vec<Option<usize>>,
}

impl<'r> Delimited<'r> {
    pub(super) fn open(file: &str, opened: Opened<'r>) -> Result<Delimited<'r>, DataError> {
        let line = first_line(&opened.head);
        let separator = match opened.format {
            TableFormat::Tsv => b'\t',
            _ if line.contains(&b';') && !line.contains(&b',') => b';',
            _ => b',',
        };
        let since_row = Rc::new(Shared::new(0));
        let bounded = Bounded { inner: opened.body, since_row: Rc::clone(&since_row) };
        let csv = ReaderBuilder::new().delimiter(separator).buffer_capacity(1 << 16).from_reader(bounded);
        let places = Vec::new();
        let mut table = Delimited {
            file: file.to_owned(),
            heading: Vec::new(),
            csv,
            since_row,
            record: ByteRecord::new(),
            places,
        };
        let heading = table.csv.byte_headers().cloned().map_err(|error| table.refusal(error))?;
        for name in &heading {
            let name = std::str::from_utf8(name)
                .map_err(|_| DataError::at(file, 1, Problem::NotUtf8("the heading".to_owned())))?;
            table.heading.push(name.trim().trim_start_matches('\u{feff}').to_owned());
        }
        Ok(table)
    }

    fn refusal(&self, error: csv::Error) -> DataError {
        let line = error.position().map_or(1, csv::Position::line);
        match error.into_kind() {
            ErrorKind::Io(error) if is_long(&error) => {
                DataError::at(&self.file, self.csv.position().line(), Problem::LongRow)
            }
            ErrorKind::Io(error) => refused_bytes(&self.file, error),
            ErrorKind::UnequalLengths { expected_len, len, .. } => {
                DataError::at(&self.file, line, Problem::Ragged { found: len, wanted: expected_len })
            }
            other => DataError::at(&self.file, line, Problem::NoTable(format!("{other:?}"))),
        }
    }
}

impl Table for Delimited<'_> {
    fn heading(&self) -> &[String] {
        &self.heading
    }

    fn choose(&mut self, places: &[Option<usize>], _is_text: &[bool]) -> Result<(), DataError> {
        self.places = places.to_vec();
        Ok(())
    }

    fn next(&mut self, cells: &mut [Cell]) -> Result<Option<u64>, DataError> {
        let mut record = std::mem::take(&mut self.record);
        self.since_row.set(0);
        let found = self.csv.read_byte_record(&mut record).map_err(|error| self.refusal(error));
        self.record = record;
        if !found? {
            return Ok(None);
        }
        let line = self.record.position().map_or(0, csv::Position::line);
        for (cell, place) in cells.iter_mut().zip(&self.places) {
            match place.and_then(|place| self.record.get(place).map(|bytes| (place, bytes))) {
                None => cell.clear(),
                Some((place, bytes)) => match std::str::from_utf8(bytes) {
                    Ok(text) => cell.set_text(text),
                    Err(_) => {
                        let column = format!("the column {}", quoted(&self.heading[place]));
                        return Err(DataError::at(&self.file, line, Problem::NotUtf8(column)));
                    }
                },
            }
        }
        Ok(Some(line))
    }
}

/// A reader that fails when one row is too long.
struct Bounded<R> {
    inner: R,
    since_row: Rc<Shared<usize>>,
}

#[derive(Debug, thiserror::Error)]
#[error("the row is too long")]
struct TooLong;

fn is_long(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<TooLong>())
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since_row.get() > MAX_ROW {
            return Err(io::Error::other(TooLong));
        }
        let taken = self.inner.read(buffer)?;
        self.since_row.set(self.since_row.get() + taken);
        Ok(taken)
    }
}
