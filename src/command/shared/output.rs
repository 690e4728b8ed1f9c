//! What every subcommand does with its BASE and with stdout.

use std::io::{self, BufWriter, Write};

use signal_hook::consts::SIGPIPE;

use crate::command::shared::failure::{Failure, note};
use crate::preset::{self, Subject};

/// The one base that `argument` means; its notices are printed on stderr. A preset with several prompts means the first
/// of them, and a notice says so.
///
/// # Errors
/// [`Failure::Input`] when it means nothing or is not a base.
pub(in crate::command) fn subject(argument: &str) -> Result<Subject, Failure> {
    let subject = resolve(argument)?;
    let subject = match subject {
        Subject::Preset(preset) if !preset.prompts.is_empty() => {
            let names: Vec<&str> = preset.prompts.iter().map(|prompt| prompt.base.name()).collect();
            note(&format!(
                "{} is several prompts, {}; this is the first of them",
                preset.name,
                names.join(", ")
            ));
            Subject::Prompt(preset, 0)
        }
        _ => subject,
    };
    remark(&subject, false);
    Ok(subject)
}

/// What `argument` means, with all prompts of a preset; the notices of every base are printed on stderr.
///
/// # Errors
/// [`Failure::Input`] when it means nothing or is not a base.
pub fn any_subject(argument: &str) -> Result<Subject, Failure> {
    let subject = resolve(argument)?;
    remark(&subject, false);
    Ok(subject)
}

/// What several arguments mean; standard input can be only one of them.
///
/// # Errors
/// [`Failure::Input`] when one of them means nothing, or standard input would be read twice.
pub(in crate::command) fn subjects(arguments: &[String]) -> Result<Vec<Subject>, Failure> {
    let is_input = |argument: &&String| argument.as_str() == "-" || argument.starts_with("-#");
    if arguments.iter().filter(is_input).count() > 1 {
        return Err(Failure::input("standard input can be read only once; give \"-\" for one BASE only"));
    }
    let subjects: Vec<Subject> =
        arguments.iter().map(|argument| resolve(argument)).collect::<Result<_, _>>()?;
    subjects.iter().for_each(|subject| remark(subject, subjects.len() > 1));
    Ok(subjects)
}

/// The subjects, with each prompt on its own instead of a preset with several.
pub(in crate::command) fn each_prompt(subjects: Vec<Subject>) -> Vec<Subject> {
    let split = |subject| match subject {
        Subject::Preset(preset) if !preset.prompts.is_empty() => {
            (0..preset.prompts.len()).map(|position| Subject::Prompt(preset.clone(), position)).collect()
        }
        subject => vec![subject],
    };
    subjects.into_iter().flat_map(split).collect()
}

fn resolve(argument: &str) -> Result<Subject, Failure> {
    preset::resolve(argument, &mut io::stdin().lock()).map_err(Failure::input)
}

/// Prints the notices of every base of a subject, under its name where there are others.
fn remark(subject: &Subject, has_others: bool) {
    if subject.prompts().is_empty() {
        subject.base().notices().iter().for_each(|notice| match has_others {
            true => note(&format!("{}: {notice}", subject.base().name())),
            false => note(notice),
        });
    }
    let bases = subject.prompts().iter().map(|prompt| &prompt.base);
    let notices: Vec<_> =
        bases.flat_map(|base| base.notices().iter().map(move |notice| (base, notice))).collect();
    let (shown, others) = notices.split_at(notices.len().min(NOTICES));
    shown.iter().for_each(|(base, notice)| note(&format!("{}: {notice}", base.name())));
    if !others.is_empty() {
        note(&format!("{} more notices on other prompts are left out", others.len()));
    }
}

/// As many notices on the prompts of a preset are printed.
const NOTICES: usize = 10;

/// Writes to stdout.
///
/// # Errors
/// [`Failure::Work`] when stdout cannot be written to; [`Failure::Signal`] when its reader has gone away, with the code of
/// the signal that ends other programs then: there is nothing to say, but what was lost is no success.
pub fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    accepted(write(&mut out).and_then(|()| out.flush()))
}

/// How a run ends whose reader has gone away.
pub(in crate::command) fn reader_is_gone() -> Failure {
    Failure::ended_by(SIGPIPE)
}

/// Prints the help or the version, in colour where the terminal has it.
pub(in crate::command) fn help(help: &clap::Error) -> Result<(), Failure> {
    accepted(help.print())
}

fn accepted(written: io::Result<()>) -> Result<(), Failure> {
    written.map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => reader_is_gone(),
        _ => Failure::work(format_args!("cannot write to standard output: {error}")),
    })
}
