//! The table `[proposal]`: what best-of-n draws from instead of the base, or instead of the base of every prompt.

use std::sync::Arc;

use crate::bon::{Proposal, ProposalError, Proposed};
use crate::document::{Table, Value};
use crate::family::NamedBase;
use crate::preset::error::{PresetError, Problem};
use crate::preset::prompt::Prompt;
use crate::text::quoted;

/// The proposal of a preset, and its form over the base; `prompts` get theirs. Empty without the table.
pub(super) fn read(
    root: Table<'_>,
    base: &NamedBase,
    prompts: &mut [Prompt],
) -> Result<(Proposal, Option<Arc<Proposed>>), PresetError> {
    let Some(whole) = root.get("proposal") else { return Ok((Proposal::default(), None)) };
    let table = whole.table("[proposal]")?.only(&["p", "temperature", "top_k", "top_p"])?;
    let entries: Vec<Value<'_>> = match table.get("p") {
        Some(list) => list.list("a list of weights, one for each outcome")?.collect(),
        None => Vec::new(),
    };
    let weights = entries.iter().map(|entry| entry.number()).collect::<Result<Vec<f64>, _>>()?;
    let proposal = Proposal {
        weights: table.get("p").map(|_| weights),
        temperature: table.get("temperature").map(Value::number).transpose()?,
        top_k: table
            .get("top_k")
            .map(Value::draws)
            .transpose()?
            .map(|k| usize::try_from(k).unwrap_or(usize::MAX)),
        top_p: table.get("top_p").map(Value::number).transpose()?,
    };
    let place = |error: &ProposalError| {
        let place = match *error {
            ProposalError::Temperature(_) | ProposalError::TooSmall { .. } => table.get("temperature"),
            ProposalError::TopK => table.get("top_k"),
            ProposalError::TopP(_) => table.get("top_p"),
            ProposalError::Lengths { .. } | ProposalError::NoMass => table.get("p"),
            ProposalError::Weight { index, .. } | ProposalError::Grows { index } => {
                entries.get(index).copied()
            }
        };
        place.unwrap_or(whole)
    };
    let made = |base: &NamedBase| {
        proposal.over(base.base()).map(|made| (!made.changes_nothing()).then(|| Arc::new(made)))
    };
    for prompt in &mut *prompts {
        prompt.proposed = made(&prompt.base).map_err(|error| {
            place(&error).error(Problem::ProposalOfPrompt { prompt: quoted(&prompt.name), source: error })
        })?;
    }
    let proposed = match prompts.first() {
        Some(first) => first.proposed.clone(),
        None => made(base).map_err(|error| place(&error).error(Problem::Proposal(error)))?,
    };
    Ok((proposal, proposed))
}
