//! A file of Apache Arrow, which is read from its end: there stand its schema and the places of its batches.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;

use arrow_buffer::Buffer;
use arrow_ipc::convert::try_fb_to_schema;
use arrow_ipc::reader::{FileDecoder, read_footer_length};
use arrow_ipc::{Block, root_as_footer, root_as_message};

use crate::data::error::DataError;
use crate::data::table::arrow_message::{claims, packed_buffers};
use crate::data::table::arrow_rows::{ArrowRows, Broken};
use crate::data::table::guarded::guarded;
use crate::data::table::opened::Opened;
use crate::data::table::rows::Table;
use crate::data::table::value::Value;
use crate::data::table::wanted::Wanted;

/// What ends a file: the length of the footer and a mark.
const END: u64 = 10;

/// What begins a message, where its length does not.
const CONTINUATION: [u8; 4] = [0xff; 4];

pub(super) struct ArrowFile {
    rows: ArrowRows,
    handle: File,
    length: u64,
    decoder: FileDecoder,
    blocks: Vec<Block>,
    /// The next batch.
    next: usize,
}

impl ArrowFile {
    pub(super) fn open(file: &str, handle: File, opened: &Opened<'_>) -> Result<ArrowFile, DataError> {
        let most = opened.limits.batch();
        let read = guarded(|| ArrowFile::read(file, handle, most));
        ArrowRows::new(file, most).told(read)
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
        let mut rows = ArrowRows::new(file, most);
        rows.heading = schema.fields().iter().map(|field| field.name().clone()).collect();
        let mut table = ArrowFile {
            rows,
            handle,
            length,
            decoder: FileDecoder::new(Arc::clone(&schema), footer.version()),
            blocks: footer.recordBatches().map(|blocks| blocks.iter().copied().collect()).unwrap_or_default(),
            next: 0,
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
        let bytes = part(&mut self.handle, start, head.saturating_add(body), self.length, self.rows.most)?;
        let (head, body) = bytes.split_at(usize::try_from(head).unwrap_or(usize::MAX).min(bytes.len()));
        let head = head.strip_prefix(&CONTINUATION).unwrap_or(head);
        let message = root_as_message(head.get(4..).unwrap_or_default()).map_err(Broken::arrow)?;
        if claims(&packed_buffers(&message), body) > self.rows.most as u64 {
            return Err(Broken::Large);
        }
        Ok(Buffer::from_vec(bytes))
    }

    /// Decodes the next batch; false at the end.
    fn fill(&mut self) -> Result<bool, Broken> {
        self.rows.hold(None);
        let Some(block) = self.blocks.get(self.next).copied() else { return Ok(false) };
        self.next += 1;
        let buffer = self.block(&block)?;
        self.rows.hold(self.decoder.read_record_batch(&block, &buffer).map_err(Broken::arrow)?);
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
        Some(&self.rows.heading)
    }

    fn keep(&mut self, wanted: &Wanted) -> Result<(), DataError> {
        self.rows.wanted = wanted.clone();
        Ok(())
    }

    fn next(&mut self, row: &mut Value) -> Result<Option<u64>, DataError> {
        while self.rows.is_used_up() {
            let filled = guarded(|| self.fill());
            if !self.rows.told(filled)? {
                return Ok(None);
            }
        }
        self.rows.next(row)
    }

    fn share(&self) -> Option<f64> {
        (!self.blocks.is_empty()).then(|| self.next as f64 / self.blocks.len() as f64)
    }
}
