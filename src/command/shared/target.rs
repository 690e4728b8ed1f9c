//! Where an answer goes: to standard output or into a file.

use std::io;
use std::path::Path;

use crate::command::shared::failure::Failure;
use crate::command::shared::output;
use crate::preset::{self, Overwrite};
use crate::text::visible;

/// What a flag such as `--output` names; found fit to be written to.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    /// Standard output.
    Stdout,
    /// A file, which is written whole or not at all.
    File(&'a Path),
}

impl<'a> Target<'a> {
    /// What this path means: `-`, and none, is standard output. A file is tried before any work is done.
    ///
    /// # Errors
    /// [`Failure::Work`] when the file cannot be written.
    pub fn of(path: Option<&'a Path>) -> Result<Target<'a>, Failure> {
        match path {
            None => Ok(Target::Stdout),
            Some(path) if path == Path::new("-") => Ok(Target::Stdout),
            Some(path) => preset::try_to_save(path)
                .map(|()| Target::File(path))
                .map_err(|error| cannot_write(path, &error)),
        }
    }

    /// Writes the answer.
    ///
    /// # Errors
    /// [`Failure::Work`] when it cannot be written.
    pub fn write(self, answer: &[u8]) -> Result<(), Failure> {
        match self {
            Target::Stdout => output::print(|out| out.write_all(answer)),
            Target::File(path) => {
                preset::save(path, answer, Overwrite::Anything).map_err(|error| cannot_write(path, &error))
            }
        }
    }
}

/// Why a file cannot be written.
pub fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return output::reader_is_gone();
    }
    Failure::work(format_args!("cannot write {}: {error}", visible(&path.display().to_string())))
}
