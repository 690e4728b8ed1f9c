//! Unsaved work in the state directory: one file a session, with a lock beside it for as long as the session lasts.
//!
//! The files are presets like any other. Must never overwrite or remove the file of a session that is still running.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::{io, process};

use etcetera::base_strategy::{BaseStrategy, Xdg};

use crate::preset::disk::{Overwrite, save};
use crate::preset::library;

#[cfg(unix)]
use std::os::unix::fs::DirBuilderExt;

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
                Ok(lock) if held(&lock)? => return Ok(Slot { path, _lock: lock }),
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
        let lock = OpenOptions::new().write(true).create(true).truncate(false).open(lock_of(path))?;
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

/// The files that ended sessions left in `folder`, newest first.
pub fn left_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = library::presets_in(folder)
        .into_iter()
        .map(|(_, path)| path)
        .filter(|path| matches!(Slot::claim(path), Ok(Some(_))))
        .collect();
    let changed = |path: &PathBuf| fs::metadata(path).and_then(|data| data.modified()).ok();
    files.sort_by_key(|path| std::cmp::Reverse(changed(path)));
    files
}

fn lock_of(path: &Path) -> PathBuf {
    path.with_extension("lock")
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
