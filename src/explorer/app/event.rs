//! What arrives on the channel of the run loop.

use std::path::PathBuf;

use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::message::Message;
use crate::preset::unsaved::Slot;
use crate::tui::input::Input;

/// What arrives on the channel.
pub(in crate::explorer) enum Event {
    Input(Input),
    Message(Message),
    /// Unsaved work was opened again, or one sentence why not.
    Restored {
        path: PathBuf,
        result: Result<Box<(Slot, Opening)>, String>,
    },
}

impl From<Input> for Event {
    fn from(input: Input) -> Event {
        Event::Input(input)
    }
}

impl From<Message> for Event {
    fn from(message: Message) -> Event {
        Event::Message(message)
    }
}
