//! From the text of a preset to a checked [`Preset`]. It must never accept a key it does not use.

use std::collections::HashMap;
use std::sync::Arc;

use crate::bon::{Base, BaseError, Quantity};
use crate::document::{self, Source, Table, Value};
use crate::family::{self, Labels, NamedBase, normalised_notice, quoted, visible};
use crate::preset::error::Problem;
use crate::preset::{
    Claim, KIND, MAX_FILE, Origin, Place, Preset, PresetError, Prompt, Start, Test, View, prompt, proposal,
    step,
};

/// The only format there is.
const FORMAT: f64 = 1.0;

/// The preset in `text`; `file` is what errors call it.
///
/// # Errors
/// [`PresetError`] with file, line and column of the first thing that is wrong.
pub fn parse(text: &str, file: &str) -> Result<Preset, PresetError> {
    if text.len() > MAX_FILE {
        return Err(PresetError::TooLarge { file: visible(file).into_owned(), kind: KIND });
    }
    let source = Source { text, file };
    let document = source.parse()?;
    let root = Table::root(source, document.get_ref(), "the preset").only(&[
        "format", "name", "title", "source", "about", "base", "prompt", "proposal", "start", "claim", "step",
    ])?;

    let format = root.need("format", "format = 1")?;
    if format.number()? != FORMAT {
        return Err(format.refuse("1, the only format there is"));
    }
    let name = plain_name(root.need("name", "the name of the preset, such as \"uniform-10\"")?)?;
    let title = root.need("title", "a title of one line")?.line()?;
    let cited = root.get("source").map_or(Ok(String::new()), Value::prose)?;
    let about = root.get("about").map_or(Ok(String::new()), Value::prose)?;
    let (base, mut prompts) = prompt::bases(root, &name)?;
    let start = root.get("start").map_or(Ok(Start::default()), |value| start(value.table("[start]")?))?;
    let (proposal, proposed) = proposal::read(root, &base, &mut prompts)?;
    let known = if proposal.is_none() { Quantity::ALL } else { Quantity::UNDER_PROPOSAL };
    let claims = tables(root, "claim", "[[claim]]", |table| claim(table, &prompts, known))?;
    let steps = step::read(root, &base)?;
    let origin = Arc::new(Origin { place: Place::Stream, name: name.clone(), text: text.to_owned() });
    Ok(Preset {
        base,
        prompts,
        proposal,
        proposed,
        name,
        title,
        source: cited,
        about,
        start,
        claims,
        steps,
        origin,
    })
}

pub(super) fn tables<'a, T>(
    root: Table<'a>,
    key: &'static str,
    name: &'static str,
    mut read: impl FnMut(Table<'a>) -> Result<T, PresetError>,
) -> Result<Vec<T>, PresetError> {
    let Some(list) = root.get(key) else { return Ok(Vec::new()) };
    list.list(&format!("tables written {name}"))?.map(|value| read(value.table(name)?)).collect()
}

/// A name that can stand in a notation: a letter and then letters, digits and a few marks.
pub(super) fn plain_name(value: Value<'_>) -> Result<String, PresetError> {
    let name = value.line()?;
    if is_name(&name) { Ok(name) } else { Err(value.refuse(NAMES)) }
}

/// What the name of a preset may be.
pub const NAMES: &str = "a letter and then letters, digits, \"-\", \"_\" or \".\", at most 64 in all";

/// Whether a preset may be called so.
pub fn is_name(name: &str) -> bool {
    const LONGEST: usize = 64;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.len() <= LONGEST && name.chars().all(plain)
}

fn start(table: Table<'_>) -> Result<Start, PresetError> {
    let table = table.only(&["n", "view"])?;
    let Start { n, view } = Start::default();
    Ok(Start {
        n: table.get("n").map_or(Ok(n), Value::draws)?,
        view: table.get("view").map_or(Ok(view), self::view)?,
    })
}

pub(super) fn view(value: Value<'_>) -> Result<View, PresetError> {
    value.choice(View::all().map(View::name), View::from_name)
}

/// What describes a base.
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

/// Labels, each there once.
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

pub(super) fn quantity(value: Value<'_>) -> Result<Quantity, PresetError> {
    known_quantity(value, Quantity::ALL)
}

/// One of the quantities `known`.
fn known_quantity(value: Value<'_>, known: &'static [Quantity]) -> Result<Quantity, PresetError> {
    let named = |name: &str| Quantity::from_name(name).filter(|quantity| known.contains(quantity));
    value.choice(known.iter().map(|quantity| quantity.name()), named)
}

fn claim(table: Table<'_>, prompts: &[Prompt], known: &'static [Quantity]) -> Result<Claim, PresetError> {
    const TESTS: [&str; 3] = ["equals", "at_most", "at_least"];
    let table = table.only(&["prompt", "n", "quantity", "equals", "within", "at_most", "at_least", "why"])?;
    let prompt = match table.get("prompt") {
        None => None,
        Some(value) if prompts.is_empty() => {
            let key = document::Problem::Misplaced {
                key: "prompt",
                table: table.name(),
                with: "[[prompt]] tables",
            };
            return Err(value.error(key));
        }
        Some(value) => prompt::named(value, prompts)?,
    };
    let n = table.need("n", "a whole number from 1 to 1e15")?.draws()?;
    let quantity = table.need("quantity", "the name of a quantity, such as \"kl\"")?;
    let quantity = known_quantity(quantity, known)?;
    let found: Vec<&'static str> = TESTS.into_iter().filter(|key| table.get(key).is_some()).collect();
    let [kind] = found[..] else {
        let found = if found.is_empty() { "none of them".to_owned() } else { found.join(" and ") };
        return Err(table.error(document::Problem::ExactlyOne {
            table: table.name(),
            found,
            allowed: "equals, at_most or at_least",
        }));
    };
    if let Some(within) = table.get("within").filter(|_| kind != "equals") {
        return Err(within.error(document::Problem::Misplaced {
            key: "within",
            table: table.name(),
            with: "equals",
        }));
    }
    let value = table.need(kind, "a number")?.number()?;
    let test = match kind {
        "equals" => {
            const ALLOWED: &str = "a relative tolerance from 0 to 1, such as 1e-12";
            let given = table.need("within", ALLOWED)?;
            let within = given.number()?;
            if !(0.0..=1.0).contains(&within) {
                return Err(given.refuse(ALLOWED));
            }
            Test::Equals { value, within }
        }
        "at_most" => Test::AtMost(value),
        _ => Test::AtLeast(value),
    };
    Ok(Claim { prompt, n, quantity, test, why: table.get("why").map_or(Ok(String::new()), Value::prose)? })
}
