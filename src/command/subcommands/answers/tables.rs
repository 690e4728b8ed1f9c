//! What `eval` and `sweep` share: the columns asked for and the rows of bases.

use crate::bon::{Average, Drawing, Draws, Order, Quantity};
use crate::command::flags::proposal::Chosen;
use crate::command::shared::failure::Failure;
use crate::command::shared::progress::Progress;
use crate::command::shared::threads;
use crate::family::NamedBase;
use crate::preset::Subject;
use crate::report::{Entry, InformationUnit, Measure, PromptRows, Prompts, Report, Row, SideBySide};
use crate::text::{did_you_mean, quoted};

/// The columns asked for.
pub(in crate::command) struct Columns {
    /// The columns named; none leaves the choice to the format.
    named: Option<Vec<Measure>>,
    /// The Rényi orders asked for besides the columns.
    orders: Vec<Order>,
}

impl Columns {
    /// The columns of a list of names separated by commas and of Rényi orders, which come last.
    pub(in crate::command) fn new(names: Option<&str>, orders: &[Order]) -> Result<Columns, Failure> {
        let named = names
            .map(|names| names.split(',').map(|name| measure(name.trim())).collect::<Result<Vec<_>, _>>())
            .transpose()?;
        Ok(Columns { named, orders: orders.to_vec() })
    }

    /// The columns, if any are named, and those of the orders. Under a proposal the orders have no bounds.
    fn only(&self, is_proposed: bool) -> Result<Option<Vec<Measure>>, Failure> {
        let Some(named) = &self.named else { return Ok(None) };
        if let Some(undefined) = named.iter().find(|measure| is_proposed && !measure.is_under_proposal()) {
            let defined: Vec<_> = Quantity::UNDER_PROPOSAL.iter().map(|quantity| quantity.name()).collect();
            return Err(Failure::input(format_args!(
                "--quantities: {} is not defined where best-of-n draws from a proposal; the quantities are then {}",
                undefined.name(),
                defined.join(", ")
            )));
        }
        let mut only = named.clone();
        for measure in self.orders.iter().flat_map(|&order| Measure::renyi(order)) {
            if !only.contains(&measure) && (!is_proposed || measure.is_under_proposal()) {
                only.push(measure);
            }
        }
        Ok(Some(only))
    }

    /// The Rényi orders that are no quantities of their own.
    fn unusual(&self) -> Vec<Order> {
        let named = self.named.iter().flatten().filter_map(|measure| match measure {
            Measure::Renyi(order) | Measure::RenyiBound(order) => Some(*order),
            Measure::Of(_) => None,
        });
        let mut unusual: Vec<Order> = Vec::new();
        for order in self.orders.iter().copied().chain(named) {
            let [divergence, _] = Measure::renyi(order);
            if divergence == Measure::Renyi(order) && !unusual.contains(&order) {
                unusual.push(order);
            }
        }
        unusual
    }

    /// The quantities among the columns; all quantities when the format chooses.
    fn quantities(&self) -> Vec<Quantity> {
        let quantity = |measure: &Measure| match measure {
            Measure::Of(quantity) => Some(*quantity),
            Measure::Renyi(_) | Measure::RenyiBound(_) => None,
        };
        match &self.named {
            Some(named) => {
                let orders: Vec<_> = self.orders.iter().flat_map(|&order| Measure::renyi(order)).collect();
                named.iter().chain(&orders).filter_map(quantity).collect()
            }
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

/// From this many outcomes on, one row takes longer than starting a thread.
const MANY: usize = 10_000;
/// More threads would hold too much in memory at once.
const MOST_THREADS: u64 = 4;

/// The number of threads for the rows of a base.
fn threads_for(base: &NamedBase) -> usize {
    if base.base().len() < MANY { 1 } else { threads::count(None).min(MOST_THREADS) as usize }
}

/// The rows of every subject.
pub(in crate::command) struct Tables<'a> {
    /// None leaves the choice to the format.
    quantities: Option<Vec<Measure>>,
    subjects: Vec<Table<'a>>,
}

/// The rows of one subject: of its base, or of each prompt and of the average.
struct Table<'a> {
    subject: &'a Subject,
    proposals: Vec<Option<Chosen>>,
    rows: Vec<Vec<Row>>,
    average: Vec<Row>,
}

impl<'a> Tables<'a> {
    /// The rows of each subject at its numbers of draws and under its proposals, with a progress line when they take long.
    ///
    /// # Errors
    /// [`Failure::Input`] for a column that is not defined under a proposal.
    pub(in crate::command) fn compute(
        subjects: &'a [Subject],
        proposals: Vec<Vec<Option<Chosen>>>,
        draws: &[Vec<Draws>],
        columns: &Columns,
    ) -> Result<Tables<'a>, Failure> {
        let quantities = columns.only(proposals.iter().flatten().any(Option::is_some))?;
        let parts = |subject: &Subject| match subject.prompts().len() {
            0 => 1,
            prompts => prompts + 1,
        };
        let total = subjects.iter().zip(draws).map(|(subject, draws)| parts(subject) * draws.len()).sum();
        let mut progress = Progress::counting(total, "rows");
        let orders = columns.unusual();
        let needed = columns.quantities();
        let subjects = subjects
            .iter()
            .zip(proposals)
            .zip(draws)
            .map(|((subject, proposals), draws)| {
                let made = || proposals.iter().map(|chosen| chosen.as_ref().map(Chosen::made));
                let bases = match subject.prompts() {
                    [] => vec![subject.base()],
                    prompts => prompts.iter().map(|prompt| prompt.base.as_ref()).collect(),
                };
                let rows = bases
                    .iter()
                    .zip(made())
                    .map(|(base, proposed)| {
                        let drawing = Drawing { base: base.base(), proposed };
                        let row = |at: usize| Row::with(drawing, draws[at], &needed, &orders);
                        threads::share(draws.len(), threads_for(base), row, || progress.step())
                    })
                    .collect();
                let preset = subject.preset().filter(|_| !subject.prompts().is_empty());
                let average = preset.and_then(|preset| preset.average_drawing(made()));
                let of = |average: &Average<'_>| {
                    let threads = bases.iter().map(|base| threads_for(base)).max().unwrap_or(1);
                    let row = |at: usize| Row::of_average(average, draws[at], &orders);
                    threads::share(draws.len(), threads, row, || progress.step())
                };
                let average = average.as_ref().map(of).unwrap_or_default();
                Table { subject, proposals, rows, average }
            })
            .collect();
        Ok(Tables { quantities, subjects })
    }

    /// The rows as they are written.
    pub(in crate::command) fn side_by_side(&self, unit: InformationUnit, outcomes: bool) -> SideBySide<'_> {
        let quantities = self.quantities.as_deref();
        let entries = self.subjects.iter().map(|Table { subject, proposals, rows, average }| {
            let report = |subject, title, at: usize| Report {
                subject,
                title,
                proposal: proposals.get(at).and_then(Option::as_ref).map(Chosen::proposing),
                unit,
                quantities,
                rows: rows.get(at).map_or(&[][..], Vec::as_slice),
                outcomes,
            };
            let preset = subject.preset();
            let (Some(preset), prompts @ [_, ..]) = (preset, subject.prompts()) else {
                return Entry::Base(report(subject.base(), preset.map(|preset| preset.title.as_str()), 0));
            };
            let shares: Vec<f64> =
                preset.average().map(|average| average.shares().collect()).unwrap_or_default();
            let prompts = prompts.iter().zip(shares).enumerate().map(|(at, (prompt, share))| PromptRows {
                name: &prompt.name,
                share,
                report: report(&prompt.base, None, at),
            });
            Entry::Prompts(Prompts {
                name: &preset.name,
                title: &preset.title,
                prompts: prompts.collect(),
                average,
            })
        });
        SideBySide { unit, quantities, entries: entries.collect() }
    }
}
