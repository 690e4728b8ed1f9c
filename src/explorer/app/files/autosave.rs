//! Keeps unsaved work in the state directory while it is edited, and lists what earlier sessions left there.
//!
//! Writes on another thread, shortly after an edit, so that a program that is killed loses no more than the last
//! moment. Without edits nothing is written.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use crate::explorer::app::files::save::{self, shown};
use crate::explorer::model::base::subject::{Identity, Subject};
use crate::explorer::model::files::document::Save;
use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::files::unsaved::Leftover;
use crate::preset;
use crate::preset::unsaved::{Slot, left_in};
use crate::report::counted;
use crate::text::visible;

/// How long an edit may stay unwritten.
const MOMENT: Duration = Duration::from_millis(500);

/// How often to check whether writing has ended, and how.
const LOOK: Duration = Duration::from_millis(50);

/// The unsaved work of this session: one file for the current base and one for each pinned base.
#[derive(Debug, Default)]
pub struct Autosave {
    /// The state directory; none without a home directory.
    folder: Option<PathBuf>,
    looked_at: Kept,
    pinned: Vec<Kept>,
    /// Threads that remove files.
    removing: Vec<JoinHandle<()>>,
    /// Whether a failure was reported already.
    complained: bool,
}

/// A base that is not saved, and its file.
#[derive(Debug, Default)]
struct Kept {
    /// Where it is written, once there is something to write.
    slot: Option<Arc<Slot>>,
    /// What the file holds or will hold, and the index of its opened document.
    what: Option<(usize, Identity)>,
    /// What is to be written, and when.
    due: Option<(Instant, Save)>,
    writing: Option<JoinHandle<Result<(), String>>>,
}

impl Autosave {
    /// Keeps unsaved work in `folder`.
    pub fn new(folder: Option<PathBuf>) -> Autosave {
        Autosave { folder, ..Autosave::default() }
    }

    /// Notes what would be lost now: of the current base, which belongs to the opened document of this index, and of
    /// the pinned ones.
    pub fn note(&mut self, document: usize, unsaved: Option<Save>, pinned: Vec<Save>) {
        match unsaved {
            Some(save) => self.looked_at.note(save),
            // The base was saved, or the edit undone.
            None if self.looked_at.what.as_ref().is_some_and(|(of, _)| *of == document) => {
                self.removing.extend(self.looked_at.forget());
            }
            None => {}
        }
        self.pinned.retain_mut(|kept| {
            let stays = pinned.iter().any(|save| kept.is_of(save));
            if !stays {
                self.removing.extend(kept.forget());
            }
            stays
        });
        for save in pinned {
            if !self.pinned.iter().any(|kept| kept.is_of(&save)) {
                let mut kept = Kept::default();
                kept.note(save);
                self.pinned.push(kept);
            }
        }
    }

    fn each(&mut self) -> impl Iterator<Item = &mut Kept> {
        std::iter::once(&mut self.looked_at).chain(&mut self.pinned)
    }

    /// How long there is nothing to do; none means until the next edit.
    pub fn rests(&self) -> Option<Duration> {
        let due =
            |kept: &Kept| kept.due.as_ref().map(|(due, _)| due.saturating_duration_since(Instant::now()));
        let rest = |kept: &Kept| due(kept).into_iter().chain(kept.writing.as_ref().map(|_| LOOK)).min();
        std::iter::once(&self.looked_at).chain(&self.pinned).filter_map(rest).min()
    }

    /// Writes what is due. Gives one sentence, once, if that fails.
    pub fn work(&mut self) -> Option<String> {
        let folder = self.folder.clone();
        let failed: Vec<String> = self.each().filter_map(|kept| kept.work(folder.as_deref())).collect();
        let why = failed.into_iter().next().filter(|_| !self.complained)?;
        self.complained = true;
        Some(format!("unsaved work cannot be kept for the next start: {why}"))
    }

    /// Takes over what an earlier session left; `subject` is what it holds.
    pub fn adopt(&mut self, slot: Slot, document: usize, subject: &Subject) {
        self.looked_at.slot = Some(Arc::new(slot));
        (self.looked_at.what, self.looked_at.due) = (Some((document, subject.trace())), None);
    }

    /// Ends the session: writes what is still unwritten, or removes everything if `discard`.
    pub fn finish(&mut self, discard: bool) {
        let folder = self.folder.clone();
        let removing: Vec<_> = if discard {
            self.each().filter_map(Kept::forget).collect()
        } else {
            self.each().for_each(|kept| kept.finish(folder.as_deref()));
            Vec::new()
        };
        for thread in self.removing.drain(..).chain(removing) {
            // A thread that panicked has removed nothing, which does no harm.
            let _ = thread.join();
        }
    }
}

impl Kept {
    fn is_of(&self, save: &Save) -> bool {
        self.what.as_ref().is_some_and(|(_, kept)| kept.is_of(&save.subject))
    }

    fn note(&mut self, save: Save) {
        if !self.is_of(&save) {
            let due = self.due.take().map_or_else(|| Instant::now() + MOMENT, |(due, _)| due);
            self.what = Some((save.document, save.subject.trace()));
            self.due = Some((due, save));
        }
    }

    /// Writes what is due; gives the reason if writing failed.
    fn work(&mut self, folder: Option<&Path>) -> Option<String> {
        let finished = self.writing.take_if(|thread| thread.is_finished());
        let failed = finished.and_then(|thread| {
            thread.join().unwrap_or_else(|_| Err("a defect of bonscope".to_owned())).err()
        });
        if self.due.as_ref().is_some_and(|(due, _)| *due <= Instant::now()) {
            if self.writing.is_some() {
                // Writing a very large base can take longer than the pause between writes.
                self.due = self.due.take().map(|(_, save)| (Instant::now() + MOMENT, save));
            } else {
                self.write(folder);
            }
        }
        failed
    }

    fn write(&mut self, folder: Option<&Path>) {
        let Some((_, save)) = self.due.take() else { return };
        let Some(folder) = folder.map(Path::to_owned) else { return };
        let slot = match &self.slot {
            Some(slot) => Ok(Arc::clone(slot)),
            None => Slot::new(&folder).map(Arc::new),
        };
        self.slot = slot.as_ref().ok().cloned();
        self.writing = Some(thread::spawn(move || {
            let slot = slot.map_err(|error| format!("{}: {error}", shown(&folder)))?;
            let text = save::draft(&save).map_err(|error| error.to_string())?;
            slot.write(&text).map_err(|error| format!("{}: {error}", shown(slot.path())))
        }));
    }

    /// Removes the file, there being nothing left to lose; on a thread of its own, after any writing under way.
    fn forget(&mut self) -> Option<JoinHandle<()>> {
        (self.what, self.due) = (None, None);
        let (writing, slot) = (self.writing.take(), self.slot.take());
        let writes = writing.as_ref().is_some_and(|thread| !thread.is_finished());
        let remove = || {
            // Whatever the result of writing, the file goes.
            let _ = writing.map(JoinHandle::join);
            if let Some(slot) = slot.and_then(Arc::into_inner) {
                // What cannot be removed is offered again at the next start, which does no harm.
                let _ = slot.remove();
            }
        };
        if writes {
            return Some(thread::spawn(remove));
        }
        remove();
        None
    }

    /// Writes what is still unwritten.
    fn finish(&mut self, folder: Option<&Path>) {
        let _ = self.writing.take().map(JoinHandle::join);
        self.write(folder);
        let _ = self.writing.take().map(JoinHandle::join);
    }
}

/// Opens what an earlier session left behind.
///
/// # Errors
/// One sentence that says why not; the file stays as it is.
pub fn restore(path: &Path) -> Result<(Slot, Opening), String> {
    let preset = preset::load(path).map_err(|error| format!("{error}; the file stays as it is"))?;
    match Slot::claim(path) {
        Ok(Some(slot)) => Ok((slot, Opening::from(preset::Subject::Preset(Box::new(preset))))),
        Ok(None) => Err(format!("{} is open in another session by now", shown(path))),
        Err(error) => Err(format!("cannot take over {}: {error}", shown(path))),
    }
}

/// Removes what an earlier session left behind.
///
/// # Errors
/// One sentence that says why not.
pub fn discard(path: &Path) -> Result<(), String> {
    let removed = Slot::claim(path).and_then(|slot| slot.map_or(Ok(()), Slot::remove));
    removed.map_err(|error| format!("cannot remove {}: {error}", shown(path)))
}

/// What earlier sessions left behind, newest first.
pub fn leftovers(folder: &Path) -> Vec<Leftover> {
    left_in(folder).into_iter().map(leftover).collect()
}

fn leftover(path: PathBuf) -> Leftover {
    let changed = std::fs::metadata(&path).and_then(|data| data.modified()).ok();
    let when =
        changed.and_then(|then| SystemTime::now().duration_since(then).ok()).map(ago).unwrap_or_default();
    let (text, whole) = match preset::load(&path) {
        Ok(preset) => {
            let outcomes = counted(preset.base.base().len(), "outcome", "outcomes");
            (format!("{} · {outcomes}", visible(&preset.name)), true)
        }
        Err(_) => (format!("{} cannot be read", shown(&path)), false),
    };
    Leftover { path, text, when, whole }
}

/// How long ago something happened, in words.
fn ago(passed: Duration) -> String {
    let seconds = passed.as_secs();
    let (count, one, many) = match seconds {
        0..60 => return "just now".to_owned(),
        60..3600 => (seconds / 60, "minute ago", "minutes ago"),
        3600..86_400 => (seconds / 3600, "hour ago", "hours ago"),
        _ => (seconds / 86_400, "day ago", "days ago"),
    };
    counted(count as usize, one, many)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_ago_is_said_in_words() {
        for (seconds, words) in
            [(59, "just now"), (60, "1 minute ago"), (7300, "2 hours ago"), (86_400, "1 day ago")]
        {
            assert_eq!(ago(Duration::from_secs(seconds)), words);
        }
    }
}
