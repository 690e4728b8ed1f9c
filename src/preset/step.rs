//! The steps of a walkthrough: what the class reads, where the screen goes, what changes, what is asked.
//!
//! Owns `[[step]]` and its validation: labels are looked up in the base that the steps before leave.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use crate::bon::Quantity;
use crate::document::{self, Table, Value};
use crate::family::{self, Fields, NamedBase};
use crate::preset::error::{PresetError, Problem};
use crate::preset::fields;
use crate::preset::prose::{self, Prose};
use crate::preset::view::{Focus, View};
use crate::text::{did_you_mean, draws, quoted};

/// One step of a walkthrough; what it leaves out stays as it was.
#[derive(Clone, Debug)]
pub struct Step {
    /// A heading of a few words.
    pub title: Option<String>,
    /// What the class reads.
    pub say: Prose,
    /// Where n goes.
    pub n: Option<Travel>,
    /// The view to open.
    pub view: Option<View>,
    /// The part of the screen to point at.
    pub focus: Option<Focus>,
    /// Labels of the outcomes to point at.
    pub highlight: Vec<String>,
    /// Changes of the base, made first and in this order.
    pub change: Vec<Change>,
    /// A question for the class.
    pub ask: Option<Prose>,
    /// Its answer.
    pub reveal: Option<Prose>,
    /// A value for the class to guess before the answer.
    pub predict: Option<Predict>,
}

/// Where n goes in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Travel {
    /// To this number of draws.
    To(u64),
    /// From one number of draws to another, step by step on the screen.
    Along(u64, u64),
}

impl Travel {
    /// Where it ends.
    pub fn end(self) -> u64 {
        match self {
            Travel::To(n) | Travel::Along(_, n) => n,
        }
    }
}

/// A change of the base.
#[derive(Clone, Debug)]
pub enum Change {
    /// Another base.
    Base(Arc<NamedBase>),
    /// An argument of the family by name, and its text.
    Argument(&'static str, String),
    /// A mass of the outcome of this label; the others are rescaled.
    Mass(String, f64),
    /// A reward of the outcome of this label.
    Reward(String, f64),
    /// The present curves stay visible under this name.
    Pin(String),
}

/// A value to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Predict {
    /// Which quantity.
    pub quantity: Quantity,
    /// The number of draws; that of the step when left out.
    pub n: Option<u64>,
}

/// Every `[[step]]` of the preset `root`, whose base is `base`.
pub(super) fn read(root: Table<'_>, base: &NamedBase) -> Result<Vec<Step>, PresetError> {
    let mut here = Here { base: Cow::Borrowed(base), labels: None };
    fields::tables(root, "step", "[[step]]", |table| step(table, &mut here))
}

/// The base that the steps so far leave, and its labels once they were needed.
struct Here<'a> {
    base: Cow<'a, NamedBase>,
    labels: Option<HashSet<String>>,
}

impl Here<'_> {
    fn turn_to(&mut self, base: NamedBase) {
        self.base = Cow::Owned(base);
        self.labels = None;
    }

    /// Refuses a label that no outcome has.
    fn check(&mut self, label: &str, value: Value<'_>) -> Result<(), PresetError> {
        let base = &self.base;
        let labels = self.labels.get_or_insert_with(|| {
            (0..base.base().len()).map(|rank| base.label(rank).into_owned()).collect()
        });
        if labels.contains(label) {
            return Ok(());
        }
        // Comparing with millions of labels would take long.
        let near = labels.iter().take(1000).map(String::as_str);
        let hint = did_you_mean(label, near);
        Err(value.error(Problem::UnknownLabel { label: quoted(label), hint, what: value.what() }))
    }
}

fn step(table: Table<'_>, here: &mut Here<'_>) -> Result<Step, PresetError> {
    const KEYS: [&str; 10] =
        ["title", "say", "n", "view", "focus", "highlight", "change", "ask", "reveal", "predict"];
    let table = table.only(&KEYS)?;
    let change = match table.get("change") {
        None => Vec::new(),
        Some(list) => list
            .list("a list of changes, such as [{ base = \"uniform:100\" }]")?
            .map(|value| change(value, here))
            .collect::<Result<_, _>>()?,
    };
    let step = Step {
        title: table.get("title").map(Value::line).transpose()?,
        say: prose(table.need("say", "what the class reads")?, here)?,
        n: table.get("n").map(travel).transpose()?,
        view: table.get("view").map(fields::view).transpose()?,
        focus: table.get("focus").map(focus).transpose()?,
        highlight: highlight(table, here)?,
        change,
        ask: table.get("ask").map(|value| prose(value, here)).transpose()?,
        reveal: table.get("reveal").map(|value| prose(value, here)).transpose()?,
        predict: table.get("predict").map(predict).transpose()?,
    };
    if let Some(reveal) = table.get("reveal").filter(|_| step.ask.is_none()) {
        return Err(reveal.error(document::Problem::Misplaced {
            key: "reveal",
            table: "[[step]]",
            with: "ask",
        }));
    }
    Ok(step)
}

fn prose(value: Value<'_>, here: &mut Here<'_>) -> Result<Prose, PresetError> {
    let prose = Prose::parse(&value.prose()?)
        .map_err(|source| value.error(Problem::Prose { what: value.what(), source }))?;
    for label in prose.values().flat_map(prose::Value::labels) {
        here.check(label, value)?;
    }
    Ok(prose)
}

/// A number of draws, or a range such as `"1..64"`.
fn travel(value: Value<'_>) -> Result<Travel, PresetError> {
    const ALLOWED: &str = "a whole number from 1 to 1e15, or a range such as \"1..64\"";
    let way = value.as_text().and_then(|text| text.split_once(".."));
    let Some((from, to)) = way else { return value.draws().map(Travel::To) };
    let end = |text: &str| match draws::parse_list(text, 2).as_deref() {
        Ok(&[n]) => Ok(n),
        _ => Err(value.refuse(ALLOWED)),
    };
    Ok(Travel::Along(end(from)?, end(to)?))
}

fn focus(value: Value<'_>) -> Result<Focus, PresetError> {
    value.choice(Focus::ALL.iter().map(|focus| focus.name()), Focus::from_name)
}

fn highlight(step: Table<'_>, here: &mut Here<'_>) -> Result<Vec<String>, PresetError> {
    let Some(list) = step.get("highlight") else { return Ok(Vec::new()) };
    list.list("a list of labels")?
        .map(|value| {
            let label = value.line()?;
            here.check(&label, value)?;
            Ok(label)
        })
        .collect()
}

fn predict(value: Value<'_>) -> Result<Predict, PresetError> {
    let table = value.table("predict")?.only(&["quantity", "n"])?;
    Ok(Predict {
        quantity: fields::quantity(table.need("quantity", "the name of a quantity, such as \"kl\"")?)?,
        n: table.get("n").map(Value::draws).transpose()?,
    })
}

fn change(value: Value<'_>, here: &mut Here<'_>) -> Result<Change, PresetError> {
    const KINDS: [&str; 5] = ["base", "argument", "p", "reward", "pin"];
    let table =
        value.table("a change")?.only(&["base", "argument", "value", "outcome", "p", "reward", "pin"])?;
    let found: Vec<&'static str> = KINDS.into_iter().filter(|key| table.get(key).is_some()).collect();
    let [kind] = found[..] else {
        let found = if found.is_empty() { "none of them".to_owned() } else { found.join(" and ") };
        return Err(table.error(document::Problem::ExactlyOne {
            table: table.name(),
            found,
            allowed: "base, argument, p, reward or pin",
        }));
    };
    for (key, with) in [("value", &["argument"][..]), ("outcome", &["p", "reward"])] {
        if let Some(value) = table.get(key).filter(|_| !with.contains(&kind)) {
            return Err(value.error(document::Problem::Misplaced {
                key,
                table: table.name(),
                with: with[0],
            }));
        }
    }
    let given = table.need(kind, "what changes")?;
    match kind {
        "base" => {
            let base = match given.as_text() {
                Some(notation) => {
                    family::parse(notation).map_err(|error| given.error(Problem::Notation(error)))?
                }
                None => fields::base(given.table("base")?.only(&fields::BASE_KEYS)?)?,
            };
            here.turn_to(base.clone());
            Ok(Change::Base(Arc::new(base)))
        }
        "argument" => argument(table, given, here),
        "pin" => Ok(Change::Pin(given.line()?)),
        _ => {
            let outcome = table.need("outcome", "the label of an outcome")?;
            let label = outcome.line()?;
            here.check(&label, outcome)?;
            let number = given.number()?;
            if kind == "reward" {
                return Ok(Change::Reward(label, number));
            }
            if !(0.0..=1.0).contains(&number) {
                return Err(given.refuse("a probability from 0 to 1"));
            }
            Ok(Change::Mass(label, number))
        }
    }
}

/// `{ argument = "L", value = 100 }`.
fn argument(table: Table<'_>, given: Value<'_>, here: &mut Here<'_>) -> Result<Change, PresetError> {
    let value = table.need("value", "the new value of the argument")?;
    let text = match value.as_text() {
        Some(text) => text.trim().to_owned(),
        None => value.number()?.to_string(),
    };
    let Some(fields) = here.base.notation().and_then(Fields::of) else {
        return Err(given.refuse("used with a family, such as uniform:10; this base is a free list"));
    };
    let names: Vec<&'static str> = fields.each().map(|(name, _)| name).collect();
    let name =
        given.choice(names.iter().copied(), |name| names.iter().copied().find(|known| *known == name))?;
    let at = names.iter().position(|known| *known == name).unwrap_or(0);
    let base =
        family::parse(&fields.with(at, &text)).map_err(|error| value.error(Problem::Notation(error)))?;
    here.turn_to(base);
    Ok(Change::Argument(name, text))
}
