//! Unsaved work in the state directory: one file a session, with a lock beside it for as long as the session lasts.
//!
//! The files are presets like any other. Must never overwrite or remove the file of a session that is still running.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::{io, process};

use etcetera::base_strategy::{BaseStrategy, Xdg};

use crate::preset::disk::{self, Overwrite, is_at, save};
use crate::preset::library;

#[cfg(unix)]
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};

/// Where unsaved work is: `$XDG_STATE_HOME/bonscope/unsaved`, by default below `~/.local/state`.
pub fn folder() -> Option<PathBuf> {
    Some(Xdg::new().ok()?.state_dir()?.join("bonscope").join("unsaved"))
}

/// The file of one session; no other session touches it until the slot is dropped.
#[derive(Debug)]
pub struct Slot {
    path: PathBuf,
    /// Locked; on a system without locks its existence alone says that the session is running.
    _lock: File,
}

impl Slot {
    /// A new slot, with no file yet.
    ///
    /// # Errors
    /// When the folder or the lock cannot be made.
    pub fn new(folder: &Path) -> io::Result<Slot> {
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        builder.mode(0o700);
        builder.recursive(true).create(folder)?;
        let mut turn = 0_u32;
        loop {
            let path = folder.join(format!("session-{}-{turn}.toml", process::id()));
            turn += 1;
            match OpenOptions::new().write(true).create_new(true).open(lock_of(&path)) {
                Ok(_) if path.exists() => {}
                // Another session may have taken it for a leftover before it was locked.
                Ok(lock) if held(&lock)? && is_at(&lock, &lock_of(&path)) => {
                    return Ok(Slot { path, _lock: lock });
                }
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                Ok(_) | Err(_) => {}
            }
        }
    }

    /// Takes over the file of a session that has ended; none when the session is still running or the file is gone.
    ///
    /// # Errors
    /// When the lock cannot be opened.
    pub fn claim(path: &Path) -> io::Result<Option<Slot>> {
        if !path.exists() {
            return Ok(None);
        }
        let lock = open_lock(&lock_of(path))?;
        let free = held(&lock)? && path.exists();
        Ok(free.then(|| Slot { path: path.to_owned(), _lock: lock }))
    }

    /// The path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the file whole or not at all.
    ///
    /// # Errors
    /// What the system says; the earlier file then stays.
    pub fn write(&self, text: &str) -> io::Result<()> {
        save(&self.path, text.as_bytes(), Overwrite::Anything)
    }

    /// Removes the file and its lock.
    ///
    /// # Errors
    /// What the system says.
    pub fn remove(self) -> io::Result<()> {
        let gone = fs::remove_file(&self.path);
        // Another session that waits for the lock finds no file and gives up.
        let unlocked = fs::remove_file(lock_of(&self.path));
        match gone {
            Err(error) if error.kind() == io::ErrorKind::NotFound => unlocked,
            gone => gone.and(unlocked),
        }
    }
}

/// Removes what killed sessions left in `folder` besides their work: files that are half written, and locks without a file.
pub fn tidy(folder: &Path) {
    disk::tidy(folder);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let work = path.with_extension("toml");
        let is_lock = path.extension().is_some_and(|extension| extension == "lock")
            && entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_lock
            && !work.exists()
            && let Ok(lock) = OpenOptions::new().write(true).open(&path)
            && lock.try_lock().is_ok()
            && !work.exists()
        {
            // What cannot be removed does no harm.
            _ = fs::remove_file(&path);
        }
    }
}

/// The files that ended sessions left in `folder`, newest first; also those of which it cannot be told whether their session
/// has ended, because their lock cannot be opened.
pub fn left_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = library::presets_in(folder)
        .into_iter()
        .map(|(_, path)| path)
        .filter(|path| !matches!(Slot::claim(path), Ok(None)))
        .collect();
    let changed = |path: &PathBuf| fs::metadata(path).and_then(|data| data.modified()).ok();
    files.sort_by_key(|path| std::cmp::Reverse(changed(path)));
    files
}

fn lock_of(path: &Path) -> PathBuf {
    path.with_extension("lock")
}

/// Opens a lock, or makes it. One whose permissions are in the way is ours all the same, if the folder is.
fn open_lock(path: &Path) -> io::Result<File> {
    if path.symlink_metadata().is_ok_and(|found| !found.is_file()) {
        return Err(io::Error::other(format!("{} is no file", path.display())));
    }
    let open = || OpenOptions::new().write(true).create(true).truncate(false).open(path);
    #[cfg(unix)]
    let open = || {
        open().or_else(|error| match error.kind() {
            io::ErrorKind::PermissionDenied => {
                fs::set_permissions(path, fs::Permissions::from_mode(0o600)).and_then(|()| open())
            }
            _ => Err(error),
        })
    };
    open()
}

/// Whether the lock is ours now.
fn held(lock: &File) -> io::Result<bool> {
    match lock.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(true),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_keep_apart_and_leave_their_files_to_the_next_one() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("state/bonscope/unsaved");
        let (one, two) = (Slot::new(&folder).unwrap(), Slot::new(&folder).unwrap());
        assert_ne!(one.path(), two.path());
        one.write("one").unwrap();
        two.write("two").unwrap();
        assert!(left_in(&folder).is_empty(), "both still run");
        assert!(Slot::claim(one.path()).unwrap().is_none());
        let path = one.path().to_owned();
        drop(one);
        assert_eq!(left_in(&folder), [path.as_path()]);
        let again = Slot::claim(&path).unwrap().unwrap();
        assert!(Slot::claim(&path).unwrap().is_none() && left_in(&folder).is_empty());
        again.write("more").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "more");
        again.remove().unwrap();
        two.remove().unwrap();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "nothing stays behind");
        assert!(Slot::claim(&path).unwrap().is_none(), "it is gone");
    }

    #[test]
    fn what_killed_sessions_leave_besides_their_work_goes() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        let running = Slot::new(home.path()).unwrap();
        for name in ["session-1-0.lock", "session-2-0.lock", "session-2-0.toml", ".bonscope-abc"] {
            let file = File::create(at(name)).unwrap();
            file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(60)).unwrap();
        }
        fs::create_dir(at("session-3-0.lock")).unwrap();
        tidy(home.path());
        assert!(!at("session-1-0.lock").exists() && !at(".bonscope-abc").exists());
        assert!(at("session-2-0.lock").exists() && at("session-2-0.toml").exists());
        assert!(lock_of(running.path()).exists() && at("session-3-0.lock").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_that_cannot_be_opened_hides_nothing() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        for name in ["session-1-0", "session-2-0", "session-3-0"] {
            fs::write(at(&format!("{name}.toml")), name).unwrap();
        }
        fs::create_dir(at("session-1-0.lock")).unwrap();
        fs::write(at("session-2-0.lock"), "").unwrap();
        fs::set_permissions(at("session-2-0.lock"), fs::Permissions::from_mode(0o000)).unwrap();
        let pipe = at("session-3-0.lock");
        assert!(process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert_eq!(left_in(home.path()).len(), 3);
        assert!(Slot::claim(&at("session-1-0.toml")).unwrap_err().to_string().ends_with("is no file"));
        assert!(Slot::claim(&at("session-2-0.toml")).unwrap().is_some(), "it is ours");
        assert!(Slot::claim(&at("session-3-0.toml")).is_err());
    }

    #[test]
    fn a_number_that_is_used_again_takes_another_file() {
        let home = tempfile::tempdir().unwrap();
        let first = Slot::new(home.path()).unwrap();
        first.write("one").unwrap();
        let path = first.path().to_owned();
        drop(first);
        fs::remove_file(lock_of(&path)).unwrap();
        let second = Slot::new(home.path()).unwrap();
        assert_ne!(second.path(), path);
        assert_eq!(fs::read_to_string(&path).unwrap(), "one");
    }
}
