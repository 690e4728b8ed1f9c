//! Unsaved work, at the beginning and at the end.

use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::thread;

use crate::explorer::app::event::Event;
use crate::explorer::app::files::autosave;
use crate::explorer::model::message::Message;

/// What becomes of unsaved work at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::explorer) enum End {
    Keep,
    Discard,
}

/// Tells what earlier sessions left behind, if they did.
pub(in crate::explorer) fn look_for_unsaved(folder: Option<PathBuf>, offer: bool, sender: Sender<Event>) {
    thread::spawn(move || {
        let left = folder.map(|folder| autosave::leftovers(&folder)).filter(|left| !left.is_empty());
        left.map(|left| sender.send(Message::Unsaved(left, offer).into()))
    });
}
