//! A stream of Apache Arrow: a schema and then batches of rows.

use std::io::Read;

use arrow_buffer::Buffer;
use arrow_ipc::reader::StreamDecoder;
use arrow_ipc::root_as_message;

use crate::data::error::{DataError, Problem};
use crate::data::table::arrow_message::{claims, packed_buffers};
use crate::data::table::arrow_rows::{ArrowRows, Broken};
use crate::data::table::guarded::guarded;
use crate::data::table::opened::Opened;
use crate::data::table::rows::Table;
use crate::data::table::value::Value;
use crate::data::table::wanted::Wanted;

/// What begins a message.
const CONTINUATION: [u8; 4] = [0xff; 4];

pub(super) struct ArrowStream<'r> {
    rows: ArrowRows,
    body: Box<dyn Read + 'r>,
    decoder: StreamDecoder,
}

impl<'r> ArrowStream<'r> {
    pub(super) fn open(file: &str, opened: Opened<'r>) -> Result<ArrowStream<'r>, DataError> {
        let rows = ArrowRows::new(file, opened.limits.batch());
        let mut table = ArrowStream { rows, body: opened.body, decoder: StreamDecoder::new() };
        while table.decoder.schema().is_none() {
            if !table.message()? {
                return Err(DataError::whole(file, Problem::Arrow("it has no schema".to_owned())));
            }
        }
        if let Some(schema) = table.decoder.schema() {
            table.rows.heading = schema.fields().iter().map(|field| field.name().clone()).collect();
        }
        Ok(table)
    }

    /// Takes in the next message; false at the end.
    fn message(&mut self) -> Result<bool, DataError> {
        let done = guarded(|| self.read_message());
        self.rows.told(done)
    }

    fn read_message(&mut self) -> Result<bool, Broken> {
        let mut length = [0; 4];
        if !self.starts(&mut length)? {
            return Ok(false);
        }
        let mut bytes = Vec::new();
        if length == CONTINUATION {
            bytes.extend(length);
            self.body.read_exact(&mut length)?;
        }
        bytes.extend(length);
        let start = bytes.len();
        // No length at all is the end.
        if length == [0; 4] {
            return Ok(false);
        }
        self.take(u32::from_le_bytes(length).into(), &mut bytes)?;
        let message = root_as_message(bytes.get(start..).unwrap_or_default());
        let message = message.map_err(Broken::arrow)?;
        let body = u64::try_from(message.bodyLength())
            .map_err(|_| Broken::Arrow("a length is negative".to_owned()))?;
        let packed = packed_buffers(&message);
        let start = bytes.len();
        self.take(body, &mut bytes)?;
        if claims(&packed, bytes.get(start..).unwrap_or_default()) > self.rows.most as u64 {
            return Err(Broken::Large);
        }
        let mut buffer = Buffer::from_vec(bytes);
        let mut held = None;
        while !buffer.is_empty() {
            let batch = self.decoder.decode(&mut buffer).map_err(Broken::arrow)?;
            held = batch.or(held);
        }
        self.rows.hold(held);
        Ok(true)
    }

    /// Reads the first bytes of a message; false at the end of the stream.
    fn starts(&mut self, length: &mut [u8; 4]) -> Result<bool, Broken> {
        let mut first = Vec::new();
        self.body.by_ref().take(4).read_to_end(&mut first)?;
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
        if length > self.rows.most as u64 {
            return Err(Broken::Large);
        }
        let taken = self.body.by_ref().take(length).read_to_end(bytes)?;
        if taken as u64 == length { Ok(()) } else { Err(Broken::Arrow("it ends too early".to_owned())) }
    }
}

impl Table for ArrowStream<'_> {
    fn heading(&self) -> Option<&[String]> {
        Some(&self.rows.heading)
    }

    fn keep(&mut self, wanted: &Wanted) -> Result<(), DataError> {
        self.rows.wanted = wanted.clone();
        Ok(())
    }

    fn next(&mut self, row: &mut Value) -> Result<Option<u64>, DataError> {
        while self.rows.is_used_up() {
            if !self.message()? {
                return Ok(None);
            }
        }
        self.rows.next(row)
    }
}
