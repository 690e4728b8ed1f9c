//! Errors of presets, beyond those of any document.

use crate::bon::{BaseError, ProposalError};
use crate::document;
use crate::family::NotationError;
use crate::preset::prose::ProseError;

pub use crate::document::DocumentError as PresetError;

/// What is wrong at one place of a preset.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum Problem {
    /// Lists that must have one length.
    #[error("{key} has {found} entries and p has {wanted}; give one entry for each weight")]
    Lengths {
        /// The list.
        key: &'static str,
        /// Its length.
        found: usize,
        /// The length of p.
        wanted: usize,
    },
    /// A key that only some outcomes have.
    #[error("outcome {index} has no {key} although others have one; give all of them one or none")]
    Partial {
        /// Which outcome, from 1.
        index: usize,
        /// The key.
        key: &'static str,
    },
    /// One label for two outcomes.
    #[error("the label {label} was given to outcome {first} already; every outcome needs its own")]
    DuplicateLabel {
        /// The label, quoted.
        label: String,
        /// The outcome that has it, from 1.
        first: usize,
    },
    /// One name for two prompts.
    #[error("the name {name} was given to prompt {first} already; every prompt needs its own")]
    DuplicatePrompt {
        /// The name, quoted.
        name: String,
        /// The prompt that has it, from 1.
        first: usize,
    },
    /// A label that no outcome has.
    #[error("no outcome is called {label};{hint} {what} must name labels of the base at this step")]
    UnknownLabel {
        /// The label, quoted.
        label: String,
        /// A suggestion, as a question, or nothing.
        hint: String,
        /// Where it is named.
        what: String,
    },
    /// A text of a step that cannot be read.
    #[error("{what}: {source}")]
    Prose {
        /// Which text.
        what: String,
        /// What is wrong with it.
        source: ProseError,
    },
    /// A family that cannot be built.
    #[error(transparent)]
    Notation(NotationError),
    /// Numbers that make no distribution.
    #[error(transparent)]
    Base(BaseError),
    /// A proposal that does not fit.
    #[error(transparent)]
    Proposal(ProposalError),
    /// A proposal that does not fit the base of a prompt.
    #[error("for the prompt {prompt}, {source}")]
    ProposalOfPrompt {
        /// The name of the prompt, quoted.
        prompt: String,
        /// What is wrong there.
        source: ProposalError,
    },
}

impl From<Problem> for document::Problem {
    fn from(problem: Problem) -> document::Problem {
        document::Problem::Other(Box::new(problem))
    }
}
