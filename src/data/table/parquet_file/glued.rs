//! Parquet files that `cat` put together: every place in the last one is counted from its own start, so another would be read
//! in its stead.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData};

/// What begins and ends a file.
const MARK: [u8; 4] = *b"PAR1";

/// Whether a file of `length` bytes with this metadata at its end holds another file before the one that the metadata is of.
pub(super) fn is_glued(file: &File, length: u64, metadata: &ParquetMetaData) -> io::Result<bool> {
    let chunks = || metadata.row_groups().iter().flat_map(|group| group.columns());
    let end = chunks().map(end).max().unwrap_or(MARK.len() as u64);
    // Behind the data stand the metadata, their length and a mark.
    let footer = footer(file, length)?;
    let Some(start) = length.checked_sub(footer).and_then(|behind| behind.checked_sub(end)) else {
        return Ok(false);
    };
    if start == 0 {
        return Ok(false);
    }
    // There the last file begins, unless a part that the metadata do not name lies between; then no mark does.
    let mut marks = [0; 8];
    let mut file = file;
    let Some(before) = start.checked_sub(MARK.len() as u64) else { return Ok(false) };
    file.seek(SeekFrom::Start(before))?;
    Ok(file.read_exact(&mut marks).is_ok() && marks[..4] == MARK && marks[4..] == MARK)
}

/// The bytes of the metadata with their length and the mark.
fn footer(mut file: &File, length: u64) -> io::Result<u64> {
    let mut last = [0; 8];
    file.seek(SeekFrom::Start(length.saturating_sub(last.len() as u64)))?;
    file.read_exact(&mut last)?;
    let [a, b, c, d, ..] = last;
    Ok(u64::from(u32::from_le_bytes([a, b, c, d])) + last.len() as u64)
}

/// Where a column and its indexes end.
fn end(chunk: &ColumnChunkMetaData) -> u64 {
    let part = |start: Option<i64>, length: Option<i32>| {
        let start = start.and_then(|start| u64::try_from(start).ok())?;
        Some(start.saturating_add(length.and_then(|length| u64::try_from(length).ok()).unwrap_or(0)))
    };
    let start = chunk.dictionary_page_offset().unwrap_or(i64::MAX).min(chunk.data_page_offset());
    let data =
        u64::try_from(start).unwrap_or(0).saturating_add(u64::try_from(chunk.compressed_size()).unwrap_or(0));
    let indexes = [
        part(chunk.column_index_offset(), chunk.column_index_length()),
        part(chunk.offset_index_offset(), chunk.offset_index_length()),
        part(chunk.bloom_filter_offset(), chunk.bloom_filter_length()),
    ];
    indexes.into_iter().flatten().fold(data, u64::max)
}
