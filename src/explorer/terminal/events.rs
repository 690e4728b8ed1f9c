//! The threads that wait for bytes and for signals.

use std::{io, sync::mpsc::Sender};

use crate::explorer::input::Input;

pub(super) fn start<M>(_inputs: Sender<M>) -> io::Result<()>
where
    M: From<Input> + Send + 'static,
{
    Ok(())
}
