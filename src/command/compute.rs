//! The rows of a report, with a progress line on stderr when they take long.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use super::failure::Failure;
use crate::bon::{Base, Draws, Proposed};
use crate::family::draws;
use crate::report::Row;

/// The numbers of draws in `list`, ranges as `points` of them.
pub(super) fn draws(list: &str, points: usize) -> Result<Vec<Draws>, Failure> {
    let list =
        draws::parse_list(list, points).map_err(|error| Failure::input(format_args!("-n: {error}")))?;
    list.into_iter().map(|n| Draws::new(n as f64)).collect::<Result<_, _>>().map_err(Failure::input)
}

/// One row per number of draws, from the base or from a proposal.
pub(super) fn rows(base: &Base, proposed: Option<&Proposed>, draws: &[Draws]) -> Vec<Row> {
    let mut progress = Progress::new(draws.len());
    draws
        .iter()
        .map(|&n| {
            let row = Row::drawn(base, proposed, n);
            progress.step();
            row
        })
        .collect()
}

/// A line on stderr that counts, shown only on a terminal and for work that takes longer than a moment.
struct Progress {
    total: usize,
    done: usize,
    started: Instant,
    drawn: Option<Instant>,
    is_shown: bool,
}

impl Progress {
    const MOMENT: Duration = Duration::from_millis(500);
    const PAUSE: Duration = Duration::from_millis(100);

    fn new(total: usize) -> Progress {
        Progress {
            total,
            done: 0,
            started: Instant::now(),
            drawn: None,
            is_shown: io::stderr().is_terminal(),
        }
    }

    fn step(&mut self) {
        self.done += 1;
        let expected = self.started.elapsed().mul_f64(self.total as f64 / self.done as f64);
        let is_due = self.drawn.is_none_or(|drawn| drawn.elapsed() >= Self::PAUSE);
        if self.is_shown && is_due && expected > Self::MOMENT {
            self.drawn = Some(Instant::now());
            _ = write!(io::stderr(), "\r{} of {} values of n", self.done, self.total);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.drawn.is_some() {
            let blank = format!("{0} of {0} values of n", self.total).len();
            _ = write!(io::stderr(), "\r{:blank$}\r", "");
        }
    }
}
