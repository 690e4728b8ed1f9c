//! Numbers of draws from the command line, and the progress line on stderr of work that takes long.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::bon::Draws;
use crate::command::failure::Failure;
use crate::text::draws;

/// The numbers of draws in `list`, ranges as `points` of them.
pub(super) fn draws(list: &str, points: usize) -> Result<Vec<Draws>, Failure> {
    let list =
        draws::parse_list(list, points).map_err(|error| Failure::input(format_args!("-n: {error}")))?;
    list.into_iter().map(|n| Draws::new(n as f64)).collect::<Result<_, _>>().map_err(Failure::input)
}

/// A line on stderr that counts, shown only on a terminal and for work that takes longer than a moment.
pub(super) struct Progress {
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
    pub(super) fn new(total: usize, what: &'static str) -> Progress {
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
    pub(super) fn step(&mut self) {
        self.reach(self.done + 1);
    }

    /// So many are done.
    pub(super) fn reach(&mut self, done: u64) {
        self.done = done.max(1);
        let expected = self.started.elapsed().mul_f64(self.total as f64 / self.done as f64);
        if expected > Self::MOMENT {
            let Progress { done, total, what, .. } = *self;
            self.draw(|| format!("{done} of {total} {what}"));
        }
    }

    /// Shows this line when the work has taken a moment already.
    pub(super) fn show(&mut self, line: impl FnOnce() -> String) {
        if self.started.elapsed() > Self::MOMENT {
            self.draw(line);
        }
    }

    /// Shows this line at once: what follows takes long.
    pub(super) fn announce(&mut self, line: &str) {
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
