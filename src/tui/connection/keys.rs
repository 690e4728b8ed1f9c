//! The thread that turns bytes into inputs, wherever the bytes come from.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::{io, thread};

use crate::tui::connection::typing::{Typing, Waits};
use crate::tui::input::Input;

/// The stack of an input thread, whose calls are shallow.
const STACK: usize = 128 * 1024;

/// Starts the thread and gives the sender of its bytes. When the sender is dropped, [`Input::Closed`] follows.
///
/// # Errors
/// When the system refuses a thread.
pub(crate) fn start(
    waits: Waits,
    mut send: impl FnMut(Input) -> bool + Send + 'static,
) -> io::Result<Sender<Vec<u8>>> {
    let (sender, bytes) = channel();
    spawn("input", move || interpret(&bytes, waits, &mut send))?;
    Ok(sender)
}

/// Starts a thread for input.
///
/// # Errors
/// When the system refuses it.
pub(crate) fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name(name.to_owned()).stack_size(STACK).spawn(work).map(drop)
}

/// A function that sends an input and says whether anybody listens.
pub(crate) fn sending<M: From<Input>>(inputs: Sender<M>) -> impl FnMut(Input) -> bool {
    move |input| inputs.send(M::from(input)).is_ok()
}

fn interpret(bytes: &Receiver<Vec<u8>>, waits: Waits, send: &mut impl FnMut(Input) -> bool) {
    let mut typing = Typing::new(waits);
    let mut heard = true;
    while heard {
        let mut hand_on = |input| heard &= send(input);
        let received = match typing.patience() {
            Some(patience) => bytes.recv_timeout(patience),
            None => bytes.recv().map_err(RecvTimeoutError::from),
        };
        match received {
            Ok(piece) => typing.feed(&piece, &mut hand_on),
            Err(RecvTimeoutError::Timeout) => typing.pause(&mut hand_on),
            Err(RecvTimeoutError::Disconnected) => {
                typing.end(&mut hand_on);
                send(Input::Closed);
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::connection::typing::NEAR;

    /// The inputs of `bytes`, followed by the end of input.
    fn inputs(bytes: &[u8]) -> Vec<Input> {
        let (sender, receiver) = channel();
        sender.send(bytes.to_vec()).unwrap();
        drop(sender);
        let mut inputs = Vec::new();
        interpret(&receiver, NEAR, &mut |input| {
            inputs.push(input);
            true
        });
        inputs
    }

    #[test]
    fn the_end_of_input_is_said_once() {
        assert_eq!(inputs(b"a"), [Input::Key('a'.into()), Input::Closed]);
        assert_eq!(inputs(b""), [Input::Closed]);
    }

    #[test]
    fn nobody_listening_ends_interpreting() {
        let (sender, receiver) = channel();
        sender.send(b"a".to_vec()).unwrap();
        interpret(&receiver, NEAR, &mut |_| false);
    }

    #[test]
    fn an_escape_byte_is_the_key_after_a_while() {
        let (sender, receiver) = channel();
        sender.send(b"\x1b".to_vec()).unwrap();
        let mut first = None;
        interpret(&receiver, NEAR, &mut |input| {
            first = Some(input);
            false
        });
        assert_eq!(first, Some(Input::Key(crate::tui::input::KeyCode::Esc.into())));
    }
}
