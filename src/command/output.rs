//! What every subcommand does with its input and output: the base it was given, and stdout.

use std::io::{self, BufWriter, Write};

use super::failure::{Failure, note};
use crate::preset::{self, Subject};

/// What `argument` means as a base, with its notices printed on stderr.
///
/// # Errors
/// [`Failure::Input`] when it means nothing or is no base.
pub fn subject(argument: &str) -> Result<Subject, Failure> {
    let subject = preset::resolve(argument, &mut io::stdin().lock()).map_err(Failure::input)?;
    for notice in subject.base().notices() {
        note(notice);
    }
    Ok(subject)
}

/// Writes to stdout. A reader that has gone away is no failure.
///
/// # Errors
/// [`Failure::Work`] when stdout cannot be written to.
pub fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    accepted(write(&mut out).and_then(|()| out.flush()))
}

/// Prints the help or the version, in colour where the terminal has it.
pub(super) fn help(help: &clap::Error) -> Result<(), Failure> {
    accepted(help.print())
}

fn accepted(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::work(format_args!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}
