//! Curves of quantities against n.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::bon::{Evaluation, Quantity};
use crate::explorer::model::state::Model;
use crate::tui::chart::{Chart, Series};
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// Writes a sentence instead of a chart.
pub(in crate::explorer) fn say(sentence: &str, theme: &Theme, room: Rect, buffer: &mut Buffer) {
    for (line, row) in text::wrap(sentence, usize::from(room.width.saturating_sub(2))).iter().zip(0..) {
        text::put(buffer, room, (1, row), line, theme.style(Role::Text));
    }
}

/// The lower end of an axis of win rates: 1/2, unless a proposal leads below it.
pub(in crate::explorer) fn lowest_win_rate(points: &[Evaluation]) -> f64 {
    let lowest = points.iter().map(|e| e.win_rate).fold(0.5, f64::min);
    if lowest < 0.5 { (10.0 * lowest).floor() / 10.0 } else { 0.5 }
}

/// An empty chart against n with its cursor.
pub(in crate::explorer) fn chart(model: &Model) -> Chart<'static> {
    Chart::new(1.0, model.scale_end as f64).cursor(model.n as f64)
}

/// The points at which a quantity is known by now.
pub(in crate::explorer) fn known(
    points: &[Evaluation],
    value: impl Fn(&Evaluation) -> f64,
) -> Vec<(f64, f64)> {
    points.iter().map(|e| (e.n, value(e))).filter(|(_, value)| !value.is_nan()).collect()
}

/// Makes curves, each with its exact value at n if that is known.
pub(in crate::explorer) fn curve<'a>(
    model: &'a Model,
    theme: &'a Theme,
    points: &'a [Evaluation],
) -> impl Fn(&'static str, Role, Quantity) -> Series<'static> {
    let here = model.readout.value().filter(|(n, _)| *n == model.n).map(|(_, evaluation)| evaluation);
    move |label, role, quantity| {
        let value = |e: &Evaluation| model.unit().quantity(e, quantity);
        let series = Series::new(label, known(points, value), theme.style(role));
        match here.map(value).filter(|value| !value.is_nan()) {
            Some(here) => series.value(here),
            None => series,
        }
    }
}
