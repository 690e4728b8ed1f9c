//! The progress of work that takes long, as a line on stderr.

use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::data::Progress as Reading;

/// A bar that is drawn only on a terminal and only for work that takes longer than a moment. Ctrl-C wipes it before the
/// program ends as an interrupted program does; what is written to files is written whole afterwards.
pub(in crate::command) struct Bar {
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

    pub(in crate::command) fn new() -> Bar {
        let drawn = Arc::default();
        if io::stderr().is_terminal() {
            wipe_when_interrupted(Arc::clone(&drawn));
        }
        Bar { drawn, started: Instant::now() }
    }

    pub(in crate::command) fn show(&self, progress: Reading) {
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

/// A line on stderr that counts, shown only on a terminal and for work that takes longer than a moment.
pub(in crate::command) struct Progress {
    total: u64,
    done: u64,
    what: &'static str,
    width: usize,
    started: Instant,
    drawn: Option<Instant>,
    is_shown: bool,
}

impl Progress {
    const MOMENT: Duration = Duration::from_millis(500);
    const PAUSE: Duration = Duration::from_millis(100);

    /// A line that counts `what` up to `total`.
    pub(in crate::command) fn new(total: usize, what: &'static str) -> Progress {
        Progress {
            total: total as u64,
            done: 0,
            what,
            width: 0,
            started: Instant::now(),
            drawn: None,
            is_shown: io::stderr().is_terminal(),
        }
    }

    /// One more is done.
    pub(in crate::command) fn step(&mut self) {
        self.reach(self.done + 1);
    }

    /// So many are done.
    pub(in crate::command) fn reach(&mut self, done: u64) {
        self.done = done.max(1);
        let expected = self.started.elapsed().mul_f64(self.total as f64 / self.done as f64);
        if expected > Self::MOMENT {
            let Progress { done, total, what, .. } = *self;
            self.draw(|| format!("{done} of {total} {what}"));
        }
    }

    /// Shows this line when the work has taken a moment already.
    pub(in crate::command) fn show(&mut self, line: impl FnOnce() -> String) {
        if self.started.elapsed() > Self::MOMENT {
            self.draw(line);
        }
    }

    /// Shows this line at once: what follows takes long.
    pub(in crate::command) fn announce(&mut self, line: &str) {
        self.drawn = None;
        self.draw(|| line.to_owned());
    }

    fn draw(&mut self, line: impl FnOnce() -> String) {
        if self.is_shown && self.drawn.is_none_or(|drawn| drawn.elapsed() >= Self::PAUSE) {
            self.drawn = Some(Instant::now());
            let line = line();
            self.width = self.width.max(line.len());
            _ = write!(io::stderr(), "\r{line:width$}", width = self.width);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.drawn.is_some() {
            let blank = self.width;
            _ = write!(io::stderr(), "\r{:blank$}\r", "");
        }
    }
}
