//! Files written whole or not at all. Must never leave half a file, nor replace a file without permission.

use std::fs;
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::text::visible;

#[cfg(unix)]
use std::os::unix::fs::{MetadataExt, PermissionsExt};

/// Which earlier file may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite<'a> {
    /// Any file.
    Anything,
    /// None: the path must be free.
    Nothing,
    /// A file with these bytes, or none: anything else was written since they were read.
    Unchanged(&'a [u8]),
}

/// The longest chain of links that is followed, as on Linux.
const LINKS: usize = 40;

/// Writes a file whole or not at all, by way of a temporary file beside it. Links are followed and kept, and a replaced
/// file keeps its permissions, its owner and its other names. A device or a pipe is written to directly.
///
/// # Errors
/// What the system says; [`io::ErrorKind::AlreadyExists`] when the path has a file that may not be replaced.
pub fn save(path: &Path, content: &[u8], overwrite: Overwrite<'_>) -> io::Result<()> {
    let Some(found) = look(path)? else {
        let path = end_of_links(path)?;
        let file = written(&path, content)?;
        match overwrite {
            Overwrite::Anything => file.persist(path),
            Overwrite::Nothing | Overwrite::Unchanged(_) => file.persist_noclobber(path),
        }?;
        return Ok(());
    };
    if !found.is_file() && !found.is_dir() {
        return fs::write(path, content);
    }
    let path = end_of_links(path)?;
    let mut old = held(&path, &found)?;
    match overwrite {
        Overwrite::Nothing => return Err(io::ErrorKind::AlreadyExists.into()),
        Overwrite::Unchanged(before) => {
            if fs::read(&path)? != before {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
        }
        Overwrite::Anything => {}
    }
    let new = written(&path, content)?;
    if takes_the_place(new.as_file(), &old.metadata()?)? {
        new.persist(path)?;
        Ok(())
    } else {
        write_over(&mut old, content, new)
    }
}

/// Whether [`save`] could write this file, whatever is there: tried before long work, so that it is not done in vain. Changes
/// nothing.
///
/// # Errors
/// As for [`save`].
pub fn try_to_save(path: &Path) -> io::Result<()> {
    match look(path)? {
        // Trying may wait for the other end.
        Some(found) if !found.is_file() && !found.is_dir() => return Ok(()),
        Some(found) => drop(writable(path, &found)?),
        None => {}
    }
    beside(&end_of_links(path)?).map(drop)
}

/// What is there, at the end of all links. A path that cannot be looked at is an error: what hides its end may do so for a
/// reason, so the links are not followed by hand.
fn look(path: &Path) -> io::Result<Option<fs::Metadata>> {
    match fs::metadata(path) {
        Ok(found) => Ok(Some(found)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => end_of_links(path).and(Err(error)),
    }
}

/// The file, open, when it may be written to.
fn writable(path: &Path, found: &fs::Metadata) -> io::Result<fs::File> {
    if found.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if found.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    fs::OpenOptions::new().write(true).open(path)
}

/// How long, and how often, the file is asked for while another program replaces it.
const PATIENCE: (Duration, u32) = (Duration::from_millis(10), 200);

/// The file that is to be replaced, locked, so that of two programs that replace it at one instant the second finds what the
/// first has written.
fn held(path: &Path, found: &fs::Metadata) -> io::Result<fs::File> {
    let (pause, tries) = PATIENCE;
    for _ in 0..tries {
        let file = writable(path, found)?;
        match file.try_lock() {
            // Where there are no locks, the check of the content has to do.
            Ok(()) | Err(fs::TryLockError::Error(_)) => {
                if is_at(&file, path) {
                    return Ok(file);
                }
            }
            Err(fs::TryLockError::WouldBlock) => std::thread::sleep(pause),
        }
    }
    Err(io::Error::new(io::ErrorKind::ResourceBusy, "another program holds it"))
}

/// Whether the open file is still the one at this path.
#[cfg(unix)]
pub(super) fn is_at(file: &fs::File, path: &Path) -> bool {
    let identity = |found: fs::Metadata| (found.dev(), found.ino());
    let known = file.metadata().map(identity).ok();
    known.is_some() && known == fs::metadata(path).map(identity).ok()
}

#[cfg(not(unix))]
pub(super) fn is_at(_: &fs::File, path: &Path) -> bool {
    path.exists()
}

/// Gives the new file the owner and the permissions of the old one. It does not take the place of one whose owner it cannot
/// have, nor of one with more names, which would be torn apart.
#[cfg(unix)]
fn takes_the_place(new: &fs::File, old: &fs::Metadata) -> io::Result<bool> {
    let own = new.metadata()?;
    let same_owner = (own.uid(), own.gid()) == (old.uid(), old.gid())
        || std::os::unix::fs::fchown(new, Some(old.uid()), Some(old.gid())).is_ok();
    if !same_owner || old.nlink() > 1 {
        return Ok(false);
    }
    // After the owner: a change of owner takes bits away.
    new.set_permissions(old.permissions())?;
    Ok(true)
}

#[cfg(not(unix))]
fn takes_the_place(new: &fs::File, old: &fs::Metadata) -> io::Result<bool> {
    new.set_permissions(old.permissions())?;
    Ok(true)
}

/// Writes the content over that of the open file, while a whole copy of it lies beside under a name that nothing tidies up.
fn write_over(file: &mut fs::File, content: &[u8], copy: NamedTempFile) -> io::Result<()> {
    let name = copy.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
    let copy = copy.into_temp_path();
    let spare = copy.with_file_name(format!("copy{name}"));
    copy.persist_noclobber(&spare)?;
    file.seek(io::SeekFrom::Start(0))
        .and_then(|_| file.write_all(content))
        .and_then(|()| file.set_len(content.len() as u64))
        .and_then(|()| file.sync_all())
        .map_err(|error| {
            io::Error::new(error.kind(), format!("{error}; all of it is in {}", shown(&spare)))
        })?;
    fs::remove_file(spare)
}

/// A temporary file beside this path with this content.
fn written(path: &Path, content: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = beside(path)?;
    // Through the file itself: its errors do not name the temporary path, which means nothing to the user.
    file.as_file_mut().write_all(content)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// What the names of temporary files begin with.
const TEMPORARY: &str = ".bonscope-";

/// A temporary file in the folder of this path. It is locked for as long as it is being written: one that nobody holds is a
/// leftover.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(fs::Permissions::from_mode(0o666));
    // Its errors name the temporary path, which means nothing to the user.
    let file = builder.prefix(TEMPORARY).tempfile_in(folder).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            io::Error::new(error.kind(), format!("there is no folder {}", shown(folder)))
        }
        io::ErrorKind::NotADirectory => {
            io::Error::new(error.kind(), format!("{} is no folder", shown(folder)))
        }
        kind => kind.into(),
    })?;
    // Where there are no locks, nothing is tidied up either.
    _ = file.as_file().try_lock();
    Ok(file)
}

/// How old a temporary file is at least before it is looked at: it may not be locked yet.
const SETTLED: Duration = Duration::from_millis(100);

/// Removes temporary files from `folder` that killed programs left there; those that are being written stay.
pub fn tidy(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_temporary = entry.file_name().to_string_lossy().starts_with(TEMPORARY);
        if is_temporary && is_left(&entry.path()) {
            // What cannot be removed does no harm.
            _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether nobody writes this file any more.
fn is_left(path: &Path) -> bool {
    let found = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file);
    let age = found.and_then(|found| found.modified().ok()).and_then(|then| then.elapsed().ok());
    let open = || fs::OpenOptions::new().write(true).open(path);
    age.is_some_and(|age| age > SETTLED) && open().is_ok_and(|file| file.try_lock().is_ok())
}

fn shown(path: &Path) -> String {
    visible(&path.display().to_string()).into_owned()
}

/// The end of a chain of links, which need not exist.
fn end_of_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        match fs::read_link(&path) {
            Ok(next) => path = path.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("it is a link that leads to itself"))
}

#[cfg(test)]
mod tests;
