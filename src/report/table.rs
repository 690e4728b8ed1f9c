//! Tables for a person: a readout of everything at one n, or one line per n, and the outcomes.

use std::io::{self, Write};

use crate::bon::Quantity;
use crate::report::outcome::{columns, outcomes};
use crate::report::{Align, Grid, Measure, Report, Row, number};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    write_heading(report, out)?;
    match (report.rows, report.quantities) {
        ([row], None) => readout(report, row).write(out)?,
        _ => per_n(report).write(out)?,
    }
    if report.outcomes {
        for row in report.rows {
            writeln!(out, "\noutcomes at n = {}, lowest reward first", number::exact(row.n.get()))?;
            outcome_table(report, row).write(out)?;
        }
    }
    Ok(())
}

/// What the base is and what holds at any n, and a blank line.
pub(super) fn write_heading(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", report.heading())?;
    writeln!(out, "{}", report.summary())?;
    if let Some(proposal) = report.proposal_sentence() {
        writeln!(out, "{proposal}")?;
    }
    writeln!(out)
}

/// Every quantity at one n with its unit and meaning.
fn readout(report: &Report<'_>, row: &Row) -> Grid {
    let mut grid = Grid::new([Align::Left, Align::Left, Align::Point, Align::Left, Align::Left]);
    grid.row(["n".to_owned(), String::new(), number::exact(row.n.get()), "draws".to_owned()]);
    for measure in report.all_measures() {
        let mark = if measure.is_upper_bound() { "<=" } else { "" };
        let unit = report.unit.label(measure.unit());
        grid.row([
            measure.title().into_owned(),
            mark.to_owned(),
            report.text(row, measure),
            unit.to_owned(),
            meaning(report, row, measure),
        ]);
    }
    grid
}

/// What a number says, in a few words.
fn meaning(report: &Report<'_>, row: &Row, measure: Measure) -> String {
    let Measure::Of(quantity) = measure else { return String::new() };
    let values = &row.values;
    match quantity {
        Quantity::Bound if values.gap > 10.0 * values.kl && values.kl > 0.0 => {
            format!("{} times the exact KL", number::significant(values.bound / values.kl, 3))
        }
        Quantity::Bound if values.gap > 0.0 && values.kl > 0.0 => {
            format!("{} on the exact KL", number::percent(values.gap / values.kl))
        }
        Quantity::ProposalBound => "ln n - (n-1)/n + max ln(q/p)".to_owned(),
        Quantity::ProposalGap => "that bound minus exact KL".to_owned(),
        Quantity::ReverseKl if values.reverse_kl.is_infinite() => {
            "the proposal leaves outcomes out".to_owned()
        }
        Quantity::EstimatorTop => "d_n of the top class".to_owned(),
        Quantity::Gap => "bound minus exact KL".to_owned(),
        Quantity::KlLimit => "as n grows".to_owned(),
        Quantity::WinRate => "against one draw, ties 1/2".to_owned(),
        Quantity::WinRateBound => "n/(n+1)".to_owned(),
        Quantity::EstimatorTied if !report.has_ties() => "nothing is tied".to_owned(),
        Quantity::NEpsTop => "n times the top mass; >> 1: gap of ln(n·ε_top) - 1 or more".to_owned(),
        _ => String::new(),
    }
}

/// The main measures, one line per n.
pub(super) fn per_n(report: &Report<'_>) -> Grid {
    let measures = report.main_measures();
    let mut grid = Grid::new(std::iter::once(Align::Right).chain(measures.iter().map(|_| Align::Point)));
    let units = measures.iter().map(|measure| report.unit.label(measure.unit()).to_owned());
    grid.heading(std::iter::once("n".to_owned()).chain(measures.iter().map(|measure| measure.heading())));
    grid.heading(std::iter::once(String::new()).chain(units));
    for row in report.rows {
        let values = measures.iter().map(|&measure| report.text(row, measure));
        grid.row(std::iter::once(number::exact(row.n.get())).chain(values));
    }
    grid
}

pub(super) fn outcome_table(report: &Report<'_>, row: &Row) -> Grid {
    let unit = report.unit;
    let columns = columns(report.proposal.is_some());
    let mut grid = Grid::new(std::iter::once(Align::Left).chain(columns.iter().map(|_| Align::Point)));
    let units = columns.iter().map(|column| unit.label(column.unit));
    let units = units.map(|label| if label == "reward" { "" } else { label }.to_owned());
    grid.heading(
        std::iter::once("outcome".to_owned()).chain(columns.iter().map(|column| column.heading(unit))),
    );
    grid.heading(std::iter::once(String::new()).chain(units));
    for outcome in outcomes(report, row) {
        let label = report.subject.label(outcome.rank).into_owned();
        grid.row(std::iter::once(label).chain(columns.iter().map(|column| column.text(&outcome, unit))));
    }
    grid
}
