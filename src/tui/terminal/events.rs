//! The threads that wait at the terminal: one for bytes, one for signals.
//!
//! Bytes are read here and not by a library because reading must end when the terminal does: at the end of input and on
//! an error one [`Input::Closed`] is sent and the threads stop, instead of reading nothing for ever.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::os::fd::AsFd;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::tui::connection::keys::{self, sending, spawn};
use crate::tui::input::{Input, Signal};
use crate::tui::terminal::guard;

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
    let bytes = keys::start(sending(inputs.clone()))?;
    spawn("signals", move || watch(signals, sending(inputs)))?;
    spawn("bytes", move || read(keyboard, &bytes))
}

fn read(mut keyboard: impl Read, sender: &Sender<Vec<u8>>) {
    let mut buffer = [0; 4096];
    loop {
        let bytes = match keyboard.read(&mut buffer) {
            Ok(count @ 1..) => buffer[..count].to_vec(),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                // Another program has made the shared terminal non-blocking.
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
            // Ends the process; if that fails, the next signal comes here again.
            let _ = emulate_default_handler(number);
        }
        asked |= ends;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn all_bytes_are_read_until_the_end() {
        let (sender, receiver) = channel();
        read(&b"a"[..], &sender);
        drop(sender);
        assert_eq!(receiver.into_iter().collect::<Vec<_>>(), [b"a"]);
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
}
