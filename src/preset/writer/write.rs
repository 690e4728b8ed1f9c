//! The whole text of a preset.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

use crate::bon::Proposal;
use crate::preset::definition::{Preset, Start};
use crate::preset::error::PresetError;
use crate::preset::schema::parse;
use crate::preset::writer::bases::{self, Bases};
use crate::preset::writer::set::set;
use crate::preset::writer::{highlights, proposal};

/// What a preset says; everything else stays as it is in the template.
#[derive(Clone, Copy, Debug)]
pub struct PresetText<'a> {
    /// The name of the preset.
    pub name: &'a str,
    /// A title of one line; the title of the template when left out.
    pub title: Option<&'a str>,
    /// The source; that of the template when left out.
    pub source: Option<&'a str>,
    /// The base or the prompts; a template must have prompts of the same names.
    pub bases: Bases<'a>,
    /// The proposal that is drawn from instead of the base.
    pub proposal: &'a Proposal,
    /// How the explorer opens.
    pub start: Start,
    /// Whether the walkthrough stays; it may name outcomes that are gone.
    pub walkthrough: bool,
}

/// A preset as text.
#[derive(Clone, Debug)]
pub struct Written {
    /// The text.
    pub text: String,
    /// The preset that the text reads back as.
    pub preset: Preset,
    /// How many labels are no longer highlighted because no outcome has them.
    pub dropped: usize,
}

/// Why a preset cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The template is not a preset.
    #[error("the preset that is to be changed cannot be read: {0}")]
    Template(String),
    /// The preset would be refused, for instance for its size.
    #[error("this base does not fit into a preset: {0}")]
    Refused(PresetError),
    /// The preset would have another base, or other prompts.
    #[error("this base would not read back the same from a preset, so it was not written")]
    Another,
}

/// A new preset before anything is written into it.
const BLANK: &str = "format = 1\nname = \"\"\ntitle = \"\"\n\n[base]\n";

/// The text of a preset with this `content`, written over the `template` or anew.
///
/// # Errors
/// [`WriteError`] when the text would not read back as the same preset.
pub fn write(content: &PresetText<'_>, template: Option<&str>) -> Result<Written, WriteError> {
    let broken = |error: &dyn std::fmt::Display| WriteError::Template(one_line(&error.to_string()));
    let before = template.map(|text| parse(text, "template")).transpose().map_err(|error| broken(&error))?;
    let before = before.as_ref();
    let mut document: DocumentMut =
        template.unwrap_or(BLANK).parse().map_err(|error: toml_edit::TomlError| broken(&error.message()))?;
    let root = document.as_table_mut();
    for (key, text, old) in [
        ("name", Some(content.name), before.map(|preset| preset.name.as_str())),
        ("title", content.title, before.map(|preset| preset.title.as_str())),
        ("source", content.source, before.map(|preset| preset.source.as_str())),
    ] {
        if let Some(text) = text.filter(|text| Some(*text) != old) {
            set(root, key, text.into());
        }
    }
    if !content.walkthrough {
        root.remove("step");
        root.remove("walkthrough");
    }
    let mut dropped = 0;
    let stood = before.map(Bases::of);
    if stood.is_some_and(|stood| !content.bases.stands_where(stood)) {
        return Err(WriteError::Another);
    }
    bases::write(root, content.bases, stood);
    if let Some(stood) = stood {
        dropped = highlights::mend(root, stood, content.bases);
    }
    let none = Proposal::default();
    proposal::write(root, content.proposal, before.map_or(&none, |preset| &preset.proposal));
    start(root, content.start, before.map(|preset| preset.start));
    let mut text = document.to_string();
    // A parsed document is several times the size of its text, and reading back makes another one.
    drop(document);
    if template.is_some_and(|template| template.contains("\r\n")) {
        text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    let preset = parse(&text, content.name).map_err(WriteError::Refused)?;
    if content.bases.same(Bases::of(&preset)) && preset.proposal == *content.proposal {
        Ok(Written { text, preset, dropped })
    } else {
        Err(WriteError::Another)
    }
}

/// Writes n and view where they differ from those of the template, or from the defaults.
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
        let prompts = root.get("prompt").and_then(Item::as_array_of_tables);
        let last = prompts.and_then(|prompts: &ArrayOfTables| prompts.iter().last());
        let before = root.get("base").and_then(Item::as_table).or(last);
        table.set_position(before.and_then(Table::position));
        table.decor_mut().set_prefix("\n");
        root.insert("start", Item::Table(table));
    }
    if let Some(table) = root.get_mut("start").and_then(Item::as_table_like_mut) {
        for (key, value) in changes.into_iter().flatten() {
            set(table, key, value);
        }
    }
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("; ")
}
