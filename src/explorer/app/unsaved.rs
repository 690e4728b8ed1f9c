//! Unsaved work at the start and at the end of the program.

use std::path::PathBuf;
use std::sync::mpsc::Sender;

use crate::explorer::app::background::start_or_do;
use crate::explorer::app::event::Event;
use crate::explorer::app::files::autosave;
use crate::explorer::model::message::Message;

/// What happens to unsaved work at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::explorer) enum End {
    Keep,
    Discard,
}

/// Reports what earlier sessions left behind, if anything.
pub(in crate::explorer) fn look_for_unsaved(folder: Option<PathBuf>, lists: bool, sender: Sender<Event>) {
    start_or_do("unsaved", move || {
        folder.iter().for_each(|folder| autosave::tidy(folder));
        let left = folder.map(|folder| autosave::leftovers(&folder)).filter(|left| !left.is_empty());
        // Nobody listens any more when the program ends meanwhile.
        _ = left.map(|left| sender.send(Message::Unsaved(left, lists).into()));
    });
}
