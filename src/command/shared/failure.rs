//! How a run ends badly: the sentence on stderr and the exit code.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use crate::family::visible;

/// Why a run did not end well.
#[derive(Debug)]
pub enum Failure {
    /// Bad usage or bad input; exit code 2.
    Input(anyhow::Error),
    /// The work itself failed; exit code 1.
    Work(anyhow::Error),
    /// The answer was printed and is bad news; exit code 1.
    BadNews,
}

impl Failure {
    /// Bad usage or input, described by one sentence.
    pub fn input(sentence: impl Display) -> Failure {
        Failure::Input(anyhow::anyhow!("{sentence}"))
    }

    /// Work that failed, described by one sentence.
    pub fn work(sentence: impl Display) -> Failure {
        Failure::Work(anyhow::anyhow!("{sentence}"))
    }
}

/// Reports how a run ended on stderr, control characters made visible, and gives the exit code.
pub fn exit(result: Result<(), Failure>) -> ExitCode {
    let (error, code) = match result {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::BadNews) => return ExitCode::FAILURE,
        Err(Failure::Work(error)) => (error, ExitCode::FAILURE),
        Err(Failure::Input(error)) => (error, ExitCode::from(2)),
    };
    say("error", &format!("{error:#}"));
    code
}

/// Tells the user something that is no failure.
pub(in crate::command) fn note(sentence: &str) {
    say("note", sentence);
}

fn say(kind: &str, sentence: &str) {
    // Nobody is left to tell when stderr is closed.
    _ = writeln!(io::stderr().lock(), "{kind}: {}", visible(sentence));
}
