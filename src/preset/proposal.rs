//! The table `[proposal]`: what best-of-n draws from instead of the base.

use super::PresetError;
use super::error::Problem;
use crate::bon::{Base, Proposal, ProposalError};
use crate::document::{Table, Value};

/// The proposal of a preset, checked against its base; nothing without the table.
pub(super) fn read(root: Table<'_>, base: &Base) -> Result<Proposal, PresetError> {
    let Some(whole) = root.get("proposal") else { return Ok(Proposal::default()) };
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
    match proposal.over(base) {
        Ok(_) => Ok(proposal),
        Err(error) => {
            let place = match error {
                ProposalError::Temperature(_) | ProposalError::TooSmall { .. } => table.get("temperature"),
                ProposalError::TopK => table.get("top_k"),
                ProposalError::TopP(_) => table.get("top_p"),
                ProposalError::Lengths { .. } | ProposalError::NoMass => table.get("p"),
                ProposalError::Weight { index, .. } | ProposalError::Grows { index } => {
                    entries.get(index).copied()
                }
            };
            Err(place.unwrap_or(whole).error(Problem::Proposal(error)))
        }
    }
}
