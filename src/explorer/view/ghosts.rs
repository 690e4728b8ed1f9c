//! The curves of the pins in the charts, and how the numbers at n differ from theirs.

use super::chart::{Chart, Series};
use super::figure;
use crate::bon::Evaluation;
use crate::explorer::model::Model;
use crate::explorer::pins::Difference;
use crate::explorer::theme::{Role, Theme};

/// Adds a curve of every pin, the one compared with first before the others.
pub(super) fn add(
    chart: Chart<'static>,
    model: &Model,
    theme: &Theme,
    label: &'static str,
    value: impl Fn(&Evaluation) -> f64,
    difference: impl Fn(&Difference) -> f64,
) -> Chart<'static> {
    let here = model.readout.value().filter(|(n, _)| *n == model.n).map(|(_, at)| at);
    model.pins.kept.in_turn().fold(chart, |chart, pin| {
        let Some(curve) = model.pins.ghosts.curve(pin.base()) else { return chart };
        let points: Vec<(f64, f64)> = curve.iter().map(|e| (e.n, value(e))).collect();
        let mut series = Series::new(label, points, theme.style(Role::Ghost)).ghost(pin.letter);
        if let Some(then) = model.pins.ghosts.at_n(pin.base(), model.n) {
            series = series.value(value(then));
            if let Some(now) = here {
                series = series.difference(difference(&Difference::between(now, then)));
            }
        }
        chart.series(series)
    })
}

/// The highest value of any pin's curve.
pub(super) fn highest(model: &Model, value: impl Fn(&Evaluation) -> f64) -> f64 {
    let curves = model.pins.kept.pins.iter().filter_map(|pin| model.pins.ghosts.curve(pin.base()));
    curves.flat_map(|curve| curve.iter()).map(value).fold(0.0, f64::max)
}

/// A difference in eight cells.
pub(super) fn written(difference: f64) -> String {
    if difference == 0.0 { format!("{:>8}", "same") } else { figure::signed(difference, 8) }
}

/// Cells of one comparison in the readout, with the blank before it.
pub(super) const COLUMN: u16 = 11;

/// How the exact KL, gap, estimator and win rate differ from those of the pins, for as many as `count`: the letter and
/// now minus then.
pub(super) fn columns(model: &Model, at: &Evaluation, count: usize) -> [String; 4] {
    let mut columns = [const { String::new() }; 4];
    for pin in model.pins.kept.in_turn().take(count) {
        let then = model.pins.ghosts.at_n(pin.base(), at.n as u64);
        let difference = then.map(|then| Difference::between(at, then));
        let parts = difference.map(|d| [d.kl, d.gap, d.estimator, d.win_rate]);
        for (index, column) in columns.iter_mut().enumerate() {
            let number = parts.map_or_else(|| format!("{:>8}", "..."), |parts| written(parts[index]));
            column.push_str(&format!(" {} {number}", pin.letter));
        }
    }
    columns
}
