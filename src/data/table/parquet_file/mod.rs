//! Parquet: the chosen columns only, a batch of rows at a time.

mod parts;

use std::cell::Cell as Flag;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use parquet::basic::{ConvertedType, LogicalType, Type};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::{ParquetError, Result as ParquetResult};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;

use crate::data::error::{DataError, Problem};
use crate::data::table::cell::Cell;
use crate::data::table::input::Opened;
use crate::data::table::parquet_file::parts::{Checked, Pages};
use crate::data::table::rows::Table;
use crate::text::{quoted, visible};

/// Rows decoded at once.
const BATCH: usize = 4096;

pub(super) struct ParquetFile {
    file: String,
    reader: SerializedFileReader<Checked>,
    heading: Vec<String>,
    /// The leaf of each chosen column, or none.
    leaves: Vec<Option<usize>>,
    is_text: Vec<bool>,
    group: usize,
    columns: Vec<Option<Column>>,
    /// Rows of this group still to decode.
    left: usize,
    /// Rows of this batch that are decoded, and those of them that are delivered.
    decoded: usize,
    delivered: usize,
    row: u64,
    total: u64,
}

impl ParquetFile {
    pub(super) fn open(file: &str, opened: Opened<'_>) -> Result<ParquetFile, DataError> {
        let refused = |error: ParquetError| refused(file, &error);
        let handle = opened.file.ok_or_else(|| {
            DataError::whole(file, Problem::NoTable("Parquet can be read from a file only".to_owned()))
        })?;
        let length = handle.metadata().map_err(|error| DataError::unreadable(file, error))?.len();
        let checked = Checked::new(handle, length);
        let reader = guarded(|| SerializedFileReader::new(checked)).map_err(refused)?;
        let metadata = reader.metadata();
        let heading =
            metadata.file_metadata().schema_descr().columns().iter().map(|column| column.path().string());
        let rows = metadata.row_groups().iter().map(|group| group.num_rows().max(0) as u64);
        Ok(ParquetFile {
            file: file.to_owned(),
            heading: heading.collect(),
            total: rows.sum(),
            reader,
            leaves: Vec::new(),
            is_text: Vec::new(),
            group: 0,
            columns: Vec::new(),
            left: 0,
            decoded: 0,
            delivered: 0,
            row: 0,
        })
    }

    /// Opens the next group of rows; false at the end.
    fn open_group(&mut self) -> ParquetResult<bool> {
        if self.group >= self.reader.num_row_groups() {
            return Ok(false);
        }
        let group = self.reader.get_row_group(self.group)?;
        let descriptors = self.reader.metadata().file_metadata().schema_descr();
        self.left = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
        self.columns = self
            .leaves
            .iter()
            .map(|leaf| {
                leaf.map(|leaf| {
                    let descriptor = descriptors.column(leaf);
                    let is_unsigned = is_unsigned(&descriptor);
                    let full = descriptor.max_def_level();
                    let pages = Pages::new(group.get_column_page_reader(leaf)?);
                    Ok(Column::new(get_column_reader(descriptor, Box::new(pages)), full, is_unsigned))
                })
                .transpose()
            })
            .collect::<ParquetResult<_>>()?;
        self.group += 1;
        Ok(true)
    }

    /// Decodes the next rows; false at the end.
    fn fill(&mut self) -> ParquetResult<bool> {
        while self.left == 0 {
            if !self.open_group()? {
                return Ok(false);
            }
        }
        self.decoded = self.left.min(BATCH);
        self.delivered = 0;
        for column in self.columns.iter_mut().flatten() {
            column.fill(self.decoded)?;
        }
        self.left -= self.decoded;
        Ok(true)
    }
}

impl Table for ParquetFile {
    fn heading(&self) -> &[String] {
        &self.heading
    }

    fn choose(&mut self, places: &[Option<usize>], is_text: &[bool]) -> Result<(), DataError> {
        let columns = self.reader.metadata().file_metadata().schema_descr().columns();
        for (place, &is_text) in places.iter().zip(is_text) {
            let Some(column) = place.and_then(|place| columns.get(place)) else { continue };
            if let Some(kind) = unfit(column, is_text) {
                let wanted = if is_text { "text or whole numbers" } else { "plain numbers" };
                let column = quoted(&column.path().string());
                return Err(DataError::whole(&self.file, Problem::Kind { column, kind, wanted }));
            }
        }
        (self.leaves, self.is_text) = (places.to_vec(), is_text.to_vec());
        Ok(())
    }

    fn next(&mut self, cells: &mut [Cell]) -> Result<Option<u64>, DataError> {
        if self.delivered == self.decoded
            && !guarded(|| self.fill()).map_err(|error| refused(&self.file, &error))?
        {
            return Ok(None);
        }
        for ((cell, column), &is_text) in cells.iter_mut().zip(&mut self.columns).zip(&self.is_text) {
            match column {
                None => cell.clear(),
                Some(column) => column.deliver(self.delivered, is_text, cell).map_err(|()| {
                    DataError::at(&self.file, self.row + 1, Problem::NotUtf8("a text cell".to_owned()))
                })?,
            }
        }
        self.delivered += 1;
        self.row += 1;
        Ok(Some(self.row))
    }

    fn share(&self) -> Option<f64> {
        (self.total > 0).then(|| (self.row as f64 / self.total as f64).min(1.0))
    }
}

fn refused(file: &str, error: &ParquetError) -> DataError {
    let text =
        visible(error.to_string().trim_start_matches("Parquet error: ").trim_start_matches("External: "))
            .into_owned();
    DataError::whole(file, Problem::Parquet(text))
}

thread_local! {
    /// Whether a panic on this thread becomes an error.
    static GUARDED: Flag<bool> = const { Flag::new(false) };
}

/// The result of `work`, with a panic as an error: the decoder trusts some numbers of a file that may be damaged. The
/// state it leaves behind is not used again.
fn guarded<T>(work: impl FnOnce() -> ParquetResult<T>) -> ParquetResult<T> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                usual(info);
            }
        }));
    });
    GUARDED.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    done.unwrap_or_else(|_| Err(ParquetError::General("it is damaged".to_owned())))
}

/// The contents of a column, where they do not fit its use.
fn unfit(column: &ColumnDescriptor, is_text: bool) -> Option<String> {
    let logical = column.logical_type_ref();
    let is_decimal = matches!(logical, Some(LogicalType::Decimal { .. }))
        || column.converted_type() == ConvertedType::DECIMAL;
    match column.physical_type() {
        _ if column.max_rep_level() > 0 => Some("lists".to_owned()),
        _ if is_decimal => Some("decimals".to_owned()),
        Type::BYTE_ARRAY | Type::INT32 | Type::INT64 | Type::BOOLEAN => None,
        Type::FLOAT | Type::DOUBLE if !is_text => None,
        other => Some(format!("values of type {other}")),
    }
}

fn is_unsigned(column: &ColumnDescriptor) -> bool {
    matches!(
        column.converted_type(),
        ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 | ConvertedType::UINT_64
    )
}

/// One column of one group of rows, and its present batch.
struct Column {
    reader: ColumnReader,
    values: Values,
    levels: Vec<i16>,
    /// The definition level of a present value; 0 when no value can be missing.
    full: i16,
    is_unsigned: bool,
    /// The next value to deliver; missing cells have no value.
    next: usize,
}

enum Values {
    Floats(Vec<f64>),
    Whole(Vec<i64>),
    Bytes(Vec<ByteArray>),
}

impl Column {
    fn new(reader: ColumnReader, full: i16, is_unsigned: bool) -> Column {
        Column { reader, values: Values::Whole(Vec::new()), levels: Vec::new(), full, is_unsigned, next: 0 }
    }

    fn fill(&mut self, rows: usize) -> ParquetResult<()> {
        self.levels.clear();
        self.next = 0;
        let levels = &mut self.levels;
        let is_unsigned = self.is_unsigned;
        self.values = match &mut self.reader {
            ColumnReader::BoolColumnReader(reader) => {
                Values::Whole(decoded(reader, rows, levels)?.into_iter().map(i64::from).collect())
            }
            ColumnReader::Int32ColumnReader(reader) => {
                let widened =
                    |value: i32| if is_unsigned { i64::from(value.cast_unsigned()) } else { value.into() };
                Values::Whole(decoded(reader, rows, levels)?.into_iter().map(widened).collect())
            }
            ColumnReader::Int64ColumnReader(reader) => Values::Whole(decoded(reader, rows, levels)?),
            ColumnReader::FloatColumnReader(reader) => {
                Values::Floats(decoded(reader, rows, levels)?.into_iter().map(f64::from).collect())
            }
            ColumnReader::DoubleColumnReader(reader) => Values::Floats(decoded(reader, rows, levels)?),
            ColumnReader::ByteArrayColumnReader(reader) => Values::Bytes(decoded(reader, rows, levels)?),
            ColumnReader::Int96ColumnReader(_) | ColumnReader::FixedLenByteArrayColumnReader(_) => {
                return Err(ParquetError::General(
                    "a column has another type than the schema says".to_owned(),
                ));
            }
        };
        if self.full > 0 && self.levels.len() != rows {
            return Err(ParquetError::EOF(format!("a column has {} of {rows} rows", self.levels.len())));
        }
        Ok(())
    }

    fn deliver(&mut self, index: usize, is_text: bool, cell: &mut Cell) -> Result<(), ()> {
        cell.clear();
        if self.full > 0 && self.levels.get(index) != Some(&self.full) {
            return Ok(());
        }
        let next = self.next;
        self.next += 1;
        match &self.values {
            Values::Floats(values) => values.get(next).into_iter().for_each(|&value| cell.set_number(value)),
            Values::Whole(values) => {
                if let Some(&value) = values.get(next) {
                    match (is_text, self.is_unsigned) {
                        (true, true) => cell.set_text(&value.cast_unsigned().to_string()),
                        (true, false) => cell.set_text(&value.to_string()),
                        (false, true) => cell.set_number(value.cast_unsigned() as f64),
                        (false, false) => cell.set_number(value as f64),
                    }
                }
            }
            Values::Bytes(values) => {
                if let Some(bytes) = values.get(next) {
                    cell.set_text(std::str::from_utf8(bytes.data()).map_err(|_| ())?);
                }
            }
        }
        Ok(())
    }
}

/// The next `rows` rows of a column; fewer are an error.
fn decoded<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    rows: usize,
    levels: &mut Vec<i16>,
) -> ParquetResult<Vec<T::T>> {
    let mut values = Vec::with_capacity(rows);
    let (found, ..) = reader.read_records(rows, Some(levels), None, &mut values)?;
    if found == rows {
        Ok(values)
    } else {
        Err(ParquetError::EOF(format!("a column ends {} rows early", rows - found)))
    }
}
