//! Letting n run along its scale.

use std::time::Duration;

use crate::explorer::action::Action;
use crate::explorer::model::scale::play::{LONGEST, PACE, Play, SPEEDS, rounded};
use crate::explorer::model::state::Model;

/// Performs an action on playing.
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
    let (speed, end) = (SPEEDS[play.speed].0, if play.repeats { "starts again at n = 1" } else { "stops" });
    let notice = format!("play at speed ×{speed}, {end} at the end of the scale");
    model.notice = Some(model.keymap.advise(&notice, [(Action::Play, "plays and pauses")]));
}

/// Lets n run from its present value to `end`.
pub(in crate::explorer) fn run_to(model: &mut Model, end: u64) {
    let on = model.n < end;
    model.play = Play { on, until: Some(end), waited: 0.0, place: (0.0, 0), ..model.play };
}

/// Lets time pass. n waits until the screen shows the numbers at n.
pub(in crate::explorer) fn tick(model: &mut Model, elapsed: Duration) {
    if !model.play.on {
        return;
    }
    model.play.waited = (model.play.waited + elapsed.as_secs_f64()).min(LONGEST);
    if model.readout.waits() || model.details.at_n.pending() || model.pins.curves.at_n_pending() {
        return;
    }
    let seconds = std::mem::take(&mut model.play.waited);
    let end = model.play.until.unwrap_or(model.scale_end);
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
