//! CSV: one heading line, then one line a record. Numbers in shortest round-trip form.

use std::io::{self, Write};

use crate::report::document::Records;

pub(super) fn write(records: Records<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    record(&mut csv, &records.heading)?;
    for row in records.rows {
        record(&mut csv, &row)?;
    }
    csv.flush()
}

/// Writes one record; the error of the writer below comes out as it went in.
fn record<W: Write>(csv: &mut csv::Writer<W>, cells: &[String]) -> io::Result<()> {
    csv.write_record(cells).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    })
}
