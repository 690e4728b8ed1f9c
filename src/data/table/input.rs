//! A file or standard input, unpacked, with its format recognised by the first bytes.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::data::error::{DataError, Problem};

/// The format of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// Values separated by commas (or semicolons, when the heading has only those), the first line the heading.
    Csv,
    /// Values separated by tabs, the first line the heading.
    Tsv,
    /// One JSON object a line.
    Jsonl,
    /// Apache Parquet.
    Parquet,
}

/// How many bytes are read to recognise the format and the separator.
const HEAD: usize = 64 << 10;

/// A file or standard input that can be read from its start more than once.
pub struct Input<'a> {
    name: String,
    source: Source<'a>,
    read: Rc<Cell<u64>>,
    size: Option<u64>,
}

enum Source<'a> {
    Path(PathBuf),
    /// A copy is kept in a nameless temporary file, which vanishes with the process.
    Piped {
        rest: Option<Box<dyn Read + 'a>>,
        copy: Option<File>,
    },
}

/// A table from its first byte.
pub(super) struct Opened<'r> {
    pub(super) format: TableFormat,
    /// The first bytes.
    pub(super) head: Vec<u8>,
    /// All bytes, the first ones included; none for Parquet.
    pub(super) body: Box<dyn Read + 'r>,
    /// The file, for Parquet, which is read from its end.
    pub(super) file: Option<File>,
}

impl<'a> Input<'a> {
    /// The file at `path`.
    pub fn path(path: &Path) -> Input<'a> {
        let size = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|found| found.len());
        Input {
            name: path.display().to_string(),
            source: Source::Path(path.to_owned()),
            read: Rc::default(),
            size,
        }
    }

    /// Standard input, or any other stream that can be read only once.
    pub fn piped(name: &str, input: Box<dyn Read + 'a>) -> Input<'a> {
        let source = Source::Piped { rest: Some(input), copy: None };
        Input { name: name.to_owned(), source, read: Rc::default(), size: None }
    }

    /// The name in errors; may have control characters.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The share of the file that has been read, where its size is known.
    pub(in crate::data) fn progress(&self) -> impl Fn() -> Option<f64> + use<> {
        let (read, size) = (Rc::clone(&self.read), self.size);
        move || size.filter(|size| *size > 0).map(|size| (read.get() as f64 / size as f64).min(1.0))
    }

    /// The table from its start.
    pub(super) fn open(&mut self, format: Option<TableFormat>) -> Result<Opened<'_>, DataError> {
        let name = self.name.clone();
        self.open_bytes(format).map_err(|error| match error {
            Wrong::Io(source) => DataError::unreadable(&name, source),
            Wrong::Problem(problem) => DataError::whole(&name, problem),
        })
    }

    fn open_bytes(&mut self, format: Option<TableFormat>) -> Result<Opened<'_>, Wrong> {
        let read = Rc::clone(&self.read);
        read.set(0);
        // A named pipe, too, can be read only once.
        if let Source::Path(path) = &self.source
            && std::fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
        {
            let rest: Box<dyn Read> = Box::new(File::open(path)?);
            self.source = Source::Piped { rest: Some(rest), copy: None };
        }
        let (mut raw, plain): (Box<dyn Read + '_>, Option<File>) = match &mut self.source {
            Source::Path(path) => {
                let file = File::open(path)?;
                let again = file.metadata()?.is_file().then(|| file.try_clone()).transpose()?;
                (Box::new(file), again)
            }
            Source::Piped { rest, copy } => (rewound(rest, copy)?, None),
        };
        let magic = first(&mut raw, 4)?;
        let raw = Counted { inner: Cursor::new(magic.clone()).chain(raw), read };
        let mut body: Box<dyn Read + '_> = match magic[..] {
            [0x1f, 0x8b, ..] => {
                Box::new(flate2::read::MultiGzDecoder::new(BufReader::with_capacity(HEAD, raw)))
            }
            [0x28, 0xb5, 0x2f, 0xfd] => Box::new(zstd::stream::read::Decoder::new(raw)?),
            _ => Box::new(raw),
        };
        let head = first(&mut body, HEAD).map_err(unpacking)?;
        let format = match format {
            Some(format) => format,
            None => format_of(&head)?,
        };
        if format == TableFormat::Parquet {
            // The file itself starts as Parquet does, so it is not packed.
            let file = match plain {
                Some(file) if magic == *b"PAR1" => file,
                _ => {
                    let mut file = tempfile::tempfile()?;
                    io::copy(&mut Cursor::new(&head).chain(body), &mut file).map_err(unpacking)?;
                    file
                }
            };
            return Ok(Opened { format, head, body: Box::new(io::empty()), file: Some(file) });
        }
        Ok(Opened { format, body: Box::new(Cursor::new(head.clone()).chain(body)), head, file: None })
    }
}

enum Wrong {
    Io(io::Error),
    Problem(Problem),
}

impl From<io::Error> for Wrong {
    fn from(error: io::Error) -> Wrong {
        Wrong::Io(error)
    }
}

/// Tells a stream that cannot be unpacked from an error of the system.
fn unpacking(error: io::Error) -> Wrong {
    match error.kind() {
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            Wrong::Problem(Problem::NoTable(error.to_string()))
        }
        _ => Wrong::Io(error),
    }
}

/// A pipe from its start: first the copy of what was read before, then the rest, copied on the way.
fn rewound<'r>(
    rest: &'r mut Option<Box<dyn Read + '_>>,
    copy: &mut Option<File>,
) -> io::Result<Box<dyn Read + 'r>> {
    if let Some(copied) = copy {
        if let Some(mut rest) = rest.take() {
            copied.seek(SeekFrom::End(0))?;
            io::copy(&mut rest, copied)?;
        }
        copied.seek(SeekFrom::Start(0))?;
        return Ok(Box::new(copied.try_clone()?));
    }
    let copied = copy.insert(tempfile::tempfile()?).try_clone()?;
    Ok(match rest {
        Some(rest) => Box::new(Copied { inner: rest, copy: copied }),
        None => Box::new(io::empty()),
    })
}

struct Copied<R> {
    inner: R,
    copy: File,
}

impl<R: Read> Read for Copied<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let taken = self.inner.read(buffer)?;
        self.copy.write_all(&buffer[..taken])?;
        Ok(taken)
    }
}

struct Counted<R> {
    inner: R,
    read: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let taken = self.inner.read(buffer)?;
        self.read.set(self.read.get() + taken as u64);
        Ok(taken)
    }
}

/// The first bytes of `input`, up to `most`.
fn first(input: &mut dyn Read, most: usize) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    input.take(most as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// The format, recognised by the first bytes.
fn format_of(head: &[u8]) -> Result<TableFormat, Wrong> {
    if head.starts_with(b"PAR1") {
        return Ok(TableFormat::Parquet);
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let start = text.iter().position(|byte| !byte.is_ascii_whitespace());
    match start.map(|start| text[start]) {
        None => Err(Wrong::Problem(Problem::NoRows)),
        Some(b'{') => Ok(TableFormat::Jsonl),
        Some(b'[') => Err(Wrong::Problem(Problem::JsonArray)),
        _ if text.contains(&0) => {
            Err(Wrong::Problem(Problem::NoTable("it holds bytes that are no text".into())))
        }
        _ if first_line(text).contains(&b'\t') => Ok(TableFormat::Tsv),
        _ => Ok(TableFormat::Csv),
    }
}

/// The first line of `text` that is not blank.
pub(in crate::data) fn first_line(text: &[u8]) -> &[u8] {
    let mut lines = text.split(|byte| matches!(byte, b'\n' | b'\r'));
    lines.find(|line| !line.trim_ascii().is_empty()).unwrap_or_default()
}
