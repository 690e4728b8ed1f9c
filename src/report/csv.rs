//! CSV: one heading line, then one line per n, or per n and outcome. Numbers in shortest round-trip form.

use std::io::{self, Write};

use crate::report::outcome::{Column, columns, outcomes};
use crate::report::{Report, number};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    if report.outcomes {
        write_outcomes(report, &mut csv)?;
    } else {
        write_quantities(report, &mut csv)?;
    }
    csv.flush()
}

fn write_quantities<W: Write>(report: &Report<'_>, csv: &mut csv::Writer<W>) -> io::Result<()> {
    let measures = report.all_measures();
    let names: Vec<_> = measures.iter().map(|measure| measure.name()).collect();
    record(csv, ["n", "unit"].into_iter().chain(names.iter().map(|name| name.as_ref())))?;
    for row in report.rows {
        let values = measures.iter().map(|&measure| number::exact(report.unit.of(row, measure)));
        let start = [number::exact(row.n.get()), report.unit.name().to_owned()];
        record(csv, start.into_iter().chain(values))?;
    }
    Ok(())
}

fn write_outcomes<W: Write>(report: &Report<'_>, csv: &mut csv::Writer<W>) -> io::Result<()> {
    let columns = columns(report.proposal.is_some());
    record(csv, outcome_heading(columns))?;
    outcome_records(report, columns).try_for_each(|cells| record(csv, cells))
}

/// The names of the columns of outcomes.
pub(super) fn outcome_heading(columns: &[Column]) -> impl Iterator<Item = &'static str> {
    ["n", "unit", "label"].into_iter().chain(columns.iter().map(|column| column.name))
}

/// One record per n and outcome.
pub(super) fn outcome_records<'a>(
    report: &'a Report<'_>,
    columns: &'a [Column],
) -> impl Iterator<Item = Vec<String>> + use<'a> {
    report.rows.iter().flat_map(move |row| {
        outcomes(report, row).map(move |outcome| {
            let label = report.subject.label(outcome.rank).into_owned();
            let value =
                |column: &Column| column.value(&outcome, report.unit).map(number::exact).unwrap_or_default();
            let start = [number::exact(row.n.get()), report.unit.name().to_owned(), label];
            start.into_iter().chain(columns.iter().map(value)).collect()
        })
    })
}

/// Writes one record; the error of the writer below comes out as it went in.
pub(super) fn record<W: Write, C: AsRef<[u8]>>(
    csv: &mut csv::Writer<W>,
    cells: impl IntoIterator<Item = C>,
) -> io::Result<()> {
    csv.write_record(cells).map_err(|error| match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    })
}
