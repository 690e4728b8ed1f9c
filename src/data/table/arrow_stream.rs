//! A stream of Apache Arrow: a schema and then batches of rows.

use std::io::Read;

use arrow_array::RecordBatch;
use arrow_buffer::Buffer;
use arrow_ipc::reader::StreamDecoder;
use arrow_ipc::root_as_message;

use crate::data::error::{DataError, Problem};
use crate::data::table::arrow_message::claims;
use crate::data::table::arrow_values;
use crate::data::table::guarded::guarded;
use crate::data::table::opened::Opened;
use crate::data::table::rows::{Table, refused_bytes};
use crate::data::table::value::Value;
use crate::data::table::wanted::Wanted;
use crate::text::visible;

/// What begins a message.
const CONTINUATION: [u8; 4] = [0xff; 4];

pub(super) struct ArrowStream<'r> {
    file: String,
    body: Box<dyn Read + 'r>,
    decoder: StreamDecoder,
    heading: Vec<String>,
    wanted: Wanted,
    /// The most bytes of a batch.
    most: usize,
    batch: Option<RecordBatch>,
    delivered: usize,
    row: u64,
}

/// Why there is no further batch.
enum Broken {
    Io(std::io::Error),
    Arrow(String),
    Large,
}

impl<'r> ArrowStream<'r> {
    pub(super) fn open(file: &str, opened: Opened<'r>) -> Result<ArrowStream<'r>, DataError> {
        let mut table = ArrowStream {
            file: file.to_owned(),
            body: opened.body,
            decoder: StreamDecoder::new(),
            heading: Vec::new(),
            wanted: Wanted::everything(),
            most: opened.limits.batch(),
            batch: None,
            delivered: 0,
            row: 0,
        };
        while table.decoder.schema().is_none() {
            if !table.message()? {
                return Err(DataError::whole(file, Problem::Arrow("it has no schema".to_owned())));
            }
        }
        if let Some(schema) = table.decoder.schema() {
            table.heading = schema.fields().iter().map(|field| field.name().clone()).collect();
        }
        Ok(table)
    }

    /// Takes in the next message; false at the end.
    fn message(&mut self) -> Result<bool, DataError> {
        let done =
            guarded(|| self.read_message()).unwrap_or_else(|| Err(Broken::Arrow("it is damaged".to_owned())));
        done.map_err(|broken| match broken {
            Broken::Io(error) => refused_bytes(&self.file, error),
            Broken::Arrow(text) => DataError::whole(&self.file, Problem::Arrow(visible(&text).into_owned())),
            Broken::Large => DataError::at(&self.file, self.row + 1, Problem::LongBatch(self.most)),
        })
    }

    fn read_message(&mut self) -> Result<bool, Broken> {
        let mut length = [0; 4];
        if !self.starts(&mut length)? {
            return Ok(false);
        }
        let mut bytes = Vec::new();
        if length == CONTINUATION {
            bytes.extend(length);
            self.body.read_exact(&mut length).map_err(Broken::Io)?;
        }
        bytes.extend(length);
        let start = bytes.len();
        // No length at all is the end.
        if length == [0; 4] {
            return Ok(false);
        }
        self.take(u32::from_le_bytes(length).into(), &mut bytes)?;
        let message = root_as_message(bytes.get(start..).unwrap_or_default());
        let message = message.map_err(|error| Broken::Arrow(error.to_string()))?;
        let body = u64::try_from(message.bodyLength())
            .map_err(|_| Broken::Arrow("a length is negative".to_owned()))?;
        let place = bytes.len();
        self.take(body, &mut bytes)?;
        let (head, body) = bytes.split_at(place);
        let message = root_as_message(head.get(start..).unwrap_or_default());
        let message = message.map_err(|error| Broken::Arrow(error.to_string()))?;
        if claims(&message, body) > self.most as u64 {
            return Err(Broken::Large);
        }
        let mut buffer = Buffer::from_vec(bytes);
        self.delivered = 0;
        self.batch = None;
        while !buffer.is_empty() {
            let batch = self.decoder.decode(&mut buffer).map_err(|error| Broken::Arrow(error.to_string()))?;
            self.batch = batch.or(self.batch.take());
        }
        Ok(true)
    }

    /// Reads the first bytes of a message; false at the end of the stream.
    fn starts(&mut self, length: &mut [u8; 4]) -> Result<bool, Broken> {
        let mut first = Vec::new();
        self.body.by_ref().take(4).read_to_end(&mut first).map_err(Broken::Io)?;
        match <[u8; 4]>::try_from(first.as_slice()) {
            Ok(found) => {
                *length = found;
                Ok(true)
            }
            Err(_) if first.is_empty() => Ok(false),
            Err(_) => Err(Broken::Arrow("it ends too early".to_owned())),
        }
    }

    /// Reads so many bytes.
    fn take(&mut self, length: u64, bytes: &mut Vec<u8>) -> Result<(), Broken> {
        if length > self.most as u64 {
            return Err(Broken::Large);
        }
        let taken = self.body.by_ref().take(length).read_to_end(bytes).map_err(Broken::Io)?;
        if taken as u64 == length { Ok(()) } else { Err(Broken::Arrow("it ends too early".to_owned())) }
    }
}

impl Table for ArrowStream<'_> {
    fn heading(&self) -> Option<&[String]> {
        Some(&self.heading)
    }

    fn keep(&mut self, wanted: &Wanted) -> Result<(), DataError> {
        self.wanted = wanted.clone();
        Ok(())
    }

    fn next(&mut self, row: &mut Value) -> Result<Option<u64>, DataError> {
        while self.batch.as_ref().is_none_or(|batch| self.delivered >= batch.num_rows()) {
            if !self.message()? {
                return Ok(None);
            }
        }
        let Some(batch) = &self.batch else { return Ok(None) };
        let place = self.row + 1;
        *row = match guarded(|| arrow_values::row(batch, self.delivered, &self.wanted)) {
            Some(Ok(found)) => found,
            Some(Err(_)) => {
                return Err(DataError::at(&self.file, place, Problem::NotUtf8("a text cell".to_owned())));
            }
            None => return Err(DataError::whole(&self.file, Problem::Arrow("it is damaged".to_owned()))),
        };
        self.delivered += 1;
        self.row = place;
        Ok(Some(place))
    }
}
