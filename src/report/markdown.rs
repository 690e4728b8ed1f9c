//! Markdown: a paragraph that names the base, a table with one line per n, and a table of outcomes per n.

use std::io::{self, Write};

use crate::report::outcome::{columns, outcomes};
use crate::report::{InformationUnit, Measure, Report, number};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_heading(report, out)?;
    write_rows(report, out)?;
    if report.outcomes {
        write_outcomes(report, "", out)?;
    }
    Ok(())
}

/// What the base is and what holds at any n, and a blank line.
pub(super) fn write_heading(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "**{}**: {}.\n", escaped(&report.heading()), report.summary())?;
    match report.proposal_sentence() {
        Some(proposal) => writeln!(out, "{}.\n", proposal.replacen("best", "Best", 1)),
        None => Ok(()),
    }
}

/// A table with one line per n.
pub(super) fn write_rows(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let unit = report.unit;
    let measures = report.main_measures();
    head(out, &[("n", "---:")], measures.iter().map(|measure| heading(*measure, unit)))?;
    for row in report.rows {
        let cells = measures.iter().map(|&measure| report.text(row, measure));
        line(out, std::iter::once(number::exact(row.n.get())).chain(cells))?;
    }
    Ok(())
}

/// A table of outcomes per n; `whose` says of which base.
pub(super) fn write_outcomes(report: &Report<'_>, whose: &str, out: &mut dyn Write) -> io::Result<()> {
    let unit = report.unit;
    for row in report.rows {
        writeln!(out, "\nOutcomes{whose} at n = {}, lowest reward first.\n", number::exact(row.n.get()))?;
        let headings = columns(report.proposal.is_some())
            .iter()
            .map(|column| with_unit(&column.heading(unit), unit.label(column.unit)));
        head(out, &[("outcome", ":---")], headings)?;
        for outcome in outcomes(report, row) {
            let label = escaped(&report.subject.label(outcome.rank));
            line(
                out,
                std::iter::once(label).chain(
                    columns(report.proposal.is_some()).iter().map(|column| column.text(&outcome, unit)),
                ),
            )?;
        }
    }
    Ok(())
}

/// A heading with its unit, unless it says the unit itself.
pub(super) fn with_unit(heading: &str, unit: &str) -> String {
    if unit.is_empty() || heading == unit { heading.to_owned() } else { format!("{heading} ({unit})") }
}

/// The heading of a column of measures.
pub(super) fn heading(measure: Measure, unit: InformationUnit) -> String {
    with_unit(&measure.heading(), unit.label(measure.unit()))
}

/// The heading line and the rule below it; `first` columns have a rule of their own, the others stand flush right.
pub(super) fn head(
    out: &mut dyn Write,
    first: &[(&str, &str)],
    headings: impl Iterator<Item = String>,
) -> io::Result<()> {
    let cells: Vec<String> = first.iter().map(|(heading, _)| (*heading).to_owned()).chain(headings).collect();
    let rules = first.iter().map(|(_, rule)| *rule).chain(std::iter::repeat("---:"));
    let rules: Vec<String> = rules.take(cells.len()).map(str::to_owned).collect();
    line(out, cells)?;
    line(out, rules)
}

pub(super) fn line(out: &mut dyn Write, cells: impl IntoIterator<Item = String>) -> io::Result<()> {
    write!(out, "|")?;
    for cell in cells {
        write!(out, " {cell} |")?;
    }
    writeln!(out)
}

/// Text from outside, so that none of it is read as Markdown.
pub(super) fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, character| {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~') {
            escaped.push('\\');
        }
        escaped.push(character);
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn labels_cannot_break_the_table() {
        assert_eq!(escaped("a|b"), "a\\|b");
        assert_eq!(escaped("<b>*x*"), "\\<b\\>\\*x\\*");
        assert_eq!(escaped("y1"), "y1");
    }
}
