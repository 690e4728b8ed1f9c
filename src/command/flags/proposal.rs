//! The flags that make best-of-n draw from something other than the base.

use clap::Args;

use super::values::{at_least_one, real};
use crate::bon::{Proposal, ProposalError, Proposed};
use crate::command::shared::failure::Failure;
use crate::family::NamedBase;
use crate::preset::Subject;
use crate::report::Proposing;
use crate::text::{number, visible};

/// What best-of-n draws from instead of the base; weights first, then temperature, top-k and top-p.
#[derive(Args, Clone, Debug, Default)]
#[command(
    next_help_heading = "Proposal (what best-of-n draws from; everything is still measured against the base)"
)]
pub struct ProposalArgs {
    /// Start from these weights instead of the base: one for each outcome in the order listed, separated by commas
    #[arg(long, value_name = "WEIGHTS", allow_hyphen_values = true)]
    proposal: Option<String>,
    /// Draw with probabilities proportional to p^(1/T)
    #[arg(long, value_name = "T", value_parser = real, allow_hyphen_values = true)]
    temperature: Option<f64>,
    /// Then draw only the K likeliest outcomes
    #[arg(long, value_name = "K", value_parser = at_least_one, allow_negative_numbers = true)]
    top_k: Option<u64>,
    /// Then draw only the fewest likeliest outcomes that together have at least P
    #[arg(long, value_name = "P", value_parser = real, allow_hyphen_values = true)]
    top_p: Option<f64>,
}

/// A proposal in force.
#[derive(Debug)]
pub(in crate::command) struct Chosen {
    how: Proposal,
    made: Proposed,
}

impl Chosen {
    pub(in crate::command) fn made(&self) -> &Proposed {
        &self.made
    }

    pub(in crate::command) fn proposing(&self) -> Proposing<'_> {
        Proposing { how: &self.how, made: &self.made }
    }
}

impl ProposalArgs {
    /// The proposal for the base of `subject`, none when it changes nothing. A flag replaces the setting of the preset.
    ///
    /// # Errors
    /// [`Failure::Input`] for a proposal that the base refuses.
    pub(in crate::command) fn chosen(&self, subject: &Subject) -> Result<Option<Chosen>, Failure> {
        let how = self.applied(subject)?;
        made(&how, subject.base()).map_err(|(_, error)| refused(&error))
    }

    /// [`ProposalArgs::chosen`] for every subject: for its base, or for the base of each prompt.
    ///
    /// # Errors
    /// [`Failure::Input`] for a proposal that a base refuses.
    pub(in crate::command) fn chosen_each(
        &self,
        subjects: &[Subject],
    ) -> Result<Vec<Vec<Option<Chosen>>>, Failure> {
        let bases = |subject: &Subject| subject.prompts().len().max(1);
        let has_others = subjects.iter().map(bases).sum::<usize>() > 1;
        let each = |subject: &Subject| -> Result<Vec<Option<Chosen>>, Failure> {
            let how = self.applied(subject)?;
            let made = |base: &NamedBase| {
                made(&how, base).map_err(|(flag, error)| {
                    let whose =
                        if has_others { format!("for {}, ", visible(base.name())) } else { String::new() };
                    Failure::input(format_args!("--{flag}: {whose}{error}"))
                })
            };
            match subject.prompts() {
                [] => Ok(vec![made(subject.base())?]),
                prompts => prompts.iter().map(|prompt| made(&prompt.base)).collect(),
            }
        };
        subjects.iter().map(each).collect()
    }

    /// The proposal of the preset, with every flag that is given instead of its setting.
    ///
    /// # Errors
    /// [`Failure::Input`] for weights that are no numbers.
    pub fn applied(&self, subject: &Subject) -> Result<Proposal, Failure> {
        let given = subject.preset().map(|preset| preset.proposal.clone()).unwrap_or_default();
        Ok(Proposal {
            weights: self.proposal.as_deref().map(weights).transpose()?.or(given.weights),
            temperature: self.temperature.or(given.temperature),
            top_k: self.top_k.map(|k| usize::try_from(k).unwrap_or(usize::MAX)).or(given.top_k),
            top_p: self.top_p.or(given.top_p),
        })
    }
}

/// The proposal for a base, none when it changes nothing.
///
/// # Errors
/// The wrong flag, and why it is wrong.
fn made(how: &Proposal, base: &NamedBase) -> Result<Option<Chosen>, (&'static str, ProposalError)> {
    if how.is_none() {
        return Ok(None);
    }
    let made = how.over(base.base()).map_err(|error| (flag(&error), error))?;
    Ok((!made.changes_nothing()).then(|| Chosen { how: how.clone(), made }))
}

/// Weights separated by commas, in the notation of numbers.
fn weights(list: &str) -> Result<Vec<f64>, Failure> {
    list.split(',')
        .enumerate()
        .map(|(i, weight)| {
            number::parse(weight.trim())
                .map_err(|error| Failure::input(format_args!("--proposal: weight {}: {error}", i + 1)))
        })
        .collect()
}

/// The failure of a proposal that a base refuses, with the flag that is wrong.
pub fn refused(error: &ProposalError) -> Failure {
    Failure::input(format_args!("--{}: {error}", flag(error)))
}

/// The flag that is wrong.
fn flag(error: &ProposalError) -> &'static str {
    match error {
        ProposalError::Temperature(_) | ProposalError::TooSmall { .. } => "temperature",
        ProposalError::TopK => "top-k",
        ProposalError::TopP(_) => "top-p",
        ProposalError::Lengths { .. }
        | ProposalError::Weight { .. }
        | ProposalError::NoMass
        | ProposalError::Grows { .. } => "proposal",
    }
}
