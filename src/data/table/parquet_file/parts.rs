//! The parts of a Parquet file, checked: a part that claims more bytes than it or the file has is refused before anyone
//! waits for them or allocates memory for them.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;

use parquet::arrow::arrow_reader::RowGroups;
use parquet::column::page::{Page, PageIterator, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result as ParquetResult};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{ChunkReader, FileReader, Length, SerializedFileReader};

use crate::data::table::parquet_file::budget::Budget;

/// The fewest bytes of a value in a dictionary.
const LEAST_VALUE: usize = 1;

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

/// One group of rows of a file.
pub(super) struct Group {
    reader: Arc<SerializedFileReader<Checked>>,
    place: usize,
    budget: Budget,
}

impl Group {
    /// The group at this place, whose pages count in `budget`.
    pub(super) fn new(reader: Arc<SerializedFileReader<Checked>>, place: usize, budget: Budget) -> Group {
        Group { reader, place, budget }
    }
}

impl RowGroups for Group {
    fn num_rows(&self) -> usize {
        usize::try_from(self.reader.metadata().row_group(self.place).num_rows()).unwrap_or(0)
    }

    fn column_chunks(&self, column: usize) -> ParquetResult<Box<dyn PageIterator>> {
        let pages = self.reader.get_row_group(self.place)?.get_column_page_reader(column)?;
        let pages = Pages { pages, budget: self.budget.clone() };
        Ok(Box::new(Chunk(Some(Box::new(pages)))))
    }

    fn row_groups(&self) -> Box<dyn Iterator<Item = &RowGroupMetaData> + '_> {
        Box::new(std::iter::once(self.reader.metadata().row_group(self.place)))
    }

    fn metadata(&self) -> &ParquetMetaData {
        self.reader.metadata()
    }
}

/// The pages of a column in one group.
struct Chunk(Option<Box<dyn PageReader>>);

impl Iterator for Chunk {
    type Item = ParquetResult<Box<dyn PageReader>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.take().map(Ok)
    }
}

impl PageIterator for Chunk {}

/// The pages of a column; a dictionary with more values than its bytes can hold is an error.
struct Pages {
    pages: Box<dyn PageReader>,
    budget: Budget,
}

impl Iterator for Pages {
    type Item = ParquetResult<Page>;

    fn next(&mut self) -> Option<ParquetResult<Page>> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> ParquetResult<Option<Page>> {
        let page = self.pages.get_next_page()?;
        if let Some(page) = &page {
            self.budget.spend(page)?;
        }
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
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> ParquetResult<()> {
        self.pages.skip_next_page()
    }
}
