//! What happens to unsaved work: it is kept, offered again, and at the end saved or given up.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};
use std::{io, thread};

use crate::explorer::app::event::{Event, Restored};
use crate::explorer::app::files::autosave;
use crate::explorer::app::run::Program;
use crate::explorer::app::unsaved::End;
use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::message::{Effect, Message};
use crate::explorer::model::state::Model;
use crate::explorer::update;
use crate::preset::unsaved::Slot;

/// How long the program waits at the end for unfinished edits of a large base.
const LAST_EDITS: Duration = Duration::from_secs(5);

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
        if let Some(told) = self.autosave.work() {
            self.model.notice = Some(told);
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

    /// Finishes writing and keeps unsaved work; a thread that panicked has written nothing.
    pub(in crate::explorer) fn finish(&mut self) {
        self.writing.drain(..).for_each(|thread| _ = thread.join());
        self.note();
        self.autosave.finish(self.ended == Some(End::Discard));
    }

    /// Opens unsaved work on a thread of its own, which then reports the result.
    pub(in crate::explorer) fn restore(&self, path: PathBuf) {
        let sender = self.sender.clone();
        thread::spawn(move || {
            let result = autosave::restore(&path).map(Box::new);
            sender.send(Event::Other(Restored { path, result }))
        });
    }

    /// Removes unsaved work on a thread of its own, which then reports what is left.
    pub(in crate::explorer) fn discard(&mut self, path: PathBuf) {
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        self.write(move || {
            let told = autosave::discard(&path).err().map(Message::Told);
            told.into_iter().chain([Message::Unsaved(autosave::leftovers(&folder), false)])
        });
    }
}
