//! Writing presets: a base as the text of a preset, new or in the place of the base of another one.
//!
//! What is not changed stays as it was written, comments, order and all; a value that is the default is only written where
//! one stood before. Must never give out a text that would not read back as the same base.

mod outcomes;
mod proposal;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use super::{Preset, PresetError, Start, parse};
use crate::bon::Proposal;
use crate::family::{NamedBase, visible};

/// What a preset is to say; the rest stays as it is in the preset it is written over.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    /// The name it is called by.
    pub name: &'a str,
    /// One line, or what stands there already.
    pub title: Option<&'a str>,
    /// Where it comes from, or what stands there already.
    pub source: Option<&'a str>,
    /// The base.
    pub base: &'a NamedBase,
    /// What is drawn from instead of it, if anything.
    pub proposal: &'a Proposal,
    /// How the explorer opens.
    pub start: Start,
    /// Whether the walkthrough stays; it may speak of outcomes that are gone.
    pub walkthrough: bool,
}

/// A preset as text.
#[derive(Clone, Debug)]
pub struct Written {
    /// The text.
    pub text: String,
    /// What it reads back as.
    pub preset: Preset,
    /// How many labels are no longer highlighted because no outcome has them.
    pub dropped: usize,
}

/// Why a preset cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The text to write over is no preset.
    #[error("the preset that is to be changed cannot be read: {0}")]
    Template(String),
    /// The result would be refused, for instance because it is too large.
    #[error("this base does not fit into a preset: {0}")]
    Refused(PresetError),
    /// The result would be another base.
    #[error("this base would not read back the same from a preset, so it was not written")]
    Another,
}

/// What a new preset begins as.
const BLANK: &str = "format = 1\nname = \"\"\ntitle = \"\"\n\n[base]\n";

/// The text of a preset that says what `edition` does, written over the `template` or anew.
///
/// # Errors
/// [`WriteError`]; nothing that cannot be read back is given out.
pub fn write(edition: &Edition<'_>, template: Option<&str>) -> Result<Written, WriteError> {
    let broken = |error: &dyn std::fmt::Display| WriteError::Template(one_line(&error.to_string()));
    let before = template.map(|text| parse(text, "template")).transpose().map_err(|error| broken(&error))?;
    let before = before.as_ref();
    let mut document: DocumentMut =
        template.unwrap_or(BLANK).parse().map_err(|error: toml_edit::TomlError| broken(&error.message()))?;
    let root = document.as_table_mut();
    for (key, text, old) in [
        ("name", Some(edition.name), before.map(|preset| preset.name.as_str())),
        ("title", edition.title, before.map(|preset| preset.title.as_str())),
        ("source", edition.source, before.map(|preset| preset.source.as_str())),
    ] {
        if let Some(text) = text.filter(|text| Some(*text) != old) {
            set(root, key, text.into());
        }
    }
    if !edition.walkthrough {
        root.remove("step");
    }
    let mut dropped = 0;
    if let Some(table) = root.get_mut("base").and_then(Item::as_table_like_mut) {
        outcomes::write(table, edition.base, before.map(|preset| preset.base.as_ref()));
        dropped = before.map_or(0, |before| highlights(root, &before.base, edition.base));
    }
    let none = Proposal::default();
    proposal::write(root, edition.proposal, before.map_or(&none, |preset| &preset.proposal));
    start(root, edition.start, before.map(|preset| preset.start));
    let mut text = document.to_string();
    if template.is_some_and(|template| template.contains("\r\n")) {
        text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    let preset = parse(&text, edition.name).map_err(WriteError::Refused)?;
    if same(&preset.base, edition.base) && preset.proposal == *edition.proposal {
        Ok(Written { text, preset, dropped })
    } else {
        Err(WriteError::Another)
    }
}

/// Writes n and view where they differ from what stands there, or from what holds when nothing does.
fn start(root: &mut Table, start: Start, before: Option<Start>) {
    let before = before.unwrap_or_default();
    let n = i64::try_from(start.n).unwrap_or(i64::MAX);
    let changes = [
        (start.n != before.n).then(|| ("n", Value::from(n))),
        (start.view != before.view).then(|| ("view", Value::from(start.view.name()))),
    ];
    if changes.iter().all(Option::is_none) {
        return;
    }
    if !root.contains_key("start") {
        let mut table = Table::new();
        table.set_position(root.get("base").and_then(Item::as_table).and_then(Table::position));
        table.decor_mut().set_prefix("\n");
        root.insert("start", Item::Table(table));
    }
    if let Some(table) = root.get_mut("start").and_then(Item::as_table_like_mut) {
        for (key, value) in changes.into_iter().flatten() {
            set(table, key, value);
        }
    }
}

/// Makes the steps highlight outcomes by their new labels, and none that there is no longer; counts those.
fn highlights(root: &mut Table, before: &NamedBase, after: &NamedBase) -> usize {
    let labels = |of: &NamedBase| -> HashSet<String> {
        (0..of.base().len()).map(|at| of.labels().at(at).into_owned()).collect()
    };
    // A step may have another base by then, with labels of its own.
    let gone: HashSet<String> = labels(before).difference(&labels(after)).cloned().collect();
    if gone.is_empty() {
        return 0;
    }
    // Where no outcome has come or gone, one with a new label is in the place of the one with the old label.
    let count = after.base().len();
    let renamed = |label: &str| {
        let at = (0..count).find(|&at| before.labels().at(at) == label)?;
        (before.base().len() == count).then(|| after.labels().at(at).into_owned())
    };
    let mut dropped = 0;
    let mut mend = |step: &mut dyn TableLike| {
        let Some(list) = step.get_mut("highlight").and_then(Item::as_array_mut) else { return };
        for at in (0..list.len()).rev() {
            let Some(label) =
                list.get(at).and_then(Value::as_str).map(|label| visible(label.trim()).into_owned())
            else {
                continue;
            };
            if !gone.contains(&label) {
                continue;
            }
            match renamed(&label) {
                Some(new) => _ = list.replace(at, new),
                None => {
                    list.remove(at);
                    dropped += 1;
                }
            }
        }
    };
    match root.get_mut("step") {
        Some(Item::ArrayOfTables(steps)) => steps.iter_mut().for_each(|step| mend(step)),
        Some(Item::Value(Value::Array(steps))) => {
            steps.iter_mut().filter_map(Value::as_inline_table_mut).for_each(|step| mend(step));
        }
        _ => {}
    }
    dropped
}

/// Puts a value in the place of another one, whose comment it keeps, or after the others.
fn set(table: &mut dyn TableLike, key: &str, mut value: Value) {
    match table.get_mut(key) {
        Some(Item::Value(old)) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        _ => _ = table.insert(key, Item::Value(value)),
    }
}

/// Whether two bases have the same outcomes under the same labels, up to the last bit of a sum.
fn same(a: &NamedBase, b: &NamedBase) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= 4.0 * f64::EPSILON * b;
    a.base().len() == b.base().len()
        && (0..a.base().len()).all(|rank| {
            a.base().reward(rank) == b.base().reward(rank)
                && near(a.base().p(rank), b.base().p(rank))
                && a.label(rank) == b.label(rank)
        })
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("; ")
}
