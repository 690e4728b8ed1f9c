//! `[[prompt]]`: the prompts of a preset, each with a base and a weight.

use std::collections::HashMap;
use std::sync::Arc;

use crate::bon::{Drawing, Proposed};
use crate::document::{self, Table, Value};
use crate::family::NamedBase;
use crate::preset::error::{PresetError, Problem};
use crate::preset::fields;
use crate::text::{did_you_mean, quoted};

/// The name of the average over prompts; no prompt may have it.
pub const AVERAGE: &str = "average";

/// One prompt of a preset.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// The name; `preset#name` in full.
    pub name: String,
    /// How much it counts, a finite number above 0; the weights of a preset need not sum to 1.
    pub weight: f64,
    /// The base of its answers, under the full name.
    pub base: Arc<NamedBase>,
    /// The proposal of the preset over the base; none where it changes nothing.
    pub proposed: Option<Arc<Proposed>>,
}

impl Prompt {
    /// What best-of-n draws from.
    pub fn drawing(&self) -> Drawing<'_> {
        Drawing { base: self.base.base(), proposed: self.proposed.as_deref() }
    }
}

/// The bases of a preset: that of `[base]`, or those of its prompts.
pub(super) fn bases(root: Table<'_>, preset: &str) -> Result<(Arc<NamedBase>, Vec<Prompt>), PresetError> {
    let (base, prompts) = (root.get("base"), root.get("prompt"));
    let whole = match (base, prompts) {
        (Some(_), Some(prompts)) => {
            return Err(prompts.error(document::Problem::ExactlyOne {
                table: root.name(),
                found: "[base] and [[prompt]]".to_owned(),
                allowed: "[base] or [[prompt]]",
            }));
        }
        (None, Some(prompts)) => prompts,
        _ => {
            let value =
                root.need("base", "a table [base] with family, p or outcomes, or else [[prompt]] tables")?;
            let base = fields::base(value.table("[base]")?.only(&fields::BASE_KEYS)?)?;
            return Ok((Arc::new(base.renamed(preset.to_owned())), Vec::new()));
        }
    };
    let mut seen = HashMap::new();
    let prompts = whole
        .list("tables written [[prompt]]")?
        .enumerate()
        .map(|(i, value)| {
            let table = value.table("[[prompt]]")?;
            let prompt = prompt(table, preset)?;
            match seen.insert(prompt.name.clone(), i + 1) {
                None => Ok(prompt),
                Some(first) => Err(table
                    .get("name")
                    .map_or(value, |name| name)
                    .error(Problem::DuplicatePrompt { name: quoted(&prompt.name), first })),
            }
        })
        .collect::<Result<Vec<Prompt>, _>>()?;
    match prompts.first() {
        Some(first) => Ok((Arc::clone(&first.base), prompts)),
        None => Err(whole.refuse("at least one table written [[prompt]]")),
    }
}

fn prompt(table: Table<'_>, preset: &str) -> Result<Prompt, PresetError> {
    const WEIGHT: &str = "a finite number above 0";
    let keys: Vec<&'static str> = ["name", "weight"].into_iter().chain(fields::BASE_KEYS).collect();
    let table = table.only(&keys)?;
    let value = table.need("name", "the name of the prompt, such as \"easy\"")?;
    let name = fields::plain_name(value)?;
    if name == AVERAGE {
        return Err(value.refuse("another word: this is what the average over prompts is called"));
    }
    let weight = match table.get("weight") {
        None => 1.0,
        Some(value) => {
            Some(value.number()?).filter(|weight| *weight > 0.0).ok_or_else(|| value.refuse(WEIGHT))?
        }
    };
    let base = fields::base(table)?.renamed(format!("{preset}#{name}"));
    Ok(Prompt { name, weight, base: Arc::new(base), proposed: None })
}

/// The position of the prompt that `value` names; none for the average.
pub(super) fn named(value: Value<'_>, prompts: &[Prompt]) -> Result<Option<usize>, PresetError> {
    let name = value.line()?;
    let position = prompts.iter().position(|prompt| prompt.name == name);
    if name == AVERAGE || position.is_some() {
        return Ok(position);
    }
    let names = || std::iter::once(AVERAGE).chain(prompts.iter().map(|prompt| prompt.name.as_str()));
    Err(value.error(document::Problem::Name {
        what: value.what(),
        found: quoted(&name),
        hint: did_you_mean(&name, names()),
        allowed: names().collect::<Vec<_>>().join(", "),
    }))
}
