//! A sample log as rows, each of which has draws.
//!
//! The only file of the log that opens tables.

use crate::data::error::{DataError, Problem};
use crate::data::log::columns::{Plan, choose};
use crate::data::log::draws::{Fault, Row, Take, draws};
use crate::data::log::options::Options;
use crate::data::log::places::Places;
use crate::data::notice::Notice;
use crate::data::table::{self, How, Input, Part, Path, Peeked, Table, Value};
use crate::text::{quoted, visible};

/// How many rows are examined to decide which columns are what: the first ones may be failed requests.
const FIRST: usize = 64;

/// A sample log as rows.
pub(super) struct Rows<'r, 'a> {
    /// The files that are still to be opened.
    parts: std::slice::IterMut<'r, Part<'a>>,
    table: Peeked<'r>,
    plan: Plan,
    how: How<'r>,
    places: Places,
    /// Lines of the files before the present one, and of this one so far.
    before: u64,
    lines: u64,
    /// The present row.
    row: Value,
    /// The step of the first row, and the number of rows of other steps, which are passed over.
    step: Option<String>,
    other_steps: u64,
    share_of_files: Box<dyn Fn() -> Option<f64>>,
    /// What there is to say about files that are done.
    notices: Vec<Notice>,
}

impl<'r, 'a> Rows<'r, 'a> {
    /// The sample log in `input` before its first row, with the columns that `options` name or that are found in its first
    /// file with rows.
    ///
    /// # Errors
    /// [`DataError`] for a file that holds no table, a named column that is not there, and a log without rewards.
    pub(super) fn open(input: &'r mut Input<'a>, options: &'r Options) -> Result<Rows<'r, 'a>, DataError> {
        let name = input.name().to_owned();
        let share_of_files = Box::new(input.progress());
        let how = options.how();
        let mut parts = input.parts();
        let mut places = Places::default();
        loop {
            let part = parts.next().ok_or_else(|| DataError::whole(&name, Problem::NoRows))?;
            let file = part.name().to_owned();
            places.begin(&file, 0);
            let mut table = match table::open(part, how).and_then(|table| Peeked::new(table, FIRST)) {
                // An empty file among several has nothing to say.
                Err(DataError::Whole { problem: Problem::NoRows, .. }) if parts.len() > 0 => continue,
                opened => opened?,
            };
            let rows: Vec<&Value> = table.first().collect();
            if rows.is_empty() && parts.len() > 0 {
                continue;
            }
            if rows.is_empty() {
                return Err(DataError::whole(&file, Problem::NoRows));
            }
            let plan =
                choose(table.heading(), rows, options).map_err(|problem| DataError::whole(&file, problem))?;
            table.keep(&plan.wanted())?;
            return Ok(Rows {
                parts,
                table,
                plan,
                how,
                places,
                before: 0,
                lines: 0,
                row: Value::Null,
                step: None,
                other_steps: 0,
                share_of_files,
                notices: Vec::new(),
            });
        }
    }

    /// Goes to the next row and gives its place in the log: its line (or its row, in formats without lines), from 1, and of
    /// a further file that plus all lines before; none at the end.
    ///
    /// # Errors
    /// [`DataError`] for a row that cannot be read.
    pub(super) fn advance(&mut self) -> Result<Option<u64>, DataError> {
        loop {
            match self.table.next(&mut self.row)? {
                Some(line) => {
                    self.lines = line;
                    if self.is_of_the_step() {
                        return Ok(Some(self.before + line));
                    }
                    self.other_steps += 1;
                }
                None => {
                    if !self.next_file()? {
                        return Ok(None);
                    }
                }
            }
        }
    }

    /// Goes to the next file; false when there is none.
    fn next_file(&mut self) -> Result<bool, DataError> {
        let Some(part) = self.parts.next() else { return Ok(false) };
        self.notices.extend(self.of_the_file());
        self.before += self.lines;
        self.lines = 0;
        let file = part.name().to_owned();
        self.places.begin(&file, self.before);
        let mut table = match table::open(part, self.how) {
            Err(DataError::Whole { problem: Problem::NoRows, .. }) => {
                self.table = Peeked::empty();
                return Ok(true);
            }
            opened => Peeked::new(opened?, 0)?,
        };
        if let Some(heading) = table.heading()
            && let Some(missing) = self.plan.missing(heading)
        {
            return Err(DataError::whole(&file, missing));
        }
        table.keep(&self.plan.wanted())?;
        self.table = table;
        Ok(true)
    }

    /// Whether the present row is of the step that is read: the first one, where steps are not prompts of their own.
    fn is_of_the_step(&mut self) -> bool {
        let Some(column) = self.plan.step.as_ref().filter(|_| !self.plan.is_grouped) else { return true };
        let Some(step) = text_at(&column.path, &self.row) else { return true };
        *self.step.get_or_insert_with(|| step.clone()) == step
    }

    /// Gives the draws of the present row, which has this place in the log, to `take`; false when `take` wants no more.
    ///
    /// # Errors
    /// [`DataError`] for what is no number, or a weight outside its domain, and what `take` answers.
    pub(super) fn draws(&self, place: u64, take: &mut Take<'_, DataError>) -> Result<bool, DataError> {
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
            Stop::Wrong(problem) => {
                let (file, line) = self.places.find(place);
                DataError::at(file, line, problem)
            }
        })
    }

    /// The share of the log read so far, if known.
    pub(super) fn share(&self) -> Option<f64> {
        self.table.share().filter(|_| self.places.files() < 2).or_else(&self.share_of_files)
    }

    /// Which lines of which file the places are.
    pub(super) fn places(&self) -> &Places {
        &self.places
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

    /// What there is to say about the present file, once it is done.
    fn of_the_file(&self) -> Vec<Notice> {
        let file = self.places.find(self.before + 1).0;
        let file = if self.places.files() > 1 { format!("{}: ", visible(file)) } else { String::new() };
        let mut notices = Vec::new();
        if let Some(Notice { is_fault, text }) = self.table.remark() {
            notices.push(Notice { is_fault, text: format!("{file}{text}") });
        }
        if let Some(line) = self.table.cut() {
            notices.push(Notice::fault(format!(
                "{file}the file ends inside the row that begins on line {line}, which was left out; it may still be being written"
            )));
        }
        notices
    }

    /// What there is to say about the reading, once it is done.
    pub(super) fn notices(&self) -> Vec<Notice> {
        let mut notices = self.plan.notices.clone();
        notices.extend(self.notices.iter().cloned());
        notices.extend(self.of_the_file());
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
