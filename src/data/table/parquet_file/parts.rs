//! The parts of a Parquet file, checked: a part that claims more bytes than it or the file has is refused before anyone
//! waits for them or allocates memory for them.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result as ParquetResult};
use parquet::file::reader::{ChunkReader, Length};

/// The fewest bytes of a value in a dictionary: a number of 32 bits, or the length of a text. Booleans have no dictionary.
const LEAST_VALUE: usize = 4;

fn beyond_the_end() -> ParquetError {
    ParquetError::EOF("a part lies beyond the end of the file".to_owned())
}

/// A file that refuses to read beyond its end.
pub(super) struct Checked {
    file: File,
    length: u64,
}

impl Checked {
    /// A file of `length` bytes.
    pub(super) fn new(file: File, length: u64) -> Checked {
        Checked { file, length }
    }
}

impl Length for Checked {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for Checked {
    type T = Demanding<BufReader<File>>;

    fn get_read(&self, start: u64) -> ParquetResult<Self::T> {
        if start > self.length {
            return Err(beyond_the_end());
        }
        let mut file = self.file.try_clone()?;
        file.seek(SeekFrom::Start(start))?;
        Ok(Demanding(BufReader::with_capacity(1 << 16, file)))
    }

    fn get_bytes(&self, start: u64, length: usize) -> ParquetResult<bytes::Bytes> {
        if start.checked_add(length as u64).is_none_or(|end| end > self.length) {
            return Err(beyond_the_end());
        }
        self.file.get_bytes(start, length)
    }
}

/// A reader that fails at its end: skipping two thousand million entries that are not there would take minutes.
pub(super) struct Demanding<R>(R);

impl<R: Read> Read for Demanding<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 if !buffer.is_empty() => Err(io::Error::new(io::ErrorKind::UnexpectedEof, beyond_the_end())),
            length => Ok(length),
        }
    }
}

/// The pages of a column; a dictionary with more values than its bytes can hold is an error.
pub(super) struct Pages(Box<dyn PageReader>);

impl Pages {
    /// The pages from this reader.
    pub(super) fn new(pages: Box<dyn PageReader>) -> Pages {
        Pages(pages)
    }
}

impl Iterator for Pages {
    type Item = ParquetResult<Page>;

    fn next(&mut self) -> Option<ParquetResult<Page>> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> ParquetResult<Option<Page>> {
        let page = self.0.get_next_page()?;
        match &page {
            Some(Page::DictionaryPage { buf, num_values, .. })
                if *num_values as usize > buf.len() / LEAST_VALUE =>
            {
                let length = buf.len();
                Err(ParquetError::General(format!("a dictionary has {num_values} values in {length} bytes")))
            }
            _ => Ok(page),
        }
    }

    fn peek_next_page(&mut self) -> ParquetResult<Option<PageMetadata>> {
        self.0.peek_next_page()
    }

    fn skip_next_page(&mut self) -> ParquetResult<()> {
        self.0.skip_next_page()
    }
}
