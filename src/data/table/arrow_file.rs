//! A file of Apache Arrow, which is read from its end: there stand its schema and the places of its batches.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_buffer::Buffer;
use arrow_ipc::convert::try_fb_to_schema;
use arrow_ipc::reader::{FileDecoder, read_footer_length};
use arrow_ipc::{Block, root_as_footer, root_as_message};

use crate::data::error::{DataError, Problem};
use crate::data::table::arrow_message::claims;
use crate::data::table::arrow_values;
use crate::data::table::guarded::guarded;
use crate::data::table::opened::Opened;
use crate::data::table::rows::Table;
use crate::data::table::value::Value;
use crate::data::table::wanted::Wanted;
use crate::text::visible;

/// What ends a file: the length of the footer and a mark.
const END: u64 = 10;

/// What begins a message, where its length does not.
const CONTINUATION: [u8; 4] = [0xff; 4];

pub(super) struct ArrowFile {
    file: String,
    handle: File,
    length: u64,
    decoder: FileDecoder,
    heading: Vec<String>,
    blocks: Vec<Block>,
    /// The next batch.
    next: usize,
    wanted: Wanted,
    /// The most bytes of a batch.
    most: usize,
    batch: Option<RecordBatch>,
    delivered: usize,
    row: u64,
}

/// Why there is no further batch.
enum Broken {
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
    fn arrow(error: impl std::fmt::Display) -> Broken {
        Broken::Arrow(error.to_string())
    }

    fn told(self, file: &str, row: u64, most: usize) -> DataError {
        match self {
            Broken::Io(error) => DataError::unreadable(file, error),
            Broken::Arrow(text) => DataError::whole(file, Problem::Arrow(visible(text.trim()).into_owned())),
            Broken::Large => DataError::at(file, row, Problem::LongBatch(most)),
        }
    }
}

fn guard<T>(work: impl FnOnce() -> Result<T, Broken>) -> Result<T, Broken> {
    guarded(work).unwrap_or_else(|| Err(Broken::Arrow("it is damaged".to_owned())))
}

impl ArrowFile {
    pub(super) fn open(file: &str, handle: File, opened: &Opened<'_>) -> Result<ArrowFile, DataError> {
        let most = opened.limits.batch();
        guard(|| ArrowFile::read(file, handle, most)).map_err(|broken| broken.told(file, 1, most))
    }

    fn read(file: &str, mut handle: File, most: usize) -> Result<ArrowFile, Broken> {
        let length = handle.metadata()?.len();
        let mut end = [0; END as usize];
        let before = length.checked_sub(END).ok_or_else(|| Broken::arrow("it ends too early"))?;
        handle.seek(SeekFrom::Start(before))?;
        handle.read_exact(&mut end)?;
        let footer = read_footer_length(end).map_err(|_| Broken::arrow("it ends too early"))? as u64;
        let start = before.checked_sub(footer).ok_or_else(|| Broken::arrow("its footer begins before it"))?;
        let bytes = part(&mut handle, start, footer, length, most)?;
        let footer = root_as_footer(&bytes).map_err(Broken::arrow)?;
        let schema = footer.schema().ok_or_else(|| Broken::arrow("it has no schema"))?;
        let schema = Arc::new(try_fb_to_schema(schema).map_err(Broken::arrow)?);
        let mut table = ArrowFile {
            file: file.to_owned(),
            handle,
            length,
            decoder: FileDecoder::new(Arc::clone(&schema), footer.version()),
            heading: schema.fields().iter().map(|field| field.name().clone()).collect(),
            blocks: footer.recordBatches().map(|blocks| blocks.iter().copied().collect()).unwrap_or_default(),
            next: 0,
            wanted: Wanted::everything(),
            most,
            batch: None,
            delivered: 0,
            row: 0,
        };
        let dictionaries: Vec<Block> =
            footer.dictionaries().map(|blocks| blocks.iter().copied().collect()).unwrap_or_default();
        for block in &dictionaries {
            let buffer = table.block(block)?;
            table.decoder.read_dictionary(block, &buffer).map_err(Broken::arrow)?;
        }
        Ok(table)
    }

    /// The message and the body at this place.
    fn block(&mut self, block: &Block) -> Result<Buffer, Broken> {
        let negative = |_| Broken::arrow("a length is negative");
        let start = u64::try_from(block.offset()).map_err(negative)?;
        let head = u64::try_from(block.metaDataLength()).map_err(negative)?;
        let body = u64::try_from(block.bodyLength()).map_err(negative)?;
        let bytes = part(&mut self.handle, start, head.saturating_add(body), self.length, self.most)?;
        let (head, body) = bytes.split_at(usize::try_from(head).unwrap_or(usize::MAX).min(bytes.len()));
        let head = head.strip_prefix(&CONTINUATION).unwrap_or(head);
        let message = root_as_message(head.get(4..).unwrap_or_default()).map_err(Broken::arrow)?;
        if claims(&message, body) > self.most as u64 {
            return Err(Broken::Large);
        }
        Ok(Buffer::from_vec(bytes))
    }

    /// Decodes the next batch; false at the end.
    fn fill(&mut self) -> Result<bool, Broken> {
        (self.batch, self.delivered) = (None, 0);
        let Some(block) = self.blocks.get(self.next).copied() else { return Ok(false) };
        self.next += 1;
        let buffer = self.block(&block)?;
        self.batch = self.decoder.read_record_batch(&block, &buffer).map_err(Broken::arrow)?;
        Ok(true)
    }
}

/// So many bytes of a file of `length` bytes.
fn part(handle: &mut File, start: u64, count: u64, length: u64, most: usize) -> Result<Vec<u8>, Broken> {
    if start.checked_add(count).is_none_or(|end| end > length) {
        return Err(Broken::arrow("a part lies beyond the end of the file"));
    }
    if count > most as u64 {
        return Err(Broken::Large);
    }
    let mut bytes = Vec::new();
    handle.seek(SeekFrom::Start(start))?;
    handle.take(count).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == count { Ok(bytes) } else { Err(Broken::arrow("it ends too early")) }
}

impl Table for ArrowFile {
    fn heading(&self) -> Option<&[String]> {
        Some(&self.heading)
    }

    fn keep(&mut self, wanted: &Wanted) -> Result<(), DataError> {
        self.wanted = wanted.clone();
        Ok(())
    }

    fn next(&mut self, row: &mut Value) -> Result<Option<u64>, DataError> {
        let place = self.row + 1;
        while self.batch.as_ref().is_none_or(|batch| self.delivered >= batch.num_rows()) {
            let filled = guard(|| self.fill());
            if !filled.map_err(|broken| broken.told(&self.file, place, self.most))? {
                return Ok(None);
            }
        }
        let Some(batch) = &self.batch else { return Ok(None) };
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

    fn share(&self) -> Option<f64> {
        (!self.blocks.is_empty()).then(|| self.next as f64 / self.blocks.len() as f64)
    }
}
