//! The threads that wait: one for bytes, one that makes inputs of them, one for signals.
//!
//! Bytes are read here and not by a library because reading must end when the terminal does: at the end of input and
//! on an error one [`Input::Closed`] is sent and the threads stop, instead of reading the same nothing for ever.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::os::fd::AsFd;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::tui::input::{Input, Signal};
use crate::tui::terminal::decode::Decoder;
use crate::tui::terminal::guard;

/// How long an escape byte is waited on before it is the Esc key: more than a network cuts a sequence by, and less
/// than a person notices.
const ESCAPE: Duration = Duration::from_millis(50);

/// What these threads call on their stacks is shallow.
const STACK: usize = 128 * 1024;

/// Starts the threads.
///
/// # Errors
/// When the system refuses a thread, a descriptor or a signal handler.
pub(crate) fn start<M>(inputs: Sender<M>) -> io::Result<()>
where
    M: From<Input> + Send + 'static,
{
    let signals = Signals::new([SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGCONT, SIGWINCH])?;
    let keyboard = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    let (sender, bytes) = channel();
    let mut send = sending(inputs.clone());
    spawn("signals", move || watch(signals, sending(inputs)))?;
    spawn("input", move || interpret(&bytes, &mut send))?;
    spawn("bytes", move || read(keyboard, &sender))
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name(name.to_owned()).stack_size(STACK).spawn(work).map(drop)
}

/// Hands an input on and says whether somebody listens.
fn sending<M: From<Input>>(inputs: Sender<M>) -> impl FnMut(Input) -> bool {
    move |input| inputs.send(M::from(input)).is_ok()
}

fn read(mut keyboard: impl Read, sender: &Sender<Vec<u8>>) {
    let mut buffer = [0; 4096];
    loop {
        let bytes = match keyboard.read(&mut buffer) {
            Ok(count @ 1..) => buffer[..count].to_vec(),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                // Another program made the terminal non-blocking for all who share it.
                thread::sleep(Duration::from_millis(10));
                continue;
            }
            Ok(0) | Err(_) => return,
        };
        if sender.send(bytes).is_err() {
            return;
        }
    }
}

fn interpret(bytes: &Receiver<Vec<u8>>, send: &mut impl FnMut(Input) -> bool) {
    let mut decoder = Decoder::default();
    let mut heard = true;
    while heard {
        let mut hand_on = |input| heard &= send(input);
        let received = if decoder.is_waiting() {
            bytes.recv_timeout(ESCAPE)
        } else {
            bytes.recv().map_err(RecvTimeoutError::from)
        };
        match received {
            Ok(bytes) => decoder.feed(&bytes, &mut hand_on),
            Err(RecvTimeoutError::Timeout) => decoder.settle(&mut hand_on),
            Err(RecvTimeoutError::Disconnected) => {
                decoder.settle(&mut hand_on);
                send(Input::Closed);
                return;
            }
        }
    }
}

fn watch(mut signals: Signals, mut send: impl FnMut(Input) -> bool) {
    let mut asked = false;
    for number in signals.forever() {
        let signal = match number {
            SIGWINCH => {
                send(Input::Resize);
                continue;
            }
            SIGCONT => Signal::Continue,
            SIGINT => Signal::Interrupt,
            SIGTERM => Signal::Terminate,
            SIGQUIT => Signal::Quit,
            _ => Signal::HangUp,
        };
        let ends = signal != Signal::Continue;
        let heard = !guard::is_out() && send(Input::Signal(signal));
        if !heard || (ends && asked) {
            guard::leave();
            // Ends the process; were it to fail, the next signal would find its way here again.
            let _ = emulate_default_handler(number);
        }
        asked |= ends;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Says `bytes`, then the end of input.
    fn inputs(bytes: &[u8]) -> Vec<Input> {
        let (sender, receiver) = channel();
        read(bytes, &sender);
        drop(sender);
        let mut inputs = Vec::new();
        interpret(&receiver, &mut |input| {
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
    fn an_error_ends_reading() {
        struct Gone;
        impl Read for Gone {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("gone"))
            }
        }
        read(Gone, &channel().0);
    }

    #[test]
    fn nobody_listening_ends_interpreting() {
        let (sender, receiver) = channel();
        sender.send(b"a".to_vec()).unwrap();
        interpret(&receiver, &mut |_| false);
    }

    #[test]
    fn an_escape_byte_is_the_key_after_a_while() {
        let (sender, receiver) = channel();
        sender.send(b"\x1b".to_vec()).unwrap();
        let mut first = None;
        interpret(&receiver, &mut |input| {
            first = Some(input);
            false
        });
        assert_eq!(first, Some(Input::Key(crate::tui::input::KeyCode::Esc.into())));
    }
}
