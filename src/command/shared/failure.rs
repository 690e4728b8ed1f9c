//! How a run fails: the sentence on stderr and the exit code.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use thiserror::Error;

use crate::text::visible;

/// Why a run failed.
#[derive(Debug, Error)]
pub enum Failure {
    /// Bad usage or bad input, in one sentence; exit code 2.
    #[error("{0}")]
    Input(String),
    /// The work itself failed, in one sentence; exit code 1.
    #[error("{0}")]
    Work(String),
    /// The answer was printed and is bad news; exit code 1.
    #[error("the answer is bad news")]
    BadNews,
    /// A signal ended the run; exit code 128 and its number, as shells have it.
    #[error("a signal ended it")]
    Signal(u8),
}

impl Failure {
    /// Bad usage or input, described by one sentence.
    pub fn input(sentence: impl Display) -> Failure {
        Failure::Input(sentence.to_string())
    }

    /// A run that this signal ended.
    pub(in crate::command) fn ended_by(signal: i32) -> Failure {
        Failure::Signal(u8::try_from(128 + signal).unwrap_or(u8::MAX))
    }

    /// Work that failed, described by one sentence.
    pub fn work(sentence: impl Display) -> Failure {
        Failure::Work(sentence.to_string())
    }
}

/// Prints a failure on stderr, with control characters made visible, and gives the exit code.
pub fn exit(result: Result<(), Failure>) -> ExitCode {
    let (sentence, code) = match result {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::BadNews) => return ExitCode::FAILURE,
        Err(Failure::Signal(code)) => return ExitCode::from(code),
        Err(Failure::Work(sentence)) => (sentence, ExitCode::FAILURE),
        Err(Failure::Input(sentence)) => (sentence, ExitCode::from(2)),
    };
    say("error", &sentence);
    code
}

/// Prints a notice, which is no failure, on stderr.
pub(in crate::command) fn note(sentence: &str) {
    say("note", sentence);
}

fn say(kind: &str, sentence: &str) {
    // Nobody is left to tell when stderr is closed.
    _ = writeln!(io::stderr().lock(), "{kind}: {}", visible(sentence));
}
