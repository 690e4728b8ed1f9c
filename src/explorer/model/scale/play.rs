//! Playing: n runs along its log scale while time passes.
//!
//! Knows no clock: time comes as messages, which exist only while something plays.

use std::time::Duration;

use crate::explorer::action::Action;
use crate::explorer::model::state::Model;

/// How often n moves.
pub const FRAME: Duration = Duration::from_millis(40);
/// Powers of ten a second at speed 1.
const PACE: f64 = 0.5;
/// The speeds.
const SPEEDS: [(&str, f64); 6] =
    [("1/4", 0.25), ("1/2", 0.5), ("1", 1.0), ("2", 2.0), ("4", 4.0), ("8", 8.0)];
/// The longest time that counts between two frames; a program that was stopped does not leap.
const LONGEST: f64 = 1.0;

/// Whether and how n runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Play {
    /// Whether it does.
    pub on: bool,
    /// Whether it begins again at n = 1 when it has reached the end.
    pub repeats: bool,
    /// Where it ends before the end of the scale.
    until: Option<u64>,
    speed: usize,
    /// log10 n, more finely than n tells, and the n it was true for.
    place: (f64, u64),
    /// Seconds that have not moved n yet.
    waited: f64,
}

impl Default for Play {
    fn default() -> Play {
        Play { on: false, repeats: false, until: None, speed: 2, place: (0.0, 0), waited: 0.0 }
    }
}

impl Play {
    /// What the header says while it plays.
    pub fn sign(&self) -> Option<String> {
        let repeats = if self.repeats { " again" } else { "" };
        self.on.then(|| format!("▶ ×{}{repeats}", SPEEDS[self.speed].0))
    }
}

/// Whether this action takes n into the person's own hands.
pub fn stops(action: Action) -> bool {
    use Action::{
        FarFewerDraws, FarMoreDraws, FewerDraws, FirstDraws, Jump, LastDraws, MoreDraws, NextPower,
        OneDrawLess, OneDrawMore, PreviousPower, Redo, TypeDraws, Undo,
    };
    matches!(
        action,
        FewerDraws
            | MoreDraws
            | FarFewerDraws
            | FarMoreDraws
            | OneDrawLess
            | OneDrawMore
            | PreviousPower
            | NextPower
            | FirstDraws
            | LastDraws
            | TypeDraws
            | Jump
            | Undo
            | Redo
    )
}

/// Answers an action on playing.
pub(in crate::explorer) fn act(model: &mut Model, action: Action) {
    let play = &mut model.play;
    match action {
        Action::Faster => play.speed = (play.speed + 1).min(SPEEDS.len() - 1),
        Action::Slower => play.speed = play.speed.saturating_sub(1),
        Action::Repeat => play.repeats = !play.repeats,
        _ => {
            (play.on, play.until, play.waited, play.place) = (!play.on, None, 0.0, (0.0, 0));
            return;
        }
    }
    let (speed, end) = (SPEEDS[play.speed].0, if play.repeats { "begins again at n = 1" } else { "stops" });
    let told = format!("play at speed ×{speed}, {end} at the end of the scale");
    model.notice = Some(model.keymap.advise(&told, [(Action::Play, "plays and pauses")]));
}

/// Lets n run from where it is to `end`.
pub(in crate::explorer) fn run_to(model: &mut Model, end: u64) {
    let on = model.n < end;
    model.play = Play { on, until: Some(end), waited: 0.0, place: (0.0, 0), ..model.play };
}

/// Time has passed. n waits until what is on the screen is about it.
pub(in crate::explorer) fn tick(model: &mut Model, elapsed: Duration) {
    if !model.play.on {
        return;
    }
    model.play.waited = (model.play.waited + elapsed.as_secs_f64()).min(LONGEST);
    if model.readout.waits() || model.details.at_n.pending() || model.pins.ghosts.at_n_pending() {
        return;
    }
    let seconds = std::mem::take(&mut model.play.waited);
    let end = model.play.until.unwrap_or(model.reach);
    if model.n >= end {
        (model.n, model.play.place) = (1, (0.0, 1));
        return;
    }
    let (place, of) = model.play.place;
    let from = if of == model.n { place } else { (model.n as f64).log10() };
    let place = from + PACE * SPEEDS[model.play.speed].1 * seconds;
    let n = rounded(10_f64.powf(place)).max(model.n);
    if n < end {
        (model.n, model.play.place) = (n, (place, n));
    } else {
        model.n = end;
        model.play.on = model.play.repeats && model.play.until.is_none();
    }
}

/// The whole number below with three digits that are not 0, so that numbers do not flicker.
fn rounded(n: f64) -> u64 {
    let step = 10_f64.powf(n.log10().floor() - 2.0).max(1.0);
    ((n / step).floor() * step).round() as u64
}
