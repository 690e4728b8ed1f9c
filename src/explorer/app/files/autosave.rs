//! Keeps unsaved work in the state directory while it is edited, and lists what earlier sessions left there.
//!
//! Writes on another thread, shortly after an edit, so that a program that is killed loses no more than the last
//! moment. A write that fails is repeated. Without edits nothing is written.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

use crate::explorer::app::background::{ended, start_or_do};
use crate::explorer::app::files::save::{self, shown};
use crate::explorer::model::base::subject::{Identity, Subject};
use crate::explorer::model::files::document::Save;
use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::files::unsaved::Leftover;
use crate::preset;
use crate::preset::library;
use crate::preset::unsaved::{self, Slot, left_in};
use crate::report::counted;
use crate::text::visible;

/// How long an edit may stay unwritten.
const MOMENT: Duration = Duration::from_millis(500);

/// How often to check whether writing has ended, and how.
const LOOK: Duration = Duration::from_millis(50);

/// The pause before a failed write is repeated: the first and the longest.
const AGAIN: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(30));

/// How long the disk may take at the end of the program.
const PATIENCE: Duration = Duration::from_secs(5);

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
    writing: Option<Writing>,
    /// After how long it is tried again, since it failed.
    again: Option<Duration>,
}

/// What is being written.
#[derive(Debug)]
struct Writing {
    /// None where there was no thread, and it is done.
    thread: Option<JoinHandle<()>>,
    /// To be tried again if it fails.
    save: Save,
    progress: Arc<Mutex<Progress>>,
}

/// How far writing is.
#[derive(Debug, Default)]
struct Progress {
    slot: Option<Arc<Slot>>,
    /// Since when the disk is waited for.
    waits: Option<Instant>,
    result: Option<Result<(), String>>,
}

impl Writing {
    fn is_finished(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Waits until it is finished, or the disk has taken too long.
    fn wait(&self) {
        while !self.is_finished() {
            if self.progress().waits.is_some_and(|since| since.elapsed() > PATIENCE) {
                return;
            }
            thread::sleep(Duration::from_millis(2));
        }
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What became of it.
    fn result(&self) -> Result<(), String> {
        let unfinished = match self.is_finished() {
            true => "a defect of bonscope",
            false => "the disk does not answer",
        };
        self.progress().result.take().unwrap_or_else(|| Err(unfinished.to_owned()))
    }
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
        let Some(why) = failed.into_iter().next() else {
            // Once it went well again, the next failure is news.
            let fails = self.each().any(|kept| kept.again.is_some());
            self.complained &= fails;
            return None;
        };
        if std::mem::replace(&mut self.complained, true) {
            return None;
        }
        Some(format!("unsaved work cannot be kept for the next start: {why}"))
    }

    /// Takes over what an earlier session left; `subject` is what it holds.
    pub fn adopt(&mut self, slot: Slot, document: usize, subject: &Subject) {
        self.looked_at.slot = Some(Arc::new(slot));
        (self.looked_at.what, self.looked_at.due) = (Some((document, subject.trace())), None);
    }

    /// Ends the session: writes what is still unwritten, or removes everything if `discard`.
    ///
    /// # Errors
    /// One sentence if something could not be written.
    pub fn finish(&mut self, discard: bool) -> Result<(), String> {
        let folder = self.folder.clone();
        let mut result = Ok(());
        if discard {
            let removing: Vec<_> = self.each().filter_map(Kept::forget).collect();
            self.removing.extend(removing);
        } else {
            for kept in self.each() {
                let kept = kept.finish(folder.as_deref());
                result = result.and(kept.map_err(|why| format!("unsaved work was not kept: {why}")));
            }
        }
        let until = Instant::now() + PATIENCE;
        // What is not removed is offered again, which does no harm.
        self.removing.drain(..).for_each(|thread| _ = ended(&thread, until));
        result
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
        let failed = self.take_result();
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

    /// Takes note of what became of writing, if that has ended; why it failed, if it did.
    fn take_result(&mut self) -> Option<String> {
        let finished = self.writing.take_if(|writing| writing.is_finished())?;
        if let Some(slot) = finished.progress().slot.take() {
            self.slot = Some(slot);
        }
        let Err(why) = finished.result() else {
            self.again = None;
            return None;
        };
        let pause = self.again.map_or(AGAIN.0, |pause| (pause * 2).min(AGAIN.1));
        self.again = Some(pause);
        // What was edited meanwhile takes its place.
        self.due = self.due.take().or(Some((Instant::now() + pause, finished.save)));
        Some(why)
    }

    fn write(&mut self, folder: Option<&Path>) {
        let Some((_, save)) = self.due.take() else { return };
        let progress = Arc::new(Mutex::new(Progress { slot: self.slot.clone(), ..Progress::default() }));
        let (theirs, folder, draft) = (Arc::clone(&progress), folder.map(Path::to_owned), save.clone());
        let thread = start_or_do("unsaved", move || {
            let note = |change: &dyn Fn(&mut Progress)| {
                change(&mut theirs.lock().unwrap_or_else(PoisonError::into_inner));
            };
            let known = theirs.lock().unwrap_or_else(PoisonError::into_inner).slot.clone();
            let write = || {
                let text = save::draft(&draft).map_err(|error| error.to_string())?;
                note(&|progress| progress.waits = Some(Instant::now()));
                let slot = match (known, &folder) {
                    (Some(slot), _) => slot,
                    (None, None) => return Err("there is no home directory".to_owned()),
                    (None, Some(folder)) => Slot::new(folder)
                        .map(Arc::new)
                        .map_err(|error| format!("{}: {error}", shown(folder)))?,
                };
                note(&|progress| progress.slot = Some(Arc::clone(&slot)));
                slot.write(&text).map_err(|error| format!("{}: {error}", shown(slot.path())))
            };
            let result = write();
            note(&|progress| progress.result = Some(result.clone()));
        });
        self.writing = Some(Writing { thread, save, progress });
    }

    /// Removes the file, there being nothing left to lose; on a thread of its own, after any writing under way.
    fn forget(&mut self) -> Option<JoinHandle<()>> {
        (self.what, self.due, self.again) = (None, None, None);
        let (writing, slot) = (self.writing.take(), self.slot.take());
        let nothing = writing.is_none() && slot.is_none();
        let remove = || {
            // Whatever it says, the file goes.
            let written = writing.and_then(|writing| {
                let _ = writing.thread.map(JoinHandle::join);
                writing.progress.lock().unwrap_or_else(PoisonError::into_inner).slot.take()
            });
            // Both are the same one, if there are two.
            let slot = match written {
                Some(written) => {
                    drop(slot);
                    Some(written)
                }
                None => slot,
            };
            if let Some(slot) = slot.and_then(Arc::into_inner) {
                // What cannot be removed is offered again at the next start, which does no harm.
                let _ = slot.remove();
            }
        };
        if nothing { None } else { start_or_do("unsaved", remove) }
    }

    /// Writes what is still unwritten, and what could not be written before; an error if it fails again.
    fn finish(&mut self, folder: Option<&Path>) -> Result<(), String> {
        self.wait()?;
        // A failed write is repeated below.
        self.take_result();
        self.write(folder);
        self.wait()?;
        match self.take_result() {
            Some(why) => Err(why),
            None => Ok(()),
        }
    }

    /// Waits for what is being written, but not for ever.
    fn wait(&mut self) -> Result<(), String> {
        let Some(writing) = &self.writing else { return Ok(()) };
        writing.wait();
        if writing.is_finished() { Ok(()) } else { writing.result() }
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
        // Whether another session has it cannot be told: it stays, and this session keeps its own.
        Err(error) => {
            let folder = path.parent().unwrap_or(Path::new(""));
            let slot = Slot::new(folder).map_err(|_| format!("cannot take over {}: {error}", shown(path)))?;
            Ok((slot, Opening::from(preset::Subject::Preset(Box::new(preset)))))
        }
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

/// Removes what killed sessions left behind besides their work, here and in the folder of the user's presets.
pub fn tidy(folder: &Path) {
    unsaved::tidy(folder);
    library::user_folder().iter().for_each(|folder| preset::tidy(folder));
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
