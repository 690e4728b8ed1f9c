//! What arrives on the channel of a run loop.

use std::convert::Infallible;
use std::path::PathBuf;

use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::message::Message;
use crate::preset::unsaved::Slot;
use crate::tui::input::Input;

/// What arrives on the channel of a program with messages `M`; `O` is for its run loop alone.
pub(in crate::explorer) enum Arrival<M, O = Infallible> {
    Input(Input),
    Message(M),
    Other(O),
}

/// A message that one of the programs takes.
pub(in crate::explorer) trait ProgramMessage {}

impl ProgramMessage for Message {}

impl<M, O> From<Input> for Arrival<M, O> {
    fn from(input: Input) -> Arrival<M, O> {
        Arrival::Input(input)
    }
}

impl<M: ProgramMessage, O> From<M> for Arrival<M, O> {
    fn from(message: M) -> Arrival<M, O> {
        Arrival::Message(message)
    }
}

/// What arrives in the explorer of a base.
pub(in crate::explorer) type Event = Arrival<Message, Restored>;

/// Unsaved work that was opened again, or one sentence why not.
pub(in crate::explorer) struct Restored {
    pub(in crate::explorer) path: PathBuf,
    pub(in crate::explorer) result: Result<Box<(Slot, Opening)>, String>,
}
