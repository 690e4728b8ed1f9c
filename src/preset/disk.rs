//! Files written whole or not at all. Must never leave half a file, nor replace a file without permission.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::text::visible;

#[cfg(unix)]
use std::os::unix::fs::PermissionsExt;

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
/// file keeps its permissions. A device or a pipe is written to directly.
///
/// # Errors
/// What the system says; [`io::ErrorKind::AlreadyExists`] when the path has a file that may not be replaced.
pub fn save(path: &Path, content: &[u8], overwrite: Overwrite<'_>) -> io::Result<()> {
    let found = fs::metadata(path).ok();
    if found.as_ref().is_some_and(|found| !found.is_file() && !found.is_dir()) {
        return fs::write(path, content);
    }
    if let (Overwrite::Unchanged(before), Some(_)) = (overwrite, &found)
        && fs::read(path)? != before
    {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let path = end_of_links(path)?;
    let mut file = beside(&path)?;
    // Through the file itself: its errors do not name the temporary path, which means nothing to the user.
    file.as_file_mut().write_all(content)?;
    if let Some(found) = &found {
        file.as_file().set_permissions(found.permissions())?;
    }
    file.as_file().sync_all()?;
    match (overwrite, found) {
        (Overwrite::Anything, _) | (Overwrite::Unchanged(_), Some(_)) => file.persist(path),
        (Overwrite::Nothing, _) | (Overwrite::Unchanged(_), None) => file.persist_noclobber(path),
    }?;
    Ok(())
}

/// Whether [`save`] could write this file, whatever is there: tried before long work, so that it is not done in vain. Changes
/// nothing.
///
/// # Errors
/// As for [`save`].
pub fn try_to_save(path: &Path) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        // Trying may wait for the other end.
        Ok(found) if !found.is_file() => Ok(()),
        _ => beside(&end_of_links(path)?).map(drop),
    }
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
mod tests {
    use super::*;

    fn read(path: &Path) -> String {
        fs::read_to_string(path).unwrap()
    }

    #[test]
    fn only_what_may_be_replaced_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        let kind = |result: io::Result<()>| result.unwrap_err().kind();
        save(&path, b"one", Overwrite::Nothing).unwrap();
        assert_eq!(kind(save(&path, b"two", Overwrite::Nothing)), io::ErrorKind::AlreadyExists);
        assert_eq!(kind(save(&path, b"two", Overwrite::Unchanged(b"other"))), io::ErrorKind::AlreadyExists);
        assert_eq!(read(&path), "one");
        save(&path, b"two", Overwrite::Unchanged(b"one")).unwrap();
        save(&path, b"three", Overwrite::Anything).unwrap();
        assert_eq!(read(&path), "three");
        fs::remove_file(&path).unwrap();
        save(&path, b"four", Overwrite::Unchanged(b"three")).unwrap();
        assert_eq!(read(&path), "four");
        let directory = save(folder.path(), b"five", Overwrite::Anything);
        assert!(directory.is_err(), "a folder is no file");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file stays behind");
    }

    #[test]
    fn leftovers_of_killed_programs_go_and_files_in_use_stay() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let long_ago = std::time::SystemTime::now() - SETTLED * 2;
        let make = |name: &str| {
            let file = fs::File::create(at(name)).unwrap();
            file.set_modified(long_ago).unwrap();
            file
        };
        drop([make(".bonscope-left"), make("mine.toml"), make("bonscope-other")]);
        let held = make(".bonscope-held");
        held.try_lock().unwrap();
        let mut fresh = beside(&at("x")).unwrap();
        fresh.as_file_mut().write_all(b"x").unwrap();
        fs::create_dir(at(".bonscope-folder")).unwrap();
        tidy(folder.path());
        let names = || {
            let entries = fs::read_dir(folder.path()).unwrap();
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>()
        };
        assert!(!at(".bonscope-left").exists() && names().len() == 5, "{:?}", names());
        drop(held);
        tidy(folder.path());
        assert!(!at(".bonscope-held").exists() && fresh.path().exists(), "{:?}", names());
        tidy(&at("nowhere"));
    }

    #[test]
    fn what_could_not_be_saved_is_told_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.svg");
        try_to_save(&path).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is changed");
        let missing = try_to_save(&folder.path().join("no/a.svg")).unwrap_err();
        assert_eq!(missing.to_string(), format!("there is no folder {}", folder.path().join("no").display()));
        assert_eq!(try_to_save(folder.path()).unwrap_err().kind(), io::ErrorKind::IsADirectory);
        fs::write(&path, "").unwrap();
        assert!(try_to_save(&path.join("b.svg")).unwrap_err().to_string().ends_with("a.svg is no folder"));
        assert!(save(&path.join("b.svg"), b"", Overwrite::Anything).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("deep")).unwrap();
        fs::write(at("deep/real"), "one").unwrap();
        fs::set_permissions(at("deep/real"), fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink("deep/middle", at("link")).unwrap();
        std::os::unix::fs::symlink("real", at("deep/middle")).unwrap();
        save(&at("link"), b"two", Overwrite::Unchanged(b"one")).unwrap();
        assert_eq!(read(&at("deep/real")), "two");
        assert!(fs::symlink_metadata(at("link")).unwrap().is_symlink());
        assert_eq!(fs::metadata(at("deep/real")).unwrap().permissions().mode() & 0o777, 0o640);
        std::os::unix::fs::symlink("deep/nothing-yet", at("dangling")).unwrap();
        save(&at("dangling"), b"new", Overwrite::Nothing).unwrap();
        assert_eq!(read(&at("deep/nothing-yet")), "new");
        std::os::unix::fs::symlink("round", at("round")).unwrap();
        assert!(save(&at("round"), b"x", Overwrite::Anything).is_err());
    }
}
