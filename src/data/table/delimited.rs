//! CSV and TSV: a heading, then one record a row.

use std::cell::Cell as Shared;
use std::io::{self, Read};
use std::rc::Rc;

use csv::{ByteRecord, ErrorKind, ReaderBuilder};

use crate::data::error::{DataError, Problem};
use crate::data::notice::Notice;
use crate::data::table::opened::{Opened, TableFormat, first_line};
use crate::data::table::rows::{Table, refused_bytes};
use crate::data::table::value::Value;
use crate::data::table::wanted::Wanted;
use crate::text::quoted;

pub(super) struct Delimited<'r> {
    file: String,
    heading: Vec<String>,
    csv: csv::Reader<Bounded<Box<dyn Read + 'r>>>,
    seen: Rc<Seen>,
    record: ByteRecord,
    /// The wanted columns.
    kept: Vec<(usize, Rc<str>)>,
    /// Whether a comma may stand for a decimal point.
    has_commas: bool,
    /// Lines that repeat the heading, and the first of them.
    repeated: (u64, u64),
    rows: u64,
    most: usize,
    cut: Option<u64>,
}

impl<'r> Delimited<'r> {
    pub(super) fn open(file: &str, opened: Opened<'r>) -> Result<Delimited<'r>, DataError> {
        let line = first_line(&opened.head);
        let separator = match opened.format {
            TableFormat::Tsv => b'\t',
            _ if line.contains(&b';') && !line.contains(&b',') => b';',
            _ => b',',
        };
        let seen = Rc::new(Seen::default());
        let bounded = Bounded { inner: opened.body, seen: Rc::clone(&seen), most: opened.limits.row() };
        let csv = ReaderBuilder::new().delimiter(separator).buffer_capacity(1 << 16).from_reader(bounded);
        let mut table = Delimited {
            file: file.to_owned(),
            heading: Vec::new(),
            csv,
            seen,
            record: ByteRecord::new(),
            kept: Vec::new(),
            has_commas: separator != b',',
            repeated: (0, 0),
            rows: 0,
            most: opened.limits.row(),
            cut: None,
        };
        let heading = table.csv.byte_headers().cloned().map_err(|error| table.refusal(error))?;
        for name in &heading {
            let name = std::str::from_utf8(name)
                .map_err(|_| DataError::at(file, 1, Problem::NotUtf8("the heading".to_owned())))?;
            table.heading.push(name.trim().trim_start_matches('\u{feff}').to_owned());
        }
        table.keep(&Wanted::everything())?;
        Ok(table)
    }

    fn refusal(&self, error: csv::Error) -> DataError {
        let line = error.position().map_or(1, csv::Position::line);
        match error.into_kind() {
            ErrorKind::Io(error) if is_long(&error) => {
                DataError::at(&self.file, self.csv.position().line(), Problem::LongRow(self.most))
            }
            ErrorKind::Io(error) => refused_bytes(&self.file, error),
            ErrorKind::UnequalLengths { expected_len, len, .. } => {
                DataError::at(&self.file, line, Problem::Ragged { found: len, wanted: expected_len })
            }
            other => DataError::at(&self.file, line, Problem::NoTable(format!("{other:?}"))),
        }
    }

    /// Whether the record that was just read is the last one and its line has no end.
    fn is_cut(&self) -> bool {
        self.seen.ended.get()
            && self.csv.position().byte() >= self.seen.read.get()
            && !matches!(self.seen.last.get(), b'\n' | b'\r')
    }

    /// Whether the present record is the heading once more.
    fn is_heading(&self) -> bool {
        self.record.len() == self.heading.len()
            && self.record.iter().zip(&self.heading).all(|(cell, name)| {
                let cell = cell.strip_prefix(b"\xef\xbb\xbf").unwrap_or(cell);
                cell.trim_ascii() == name.as_bytes()
            })
    }

    fn value(&self, text: &str) -> Value {
        match text.contains(',').then(|| with_point(text)).flatten() {
            Some(number) if self.has_commas => Value::Text(number.into()),
            _ => Value::text(text),
        }
    }
}

impl Table for Delimited<'_> {
    fn heading(&self) -> Option<&[String]> {
        Some(&self.heading)
    }

    fn keep(&mut self, wanted: &Wanted) -> Result<(), DataError> {
        let columns = self.heading.iter().enumerate();
        self.kept = columns
            .filter(|(_, name)| wanted.is_all() || wanted.of(name).is_some())
            .map(|(place, name)| (place, Rc::from(name.as_str())))
            .collect();
        Ok(())
    }

    fn next(&mut self, row: &mut Value) -> Result<Option<u64>, DataError> {
        loop {
            let mut record = std::mem::take(&mut self.record);
            self.seen.since_row.set(0);
            let found = self.csv.read_byte_record(&mut record);
            self.record = record;
            match found {
                Ok(true) => {}
                Ok(false) => return Ok(None),
                Err(error) => {
                    let is_short = matches!(
                        error.kind(),
                        ErrorKind::UnequalLengths { expected_len, len, .. } if len < expected_len
                    );
                    if is_short && self.rows > 0 && self.is_cut() {
                        self.cut = error.position().map(csv::Position::line);
                        return Ok(None);
                    }
                    return Err(self.refusal(error));
                }
            }
            let line = self.record.position().map_or(0, csv::Position::line);
            if self.is_heading() {
                let (count, first) = self.repeated;
                self.repeated = (count + 1, if count == 0 { line } else { first });
                continue;
            }
            let mut entries = Vec::with_capacity(self.kept.len());
            for (place, name) in &self.kept {
                let bytes = self.record.get(*place).unwrap_or_default();
                let text = std::str::from_utf8(bytes).map_err(|_| {
                    let column = format!("the column {}", quoted(name));
                    DataError::at(&self.file, line, Problem::NotUtf8(column))
                })?;
                entries.push((Rc::clone(name), self.value(text)));
            }
            *row = Value::Struct(entries);
            self.rows += 1;
            return Ok(Some(line));
        }
    }

    fn cut(&self) -> Option<u64> {
        self.cut
    }

    fn remark(&self) -> Option<Notice> {
        let (count, first) = self.repeated;
        let text = match count {
            0 => return None,
            1 => format!("line {first} repeats the heading and was passed over"),
            _ => format!("{count} lines repeat the heading, line {first} first, and were passed over"),
        };
        Some(Notice::remark(text))
    }
}

/// A number such as 1,5 with a decimal point; none for anything else.
fn with_point(text: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '+' | '-' | 'e' | 'E');
    let is_number = text.chars().all(is_part) && text.matches(',').count() == 1;
    let number = is_number.then(|| text.replace(',', "."))?;
    number.parse::<f64>().is_ok().then_some(number)
}

/// What was read so far.
#[derive(Default)]
struct Seen {
    since_row: Shared<usize>,
    read: Shared<u64>,
    last: Shared<u8>,
    ended: Shared<bool>,
}

/// A reader that fails when one row is too long.
struct Bounded<R> {
    inner: R,
    seen: Rc<Seen>,
    most: usize,
}

#[derive(Debug, thiserror::Error)]
#[error("the row is too long")]
struct TooLong;

fn is_long(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<TooLong>())
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let seen = &self.seen;
        if seen.since_row.get() > self.most {
            return Err(io::Error::other(TooLong));
        }
        let taken = self.inner.read(buffer)?;
        seen.since_row.set(seen.since_row.get() + taken);
        seen.read.set(seen.read.get() + taken as u64);
        match buffer.get(..taken).and_then(|bytes| bytes.last()) {
            Some(&last) => seen.last.set(last),
            None => seen.ended.set(true),
        }
        Ok(taken)
    }
}
