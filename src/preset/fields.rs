//! Readers that several tables of a preset share: names, views, quantities and bases.

use std::collections::HashMap;

use crate::bon::{Base, BaseError, Quantity};
use crate::document::{self, Table, Value};
use crate::family::{self, Labels, NamedBase, normalised_notice};
use crate::preset::error::{PresetError, Problem};
use crate::preset::view::View;
use crate::text::quoted;

/// The tables of the list `key`, called `name` in errors, each read by `read`.
pub(super) fn tables<'a, T>(
    root: Table<'a>,
    key: &'static str,
    name: &'static str,
    mut read: impl FnMut(Table<'a>) -> Result<T, PresetError>,
) -> Result<Vec<T>, PresetError> {
    let Some(list) = root.get(key) else { return Ok(Vec::new()) };
    list.list(&format!("tables written {name}"))?.map(|value| read(value.table(name)?)).collect()
}

/// A name that fits into a notation: a letter and then letters, digits and a few marks.
pub(super) fn plain_name(value: Value<'_>) -> Result<String, PresetError> {
    let name = value.line()?;
    if is_name(&name) { Ok(name) } else { Err(value.refuse(NAMES)) }
}

/// What the name of a preset may be.
pub const NAMES: &str = "a letter and then letters, digits, \"-\", \"_\" or \".\", at most 64 in all";

/// Whether a preset may have this name.
pub fn is_name(name: &str) -> bool {
    const LONGEST: usize = 64;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.len() <= LONGEST && name.chars().all(plain)
}

/// A view by its name.
pub(super) fn view(value: Value<'_>) -> Result<View, PresetError> {
    value.choice(View::all().map(View::name), View::from_name)
}

/// The keys that describe a base.
pub(super) const BASE_KEYS: [&str; 5] = ["family", "p", "outcomes", "reward", "label"];

/// The base that these keys of a table describe.
pub(super) fn base(table: Table<'_>) -> Result<NamedBase, PresetError> {
    const SHAPES: [&str; 3] = ["family", "p", "outcomes"];
    let found: Vec<&str> = SHAPES.into_iter().filter(|key| table.get(key).is_some()).collect();
    let [shape] = found[..] else {
        let found = if found.is_empty() { "none of them".to_owned() } else { found.join(" and ") };
        return Err(table.error(document::Problem::ExactlyOne {
            table: table.name(),
            found,
            allowed: "family, p or outcomes",
        }));
    };
    for key in ["reward", "label"] {
        if let Some(value) = table.get(key).filter(|_| shape != "p") {
            return Err(value.error(document::Problem::Misplaced { key, table: table.name(), with: "p" }));
        }
    }
    let value = table.need(shape, "the outcomes")?;
    match shape {
        "family" => {
            let notation = value.line()?;
            family::parse(&notation).map_err(|error| value.error(Problem::Notation(error)))
        }
        "p" => columns(table, value),
        _ => rows(value),
    }
}

/// `p = [...]`, with `reward` and `label` beside it.
fn columns(table: Table<'_>, p: Value<'_>) -> Result<NamedBase, PresetError> {
    let weights: Vec<Value<'_>> = p.list("a list of weights, such as [0.9, 0.1]")?.collect();
    let beside = |key: &'static str, allowed: &str| -> Result<Option<Vec<Value<'_>>>, PresetError> {
        let Some(value) = table.get(key) else { return Ok(None) };
        let list: Vec<Value<'_>> = value.list(allowed)?.collect();
        if list.len() == weights.len() {
            return Ok(Some(list));
        }
        Err(value.error(Problem::Lengths { key, found: list.len(), wanted: weights.len() }))
    };
    let rewards = beside("reward", "a list of rewards, one for each weight")?;
    let labels = beside("label", "a list of labels, one for each weight")?;
    outcomes(p, &weights, rewards.as_deref(), labels.as_deref())
}

/// `outcomes = [{ label, p, reward }, ...]`.
fn rows(value: Value<'_>) -> Result<NamedBase, PresetError> {
    let rows: Vec<Table<'_>> = value
        .list("a list of outcomes, such as [{ label = \"no\", p = 0.9, reward = 0 }]")?
        .map(|row| row.table("an outcome")?.only(&["label", "p", "reward"]))
        .collect::<Result<_, _>>()?;
    let weights = rows.iter().map(|row| row.need("p", "its weight")).collect::<Result<Vec<_>, _>>()?;
    let column = |key: &'static str| -> Result<Option<Vec<Value<'_>>>, PresetError> {
        let given: Vec<Value<'_>> = rows.iter().filter_map(|row| row.get(key)).collect();
        match rows.iter().position(|row| row.get(key).is_none()) {
            None => Ok(Some(given)),
            Some(_) if given.is_empty() => Ok(None),
            Some(index) => Err(rows[index].error(Problem::Partial { index: index + 1, key })),
        }
    };
    outcomes(value, &weights, column("reward")?.as_deref(), column("label")?.as_deref())
}

fn outcomes(
    whole: Value<'_>,
    weights: &[Value<'_>],
    rewards: Option<&[Value<'_>]>,
    labels: Option<&[Value<'_>]>,
) -> Result<NamedBase, PresetError> {
    let numbers = |values: &[Value<'_>]| values.iter().map(|v| v.number()).collect::<Result<Vec<f64>, _>>();
    let masses = numbers(weights)?;
    let base = match rewards {
        Some(rewards) => Base::with_rewards(&masses, &numbers(rewards)?),
        None => Base::from_weights(&masses),
    };
    let base = base.map_err(|error| {
        let place = match error {
            BaseError::Weight { index, .. } | BaseError::TooSmall { index, .. } => weights.get(index),
            BaseError::Reward { index, .. } => rewards.and_then(|rewards| rewards.get(index)),
            BaseError::Empty | BaseError::TooMany(_) | BaseError::NoMass | BaseError::Lengths { .. } => None,
        };
        place.unwrap_or(&whole).error(Problem::Base(error))
    })?;
    let labels = labels.map_or(Ok(Labels::Numbered), |labels| Ok(Labels::Listed(distinct(labels)?)))?;
    let notices = normalised_notice(&base).into_iter().collect();
    Ok(NamedBase::new(String::new(), base, labels, notices).weighing(masses))
}

/// The labels, which must differ.
fn distinct(labels: &[Value<'_>]) -> Result<Vec<String>, PresetError> {
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(labels.len());
    labels
        .iter()
        .enumerate()
        .map(|(i, value)| {
            let label = value.line()?;
            match seen.insert(label.clone(), i) {
                None => Ok(label),
                Some(first) => {
                    Err(value.error(Problem::DuplicateLabel { label: quoted(&label), first: first + 1 }))
                }
            }
        })
        .collect()
}

/// Any quantity by its name.
pub(super) fn quantity(value: Value<'_>) -> Result<Quantity, PresetError> {
    known_quantity(value, Quantity::ALL)
}

/// One of the quantities `known`.
pub(super) fn known_quantity(value: Value<'_>, known: &'static [Quantity]) -> Result<Quantity, PresetError> {
    let named = |name: &str| Quantity::from_name(name).filter(|quantity| known.contains(quantity));
    value.choice(known.iter().map(|quantity| quantity.name()), named)
}
