//! What every subcommand does with its input and output: the base it was given, and stdout.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

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

/// Writes a file whole or not at all, by way of a temporary one beside it; what is there already stays unless
/// `replace` is set. A device or a pipe is written to as it is.
///
/// # Errors
/// What the system says; [`io::ErrorKind::AlreadyExists`] when something is there that may not be replaced.
pub fn save(path: &Path, content: &[u8], replace: bool) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        return fs::write(path, content);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.prefix(".bonscope-").tempfile_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    if replace { file.persist(path) } else { file.persist_noclobber(path) }?;
    Ok(())
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
