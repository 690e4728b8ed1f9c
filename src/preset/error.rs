//! What can be wrong with a preset, and where.

use std::io;

use super::prose::ProseError;
use crate::bon::BaseError;
use crate::family::{NotationError, number::NumberError};

/// Why a preset was refused.
#[derive(Debug, thiserror::Error)]
pub enum PresetError {
    /// Something at one place of the file.
    #[error("{file}:{line}:{column}: {problem}")]
    At {
        /// The file, control characters made visible.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What is wrong there.
        problem: Box<Problem>,
    },
    /// The file cannot be read.
    #[error("{file}: {source}; give the path of a preset that can be read")]
    Unreadable {
        /// The file, control characters made visible.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// The file is larger than [`super::MAX_FILE`].
    #[error("{file} is larger than {} MiB, the most a preset may have", super::MAX_FILE >> 20)]
    TooLarge {
        /// The file, control characters made visible.
        file: String,
    },
}

/// What is wrong at one place of a preset.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum Problem {
    /// Not TOML.
    #[error("this is not TOML: {0}")]
    Syntax(String),
    /// Bytes that are not UTF-8.
    #[error("this byte is not UTF-8; a preset must be UTF-8 text")]
    NotUtf8,
    /// A key that means nothing.
    #[error("there is no key {found} in {table};{hint} the keys are {allowed}")]
    UnknownKey {
        /// The key, quoted.
        found: String,
        /// The table it stands in.
        table: &'static str,
        /// What was probably meant, as a question, or nothing.
        hint: String,
        /// The keys there are.
        allowed: String,
    },
    /// A key that must be there.
    #[error("{table} has no {key}; it must give {allowed}")]
    Missing {
        /// The table.
        table: &'static str,
        /// The key.
        key: &'static str,
        /// What the key may be.
        allowed: String,
    },
    /// A value of the wrong type, or outside its domain.
    #[error("{what} is {found}; it must be {allowed}")]
    Value {
        /// Which value.
        what: String,
        /// What was found.
        found: String,
        /// What is allowed.
        allowed: String,
    },
    /// A name that is none of those there are.
    #[error("{what} is {found};{hint} it must be one of {allowed}")]
    Name {
        /// Which value.
        what: String,
        /// The name, quoted.
        found: String,
        /// What was probably meant, as a question, or nothing.
        hint: String,
        /// The names there are.
        allowed: String,
    },
    /// A text that is no number.
    #[error("{what} is no number: {source}")]
    Number {
        /// Which value.
        what: String,
        /// What is wrong with it; columns count inside the quotes.
        source: NumberError,
    },
    /// Keys of which there must be exactly one.
    #[error("{table} has {found}; it must have exactly one of {allowed}")]
    ExactlyOne {
        /// The table.
        table: &'static str,
        /// The keys found.
        found: String,
        /// The keys there may be.
        allowed: &'static str,
    },
    /// Keys that do not go together.
    #[error("{key} of {table} goes only with {with}")]
    Misplaced {
        /// The key.
        key: &'static str,
        /// The table.
        table: &'static str,
        /// What it goes with.
        with: &'static str,
    },
    /// Lists that must be equally long.
    #[error("{key} has {found} entries and p has {wanted}; give one entry for each weight")]
    Lengths {
        /// The list.
        key: &'static str,
        /// Its length.
        found: usize,
        /// The length of p.
        wanted: usize,
    },
    /// A key that some outcomes have and others have not.
    #[error("outcome {index} has no {key} although others have one; give all of them one or none")]
    Partial {
        /// Which outcome, from 1.
        index: usize,
        /// The key.
        key: &'static str,
    },
    /// Two outcomes of one label.
    #[error("the label {label} was given to outcome {first} already; every outcome needs its own")]
    DuplicateLabel {
        /// The label, quoted.
        label: String,
        /// The outcome that has it, from 1.
        first: usize,
    },
    /// A label that no outcome has.
    #[error("no outcome is called {label};{hint} {what} must name labels of the base at this step")]
    UnknownLabel {
        /// The label, quoted.
        label: String,
        /// What was probably meant, as a question, or nothing.
        hint: String,
        /// Where it was named.
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
}
