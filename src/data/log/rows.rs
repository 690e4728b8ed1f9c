//! A sample log as rows, each of which has draws.
//!
//! The only file of the log that opens tables.

use crate::data::error::{DataError, Problem};
use crate::data::log::columns::{Plan, choose};
use crate::data::log::draws::{Fault, Row, draws};
use crate::data::log::options::Options;
use crate::data::notice::Notice;
use crate::data::table::{self, Input, Path, Peeked, Table, Value};
use crate::text::{quoted, visible};

/// How many rows are looked at before it is decided which columns are what: the first ones may be failed requests.
const FIRST: usize = 64;

/// A sample log as rows.
pub(super) struct Rows<'r> {
    file: String,
    table: Peeked<'r>,
    plan: Plan,
    /// The present row.
    row: Value,
    /// The step of the first row, and the number of rows of other steps, which are passed over.
    step: Option<String>,
    other_steps: u64,
    share_of_file: Box<dyn Fn() -> Option<f64>>,
}

impl<'r> Rows<'r> {
    /// The sample log in `input` before its first row, with the columns that `options` name or that are found.
    ///
    /// # Errors
    /// [`DataError`] for a file that holds no table, a named column that is not there, and a log without rewards.
    pub(super) fn open(input: &'r mut Input<'_>, options: &Options) -> Result<Rows<'r>, DataError> {
        let file = input.name().to_owned();
        let share_of_file = Box::new(input.progress());
        let mut table = Peeked::new(table::open(input, options.how())?, FIRST)?;
        let rows: Vec<&Value> = table.first().collect();
        if rows.is_empty() {
            return Err(DataError::whole(&file, Problem::NoRows));
        }
        let plan =
            choose(table.heading(), rows, options).map_err(|problem| DataError::whole(&file, problem))?;
        table.keep(&plan.wanted())?;
        Ok(Rows { file, table, plan, row: Value::Null, step: None, other_steps: 0, share_of_file })
    }

    /// Goes to the next row and gives its line (or its row, in formats without lines), from 1; none at the end.
    ///
    /// # Errors
    /// [`DataError`] for a row that cannot be read.
    pub(super) fn advance(&mut self) -> Result<Option<u64>, DataError> {
        loop {
            let line = self.table.next(&mut self.row)?;
            if line.is_none() || self.is_of_the_step() {
                return Ok(line);
            }
            self.other_steps += 1;
        }
    }

    /// Whether the present row is of the step that is read: the first one, where steps are not prompts of their own.
    fn is_of_the_step(&mut self) -> bool {
        let Some(column) = self.plan.step.as_ref().filter(|_| !self.plan.is_grouped) else { return true };
        let Some(step) = text_at(&column.path, &self.row) else { return true };
        *self.step.get_or_insert_with(|| step.clone()) == step
    }

    /// Gives the draws of the present row, which is on `line`, to `take`; false when `take` wants no more.
    ///
    /// # Errors
    /// [`DataError`] for what is no number, or a weight outside its domain, and what `take` answers.
    pub(super) fn draws(
        &self,
        line: u64,
        take: &mut dyn FnMut(Result<Row<'_>, Fault>) -> Result<bool, DataError>,
    ) -> Result<bool, DataError> {
        let group = self.plan.step.as_ref().filter(|_| self.plan.is_grouped);
        let group = group.and_then(|column| text_at(&column.path, &self.row));
        let mut take = |draw: Result<Row<'_>, Fault>| {
            let draw = draw.map(|draw| match &group {
                Some(group) => draw.in_group(group),
                None => draw,
            });
            take(draw).map_err(Stop::Taken)
        };
        draws(&self.plan, &self.row, &mut take).map_err(|stop| match stop {
            Stop::Taken(error) => error,
            Stop::Wrong(problem) => DataError::at(&self.file, line, problem),
        })
    }

    /// The share of the log read so far, if known.
    pub(super) fn share(&self) -> Option<f64> {
        self.table.share().or_else(&self.share_of_file)
    }

    /// Which columns are read as what.
    pub(super) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The role and the path of each column that is read.
    pub(super) fn columns(&self) -> Vec<(&'static str, String)> {
        let name = |path: &Path| match path.top() {
            // A column is shown as the file has it.
            Some(key) if path.steps.len() == 1 && path.fold.is_none() => visible(key).into_owned(),
            _ => visible(&path.to_string()).into_owned(),
        };
        self.plan.columns().map(|column| (column.role.name, name(&column.path))).collect()
    }

    /// What there is to say about the reading, once it is done.
    pub(super) fn notices(&self) -> Vec<Notice> {
        let mut notices = self.plan.notices.clone();
        notices.extend(self.table.remark());
        if let Some(line) = self.table.cut() {
            notices.push(Notice::fault(format!(
                "the file ends inside the row that begins on line {line}, which was left out; it may still be being written"
            )));
        }
        if let (Some(step), Some(column), 1..) = (&self.step, &self.plan.step, self.other_steps) {
            notices.push(Notice::fault(format!(
                "only the rows of {} {} were read, the first; {} rows of others were passed over, because policies of different steps differ; --group {} keeps them apart, --group none takes all together",
                column.path,
                quoted(step),
                self.other_steps,
                column.path,
            )));
        }
        notices
    }
}

/// Why the draws of a row were not all taken.
enum Stop {
    Taken(DataError),
    Wrong(Problem),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Stop {
        Stop::Wrong(problem)
    }
}

fn text_at(path: &Path, row: &Value) -> Option<String> {
    let mut out = String::new();
    crate::data::log::draws::write_words(&path.find(row), &mut out).then_some(out)
}
