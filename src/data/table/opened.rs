//! A table from its first byte, with its format recognised.

use std::fs::File;
use std::io::Read;

use crate::data::error::Problem;
use crate::data::foreign;
use crate::data::limits::Limits;

/// The format of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// Values separated by commas (or semicolons, when the heading has only those), the first line the heading.
    Csv,
    /// Values separated by tabs, the first line the heading.
    Tsv,
    /// JSON objects, on lines of their own or in a document.
    Json,
    /// Apache Parquet.
    Parquet,
    /// Apache Arrow, as a file or as a stream.
    Arrow,
    /// A log of inspect, which is a zip archive.
    Eval,
}

impl TableFormat {
    /// Every format.
    pub const ALL: [TableFormat; 6] = [
        TableFormat::Csv,
        TableFormat::Tsv,
        TableFormat::Json,
        TableFormat::Parquet,
        TableFormat::Arrow,
        TableFormat::Eval,
    ];

    /// Whether such a table, which begins with `head`, is read from its end, so that it must be a file.
    pub(super) fn is_read_from_its_end(self, head: &[u8]) -> bool {
        match self {
            TableFormat::Parquet | TableFormat::Eval => true,
            TableFormat::Arrow => head.starts_with(b"ARROW1"),
            TableFormat::Csv | TableFormat::Tsv | TableFormat::Json => false,
        }
    }
}

/// A table from its first byte.
pub(super) struct Opened<'r> {
    pub(super) format: TableFormat,
    /// The first bytes.
    pub(super) head: Vec<u8>,
    /// All bytes, the first ones included; none for what is read from its end.
    pub(super) body: Box<dyn Read + 'r>,
    /// The file, for what is read from its end.
    pub(super) file: Option<File>,
    pub(super) limits: Limits,
}

/// The format, recognised by the first bytes of the unpacked table.
///
/// # Errors
/// [`Problem`] for nothing at all, and for what is not read, with its name and the command that turns it into what is.
pub(super) fn format_of(head: &[u8]) -> Result<TableFormat, Problem> {
    if head.starts_with(b"PAR1") {
        return Ok(TableFormat::Parquet);
    }
    if head.starts_with(b"PK\x03\x04") {
        return Ok(TableFormat::Eval);
    }
    if head.starts_with(b"ARROW1") || is_arrow_stream(head) {
        return Ok(TableFormat::Arrow);
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let start = text.iter().find(|byte| !byte.is_ascii_whitespace());
    match start {
        None => Err(Problem::NoRows),
        Some(b'{' | b'[') => Ok(TableFormat::Json),
        _ => match foreign::named(head) {
            Some(foreign) => Err(Problem::Foreign(foreign)),
            None if text.contains(&0) => Err(Problem::NoTable("it holds bytes that are not text".into())),
            None if first_line(text).contains(&b'\t') => Ok(TableFormat::Tsv),
            None => Ok(TableFormat::Csv),
        },
    }
}

/// A continuation mark and the length of a schema.
fn is_arrow_stream(head: &[u8]) -> bool {
    head.starts_with(&[0xff; 4])
        && head.get(4..8).is_some_and(|length| length[2..] == [0, 0] && length[..2] != [0, 0])
}

/// The first line of `text` that is not blank.
pub(in crate::data) fn first_line(text: &[u8]) -> &[u8] {
    let mut lines = text.split(|byte| matches!(byte, b'\n' | b'\r'));
    lines.find(|line| !line.trim_ascii().is_empty()).unwrap_or_default()
}
