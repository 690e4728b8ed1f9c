//! What happens to unsaved work: it is kept, offered again, and at the end saved or given up.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use crate::explorer::app::background::{ended, start_or_do};
use crate::explorer::app::event::{Event, Restored};
use crate::explorer::app::files::autosave;
use crate::explorer::app::run::{Program, RunError};
use crate::explorer::app::unsaved::End;
use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::message::{Effect, Message};
use crate::explorer::model::state::Model;
use crate::explorer::update;
use crate::preset::unsaved::Slot;

/// How long the program waits at the end for unfinished edits of a large base.
const LAST_EDITS: Duration = Duration::from_secs(20);

/// How long the program waits at the end for files that are being written.
pub(in crate::explorer) const FILES: Duration = Duration::from_secs(3);

/// Says that the file called `what` was not written within [`FILES`].
pub(in crate::explorer) fn unfinished(what: &str) -> String {
    let seconds = FILES.as_secs();
    format!(
        "{what} was given up after {seconds} s: it accepts no bytes, like a pipe without a reader or a disk that does not answer"
    )
}

impl Program {
    fn note(&mut self) {
        let Model { documents, .. } = &self.model;
        self.autosave.note(documents.current(), self.model.unsaved(), self.model.unsaved_pins());
    }

    /// Waits at the end for unfinished edits, so that these are kept, too.
    pub(in crate::explorer) fn make_last_edits(&mut self, events: &Receiver<Event>) {
        let until = Instant::now() + LAST_EDITS;
        while self.ended != Some(End::Discard) && self.model.changes.edits() {
            match events.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Event::Message(built @ Message::Built { .. })) => {
                    for effect in update::update(&mut self.model, built) {
                        if let Effect::Build(next) = effect {
                            self.worker.build(next);
                        }
                    }
                }
                // The screen is not drawn any more.
                Ok(_) => {}
                Err(_) => return,
            }
        }
    }

    /// Passes the current edits on to be kept.
    pub(in crate::explorer) fn keep(&mut self) {
        self.note();
        if let Some(notice) = self.autosave.work() {
            self.model.notice = Some(notice);
        }
    }

    /// Shows unsaved work of an earlier session and continues its file.
    pub(in crate::explorer) fn restored(
        &mut self,
        path: PathBuf,
        (slot, opening): (Slot, Opening),
    ) -> io::Result<()> {
        let effects =
            update::update(&mut self.model, Message::Restored { path, result: Ok(Box::new(opening)) });
        self.autosave.adopt(slot, self.model.documents.current(), &self.model.subject);
        self.perform(effects)
    }

    /// Keeps unsaved work, gives the terminal back, and then waits for files that are being written, but not for ever: a
    /// pipe may have no reader, and a disk may not answer.
    ///
    /// # Errors
    /// [`RunError::Unfinished`] if something could not be kept or written.
    pub(in crate::explorer) fn finish(&mut self) -> Result<(), RunError> {
        self.note();
        self.writing.retain(|(_, thread)| !thread.is_finished());
        let discard = self.ended == Some(End::Discard);
        // What was to be given up may be what is being saved.
        let kept = self.autosave.finish(discard && self.writing.is_empty());
        self.connection.leave();
        let until = Instant::now() + FILES;
        let mut failed = kept.err();
        for (what, thread) in self.writing.drain(..) {
            if !ended(&thread, until) {
                failed.get_or_insert(unfinished(&what));
            }
        }
        if failed.is_none() && discard {
            failed = self.autosave.finish(true).err();
        }
        failed.map_or(Ok(()), |sentence| Err(RunError::Unfinished(sentence)))
    }

    /// Opens unsaved work on a thread of its own, which then reports the result.
    pub(in crate::explorer) fn restore(&self, path: PathBuf) {
        let sender = self.sender.clone();
        start_or_do("restore", move || {
            let result = autosave::restore(&path).map(Box::new);
            // Nobody listens any more if the program has ended meanwhile.
            _ = sender.send(Event::Other(Restored { path, result }));
        });
    }

    /// Removes unsaved work on a thread of its own, which then reports what is left.
    pub(in crate::explorer) fn discard(&mut self, path: PathBuf) {
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        self.write("unsaved work".to_owned(), move || {
            let notice = autosave::discard(&path).err().map(Message::Notice);
            notice.into_iter().chain([Message::Unsaved(autosave::leftovers(&folder), false)])
        });
    }
}
