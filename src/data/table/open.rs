//! Opens the table in a file or on standard input, by its format.

use crate::data::error::DataError;
use crate::data::limits::Limits;
use crate::data::table::arrow_file::ArrowFile;
use crate::data::table::arrow_stream::ArrowStream;
use crate::data::table::delimited::Delimited;
use crate::data::table::eval_file::EvalFile;
use crate::data::table::json::Json;
use crate::data::table::opened::{Opened, TableFormat};
use crate::data::table::parquet_file::ParquetFile;
use crate::data::table::part::Part;
use crate::data::table::rows::Table;

/// How a table is opened.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::data) struct How<'a> {
    /// The format; found from the first bytes when left out.
    pub(in crate::data) format: Option<TableFormat>,
    /// The key of the array that holds the rows of a JSON document.
    pub(in crate::data) rows: Option<&'a str>,
    pub(in crate::data) limits: Limits,
}

/// The table in `part`, from its first row.
pub(in crate::data) fn open<'r>(
    part: &'r mut Part<'_>,
    how: How<'_>,
) -> Result<Box<dyn Table + 'r>, DataError> {
    let name = part.name().to_owned();
    let mut opened: Opened<'r> = part.open(how.format, how.limits)?;
    Ok(match opened.format {
        TableFormat::Csv | TableFormat::Tsv => Box::new(Delimited::open(&name, opened)?),
        TableFormat::Json => Box::new(Json::open(&name, opened, how.rows)),
        TableFormat::Parquet => Box::new(ParquetFile::open(&name, opened)?),
        TableFormat::Arrow => match opened.file.take() {
            Some(handle) => Box::new(ArrowFile::open(&name, handle, &opened)?),
            None => Box::new(ArrowStream::open(&name, opened)?),
        },
        TableFormat::Eval => Box::new(EvalFile::open(&name, opened)?),
    })
}
