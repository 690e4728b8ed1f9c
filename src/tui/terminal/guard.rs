//! The state of the terminal, and the way back.
//!
//! One state for the whole process, because panics and signals need it from any thread.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use signal_hook::consts::SIGTSTP;
use signal_hook::low_level::raise;

use crate::tui::connection::modes;
use crate::tui::terminal::options::Options;

/// Given back, or never taken over.
const OUT: u8 = 0;
/// Taken over.
const IN: u8 = 1;
/// Given back while the program is stopped.
const STOPPED: u8 = 2;

static STATE: AtomicU8 = AtomicU8::new(OUT);

/// Held while a frame is written.
static WRITING: Mutex<()> = Mutex::new(());

/// How long to wait, when giving it back, for a terminal that does not read.
const PATIENCE: Duration = Duration::from_millis(400);

pub(crate) fn enter(options: Options) -> io::Result<()> {
    install_hook();
    take(options)
}

fn take(options: Options) -> io::Result<()> {
    enable_raw_mode()?;
    // No frame may come before the alternate screen.
    let writing = wait_for_frame();
    STATE.store(IN, Ordering::SeqCst);
    let written = write(&modes::enter(options.mouse));
    drop(writing);
    if written.is_err() {
        leave();
    }
    written
}

/// Gives the terminal back; does nothing the second time. Errors are ignored: there is nothing left to save.
pub(crate) fn leave() {
    give_back(OUT);
}

fn give_back(next: u8) {
    if STATE.swap(next, Ordering::SeqCst) == IN {
        let _finished = wait_for_frame();
        in_time(|| drop(write(modes::LEAVE)));
        let _ = disable_raw_mode();
    }
}

/// Does the work while the terminal is and stays taken over; otherwise nothing.
pub(crate) fn while_taken<T>(work: impl FnOnce() -> T) -> Option<T> {
    let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    check().is_ok().then(work)
}

/// Waits for a frame that is being written, but not for ever: the terminal may have stopped reading.
fn wait_for_frame() -> Option<MutexGuard<'static, ()>> {
    let began = Instant::now();
    loop {
        match WRITING.try_lock() {
            Ok(guard) => return Some(guard),
            Err(TryLockError::Poisoned(error)) => return Some(error.into_inner()),
            Err(TryLockError::WouldBlock) if began.elapsed() > PATIENCE => return None,
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(1)),
        }
    }
}

/// Does the work, but gives up waiting if the terminal blocks it.
fn in_time(work: impl FnOnce() + Send + 'static) {
    let (done, ended) = channel();
    let thread = thread::Builder::new().spawn(move || {
        work();
        // Nobody waits any more if this comes too late.
        let _ = done.send(());
    });
    if thread.is_ok() {
        let _ = ended.recv_timeout(PATIENCE);
    }
}

/// Whether no program is there to take signals.
pub(crate) fn is_out() -> bool {
    STATE.load(Ordering::SeqCst) == OUT
}

pub(crate) fn check() -> io::Result<()> {
    match STATE.load(Ordering::SeqCst) {
        IN => Ok(()),
        _ => Err(io::Error::other("the terminal was already given back")),
    }
}

pub(crate) fn suspend(options: Options) -> io::Result<()> {
    check()?;
    give_back(STOPPED);
    // Not SIGSTOP: if no shell could continue the program, the system ignores this signal.
    let stopped = raise(SIGTSTP);
    take(options).and(stopped)
}

pub(crate) fn resume(options: Options) -> io::Result<()> {
    check()?;
    // Another program has left other modes meanwhile, which enabling alone would take for ours; and entering the
    // alternate screen again makes some terminals forget the place of the cursor.
    give_back(STOPPED);
    take(options)
}

fn install_hook() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let earlier = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            leave();
            earlier(panic);
        }));
    });
}

/// Past the buffer and the lock of standard output: a panic may hold the one, and a failed write stay in the other.
fn write(text: &str) -> io::Result<()> {
    File::from(io::stdout().as_fd().try_clone_to_owned()?).write_all(text.as_bytes())
}
