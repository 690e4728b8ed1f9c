//! A progress bar on stderr while a large file is read, and a clean stop when the reader is interrupted.

use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::data::Progress;

/// A bar that is drawn only on a terminal and only for work that takes longer than a moment. Ctrl-C wipes it before the
/// program ends as an interrupted program does; what is written to files is written whole afterwards.
pub(super) struct Bar {
    drawn: Arc<Mutex<Drawn>>,
    started: Instant,
}

#[derive(Default)]
struct Drawn {
    width: usize,
    last: Option<Instant>,
}

impl Drawn {
    fn wipe(&mut self) {
        if self.width > 0 {
            _ = write!(io::stderr(), "\r{:1$}\r", "", self.width);
            self.width = 0;
        }
    }
}

impl Bar {
    const MOMENT: Duration = Duration::from_millis(500);
    const PAUSE: Duration = Duration::from_millis(100);
    const CELLS: usize = 30;

    pub(super) fn new() -> Bar {
        let drawn = Arc::default();
        if io::stderr().is_terminal() {
            wipe_when_interrupted(Arc::clone(&drawn));
        }
        Bar { drawn, started: Instant::now() }
    }

    pub(super) fn show(&self, progress: Progress) {
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = drawn.last.is_none_or(|last| last.elapsed() >= Self::PAUSE);
        if self.started.elapsed() < Self::MOMENT || !is_due || !io::stderr().is_terminal() {
            return;
        }
        drawn.last = Some(Instant::now());
        let rows = format!("{}, {} rows", progress.stage.name(), progress.rows);
        let line = progress.share.map_or(rows.clone(), |share| {
            let full = ((share * Self::CELLS as f64) as usize).min(Self::CELLS);
            let bar = format!("{}{}", "#".repeat(full), ".".repeat(Self::CELLS - full));
            format!("[{bar}] {:3.0} %  {rows}", 100.0 * share)
        });
        // What follows may be shorter than what it covers.
        _ = write!(io::stderr(), "\r{line:<width$}", width = drawn.width);
        drawn.width = drawn.width.max(line.len());
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.drawn.lock().unwrap_or_else(PoisonError::into_inner).wipe();
    }
}

#[cfg(unix)]
fn wipe_when_interrupted(drawn: Arc<Mutex<Drawn>>) {
    use signal_hook::consts::{SIGINT, SIGTERM};
    // Without the watch an interrupted run leaves its bar on the screen, which is no reason to fail.
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            drawn.lock().unwrap_or_else(PoisonError::into_inner).wipe();
            _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    });
}

#[cfg(not(unix))]
fn wipe_when_interrupted(_: Arc<Mutex<Drawn>>) {}
