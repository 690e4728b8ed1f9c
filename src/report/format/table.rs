//! Aligned columns for a person at a terminal.

use std::io::{self, Write};

use crate::report::document::{Heading, Part, Parts, Sheet};
use crate::report::grid::{Align, Grid};

/// Writes the parts with a blank line between them.
pub(super) fn write(parts: Parts<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (index, part) in parts.enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        match part {
            Part::Heading(about) => heading(&about, out)?,
            Part::Headings(several) => several.iter().try_for_each(|about| heading(about, out))?,
            Part::Facts(facts) => {
                let mut grid = Grid::new([Align::Left, Align::Left, Align::Left]);
                facts.into_iter().for_each(|fact| grid.row(fact));
                grid.write(out)?;
            }
            Part::Sheet(table) => sheet(table, out)?,
            Part::Remark(sentence) | Part::Method(sentence) => writeln!(out, "{sentence}")?,
            Part::Notices(notices) => lines(&notices, out)?,
        }
    }
    Ok(())
}

fn heading(about: &Heading, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", about.name)?;
    lines(&about.facts, out)?;
    about.proposal.iter().try_for_each(|sentence| writeln!(out, "{sentence}"))
}

fn sheet(sheet: Sheet<'_>, out: &mut dyn Write) -> io::Result<()> {
    lines(&sheet.above, out)?;
    let mut grid = Grid::new(sheet.columns.iter().map(|column| column.align));
    let (titles, units) = sheet.columns.into_iter().map(|column| (column.title, column.unit)).unzip();
    for cells in [titles, units].into_iter().take(sheet.headings) {
        let cells: Vec<String> = cells;
        grid.heading(cells);
    }
    sheet.rows.for_each(|row| grid.row(row));
    grid.write(out)?;
    lines(&sheet.below, out)
}

fn lines(lines: &[String], out: &mut dyn Write) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}
