//! The tty of the process, by the descriptors that the process began with.
//!
//! Nothing here opens a descriptor or starts a thread, so that the terminal can be given back where the system has neither.

use std::io::{self, Write};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{getpgid, getpgrp, getppid, getsid};
use rustix::termios::{LocalModes, OptionalActions, Termios};
use rustix::{io as system, termios};
use signal_hook::consts::{SIGSTOP, SIGTTIN};
use signal_hook::low_level::raise;

/// How often is looked whether another program has given the terminal back, or the person is in a hurry.
const LOOK: Duration = Duration::from_millis(50);

/// Reads what was typed; nothing at the end of input. Waits for bytes, and for the terminal to be that of this program: a
/// program that reads the terminal of another one is stopped by the system, in the middle of whatever it does.
pub(super) fn read(buffer: &mut [u8]) -> io::Result<usize> {
    let keyboard = io::stdin();
    loop {
        let mut waiting = [PollFd::new(&keyboard, PollFlags::IN)];
        // Where a tty cannot be waited for, which is another error, reading waits.
        if poll(&mut waiting, None) == Err(system::Errno::INTR) {
            continue;
        }
        if waiting[0].revents() == PollFlags::IN && !is_foreground() {
            thread::sleep(LOOK);
            continue;
        }
        match system::read(&keyboard, &mut *buffer) {
            Err(system::Errno::INTR) => {}
            // Another program made the terminal non-blocking for all who share it.
            Err(system::Errno::AGAIN) => thread::sleep(Duration::from_millis(10)),
            result => return Ok(result?),
        }
    }
}

/// The screen, past the buffer and the lock of standard output: a panic may hold the one, and a failed write stay in the other.
///
/// What is still to be written when the terminal is to be given back is left out: a slow one would take it for seconds.
#[derive(Debug)]
pub(super) struct Screen {
    /// Whether the terminal is to be given back.
    pub(super) given_up: fn() -> bool,
}

/// How many bytes are written at once: a slow terminal takes them within a second.
const PIECE: usize = 8 << 10;

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if (self.given_up)() {
            return Ok(bytes.len());
        }
        Ok(system::write(io::stdout(), &bytes[..bytes.len().min(PIECE)])?)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes byte by byte, each as soon as the terminal has room for it, so that it never holds up the thread; ends when all is
/// written, when the terminal is gone, at this time, and when there is a hurry and no room. What is left to write.
pub(super) fn write_until(bytes: &[u8], until: Instant, hurry: impl Fn() -> bool) -> &[u8] {
    let screen = io::stdout();
    let mut rest = bytes;
    while let Some((first, others)) = rest.split_first() {
        let mut waiting = [PollFd::new(&screen, PollFlags::OUT)];
        let patience = until.saturating_duration_since(Instant::now()).min(LOOK);
        let ready = poll(&mut waiting, Timespec::try_from(patience).ok().as_ref());
        let found = waiting[0].revents();
        let has_room = found.contains(PollFlags::OUT) || (found.is_empty() && ready.is_err());
        match ready {
            Err(system::Errno::INTR) => {}
            _ if has_room => match system::write(&screen, std::slice::from_ref(first)) {
                Ok(1..) => rest = others,
                Ok(0) | Err(system::Errno::INTR | system::Errno::AGAIN) => {}
                Err(_) => return &[],
            },
            // It hung up.
            _ if !found.is_empty() => return &[],
            _ => {}
        }
        if !has_room && (Instant::now() >= until || hurry()) {
            return rest;
        }
    }
    rest
}

/// Columns and rows, each 0 where it is not known; none without a terminal.
pub(super) fn size() -> Option<(u16, u16)> {
    let size = termios::tcgetwinsize(io::stdout()).or_else(|_| termios::tcgetwinsize(io::stdin())).ok()?;
    Some((size.ws_col, size.ws_row))
}

/// Takes every key as it comes, and gives the modes that were there before.
pub(super) fn make_raw() -> io::Result<Termios> {
    let before = termios::tcgetattr(io::stdin())?;
    let mut raw = before.clone();
    raw.make_raw();
    termios::tcsetattr(io::stdin(), OptionalActions::Now, &raw)?;
    Ok(before)
}

/// Sets the modes that were there before. A terminal that another program has now keeps its own.
pub(super) fn restore(before: &Termios) {
    if is_foreground() {
        // There is nothing left to do about it.
        let _ = termios::tcsetattr(io::stdin(), OptionalActions::Now, before);
    }
}

/// Whether writing is allowed: a shell may have the system stop programs that write from the background.
pub(super) fn may_write() -> bool {
    is_foreground()
        || termios::tcgetattr(io::stdin()).is_ok_and(|modes| !modes.local_modes.contains(LocalModes::TOSTOP))
}

/// Whether the terminal is that of this program now; so is one that has no jobs.
pub(super) fn is_foreground() -> bool {
    termios::tcgetpgrp(io::stdin()).map_or(true, |group| group == getpgrp())
}

/// Stops the program as Ctrl-Z does, until it is continued. Where no shell could ever do that, nothing happens.
pub(super) fn stop() -> io::Result<()> {
    let is_job = getppid().is_some_and(|parent| {
        let session = getsid(Some(parent));
        session.is_ok() && session == getsid(None) && getpgid(Some(parent)).ok() != Some(getpgrp())
    });
    // SIGTSTP is listened for. Of the others that stop, the system ignores this one where nobody is left to continue the program.
    raise(if is_job { SIGSTOP } else { SIGTTIN })
}
