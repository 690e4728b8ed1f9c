//! One row of a sample log: which columns it is read from, and whether it is a draw.

use crate::data::cell::Cell;
use crate::data::columns::{self, Role, Wanted};
use crate::data::error::{DataError, Problem};
use crate::data::input::Input;
use crate::data::rows::{self, Table};
use crate::data::samples::Options;

/// Positive log-probabilities up to here are rounding and read as 0.
const ROUNDING: f64 = 0.01;

pub(super) const ROLES: [Role; 7] = [
    columns::PROMPT,
    columns::REWARD,
    columns::LOGPROB,
    columns::GOLD,
    columns::WEIGHT,
    columns::TEXT,
    columns::TOKENS,
];

/// Places among [`ROLES`].
const PROMPT: usize = 0;
const REWARD: usize = 1;
const LOGPROB: usize = 2;
pub(super) const GOLD: usize = 3;
const WEIGHT: usize = 4;

/// A draw as its row has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'c> {
    pub(super) prompt: &'c str,
    pub(super) reward: f64,
    /// Above 0 by no more than rounding.
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

/// A table, its heading, and where in it the columns of [`ROLES`] are.
type Opened<'r> = (Box<dyn Table + 'r>, Vec<String>, Vec<Option<usize>>);

/// The sample log in `input` from its first row, with the columns chosen that `options` name or that are usual.
pub(super) fn open<'r>(input: &'r mut Input<'_>, options: &Options) -> Result<Opened<'r>, DataError> {
    let file = input.name().to_owned();
    let mut table = rows::open(input, options.format)?;
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
    let wanted: Vec<Wanted<'_>> =
        ROLES.iter().zip(given).map(|(&role, given)| Wanted { role, given: given.as_deref() }).collect();
    let heading = table.heading().to_vec();
    let whole = |problem| DataError::whole(&file, problem);
    let places = columns::find(&wanted, &heading).map_err(whole)?;
    for needed in [REWARD, LOGPROB] {
        if places[needed].is_none() {
            return Err(whole(columns::missing(ROLES[needed], &heading)));
        }
    }
    table.choose(&places, &ROLES.map(|role| role.is_text))?;
    Ok((table, heading, places))
}

/// What the cells say: a draw, or why they are none.
///
/// # Errors
/// [`Problem`] for a cell that holds no number, or a weight outside its domain.
pub(super) fn read<'c>(
    cells: &'c [Cell],
    places: &[Option<usize>],
) -> Result<Result<Row<'c>, Fault>, Problem> {
    let [prompt, reward, logprob, gold, weight, text, tokens] = cells else {
        return Ok(Err(Fault::Prompt));
    };
    let number = |cell: &Cell, role: Role| cell.number(role.name);
    let reward = number(reward, columns::REWARD)?;
    let logprob = number(logprob, columns::LOGPROB)?;
    let gold = number(gold, columns::GOLD)?;
    let weight = match (places[WEIGHT], number(weight, columns::WEIGHT)?) {
        (None, _) => 1.0,
        (Some(_), Some(weight)) if weight >= 0.0 && weight.is_finite() => weight,
        (Some(_), weight) => {
            let found = weight.map_or("missing".to_owned(), |weight| weight.to_string());
            let allowed = "a finite number of at least 0";
            return Err(Problem::Value { role: columns::WEIGHT.name, found, allowed });
        }
    };
    let tokens = number(tokens, columns::TOKENS)?;
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
    // Adding 0.0 makes one reward of -0.0 and 0.0.
    Ok(Ok(Row { prompt, reward: reward + 0.0, logprob, gold, weight, text: text.text(), tokens }))
}
