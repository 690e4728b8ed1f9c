//! Bytes as text: packed files unpacked, UTF-16 turned into UTF-8.

use std::io::{self, BufReader, Read};

use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::data::error::Problem;
use crate::data::limits::Limits;

/// How many bytes are read to recognise the format and the separator.
pub(super) const HEAD: usize = 64 << 10;

/// Why a file cannot be opened.
pub(super) enum Wrong {
    Io(io::Error),
    Problem(Problem),
}

impl Wrong {
    /// Tells a stream that cannot be unpacked from an error of the system.
    pub(super) fn unpacking(error: io::Error) -> Wrong {
        match unpacking_problem(&error) {
            Some(problem) => Wrong::Problem(problem),
            None => Wrong::Io(error),
        }
    }
}

impl From<io::Error> for Wrong {
    fn from(error: io::Error) -> Wrong {
        match error.get_ref() {
            Some(inner) if inner.is::<Uncopied>() => Wrong::unpacking(error),
            _ => Wrong::Io(error),
        }
    }
}

/// Why no copy of a file can be kept.
#[derive(Debug, thiserror::Error)]
#[error("{folder} ({error})")]
pub(super) struct Uncopied {
    /// The temporary folder, control characters made visible.
    pub(super) folder: String,
    pub(super) error: io::Error,
}

/// What is wrong with a stream that cannot be unpacked; none for an error of the system.
pub(super) fn unpacking_problem(error: &io::Error) -> Option<Problem> {
    let text = error.to_string();
    if error.get_ref().is_some_and(|inner| inner.is::<Uncopied>()) {
        return Some(Problem::NoCopy(text));
    }
    if text.contains("requires too much memory") {
        return Some(Problem::Window);
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Some(Problem::NoTable("it ends too early".to_owned())),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => Some(Problem::NoTable(text)),
        // What zstd says of a damaged frame has no kind of its own.
        io::ErrorKind::Other if error.raw_os_error().is_none() => Some(Problem::NoTable(text)),
        _ => None,
    }
}

/// The first bytes of `input`, up to `most`.
pub(super) fn first(input: &mut dyn Read, most: usize) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    input.take(most as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// The bytes of `raw`, which begins with `magic`, unpacked and as UTF-8 where a mark says UTF-16.
pub(super) fn unpacked<'r>(
    raw: Box<dyn Read + 'r>,
    magic: &[u8],
    limits: Limits,
) -> Result<Box<dyn Read + 'r>, Wrong> {
    let mut body: Box<dyn Read + 'r> = match magic {
        [0x1f, 0x8b, ..] => Box::new(flate2::read::MultiGzDecoder::new(BufReader::with_capacity(HEAD, raw))),
        // A frame, or one to be skipped, with which some tools begin.
        [0x28, 0xb5, 0x2f, 0xfd] | [0x50..=0x5f, 0x2a, 0x4d, 0x18] => {
            let mut decoder = zstd::stream::read::Decoder::new(raw)?;
            decoder.window_log_max(limits.window())?;
            Box::new(decoder)
        }
        _ => raw,
    };
    let mark = first(&mut body, 2).map_err(Wrong::unpacking)?;
    let is_wide = matches!(mark[..], [0xff, 0xfe] | [0xfe, 0xff]);
    let body = io::Cursor::new(mark).chain(body);
    Ok(if is_wide { Box::new(DecodeReaderBytesBuilder::new().build(body)) } else { Box::new(body) })
}
