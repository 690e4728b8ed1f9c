//! The threads that wait at the terminal: one for bytes, one for signals.
//!
//! Bytes are read here and not by a library because reading must end when the terminal does: at the end of input and on
//! an error one [`Input::Closed`] is sent and the threads stop, instead of reading nothing for ever.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2,
    SIGVTALRM, SIGWINCH, SIGXCPU,
};
use signal_hook::flag;
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::tui::connection::keys::{self, sending, spawn};
use crate::tui::connection::typing::Waits;
use crate::tui::input::{Input, Signal};
use crate::tui::terminal::{device, guard};

/// The signals that end a program which does not listen for them, as far as they can be listened for.
const ENDS: [i32; 11] =
    [SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGXCPU, SIGABRT, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2];

/// How long a program that was asked to end may take before the next Ctrl-C ends it, whatever is lost then.
const PATIENCE: Duration = Duration::from_secs(15);

/// Starts the threads.
///
/// # Errors
/// When the system refuses a thread, a descriptor or a signal handler.
pub(crate) fn start<M>(waits: Waits, inputs: Sender<M>) -> io::Result<()>
where
    M: From<Input> + Send + 'static,
{
    for signal in ENDS {
        flag::register(signal, Arc::clone(&guard::ENDING))?;
    }
    let signals = Signals::new(ENDS.iter().chain(&[SIGCONT, SIGWINCH, SIGTSTP]))?;
    let bytes = keys::start(waits, sending(inputs.clone()))?;
    spawn("signals", move || watch(signals, sending(inputs)))?;
    spawn("bytes", move || read(device::read, &bytes))
}

fn read(mut read: impl FnMut(&mut [u8]) -> io::Result<usize>, sender: &Sender<Vec<u8>>) {
    let mut buffer = [0; 4096];
    while let Ok(count @ 1..) = read(&mut buffer) {
        if sender.send(buffer[..count].to_vec()).is_err() {
            return;
        }
    }
}

fn watch(mut signals: Signals, mut send: impl FnMut(Input) -> bool) {
    let mut asked: Option<Instant> = None;
    for number in signals.forever() {
        let signal = match number {
            SIGWINCH => {
                send(Input::Resize);
                continue;
            }
            SIGCONT => Signal::Continue,
            SIGTSTP => Signal::Stop,
            SIGINT => Signal::Interrupt,
            SIGTERM => Signal::Terminate,
            SIGQUIT => Signal::Quit,
            SIGHUP => Signal::HangUp,
            other => Signal::Other(other.try_into().unwrap_or_default()),
        };
        let by_person = matches!(signal, Signal::Interrupt | Signal::Quit);
        if guard::is_out() && (by_person || asked.is_none()) {
            // The work is kept, and what is still to be done is not worth more than the wish to end.
            guard::leave_now();
            // Ends or stops the process; were it to fail, the next signal would find its way here again.
            let _ = emulate_default_handler(number);
            continue;
        }
        match asked {
            // A shell and the system both say that the terminal hung up, and a limit of time says so every second: the end is
            // under way, and not before the work is kept may anything cut it short.
            Some(since) => {
                if by_person && since.elapsed() > PATIENCE {
                    guard::leave_now();
                    let _ = emulate_default_handler(number);
                }
            }
            None => {
                if !send(Input::Signal(signal)) {
                    guard::leave_now();
                    let _ = emulate_default_handler(number);
                }
                if signal.exit_code().is_some() {
                    asked = Some(Instant::now());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn all_bytes_are_read_until_the_end() {
        let (sender, receiver) = channel();
        let mut keyboard = &b"a"[..];
        read(|buffer| keyboard.read(buffer), &sender);
        drop(sender);
        assert_eq!(receiver.into_iter().collect::<Vec<_>>(), [b"a"]);
    }

    #[test]
    fn an_error_ends_reading() {
        read(|_| Err(io::Error::other("gone")), &channel().0);
    }
}
