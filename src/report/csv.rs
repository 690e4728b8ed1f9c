//! CSV: one heading line, then one line per n, or per n and outcome. Numbers in shortest round-trip form.

use std::io::{self, Write};

use super::outcome::{columns, outcomes};
use super::{Report, number};

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
    let quantities = report.all_quantities();
    record(csv, ["n", "unit"].into_iter().chain(quantities.iter().map(|quantity| quantity.name())))?;
    for row in report.rows {
        let values = quantities.iter().map(|&quantity| number::exact(report.value(row, quantity)));
        let start = [number::exact(row.n.get()), report.unit.name().to_owned()];
        record(csv, start.into_iter().chain(values))?;
    }
    Ok(())
}

fn write_outcomes<W: Write>(report: &Report<'_>, csv: &mut csv::Writer<W>) -> io::Result<()> {
    record(csv, ["n", "unit", "label"].into_iter().chain(columns(report).iter().map(|column| column.name)))?;
    for row in report.rows {
        let n = number::exact(row.n.get());
        for outcome in outcomes(report, row) {
            let label = report.subject.label(outcome.rank);
            let values = columns(report)
                .iter()
                .map(|column| column.value(&outcome, report.unit).map(number::exact).unwrap_or_default());
            let start = [n.clone(), report.unit.name().to_owned(), label.into_owned()];
            record(csv, start.into_iter().chain(values))?;
        }
    }
    Ok(())
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
