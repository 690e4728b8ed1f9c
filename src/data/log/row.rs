//! The rows of a sample log: which columns they are read from, and which of them are draws.
//!
//! The only file of the log that reads a table of cells.

use crate::data::error::{DataError, Problem};
use crate::data::log::options::Options;
use crate::data::roles;
use crate::data::table::{self, Cell, Input, Role, Sought, Table};
use crate::text::number::exact;
use crate::text::visible;

/// Positive log-probabilities up to this are rounding errors and read as 0.
const ROUNDING: f64 = 0.01;

const ROLES: [Role; 7] =
    [roles::PROMPT, roles::REWARD, roles::LOGPROB, roles::GOLD, roles::WEIGHT, roles::TEXT, roles::TOKENS];

/// Places among [`ROLES`].
const PROMPT: usize = 0;
const REWARD: usize = 1;
const LOGPROB: usize = 2;
const GOLD: usize = 3;
const WEIGHT: usize = 4;

/// A draw, as in its row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'c> {
    pub(super) prompt: &'c str,
    pub(super) reward: f64,
    /// At most [`ROUNDING`].
    pub(super) logprob: f64,
    pub(super) gold: Option<f64>,
    pub(super) weight: f64,
    pub(super) text: Option<&'c str>,
    pub(super) tokens: Option<f64>,
}

/// Why a row is no draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Prompt,
    Reward,
    Logprob,
    Positive,
}

/// A sample log as rows.
pub(super) struct Rows<'r> {
    file: String,
    table: Box<dyn Table + 'r>,
    /// The place of each of [`ROLES`] among the columns of the table.
    places: Vec<Option<usize>>,
    /// The present row, in the order of [`ROLES`].
    cells: Vec<Cell>,
    share_of_file: Box<dyn Fn() -> Option<f64>>,
}

impl<'r> Rows<'r> {
    /// The sample log in `input` before its first row, with the columns that `options` name or that have a usual name.
    ///
    /// # Errors
    /// [`DataError`] for a file that holds no table, a named column that is not there, and a log without a column of
    /// rewards or log-probabilities.
    pub(super) fn open(input: &'r mut Input<'_>, options: &Options) -> Result<Rows<'r>, DataError> {
        let file = input.name().to_owned();
        let share_of_file = Box::new(input.progress());
        let mut table = table::open(input, options.format)?;
        let names = &options.names;
        let given = [
            &names.prompt,
            &names.reward,
            &names.logprob,
            &names.gold,
            &names.weight,
            &names.text,
            &names.tokens,
        ];
        let sought: Vec<Sought<'_>> =
            ROLES.iter().zip(given).map(|(&role, given)| Sought { role, given: given.as_deref() }).collect();
        let heading = table.heading();
        let whole = |problem| DataError::whole(&file, problem);
        let places = table::find(&sought, heading).map_err(whole)?;
        for needed in [REWARD, LOGPROB] {
            if places[needed].is_none() {
                return Err(whole(table::missing(ROLES[needed], heading)));
            }
        }
        table.choose(&places, &ROLES.map(|role| role.is_text))?;
        let cells = vec![Cell::default(); ROLES.len()];
        Ok(Rows { file, table, places, cells, share_of_file })
    }

    /// Goes to the next row and gives its line (or its row, in Parquet), from 1; none at the end.
    ///
    /// # Errors
    /// [`DataError`] for a row that cannot be read.
    pub(super) fn advance(&mut self) -> Result<Option<u64>, DataError> {
        self.table.next(&mut self.cells)
    }

    /// The present row, which is on `line`: a draw, or why it is none.
    ///
    /// # Errors
    /// [`DataError`] for a cell that holds no number, or a weight outside its domain.
    pub(super) fn row(&self, line: u64) -> Result<Result<Row<'_>, Fault>, DataError> {
        read(&self.cells, &self.places).map_err(|problem| DataError::at(&self.file, line, problem))
    }

    /// The share of the log read so far, if known.
    pub(super) fn share(&self) -> Option<f64> {
        self.table.share().or_else(&self.share_of_file)
    }

    /// Whether there is a column of gold rewards.
    pub(super) fn has_gold(&self) -> bool {
        self.places[GOLD].is_some()
    }

    /// Whether there is a column that tells prompts apart.
    pub(super) fn has_prompt(&self) -> bool {
        self.places[PROMPT].is_some()
    }

    /// The role and the name of each column that is read.
    pub(super) fn columns(&self) -> Vec<(&'static str, String)> {
        let heading = self.table.heading();
        let found = ROLES.iter().zip(&self.places).filter_map(|(role, place)| Some((role.name, (*place)?)));
        found.map(|(role, place)| (role, visible(&heading[place]).into_owned())).collect()
    }
}

/// The draw in the cells, or why they are none.
///
/// # Errors
/// [`Problem`] for a cell that holds no number, or a weight outside its domain.
fn read<'c>(cells: &'c [Cell], places: &[Option<usize>]) -> Result<Result<Row<'c>, Fault>, Problem> {
    let [prompt, reward, logprob, gold, weight, text, tokens] = cells else {
        return Ok(Err(Fault::Prompt));
    };
    let number = |cell: &Cell, role: Role| cell.number(role.name);
    let reward = number(reward, roles::REWARD)?;
    let logprob = number(logprob, roles::LOGPROB)?;
    let gold = number(gold, roles::GOLD)?;
    let weight = match (places[WEIGHT], number(weight, roles::WEIGHT)?) {
        (None, _) => 1.0,
        (Some(_), Some(weight)) if weight >= 0.0 && weight.is_finite() => weight,
        (Some(_), weight) => {
            let found = weight.map_or("missing".to_owned(), exact);
            let allowed = "a finite number of at least 0";
            return Err(Problem::Value { role: roles::WEIGHT.name, found, allowed });
        }
    };
    let tokens = number(tokens, roles::TOKENS)?;
    let prompt = match (places[PROMPT], prompt.text()) {
        (Some(_), None) => return Ok(Err(Fault::Prompt)),
        (_, prompt) => prompt.unwrap_or_default(),
    };
    let Some(reward) = reward.filter(|reward| reward.is_finite()) else { return Ok(Err(Fault::Reward)) };
    let Some(logprob) = logprob.filter(|logprob| logprob.is_finite()) else {
        return Ok(Err(Fault::Logprob));
    };
    if logprob > ROUNDING {
        return Ok(Err(Fault::Positive));
    }
    let gold = gold.filter(|gold| gold.is_finite());
    // Adding 0.0 turns -0.0 into 0.0.
    Ok(Ok(Row { prompt, reward: reward + 0.0, logprob, gold, weight, text: text.text(), tokens }))
}
