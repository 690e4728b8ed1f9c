//! The objects of a JSON file, one after another: lines, an array, objects that follow one another, or the array inside an
//! object. Only the present one is in memory.

use std::io::{self, BufRead, BufReader, Read};

/// Keys under which a document that is one object keeps its rows.
pub(super) const WRAPPERS: [&str; 12] = [
    "instances",
    "samples",
    "evaluation_data",
    "data",
    "rows",
    "records",
    "examples",
    "results",
    "items",
    "entries",
    "instructions",
    "generations",
];

/// Where the next object begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// On a line of its own.
    Line,
    /// Anywhere: nothing is open.
    Top,
    /// In so many arrays, in an object or not.
    Array { depth: usize, in_object: bool },
    /// Behind an array in an object.
    Object,
}

/// Why there is no further object.
#[derive(Debug)]
pub(super) enum Broken {
    Io(io::Error),
    /// The present object has more bytes than it may have.
    Long,
    /// Something that begins no object.
    Stray(u8),
    /// The file ends inside the present object, or inside what holds it.
    End,
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Broken {
        Broken::Io(error)
    }
}

pub(super) struct Records<R> {
    body: BufReader<R>,
    state: State,
    /// The key of the array that holds the rows, where it was named.
    rows: Option<String>,
    /// The present line, from 1.
    line: u64,
    /// The most bytes of one object.
    most: usize,
    /// What stands in an object before the array of its rows, as an object.
    outer: Vec<u8>,
}

impl<R: Read> Records<R> {
    /// The objects of `body`, which begins with `head`.
    pub(super) fn new(body: R, head: &[u8], rows: Option<&str>, most: usize) -> Records<R> {
        let state = if rows.is_none() && is_lines(head) { State::Line } else { State::Top };
        let body = BufReader::with_capacity(1 << 16, body);
        Records { body, state, rows: rows.map(str::to_owned), line: 0, most, outer: Vec::new() }
    }

    /// Whether every object stands on a line of its own.
    pub(super) fn is_lines(&self) -> bool {
        self.state == State::Line
    }

    /// Puts the text of the next object into `record` and gives the line where it begins, from 1; none at the end.
    pub(super) fn next(&mut self, record: &mut Vec<u8>) -> Result<Option<u64>, Broken> {
        record.clear();
        if self.state == State::Line { self.next_line(record) } else { self.next_object(record) }
    }

    /// What holds the array of the present rows, as far as it stands before the array: an object, or nothing.
    pub(super) fn outer(&self) -> &[u8] {
        &self.outer
    }

    /// The line where the last object begins, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line.max(1)
    }

    /// The next line that is not blank.
    fn next_line(&mut self, record: &mut Vec<u8>) -> Result<Option<u64>, Broken> {
        loop {
            record.clear();
            let most = self.most as u64 + 1;
            self.body.by_ref().take(most).read_until(b'\n', record)?;
            if record.is_empty() {
                return Ok(None);
            }
            self.line += 1;
            if record.len() > self.most {
                return Err(Broken::Long);
            }
            if !record.trim_ascii().is_empty() {
                return Ok(Some(self.line));
            }
        }
    }

    fn next_object(&mut self, record: &mut Vec<u8>) -> Result<Option<u64>, Broken> {
        self.line = self.line.max(1);
        loop {
            let Some(byte) = self.peek()? else {
                return if self.state == State::Top { Ok(None) } else { Err(Broken::End) };
            };
            match (self.state, byte) {
                (_, b',') => self.skip(),
                (State::Array { depth, in_object }, b']') => {
                    self.skip();
                    self.state = match (depth, in_object) {
                        (1, true) => State::Object,
                        (1, false) => State::Top,
                        _ => State::Array { depth: depth - 1, in_object },
                    };
                }
                (State::Array { depth, in_object }, b'[') => {
                    self.skip();
                    self.state = State::Array { depth: depth + 1, in_object };
                }
                (State::Array { .. }, b'{') => {
                    let line = self.line;
                    self.copy_value(record)?;
                    return Ok(Some(line));
                }
                (State::Top, b'[') => {
                    self.skip();
                    self.state = State::Array { depth: 1, in_object: false };
                }
                (State::Top, b'{') => {
                    let line = self.line;
                    if self.object(record)? {
                        return Ok(Some(line));
                    }
                }
                // What stands behind the rows in their object.
                (State::Object, b'}') => {
                    self.skip();
                    self.state = State::Top;
                }
                (State::Object, _) => {
                    if self.member(record)? {
                        self.state = State::Array { depth: 1, in_object: true };
                    }
                    record.clear();
                }
                (_, other) => return Err(Broken::Stray(other)),
            }
        }
    }

    /// Copies an object; false when it turned out to hold the rows in an array, in which the reading goes on.
    fn object(&mut self, record: &mut Vec<u8>) -> Result<bool, Broken> {
        self.skip();
        record.push(b'{');
        self.outer.clear();
        loop {
            let before = record.len();
            match self.peek()?.ok_or(Broken::End)? {
                b'}' => {
                    self.skip();
                    record.push(b'}');
                    return Ok(true);
                }
                b',' => {
                    self.skip();
                    record.push(b',');
                }
                _ => {
                    if self.member(record)? {
                        self.state = State::Array { depth: 1, in_object: true };
                        record.truncate(before);
                        if record.ends_with(b",") {
                            record.pop();
                        }
                        record.push(b'}');
                        std::mem::swap(record, &mut self.outer);
                        record.clear();
                        return Ok(false);
                    }
                }
            }
        }
    }

    /// Copies a key and its value; where the value is the array of the rows, stops behind its bracket and gives true.
    fn member(&mut self, record: &mut Vec<u8>) -> Result<bool, Broken> {
        let start = record.len();
        if self.peek()? != Some(b'"') {
            return Err(self.peek()?.map_or(Broken::End, Broken::Stray));
        }
        self.copy_value(record)?;
        let key = record.get(start..).unwrap_or_default().trim_ascii();
        let key = key.strip_prefix(b"\"").and_then(|key| key.strip_suffix(b"\"")).unwrap_or_default();
        let may_hold = match &self.rows {
            Some(rows) => key == rows.as_bytes(),
            None => WRAPPERS.iter().any(|known| key == known.as_bytes()),
        };
        if self.peek()? != Some(b':') {
            return Err(self.peek()?.map_or(Broken::End, Broken::Stray));
        }
        self.skip();
        record.push(b':');
        if self.peek()? == Some(b'[') && may_hold {
            self.skip();
            if self.peek()? == Some(b'{') {
                return Ok(true);
            }
            record.push(b'[');
            self.copy(record, 1)?;
            return Ok(false);
        }
        self.copy_value(record)?;
        Ok(false)
    }

    /// The next byte that is no white space; it is still to be read.
    fn peek(&mut self) -> Result<Option<u8>, Broken> {
        loop {
            let chunk = self.body.fill_buf()?;
            if chunk.is_empty() {
                return Ok(None);
            }
            // A mark of UTF-8 may stand at the start.
            let is_blank = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0xef | 0xbb | 0xbf);
            let blank = chunk.iter().take_while(|byte| is_blank(byte)).count();
            let found = chunk.get(blank).copied();
            self.line += chunk.iter().take(blank).filter(|&&byte| byte == b'\n').count() as u64;
            self.body.consume(blank);
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    fn skip(&mut self) {
        self.body.consume(1);
    }

    /// Copies the value that begins here.
    fn copy_value(&mut self, record: &mut Vec<u8>) -> Result<(), Broken> {
        match self.peek()?.ok_or(Broken::End)? {
            b'{' | b'[' | b'"' => self.copy(record, 0),
            _ => self.copy_word(record),
        }
    }

    /// Copies a number, true, false or null.
    fn copy_word(&mut self, record: &mut Vec<u8>) -> Result<(), Broken> {
        loop {
            let chunk = self.body.fill_buf()?;
            let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b',' | b'}' | b']' | b':');
            let length = chunk.iter().position(is_end).unwrap_or(chunk.len());
            let is_done = length < chunk.len() || chunk.is_empty();
            record.extend_from_slice(chunk.get(..length).unwrap_or_default());
            self.body.consume(length);
            if record.len() > self.most {
                return Err(Broken::Long);
            }
            if is_done {
                return Ok(());
            }
        }
    }

    /// Copies a string, array or object of which `depth` brackets are open already, up to its end.
    fn copy(&mut self, record: &mut Vec<u8>, mut depth: usize) -> Result<(), Broken> {
        let (mut in_string, mut escaped) = (false, false);
        loop {
            let chunk = self.body.fill_buf()?;
            if chunk.is_empty() {
                return Err(Broken::End);
            }
            let mut end = None;
            for (at, &byte) in chunk.iter().enumerate() {
                if in_string {
                    match byte {
                        _ if escaped => escaped = false,
                        b'\\' => escaped = true,
                        b'"' => in_string = false,
                        _ => continue,
                    }
                    if in_string || depth > 0 {
                        continue;
                    }
                } else {
                    match byte {
                        b'"' => {
                            in_string = true;
                            continue;
                        }
                        b'{' | b'[' => {
                            depth += 1;
                            continue;
                        }
                        b'}' | b']' => depth = depth.saturating_sub(1),
                        b'\n' => {
                            self.line += 1;
                            continue;
                        }
                        _ => continue,
                    }
                    if depth > 0 {
                        continue;
                    }
                }
                end = Some(at + 1);
                break;
            }
            let length = end.unwrap_or(chunk.len());
            record.extend_from_slice(chunk.get(..length).unwrap_or_default());
            self.body.consume(length);
            if record.len() > self.most {
                return Err(Broken::Long);
            }
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

/// Whether the objects stand on lines of their own, as far as the first bytes tell.
fn is_lines(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let Some(line) = text.split(|&byte| byte == b'\n').next().filter(|line| line.starts_with(b"{")) else {
        return false;
    };
    let mut records = Records {
        body: BufReader::with_capacity(line.len().max(1), line),
        state: State::Top,
        rows: None,
        line: 0,
        most: usize::MAX,
        outer: Vec::new(),
    };
    let rest = text.get(line.len()..).unwrap_or_default();
    let (mut record, ended) = (Vec::new(), !rest.is_empty());
    match records.peek().and_then(|_| records.object(&mut record)) {
        // With another object behind it the first one is a row, whatever it holds.
        Ok(false) => rest.trim_ascii_start().starts_with(b"{"),
        Ok(true) => matches!(records.peek(), Ok(None)),
        // A first line longer than the head, or one that is no JSON: a line all the same, if it looks like one.
        Err(Broken::End) => !ended && line.len() > 1,
        Err(_) => ended,
    }
}
