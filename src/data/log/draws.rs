//! From a row to its draws: the one place that knows how.

use std::borrow::Cow;

use crate::data::error::Problem;
use crate::data::log::columns::{Column, Plan};
use crate::data::roles;
use crate::data::table::{Fold, Found, Value, write_list};
use crate::text::number::exact;

/// Positive log-probabilities up to this are rounding errors and read as 0.
pub(super) const ROUNDING: f64 = 0.01;

/// What stands for the log-probability of a token that does not belong to the answer.
const MASKED: f64 = 1.0;

/// What stands in a list of token numbers for a token that does not belong to the answer.
const IGNORED: f64 = -100.0;

/// Between the columns of a prompt that has several.
const BETWEEN: char = '\u{1f}';

/// A draw.
#[derive(Clone, Debug)]
pub(super) struct Row<'v> {
    /// What tells its prompt from the others.
    pub(super) prompt: Cow<'v, str>,
    pub(super) reward: f64,
    /// At most [`ROUNDING`]; none when no log-probabilities are read.
    pub(super) logprob: Option<f64>,
    pub(super) gold: Option<f64>,
    pub(super) weight: f64,
    pub(super) text: Option<Cow<'v, str>>,
    pub(super) tokens: Option<f64>,
    /// How often it came up.
    pub(super) count: u64,
    /// The model it comes from.
    pub(super) model: Option<Cow<'v, str>>,
    /// Whether its row names a reference answer, and whether this one is the same.
    pub(super) has_reference: bool,
    pub(super) is_reference: bool,
}

impl<'v> Row<'v> {
    /// The same draw, of a prompt that this group has to itself.
    pub(super) fn in_group(self, group: &str) -> Row<'v> {
        Row { prompt: Cow::Owned(format!("{group}{BETWEEN}{}", self.prompt)), ..self }
    }
}

/// Why a row, or a draw in it, is no draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fault {
    Prompt,
    Reward,
    Logprob,
    /// A positive log-probability.
    Positive(f64),
    /// No number of tokens to multiply a mean by.
    Tokens,
    /// A count that is no whole number.
    Count,
    /// Lists of draws of different lengths.
    Lengths,
}

/// What takes the draws of a row, one after another; it says whether it wants more.
pub(super) type Take<'t, E> = dyn FnMut(Result<Row<'_>, Fault>) -> Result<bool, E> + 't;

/// What stands for each column in a row, or in the part of a row that is one draw.
#[derive(Clone)]
struct Parts<'f, 'v> {
    prompt: Vec<&'f Found<'v>>,
    reward: &'f Found<'v>,
    others: [Option<&'f Found<'v>>; OTHERS],
}

/// Log-probability, gold, weight, text, tokens, mask, count, model, reference, reward of the reference, in this order.
const OTHERS: usize = 10;

/// The fewest characters of an answer that is no chance hit on the reference.
const TELLING: usize = 40;

/// Gives the draws of `row` to `take`; false when `take` wants no more.
///
/// # Errors
/// What `take` answers, and [`Problem`] for what is no number, and for a weight outside its domain.
pub(super) fn draws<E: From<Problem>>(plan: &Plan, row: &Value, take: &mut Take<'_, E>) -> Result<bool, E> {
    let find = |column: &Column| column.path.find(row);
    let prompt: Vec<Found<'_>> = plan.prompt.iter().map(find).collect();
    let reward = find(&plan.reward);
    let Plan { logprob, gold, weight, text, tokens, mask, count, model, reference, reference_reward, .. } =
        plan;
    let others = [logprob, gold, weight, text, tokens, mask, count, model, reference, reference_reward]
        .map(|column| column.as_ref().map(find));
    let parts = Parts {
        prompt: prompt.iter().collect(),
        reward: &reward,
        others: others.each_ref().map(Option::as_ref),
    };
    spread(plan, &parts, plan.levels, take)
}

/// Goes through so many lists of draws, all columns at once; what is no list holds for all its draws.
fn spread<E: From<Problem>>(
    plan: &Plan,
    parts: &Parts<'_, '_>,
    levels: usize,
    take: &mut Take<'_, E>,
) -> Result<bool, E> {
    if levels == 0 {
        let draw = draw(plan, parts)?;
        let count = draw.as_ref().map_or(1, |draw| draw.count);
        for _ in 1..count {
            if !take(draw.clone())? {
                return Ok(false);
            }
        }
        return if count > 0 { take(draw) } else { Ok(true) };
    }
    let all = || parts.prompt.iter().copied().chain([parts.reward]).chain(parts.others.into_iter().flatten());
    let mut length = None;
    for found in all() {
        if let Found::Many(found) = found {
            if length.is_some_and(|length| length != found.len()) {
                return take(Err(Fault::Lengths));
            }
            length = Some(found.len());
        }
    }
    // Nothing but what holds for the row: it stands for one draw, which may lack something.
    let Some(length) = length else { return spread(plan, parts, 0, take) };
    for index in 0..length {
        let inner = Parts {
            prompt: parts.prompt.iter().map(|found| element(found, index)).collect(),
            reward: element(parts.reward, index),
            others: parts.others.map(|found| found.map(|found| element(found, index))),
        };
        if !spread(plan, &inner, levels - 1, take)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn element<'f, 'v>(found: &'f Found<'v>, index: usize) -> &'f Found<'v> {
    match found {
        Found::Many(found) => found.get(index).unwrap_or(NOTHING),
        other => other,
    }
}

const NOTHING: &Found<'static> = &Found::One(&Value::Null);

/// The draw, or why it is none.
fn draw<'v>(plan: &Plan, parts: &Parts<'_, 'v>) -> Result<Result<Row<'v>, Fault>, Problem> {
    let [logprob, gold, weight, text, tokens, mask, count, model, reference, reference_reward] = parts.others;
    let reward = number(parts.reward, &plan.reward)?;
    let weight = match (weight, &plan.weight) {
        (Some(found), Some(column)) => match number(found, column)? {
            Some(weight) if weight >= 0.0 && weight.is_finite() => weight,
            weight => {
                let found = weight.map_or("missing".to_owned(), exact);
                let allowed = "a finite number of at least 0";
                return Err(Problem::Value { role: roles::WEIGHT.name, found, allowed });
            }
        },
        _ => 1.0,
    };
    let Some(prompt) = prompt(&parts.prompt) else { return Ok(Err(Fault::Prompt)) };
    let Some(reward) = reward.filter(|reward| reward.is_finite()) else { return Ok(Err(Fault::Reward)) };
    let mut counted = None;
    let logprob = match (logprob, &plan.logprob) {
        (Some(found), Some(column)) => {
            let sum = match column.path.fold {
                Some(fold) => {
                    let tokens = token_logprobs(found, mask)?;
                    counted = tokens.as_ref().map(|tokens| tokens.len() as f64);
                    tokens.and_then(|tokens| fold.of(&tokens))
                }
                None => number(found, column)?,
            };
            match sum.filter(|logprob| logprob.is_finite()) {
                None => return Ok(Err(Fault::Logprob)),
                Some(logprob) if logprob > ROUNDING => return Ok(Err(Fault::Positive(logprob))),
                logprob => logprob,
            }
        }
        _ => None,
    };
    let tokens = tokens.and_then(length).or(counted);
    let logprob = match (logprob, tokens) {
        (Some(mean), Some(tokens)) if plan.is_mean => Some(mean * tokens),
        (Some(_), None) if plan.is_mean => return Ok(Err(Fault::Tokens)),
        (logprob, _) => logprob,
    };
    let count = match (count, &plan.count) {
        (Some(found), Some(column)) => match number(found, column)? {
            Some(count) if count >= 0.0 && count.fract() == 0.0 && count < u32::MAX.into() => count as u64,
            _ => return Ok(Err(Fault::Count)),
        },
        _ => 1,
    };
    // What is no number is missing: the column may be left out altogether.
    let gold = match (gold, &plan.gold) {
        (Some(found), Some(column)) => number(found, column).ok().flatten(),
        _ => None,
    };
    Ok(Ok(Row {
        prompt,
        // Adding 0.0 turns -0.0 into 0.0.
        reward: reward + 0.0,
        logprob,
        gold: gold.filter(|gold| gold.is_finite()),
        weight,
        has_reference: reference.or(reference_reward).is_some(),
        is_reference: is_text(text, reference) || is_reward(reward, reference_reward),
        text: text.and_then(words),
        tokens,
        count,
        model: model.and_then(words),
    }))
}

/// Whether the answer is the reference answer, and long enough for that to be no chance.
fn is_text(text: Option<&Found<'_>>, reference: Option<&Found<'_>>) -> bool {
    let (Some(Found::One(text)), Some(Found::One(reference))) = (text, reference) else { return false };
    let (Some(text), Some(reference)) = (text.words(), reference.words()) else { return false };
    let text = text.trim();
    text == reference.trim() && text.chars().nth(TELLING).is_some()
}

/// Whether the reward is that of the reference answer, to a digit that is no chance.
fn is_reward(reward: f64, reference: Option<&Found<'_>>) -> bool {
    let Some(Found::One(reference)) = reference else { return false };
    reference.as_number().flatten() == Some(reward) && reward.fract() != 0.0
}

/// The number of a column, folded where lists stand for it.
fn number(found: &Found<'_>, column: &Column) -> Result<Option<f64>, Problem> {
    let role = column.role.name;
    match (column.path.fold, found) {
        (None, Found::One(value)) => value.number(role),
        (fold, _) => {
            let mut numbers = Vec::new();
            gather(found, role, &mut numbers)?;
            let numbers: Vec<f64> = numbers.into_iter().flatten().collect();
            Ok(fold.unwrap_or(Fold::Last).of(&numbers))
        }
    }
}

/// All numbers in lists, in their order.
fn gather(found: &Found<'_>, role: &'static str, numbers: &mut Vec<Option<f64>>) -> Result<(), Problem> {
    match found {
        Found::One(value) => gather_value(value, role, numbers),
        Found::Part(values) => values.iter().try_for_each(|value| gather_value(value, role, numbers)),
        Found::Many(found) => found.iter().try_for_each(|found| gather(found, role, numbers)),
    }
}

fn gather_value(value: &Value, role: &'static str, numbers: &mut Vec<Option<f64>>) -> Result<(), Problem> {
    match value {
        Value::List(values) => values.iter().try_for_each(|value| gather_value(value, role, numbers)),
        _ => {
            numbers.push(value.number(role)?);
            Ok(())
        }
    }
}

/// The log-probabilities of the tokens of the answer: without those that are missing or masked. None without a list.
fn token_logprobs(found: &Found<'_>, mask: Option<&Found<'_>>) -> Result<Option<Vec<f64>>, Problem> {
    let mut tokens = Vec::new();
    gather(found, roles::LOGPROB.name, &mut tokens)?;
    if tokens.iter().all(Option::is_none) {
        return Ok(None);
    }
    let mut masks = Vec::new();
    if let Some(mask) = mask {
        gather(mask, roles::MASK.name, &mut masks)?;
    }
    // A list of token numbers, or of zeros and ones.
    let are_numbers = masks.contains(&Some(IGNORED));
    let is_answer = |place: usize| match masks.get(place) {
        Some(Some(mask)) if are_numbers => *mask != IGNORED,
        Some(mask) => mask.is_some_and(|mask| mask != 0.0),
        None => true,
    };
    let tokens = tokens.into_iter().enumerate().filter(|(place, _)| is_answer(*place));
    Ok(Some(tokens.filter_map(|(_, logprob)| logprob).filter(|logprob| *logprob != MASKED).collect()))
}

/// A number of tokens, or the length of a list of them.
fn length(found: &Found<'_>) -> Option<f64> {
    match found {
        Found::One(Value::List(values)) => Some(values.len() as f64),
        Found::One(value) => value.as_number().flatten(),
        Found::Part(values) => Some(values.len() as f64),
        Found::Many(found) => Some(found.len() as f64),
    }
}

/// What tells a prompt from others; none when nothing is there.
fn prompt<'v>(found: &[&Found<'v>]) -> Option<Cow<'v, str>> {
    match found {
        [] => Some(Cow::Borrowed("")),
        [only] => words(only),
        several => {
            let parts: Vec<Option<Cow<'_, str>>> = several.iter().map(|found| words(found)).collect();
            if parts.iter().all(Option::is_none) {
                return None;
            }
            let parts = parts.iter().map(|part| part.as_deref().unwrap_or_default());
            Some(Cow::Owned(parts.collect::<Vec<_>>().join(&BETWEEN.to_string())))
        }
    }
}

/// What stands there as text; none where nothing does.
fn words<'v>(found: &Found<'v>) -> Option<Cow<'v, str>> {
    if let Found::One(value) = found {
        return value.words();
    }
    let mut out = String::new();
    write_words(found, &mut out).then_some(Cow::Owned(out))
}

/// Writes what stands there as text; false where nothing does.
pub(super) fn write_words(found: &Found<'_>, out: &mut String) -> bool {
    match found {
        Found::One(value) => match value.words() {
            Some(words) => {
                out.push_str(&words);
                true
            }
            None => false,
        },
        Found::Part(values) => {
            write_list(values, out);
            !values.is_empty()
        }
        Found::Many(found) => {
            let mut is_there = false;
            for found in found {
                is_there |= write_words(found, out);
                out.push(BETWEEN);
            }
            is_there
        }
    }
}

/// The beginning of a prompt for people: of a conversation its last message, of several columns all with a point between.
pub(super) fn shown(prompt: &str) -> Cow<'_, str> {
    if prompt.starts_with("[{")
        && let Some(content) = last_content(prompt)
    {
        return Cow::Owned(content);
    }
    if prompt.contains(BETWEEN) { Cow::Owned(prompt.replace(BETWEEN, " · ")) } else { Cow::Borrowed(prompt) }
}

/// The content of the last message of a conversation.
fn last_content(json: &str) -> Option<String> {
    let (_, last) = json.rsplit_once("\"content\":\"")?;
    let mut content = String::new();
    let mut chars = last.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => return Some(content),
            '\\' => match chars.next()? {
                'n' => content.push('\n'),
                other => content.push(other),
            },
            c => content.push(c),
        }
    }
    None
}
