//! Files written whole or not at all. Must never leave half a file, nor replace a file without permission.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

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
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(fs::Permissions::from_mode(0o666));
    let mut file = builder.prefix(".bonscope-").tempfile_in(folder)?;
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
