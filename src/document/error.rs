//! Errors of documents, with their places.

use std::error::Error;
use std::io;

use crate::text::number::NumberError;

/// The largest document that is read, in bytes.
pub const MAX_FILE: usize = 64 << 20;

/// Why a document was refused.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// An error at one place of the file.
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
    #[error("{file}: {source}; give the path of {kind} that can be read")]
    Unreadable {
        /// The file, control characters made visible.
        file: String,
        /// The kind of document, such as "a preset".
        kind: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// The file is larger than [`MAX_FILE`].
    #[error("{file} is larger than {} MiB, the most {kind} may have", MAX_FILE >> 20)]
    TooLarge {
        /// The file, control characters made visible.
        file: String,
        /// The kind of document.
        kind: &'static str,
    },
}

/// What is wrong at one place of a document.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// Not TOML.
    #[error("this is not TOML: {0}")]
    Syntax(String),
    /// Bytes that are not UTF-8.
    #[error("this byte is not UTF-8; {0} must be UTF-8 text")]
    NotUtf8(&'static str),
    /// UTF-16, by its mark.
    #[error("this is UTF-16; {0} must be UTF-8 text: save it as UTF-8")]
    Utf16(&'static str),
    /// An unknown key.
    #[error("there is no key {found} in {table};{hint} the keys are {allowed}")]
    UnknownKey {
        /// The key, quoted.
        found: String,
        /// Its table.
        table: &'static str,
        /// A suggestion, as a question, or nothing.
        hint: String,
        /// The known keys.
        allowed: String,
    },
    /// A required key that is missing.
    #[error("{table} has no {key}; it must give {allowed}")]
    Missing {
        /// The table.
        table: &'static str,
        /// The key.
        key: &'static str,
        /// What its value may be.
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
    /// An unknown name.
    #[error("{what} is {found};{hint} it must be one of {allowed}")]
    Name {
        /// Which value.
        what: String,
        /// The name, quoted.
        found: String,
        /// A suggestion, as a question, or nothing.
        hint: String,
        /// The known names.
        allowed: String,
    },
    /// Text that is not a number.
    #[error("{what} is not a number: {source}")]
    Number {
        /// Which value.
        what: String,
        /// What is wrong with it; columns count inside the quotes.
        source: NumberError,
    },
    /// Keys of which a table must have exactly one.
    #[error("{table} has {found}; it must have exactly one of {allowed}")]
    ExactlyOne {
        /// The table.
        table: &'static str,
        /// The keys found.
        found: String,
        /// The keys to choose from.
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
    /// An error that only the reader of the document knows.
    #[error(transparent)]
    Other(Box<dyn Error + Send + Sync>),
}
