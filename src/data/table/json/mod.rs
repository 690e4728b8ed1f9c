//! JSON: one object a row, on lines of their own or in a document.

mod parse;
mod records;

use std::io::Read;

use crate::data::error::{DataError, Problem};
use crate::data::table::json::records::{Broken, Records};
use crate::data::table::opened::Opened;
use crate::data::table::rows::{Table, refused_bytes};
use crate::data::table::value::Value;
use crate::data::table::wanted::Wanted;
use crate::text::quoted;

pub(super) struct Json<'r> {
    file: String,
    records: Records<Box<dyn Read + 'r>>,
    wanted: Wanted,
    bytes: Vec<u8>,
    /// What holds the present rows, as text and as far as it is wanted.
    outer: (Vec<u8>, Vec<(std::rc::Rc<str>, Value)>),
    rows: u64,
    most: usize,
    cut: Option<u64>,
}

impl<'r> Json<'r> {
    /// The objects of a file; those of the array under `rows` where that is named.
    pub(super) fn open(file: &str, opened: Opened<'r>, rows: Option<&str>) -> Json<'r> {
        Json {
            file: file.to_owned(),
            records: Records::new(opened.body, &opened.head, rows, opened.limits.row()),
            wanted: Wanted::everything(),
            bytes: Vec::new(),
            outer: (Vec::new(), Vec::new()),
            rows: 0,
            most: opened.limits.row(),
            cut: None,
        }
    }

    fn at(&self, line: u64, problem: Problem) -> DataError {
        DataError::at(&self.file, line, problem)
    }

    fn broken(&self, broken: Broken) -> DataError {
        let line = self.records.line();
        match broken {
            Broken::Io(error) => refused_bytes(&self.file, error),
            Broken::Long => self.at(line, Problem::LongRow(self.most)),
            Broken::End => self.at(line, Problem::Json("it ends too early".to_owned())),
            Broken::Stray(byte) => {
                let found = quoted(&char::from(byte).to_string());
                self.at(line, Problem::Json(format!("found {found} where an object should begin")))
            }
        }
    }

    /// Reads again what holds the present rows, if it is not what held the last ones.
    fn read_outer(&mut self, always: bool) {
        if !always && self.records.outer() == self.outer.0 {
            return;
        }
        let text = self.records.outer().to_vec();
        let value = std::str::from_utf8(&text).ok().and_then(|text| parse::parse(text, &self.wanted).ok());
        let entries = match value {
            Some(Value::Struct(entries)) => entries,
            _ => Vec::new(),
        };
        let is_plain = |value: &Value| !matches!(value, Value::Struct(_) | Value::List(_)) || value.is_chat();
        self.outer = (text, entries.into_iter().filter(|(_, value)| is_plain(value)).collect());
    }
}

impl Table for Json<'_> {
    fn heading(&self) -> Option<&[String]> {
        None
    }

    fn keep(&mut self, wanted: &Wanted) -> Result<(), DataError> {
        self.wanted = wanted.clone();
        self.read_outer(true);
        Ok(())
    }

    fn next(&mut self, row: &mut Value) -> Result<Option<u64>, DataError> {
        let line = match self.records.next(&mut self.bytes) {
            Ok(Some(line)) => line,
            Ok(None) => return Ok(None),
            Err(Broken::End) if self.rows > 0 => {
                self.cut = Some(self.records.line());
                return Ok(None);
            }
            Err(broken) => return Err(self.broken(broken)),
        };
        let is_last_line = self.records.is_lines() && !self.bytes.ends_with(b"\n");
        let text = std::str::from_utf8(&self.bytes)
            .map_err(|_| self.at(line, Problem::NotUtf8("this line".to_owned())))?;
        match parse::parse(text.trim_start_matches('\u{feff}').trim(), &self.wanted) {
            Ok(Value::Struct(mut entries)) => {
                self.read_outer(false);
                if !self.outer.1.is_empty() {
                    entries.splice(0..0, self.outer.1.iter().cloned());
                }
                *row = Value::Struct(entries);
                self.rows += 1;
                Ok(Some(line))
            }
            Ok(_) => {
                let kind = "found another value where an object should stand".to_owned();
                Err(self.at(line, Problem::Json(kind)))
            }
            Err(fault) if fault.is_end && is_last_line && self.rows > 0 => {
                self.cut = Some(line);
                Ok(None)
            }
            Err(fault) => Err(self.at(line, Problem::Json(fault.sentence))),
        }
    }

    fn cut(&self) -> Option<u64> {
        self.cut
    }
}

/// The object that a text is, as far as it is wanted, or why it is none.
pub(super) fn row(text: &str, wanted: &Wanted) -> Result<Value, String> {
    match parse::parse(text.trim_start_matches('\u{feff}').trim(), wanted) {
        Ok(row @ Value::Struct(_)) => Ok(row),
        Ok(_) => Err("found another value where an object should stand".to_owned()),
        Err(fault) => Err(fault.sentence),
    }
}

/// The value that a text is.
#[cfg(test)]
pub(in crate::data) fn value(text: &str) -> Option<Value> {
    parse::parse(text, &Wanted::everything()).ok()
}
