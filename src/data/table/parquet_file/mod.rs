//! Parquet: the wanted columns only, a batch of rows at a time.

mod budget;
mod glued;
mod parts;

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Fields};
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, RowSelection, RowSelector};
use parquet::arrow::{ProjectionMask, parquet_to_arrow_field_levels, parquet_to_arrow_schema};
use parquet::errors::{ParquetError, Result as ParquetResult};
use parquet::file::reader::{FileReader, SerializedFileReader};

use crate::data::error::{DataError, Problem};
use crate::data::table::arrow_values;
use crate::data::table::guarded::guarded;
use crate::data::table::opened::Opened;
use crate::data::table::parquet_file::budget::Budget;
use crate::data::table::parquet_file::glued::is_glued;
use crate::data::table::parquet_file::parts::{Checked, Group};
use crate::data::table::rows::Table;
use crate::data::table::value::Value;
use crate::data::table::wanted::Wanted;
use crate::text::visible;

/// The most rows decoded at once.
const BATCH: usize = 4096;

/// The same before it is known which columns are wanted.
const FIRST_BATCH: usize = 64;

/// What the names of a schema have between a list or map and its elements.
const BETWEEN: [&str; 9] =
    ["list", "element", "item", "array", "array_element", "bag", "key_value", "key", "value"];

pub(super) struct ParquetFile {
    file: String,
    reader: Arc<SerializedFileReader<Checked>>,
    heading: Vec<String>,
    /// The types that texts and lists are decoded to.
    fields: Fields,
    wanted: Wanted,
    is_first: bool,
    budget: Budget,
    group: usize,
    /// Rows of this group that are decoded.
    decoded: usize,
    /// Whether this group is decoded row by row, because a batch takes too much memory.
    is_slow: bool,
    batches: Option<ParquetRecordBatchReader>,
    batch: Option<RecordBatch>,
    /// Rows of the batch that are delivered.
    delivered: usize,
    row: u64,
    total: u64,
}

impl ParquetFile {
    pub(super) fn open(file: &str, opened: Opened<'_>) -> Result<ParquetFile, DataError> {
        let handle = opened.file.ok_or_else(|| {
            DataError::whole(file, Problem::NoTable("Parquet can be read from a file only".to_owned()))
        })?;
        let length = handle.metadata().map_err(|error| DataError::unreadable(file, error))?.len();
        let again = handle.try_clone().map_err(|error| DataError::unreadable(file, error))?;
        let checked = Checked::new(handle, length);
        let opened_reader = guard(|| {
            let reader = SerializedFileReader::new(checked)?;
            let schema = parquet_to_arrow_schema(reader.metadata().file_metadata().schema_descr(), None)?;
            Ok((reader, schema))
        });
        let (reader, schema) = opened_reader.map_err(|error| refused(file, &error))?;
        if is_glued(&again, length, reader.metadata()).map_err(|error| DataError::unreadable(file, error))? {
            return Err(DataError::whole(file, Problem::Glued));
        }
        let rows = reader.metadata().row_groups().iter().map(|group| group.num_rows().max(0) as u64);
        let total = rows.fold(0, u64::saturating_add);
        Ok(ParquetFile {
            file: file.to_owned(),
            heading: schema.fields().iter().map(|field| field.name().clone()).collect(),
            fields: schema.fields().iter().map(|field| Arc::new(as_views(field))).collect(),
            reader: Arc::new(reader),
            wanted: Wanted::everything(),
            is_first: true,
            budget: Budget::new(opened.limits.batch()),
            group: 0,
            decoded: 0,
            is_slow: false,
            batches: None,
            batch: None,
            delivered: 0,
            row: 0,
            total,
        })
    }

    /// Whether a leaf of the schema is wanted.
    fn is_wanted(&self, parts: &[String]) -> bool {
        let mut here = &self.wanted;
        for part in parts {
            if here.is_all() {
                return true;
            }
            match here.of(part) {
                Some((_, deeper)) => here = deeper,
                None if BETWEEN.contains(&part.as_str()) => {}
                None => return false,
            }
        }
        true
    }

    /// Starts the decoding of the present group behind the rows that are decoded; false when there is no further group.
    fn open_group(&mut self) -> ParquetResult<bool> {
        let metadata = self.reader.metadata();
        if self.group >= metadata.num_row_groups() {
            return Ok(false);
        }
        let schema = metadata.file_metadata().schema_descr();
        let leaves: Vec<usize> = (0..schema.num_columns())
            .filter(|&leaf| self.is_wanted(schema.column(leaf).path().parts()))
            .collect();
        let group = metadata.row_group(self.group);
        let rows = usize::try_from(group.num_rows()).unwrap_or(0);
        let most = match (self.is_slow, self.is_first) {
            (true, _) => 1,
            (false, true) => FIRST_BATCH,
            (false, false) => BATCH,
        };
        let size = self.budget.rows(leaves.iter().map(|&leaf| group.column(leaf)), rows).min(most);
        let levels = parquet_to_arrow_field_levels(
            schema,
            ProjectionMask::leaves(schema, leaves),
            Some(&self.fields),
        )?;
        let skipped = RowSelection::from(vec![
            RowSelector::skip(self.decoded.min(rows)),
            RowSelector::select(rows.saturating_sub(self.decoded)),
        ]);
        let group = Group::new(Arc::clone(&self.reader), self.group, self.budget.clone());
        self.batches =
            Some(ParquetRecordBatchReader::try_new_with_row_groups(&levels, &group, size, Some(skipped))?);
        Ok(true)
    }

    /// Decodes the next batch; false at the end.
    fn fill(&mut self) -> ParquetResult<bool> {
        self.batch = None;
        loop {
            self.budget.start();
            let next = match &mut self.batches {
                Some(batches) => batches.next().transpose(),
                None => {
                    let opened = self.open_group();
                    match opened {
                        Ok(true) => continue,
                        Ok(false) => return Ok(false),
                        Err(error) => return Err(error),
                    }
                }
            };
            match next {
                Ok(Some(batch)) if batch.num_rows() > 0 => {
                    self.decoded += batch.num_rows();
                    self.delivered = 0;
                    self.batch = Some(batch);
                    return Ok(true);
                }
                Ok(Some(_)) => {}
                Ok(None) => {
                    let rows = self.reader.metadata().row_group(self.group).num_rows();
                    if (self.decoded as i64) < rows {
                        return Err(ParquetError::EOF(format!(
                            "a group of rows has {} of {rows} rows",
                            self.decoded
                        )));
                    }
                    (self.group, self.decoded, self.is_slow, self.batches) = (self.group + 1, 0, false, None);
                }
                // A batch is too large, but its rows may not be.
                Err(_) if self.budget.is_spent() && !self.is_slow => {
                    (self.is_slow, self.batches) = (true, None);
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl Table for ParquetFile {
    fn heading(&self) -> Option<&[String]> {
        Some(&self.heading)
    }

    fn keep(&mut self, wanted: &Wanted) -> Result<(), DataError> {
        self.wanted = wanted.clone();
        (self.is_first, self.batches) = (false, None);
        Ok(())
    }

    fn next(&mut self, row: &mut Value) -> Result<Option<u64>, DataError> {
        let is_empty = self.batch.as_ref().is_none_or(|batch| self.delivered >= batch.num_rows());
        if is_empty {
            let filled = guard(|| self.fill());
            let filled = filled.map_err(|error| {
                if self.budget.is_spent() {
                    DataError::at(&self.file, self.row + 1, Problem::LongRow(self.budget.most()))
                } else {
                    refused(&self.file, &error)
                }
            })?;
            if !filled {
                return Ok(None);
            }
        }
        let Some(batch) = &self.batch else { return Ok(None) };
        let found = guarded(|| arrow_values::row(batch, self.delivered, &self.wanted));
        let place = self.row + 1;
        *row = match found {
            Some(Ok(found)) => found,
            Some(Err(_)) => {
                return Err(DataError::at(&self.file, place, Problem::NotUtf8("a text cell".to_owned())));
            }
            None => return Err(refused(&self.file, &damaged())),
        };
        self.delivered += 1;
        self.row = place;
        Ok(Some(place))
    }

    fn share(&self) -> Option<f64> {
        (self.total > 0).then(|| (self.row as f64 / self.total as f64).min(1.0))
    }
}

/// The same field with texts as views, which share the memory of texts that are repeated.
fn as_views(field: &Field) -> Field {
    let inner = |field: &Arc<Field>| Arc::new(as_views(field));
    let kind = match field.data_type() {
        DataType::Utf8 => DataType::Utf8View,
        DataType::Binary => DataType::BinaryView,
        DataType::List(field) => DataType::List(inner(field)),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(inner).collect()),
        DataType::Map(field, sorted) => DataType::Map(inner(field), *sorted),
        other => other.clone(),
    };
    field.clone().with_data_type(kind)
}

fn refused(file: &str, error: &ParquetError) -> DataError {
    let text =
        visible(error.to_string().trim_start_matches("Parquet error: ").trim_start_matches("External: "))
            .into_owned();
    DataError::whole(file, Problem::Parquet(text))
}

fn damaged() -> ParquetError {
    ParquetError::General("it is damaged".to_owned())
}

fn guard<T>(work: impl FnOnce() -> ParquetResult<T>) -> ParquetResult<T> {
    guarded(work).unwrap_or_else(|| Err(damaged()))
}
