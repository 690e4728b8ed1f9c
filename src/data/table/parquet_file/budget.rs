//! The memory that a batch of rows may take.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use parquet::column::page::Page;
use parquet::errors::ParquetError;
use parquet::file::metadata::ColumnChunkMetaData;

/// What one value takes at least when it is decoded, in bytes.
const VALUE: usize = 8;

/// The bytes that the pages of the present batch take, shared by all columns.
#[derive(Clone, Debug)]
pub(super) struct Budget {
    most: usize,
    spent: Arc<AtomicUsize>,
}

impl Budget {
    /// At most so many bytes.
    pub(super) fn new(most: usize) -> Budget {
        Budget { most, spent: Arc::default() }
    }

    /// The most bytes of a batch.
    pub(super) fn most(&self) -> usize {
        self.most
    }

    /// A new batch begins.
    pub(super) fn start(&self) {
        self.spent.store(0, Ordering::Relaxed);
    }

    /// Whether the present batch takes too much.
    pub(super) fn is_spent(&self) -> bool {
        self.spent.load(Ordering::Relaxed) > self.most
    }

    /// How many of the `rows` of these columns a batch may have, as far as the file says how large they are.
    pub(super) fn rows<'c>(
        &self,
        columns: impl Iterator<Item = &'c ColumnChunkMetaData>,
        rows: usize,
    ) -> usize {
        let size = |column: &ColumnChunkMetaData| {
            let bytes = usize::try_from(column.uncompressed_size()).unwrap_or(usize::MAX);
            let values = usize::try_from(column.num_values()).unwrap_or(usize::MAX);
            bytes.saturating_add(values.saturating_mul(VALUE))
        };
        let row = columns.map(size).fold(0, usize::saturating_add) / rows.max(1);
        (self.most / 2 / row.max(1)).max(1)
    }

    /// Counts a page.
    ///
    /// # Errors
    /// [`ParquetError`] when the batch takes too much.
    pub(super) fn spend(&self, page: &Page) -> Result<(), ParquetError> {
        let values =
            (page.num_values() as usize).saturating_mul(if page.is_dictionary_page() { 0 } else { VALUE });
        let bytes = page.buffer().len().saturating_add(values);
        let spent = self.spent.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes);
        if spent > self.most {
            return Err(ParquetError::General("a row takes too much memory".to_owned()));
        }
        Ok(())
    }
}
