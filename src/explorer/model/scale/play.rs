//! Playing: n runs along its log scale while time passes.
//!
//! Knows no clock: time comes as messages, which exist only while something plays.

use std::time::Duration;

/// How often n moves.
pub const FRAME: Duration = Duration::from_millis(40);
/// Powers of ten per second at speed 1.
pub(in crate::explorer) const PACE: f64 = 0.5;

/// The speeds, each with its name.
pub(in crate::explorer) const SPEEDS: [(&str, f64); 6] =
    [("1/4", 0.25), ("1/2", 0.5), ("1", 1.0), ("2", 2.0), ("4", 4.0), ("8", 8.0)];

/// The longest time between two frames that counts, in seconds; a program that was stopped does not leap.
pub(in crate::explorer) const LONGEST: f64 = 1.0;

/// Whether n runs, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Play {
    /// Whether n runs.
    pub on: bool,
    /// Whether it starts again at n = 1 at the end.
    pub repeats: bool,
    /// An end before the end of the scale.
    pub(in crate::explorer) until: Option<u64>,
    pub(in crate::explorer) speed: usize,
    /// log10 n, finer than n itself, and the n it belongs to.
    pub(in crate::explorer) place: (f64, u64),
    /// Seconds that have not moved n yet.
    pub(in crate::explorer) waited: f64,
}

impl Default for Play {
    fn default() -> Play {
        Play { on: false, repeats: false, until: None, speed: 2, place: (0.0, 0), waited: 0.0 }
    }
}

impl Play {
    /// What the header shows while n runs.
    pub fn sign(&self) -> Option<String> {
        let repeats = if self.repeats { " loop" } else { "" };
        self.on.then(|| format!("▶ ×{}{repeats}", SPEEDS[self.speed].0))
    }
}

/// The largest number up to `n` with three significant digits, so that numbers do not flicker.
pub(in crate::explorer) fn rounded(n: f64) -> u64 {
    let step = 10_f64.powf(n.log10().floor() - 2.0).max(1.0);
    ((n / step).floor() * step).round() as u64
}
