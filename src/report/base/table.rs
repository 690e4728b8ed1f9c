//! A base as a document: a readout of everything at one n, or one line per n, and the outcomes.

use crate::bon::Quantity;
use crate::report::base::measure::Measure;
use crate::report::base::one_base::Report;
use crate::report::base::outcome::{columns, outcomes};
use crate::report::base::row::Row;
use crate::report::document::{Column, Document, Layout, Part, Parts, Records, Rows, Sheet};
use crate::report::grid::Align;
use crate::report::number;

impl Document for Report<'_> {
    fn parts(&self, layout: Layout) -> Parts<'_> {
        let main = match (layout, self.rows, self.quantities) {
            (Layout::Screen, [row], None) => readout(self, row),
            _ => per_n(self),
        };
        let outcomes = self.rows.iter().filter(|_| self.outcomes);
        let outcomes = outcomes.map(|row| Part::Sheet(outcome_table(self, row, "")));
        Box::new([Part::Heading(self.about()), Part::Sheet(main)].into_iter().chain(outcomes))
    }

    fn records(&self) -> Records<'_> {
        if self.outcomes {
            let is_proposed = self.proposal.is_some();
            let rows = outcome_records(self, is_proposed);
            return Records { heading: outcome_names(is_proposed), rows };
        }
        let measures = self.all_measures();
        let names = measures.iter().map(|measure| measure.name().into_owned());
        let heading = ["n", "unit"].map(str::to_owned).into_iter().chain(names).collect();
        let record = move |row: &Row| {
            let values = measures.iter().map(|&measure| number::exact(self.unit.of(row, measure)));
            let start = [number::exact(row.n.get()), self.unit.name().to_owned()];
            start.into_iter().chain(values).collect()
        };
        Records { heading, rows: Box::new(self.rows.iter().map(record)) }
    }
}

/// Every quantity at one n with its unit and meaning.
fn readout<'a>(report: &'a Report<'_>, row: &'a Row) -> Sheet<'a> {
    let aligned = [Align::Left, Align::Left, Align::Point, Align::Left, Align::Left];
    let n = ["n".to_owned(), String::new(), number::exact(row.n.get()), "draws".to_owned(), String::new()];
    let rows = report.all_measures().into_iter().map(|measure| {
        let mark = if measure.is_upper_bound() { "<=" } else { "" };
        vec![
            measure.title().into_owned(),
            mark.to_owned(),
            report.text(row, measure),
            report.unit.label(measure.unit()).to_owned(),
            meaning(report, row, measure),
        ]
    });
    Sheet {
        above: Vec::new(),
        columns: aligned.map(|align| Column::new("", "", align)).into(),
        headings: 0,
        rows: Box::new(std::iter::once(n.into()).chain(rows)),
        below: Vec::new(),
    }
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
        Quantity::ReverseKl if values.reverse_kl.is_infinite() => {
            "the proposal leaves outcomes out".to_owned()
        }
        Quantity::EstimatorTied if !report.has_ties() => "nothing is tied".to_owned(),
        _ => quantity.meaning().to_owned(),
    }
}

/// The main measures, one line per n.
pub(in crate::report) fn per_n<'a>(report: &'a Report<'_>) -> Sheet<'a> {
    let measures = report.main_measures();
    let mut columns = vec![Column::new("n", "", Align::Right)];
    columns.extend(
        measures
            .iter()
            .map(|measure| Column::new(measure.heading(), report.unit.label(measure.unit()), Align::Point)),
    );
    let cells = move |row: &Row| {
        let values = measures.iter().map(|&measure| report.text(row, measure));
        std::iter::once(number::exact(row.n.get())).chain(values).collect()
    };
    let rows = Box::new(report.rows.iter().map(cells));
    Sheet { above: Vec::new(), columns, headings: 2, rows, below: Vec::new() }
}

/// Every outcome at one n; `whose` says of which base, where there are several.
pub(in crate::report) fn outcome_table<'a>(report: &'a Report<'_>, row: &Row, whose: &str) -> Sheet<'a> {
    let unit = report.unit;
    let columns = columns(report.proposal.is_some());
    let label = |unit| if unit == "reward" { "" } else { unit };
    let mut titled = vec![Column::new("outcome", "", Align::Left)];
    titled.extend(
        columns
            .iter()
            .map(|column| Column::new(column.heading(unit), label(unit.label(column.unit)), Align::Point)),
    );
    let n = number::exact(row.n.get());
    let rows = outcomes(report, row).map(move |outcome| {
        let label = report.subject.label(outcome.rank).into_owned();
        std::iter::once(label).chain(columns.iter().map(|column| column.text(&outcome, unit))).collect()
    });
    Sheet {
        above: vec![format!("outcomes{whose} at n = {n}, lowest reward first")],
        columns: titled,
        headings: 2,
        rows: Box::new(rows),
        below: Vec::new(),
    }
}

/// The names of the columns of [`outcome_records`].
pub(in crate::report) fn outcome_names(is_proposed: bool) -> Vec<String> {
    let names = columns(is_proposed).iter().map(|column| column.name);
    ["n", "unit", "label"].into_iter().chain(names).map(str::to_owned).collect()
}

/// One record per n and outcome, with the columns under a proposal where `is_proposed`: several bases share them.
pub(in crate::report) fn outcome_records<'a>(report: &'a Report<'_>, is_proposed: bool) -> Rows<'a> {
    let columns = columns(is_proposed);
    Box::new(report.rows.iter().flat_map(move |row| {
        outcomes(report, row).map(move |outcome| {
            let label = report.subject.label(outcome.rank).into_owned();
            let start = [number::exact(row.n.get()), report.unit.name().to_owned(), label];
            let values = columns.iter().map(|column| column.value(&outcome, report.unit));
            start
                .into_iter()
                .chain(values.map(|value| value.map(number::exact).unwrap_or_default()))
                .collect()
        })
    }))
}
