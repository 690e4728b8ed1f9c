//! One file of an input, or a stream, which can be read from its start more than once.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::data::error::{DataError, Problem};
use crate::data::limits::Limits;
use crate::data::table::opened::{Opened, TableFormat, format_of};
use crate::data::table::unpack::{HEAD, Uncopied, Wrong, first, unpacked};
use crate::text::visible;

/// A file or a stream that can be read from its start more than once.
pub(in crate::data) struct Part<'a> {
    name: String,
    source: Source<'a>,
    /// Bytes read of it since it was opened.
    read: Rc<Cell<u64>>,
    size: Option<u64>,
}

enum Source<'a> {
    Path(PathBuf),
    Piped { rest: Option<Box<dyn Read + 'a>>, copy: Copy },
}

/// What is kept of a stream that may have to be read again.
enum Copy {
    None,
    /// All that was read.
    File(Temporary),
    /// There was too much of it.
    TooLong,
}

impl<'a> Part<'a> {
    /// The file at `path`.
    pub(super) fn path(path: &Path) -> Part<'a> {
        let size = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|found| found.len());
        Part {
            name: path.display().to_string(),
            source: Source::Path(path.to_owned()),
            read: Rc::default(),
            size,
        }
    }

    /// A stream that can be read only once.
    pub(super) fn piped(name: &str, input: Box<dyn Read + 'a>) -> Part<'a> {
        let source = Source::Piped { rest: Some(input), copy: Copy::None };
        Part { name: name.to_owned(), source, read: Rc::default(), size: None }
    }

    /// The name in errors; may have control characters.
    pub(in crate::data) fn name(&self) -> &str {
        &self.name
    }

    /// Its size, where it is known, and how many bytes of it were read.
    pub(super) fn progress(&self) -> (Option<u64>, Rc<Cell<u64>>) {
        (self.size, Rc::clone(&self.read))
    }

    /// The table from its start.
    pub(super) fn open(
        &mut self,
        format: Option<TableFormat>,
        limits: Limits,
    ) -> Result<Opened<'_>, DataError> {
        let name = self.name.clone();
        self.open_bytes(format, limits).map_err(|error| match error {
            Wrong::Io(source) => DataError::unreadable(&name, source),
            Wrong::Problem(problem) => DataError::whole(&name, problem),
        })
    }

    fn open_bytes(&mut self, format: Option<TableFormat>, limits: Limits) -> Result<Opened<'_>, Wrong> {
        let read = Rc::clone(&self.read);
        read.set(0);
        // A named pipe, too, can be read only once.
        if let Source::Path(path) = &self.source
            && std::fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir())
        {
            let rest: Box<dyn Read> = Box::new(File::open(path)?);
            self.source = Source::Piped { rest: Some(rest), copy: Copy::None };
        }
        let (mut raw, plain): (Box<dyn Read + '_>, Option<File>) = match &mut self.source {
            Source::Path(path) => {
                let file = File::open(path)?;
                let again = file.metadata()?.is_file().then(|| file.try_clone()).transpose()?;
                (Box::new(file), again)
            }
            Source::Piped { rest, copy } => (rewound(rest, copy, limits.copy)?, None),
        };
        let magic = first(&mut raw, 4)?;
        let raw = Counted { inner: Cursor::new(magic.clone()).chain(raw), read };
        let mut body = unpacked(Box::new(raw), &magic, limits)?;
        let head = first(&mut body, HEAD).map_err(Wrong::unpacking)?;
        let format = match format {
            Some(format) => format,
            None => format_of(&head).map_err(Wrong::Problem)?,
        };
        if format.is_read_from_its_end(&head) {
            // Where the file itself starts as the table does, it is not packed.
            let file = match plain {
                Some(file) if head.starts_with(&magic) => file,
                _ => copied(Cursor::new(&head).chain(body), limits.copy)?.0,
            };
            return Ok(Opened { format, head, body: Box::new(io::empty()), file: Some(file), limits });
        }
        Ok(Opened { format, body: Box::new(Cursor::new(head.clone()).chain(body)), head, file: None, limits })
    }
}

/// A nameless file in the temporary folder, which vanishes with the process.
struct Temporary(File);

impl Temporary {
    fn new() -> io::Result<Temporary> {
        tempfile::tempfile().map(Temporary).map_err(uncopied)
    }
}

impl Write for Temporary {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(uncopied)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(uncopied)
    }
}

/// The error of a copy, which is none of the file that is read.
fn uncopied(error: io::Error) -> io::Error {
    let folder = visible(&tempfile::env::temp_dir().display().to_string()).into_owned();
    io::Error::new(error.kind(), Uncopied { folder, error })
}

/// A copy in a nameless file.
fn copied(body: impl Read, most: u64) -> Result<Temporary, Wrong> {
    let mut file = Temporary::new()?;
    let length = io::copy(&mut body.take(most.saturating_add(1)), &mut file).map_err(Wrong::unpacking)?;
    if length > most { Err(Wrong::Problem(Problem::LargeCopy(most))) } else { Ok(file) }
}

/// A pipe from its start: first the copy of what was read before, then the rest, copied on the way.
fn rewound<'r>(
    rest: &'r mut Option<Box<dyn Read + '_>>,
    copy: &'r mut Copy,
    most: u64,
) -> Result<Box<dyn Read + 'r>, Wrong> {
    if let Copy::File(copied) = copy {
        if let Some(mut rest) = rest.take() {
            let before = copied.0.seek(SeekFrom::End(0))?;
            let left = most.saturating_sub(before);
            let length = io::copy(&mut rest.by_ref().take(left.saturating_add(1)), copied)?;
            if length > left {
                *copy = Copy::TooLong;
                return Err(Wrong::Problem(Problem::LargeStream(most)));
            }
        }
        copied.0.seek(SeekFrom::Start(0))?;
        return Ok(Box::new(copied.0.try_clone()?));
    }
    if let Copy::TooLong = copy {
        return Err(Wrong::Problem(Problem::LargeStream(most)));
    }
    *copy = Copy::File(Temporary::new()?);
    Ok(match rest {
        Some(rest) => Box::new(Copied { inner: rest, copy, left: most }),
        None => Box::new(io::empty()),
    })
}

/// Copies what is read, until there is too much of it.
struct Copied<'r, R> {
    inner: R,
    copy: &'r mut Copy,
    left: u64,
}

impl<R: Read> Read for Copied<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let taken = self.inner.read(buffer)?;
        if let Copy::File(file) = self.copy {
            match self.left.checked_sub(taken as u64) {
                Some(left) => {
                    file.write_all(&buffer[..taken])?;
                    self.left = left;
                }
                // The stream can still be read to its end, once.
                None => *self.copy = Copy::TooLong,
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_temporary_folder_is_not_taken_for_the_stream() {
        let mut copy = Copy::File(Temporary(File::options().write(true).open("/dev/full").unwrap()));
        let mut copied = Copied { inner: &b"rows"[..], copy: &mut copy, left: 100 };
        let error = copied.read_to_end(&mut Vec::new()).unwrap_err();
        let Wrong::Problem(problem) = Wrong::from(error) else { panic!("it is a problem of the copy") };
        assert!(matches!(&problem, Problem::NoCopy(why) if why.contains("No space left")), "{problem}");
    }
}
