//! The state of the terminal, and the way back.
//!
//! One state for the whole process, because panics and signals need it from any thread.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::termios::Termios;

use crate::tui::connection::modes;
use crate::tui::terminal::device;
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

/// Held while the terminal is given back: whoever else wants that waits until it is done.
static GIVING_BACK: Mutex<()> = Mutex::new(());

/// The modes of the terminal before it was taken over.
static MODES: Mutex<Option<Termios>> = Mutex::new(None);

/// Whether the terminal is given back, or has been.
static GIVING_UP: AtomicBool = AtomicBool::new(false);

/// Whether nothing is to be waited for any more.
static HURRY: AtomicBool = AtomicBool::new(false);

/// Whether a signal has asked the program to end; the handler of the signal itself says so.
pub(super) static ENDING: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// How long the terminal stays raw while it does not read what is to be written last.
const RAW: Duration = Duration::from_millis(300);

/// How long a terminal that does not read is waited for when it is given back.
const PATIENCE: Duration = Duration::from_secs(5);

/// The same for a panic, which may have come in the middle of a frame that therefore never ends.
const AFTER_PANIC: Duration = Duration::from_millis(400);

/// How long a signal that came while the program was stopped may take to be heard.
const ON_ITS_WAY: Duration = Duration::from_millis(100);

pub(crate) fn enter(options: Options) -> io::Result<()> {
    install_hook();
    take(options)
}

fn take(options: Options) -> io::Result<()> {
    *modes_before() = Some(device::make_raw()?);
    // No frame may come before the alternate screen.
    let writing = wait_for_frame(Instant::now() + PATIENCE);
    GIVING_UP.store(false, Ordering::SeqCst);
    STATE.store(IN, Ordering::SeqCst);
    let written = device::Screen { given_up: || false }.write_all(modes::enter(options.mouse).as_bytes());
    drop(writing);
    if written.is_err() {
        leave();
    }
    written
}

fn modes_before() -> MutexGuard<'static, Option<Termios>> {
    MODES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives the terminal back for good; the second time it does nothing. Errors are dropped: there is nothing left to save.
pub(crate) fn leave() {
    give_back(OUT);
}

/// As [`leave`], without waiting for a terminal that does not read.
pub(crate) fn leave_now() {
    HURRY.store(true, Ordering::SeqCst);
    leave();
}

fn give_back(next: u8) {
    let _alone = GIVING_BACK.lock().unwrap_or_else(PoisonError::into_inner);
    if STATE.compare_exchange(IN, next, Ordering::SeqCst, Ordering::SeqCst).is_err() {
        if next == OUT {
            STATE.store(OUT, Ordering::SeqCst);
        }
        return;
    }
    GIVING_UP.store(true, Ordering::SeqCst);
    let now = Instant::now();
    let until = now + if thread::panicking() { AFTER_PANIC } else { PATIENCE };
    let hurry = || HURRY.load(Ordering::SeqCst);
    let mut frame = wait_for_frame(now + RAW);
    let mut rest = if device::may_write() { modes::LEAVE.as_bytes() } else { &[] };
    rest = device::write_until(rest, now + RAW, hurry);
    if let Some(before) = modes_before().take() {
        device::restore(&before);
    }
    // Ctrl-C ends the program from here on, if the terminal never reads again.
    if frame.is_none() {
        frame = wait_for_frame(until);
    }
    device::write_until(rest, until, hurry);
    drop(frame);
}

/// Whether a frame that is being written is not worth its end any more.
pub(crate) fn is_giving_up() -> bool {
    GIVING_UP.load(Ordering::SeqCst)
}

/// Does the work while the terminal is and stays taken over; otherwise nothing.
pub(crate) fn while_taken<T>(work: impl FnOnce() -> T) -> Option<T> {
    let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    (STATE.load(Ordering::SeqCst) == IN).then(work)
}

/// Waits for a frame that is being written, but not for ever: the terminal may have stopped reading.
fn wait_for_frame(until: Instant) -> Option<MutexGuard<'static, ()>> {
    loop {
        match WRITING.try_lock() {
            Ok(guard) => return Some(guard),
            Err(TryLockError::Poisoned(error)) => return Some(error.into_inner()),
            Err(TryLockError::WouldBlock) if Instant::now() > until || HURRY.load(Ordering::SeqCst) => {
                return None;
            }
            Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(1)),
        }
    }
}

/// Whether signals have nobody to go to.
pub(crate) fn is_out() -> bool {
    STATE.load(Ordering::SeqCst) == OUT
}

fn is_ending() -> bool {
    ENDING.load(Ordering::SeqCst)
}

/// Whether something may be drawn, or will be once the program is continued.
pub(crate) fn check() -> io::Result<()> {
    if is_out() { Err(io::Error::other("the terminal was already given back")) } else { Ok(()) }
}

/// Gives the terminal back and stops the program; takes the terminal over again when the program is continued, unless a
/// signal has asked it to end meanwhile.
pub(crate) fn suspend(options: Options) -> io::Result<()> {
    check()?;
    give_back(STOPPED);
    stop(options)
}

fn stop(options: Options) -> io::Result<()> {
    loop {
        let stopped = device::stop();
        let until = Instant::now() + ON_ITS_WAY;
        // Continued in the background the terminal is not to be touched: the system would stop the program in the middle of that.
        while !device::is_foreground() {
            if is_ending() {
                return Ok(());
            }
            if Instant::now() > until {
                break;
            }
            thread::sleep(Duration::from_millis(5));
        }
        if device::is_foreground() {
            return take(options).and(stopped);
        }
    }
}

/// Takes the terminal over again, whatever happened to it meanwhile.
pub(crate) fn resume(options: Options) -> io::Result<()> {
    check()?;
    if is_ending() || STATE.load(Ordering::SeqCst) == STOPPED {
        return Ok(());
    }
    if device::is_foreground() {
        // Whoever ran meanwhile left other modes, which enabling alone would take for ours; and entering the alternate
        // screen from itself makes some terminals forget where the cursor was.
        give_back(STOPPED);
        return take(options);
    }
    // Stopped by what cannot be listened for, and continued in the background: the terminal is that of another program.
    STATE.store(STOPPED, Ordering::SeqCst);
    *modes_before() = None;
    stop(options)
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
