//! What `eval` and `sweep` share: the columns asked for, and the rows of one or more bases.

use super::compute::Progress;
use super::failure::Failure;
use crate::bon::{Draws, Order, Quantity};
use crate::family::{did_you_mean, quoted};
use crate::preset::Subject;
use crate::report::{Comparison, Entry, InformationUnit, Measure, PromptRows, Prompts, Report, Row};

/// The columns asked for.
pub(super) struct Columns {
    /// None asks for what suits the format.
    only: Option<Vec<Measure>>,
    /// The Rényi orders that are not always there.
    orders: Vec<Order>,
}

impl Columns {
    /// The columns of a list of names separated by commas and of Rényi orders, which come last.
    pub(super) fn new(names: Option<&str>, orders: &[Order]) -> Result<Columns, Failure> {
        let mut only = names
            .map(|names| names.split(',').map(|name| measure(name.trim())).collect::<Result<Vec<_>, _>>())
            .transpose()?;
        if let Some(only) = &mut only {
            for measure in orders.iter().flat_map(|&order| Measure::renyi(order)) {
                if !only.contains(&measure) {
                    only.push(measure);
                }
            }
        }
        let named = only.iter().flatten().filter_map(|measure| match measure {
            Measure::Renyi(order) | Measure::RenyiBound(order) => Some(*order),
            Measure::Of(_) => None,
        });
        let mut unusual: Vec<Order> = Vec::new();
        for order in orders.iter().copied().chain(named) {
            let [divergence, _] = Measure::renyi(order);
            if divergence == Measure::Renyi(order) && !unusual.contains(&order) {
                unusual.push(order);
            }
        }
        Ok(Columns { only, orders: unusual })
    }

    /// The quantities among them; all of them when the format may choose.
    fn quantities(&self) -> Vec<Quantity> {
        let quantity = |measure: &Measure| match measure {
            Measure::Of(quantity) => Some(*quantity),
            Measure::Renyi(_) | Measure::RenyiBound(_) => None,
        };
        match &self.only {
            Some(only) => only.iter().filter_map(quantity).collect(),
            None => Quantity::ALL.to_vec(),
        }
    }
}

fn measure(name: &str) -> Result<Measure, Failure> {
    let found = Measure::from_name(name)
        .map_err(|error| Failure::input(format_args!("--quantities: {}: {error}", quoted(name))))?;
    found.ok_or_else(|| {
        let names: Vec<_> = Quantity::ALL.iter().map(|quantity| quantity.name()).collect();
        Failure::input(format_args!(
            "--quantities: there is no quantity {};{} the quantities are {}",
            quoted(name),
            did_you_mean(name, names.iter().copied()),
            names.join(", ")
        ))
    })
}

/// The rows of every subject.
pub(super) struct Tables<'a> {
    columns: &'a Columns,
    subjects: Vec<Table<'a>>,
}

/// The rows of one subject: of its base, or of each prompt and of the average.
struct Table<'a> {
    subject: &'a Subject,
    rows: Vec<Vec<Row>>,
    average: Vec<Row>,
}

impl<'a> Tables<'a> {
    /// The rows at the n listed for each subject, with a progress line when they take long.
    pub(super) fn compute(subjects: &'a [Subject], draws: &[Vec<Draws>], columns: &'a Columns) -> Tables<'a> {
        let parts = |subject: &Subject| match subject.prompts().len() {
            0 => 1,
            prompts => prompts + 1,
        };
        let total = subjects.iter().zip(draws).map(|(subject, draws)| parts(subject) * draws.len()).sum();
        let mut progress = Progress::new(total, "rows");
        let orders = columns.orders.as_slice();
        let quantities = columns.quantities();
        let mut step = |row: Row| {
            progress.step();
            row
        };
        let subjects = subjects
            .iter()
            .zip(draws)
            .map(|(subject, draws)| {
                let mut rows =
                    |base| draws.iter().map(|&n| step(Row::with(base, n, &quantities, orders))).collect();
                let average =
                    subject.preset().filter(|_| !subject.prompts().is_empty()).and_then(|p| p.average());
                let Some(average) = average else {
                    return Table { subject, rows: vec![rows(subject.base().base())], average: Vec::new() };
                };
                let rows = subject.prompts().iter().map(|prompt| rows(prompt.base.base())).collect();
                let average = draws.iter().map(|&n| step(Row::of_average(&average, n, orders))).collect();
                Table { subject, rows, average }
            })
            .collect();
        Tables { columns, subjects }
    }

    /// The rows as they are written.
    pub(super) fn comparison(&self, unit: InformationUnit, outcomes: bool) -> Comparison<'_> {
        let quantities = self.columns.only.as_deref();
        let report = |subject, title, rows| Report { subject, title, unit, quantities, rows, outcomes };
        let entries = self.subjects.iter().map(|Table { subject, rows, average }| {
            let preset = subject.preset();
            let (Some(preset), prompts @ [_, ..]) = (preset, subject.prompts()) else {
                let rows = rows.first().map_or(&[][..], Vec::as_slice);
                return Entry::Base(report(subject.base(), preset.map(|preset| preset.title.as_str()), rows));
            };
            let shares: Vec<f64> =
                preset.average().map(|average| average.shares().collect()).unwrap_or_default();
            let prompts = prompts.iter().zip(rows).zip(shares).map(|((prompt, rows), share)| PromptRows {
                name: &prompt.name,
                share,
                report: report(&prompt.base, None, rows),
            });
            Entry::Prompts(Prompts {
                name: &preset.name,
                title: &preset.title,
                prompts: prompts.collect(),
                average,
            })
        });
        Comparison { unit, quantities, entries: entries.collect() }
    }
}
