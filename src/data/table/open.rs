//! Opens the table in a file or on standard input, by its format.

use crate::data::error::DataError;
use crate::data::table::delimited::Delimited;
use crate::data::table::input::{Input, Opened, TableFormat};
use crate::data::table::json_lines::JsonLines;
use crate::data::table::parquet_file::ParquetFile;
use crate::data::table::rows::Table;

/// The table in `input`, from its first row.
pub(in crate::data) fn open<'r>(
    input: &'r mut Input<'_>,
    format: Option<TableFormat>,
) -> Result<Box<dyn Table + 'r>, DataError> {
    let name = input.name().to_owned();
    let opened: Opened<'r> = input.open(format)?;
    Ok(match opened.format {
        TableFormat::Csv | TableFormat::Tsv => Box::new(Delimited::open(&name, opened)?),
        TableFormat::Jsonl => Box::new(JsonLines::open(&name, opened)?),
        TableFormat::Parquet => Box::new(ParquetFile::open(&name, opened)?),
    })
}
