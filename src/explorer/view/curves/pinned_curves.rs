//! The curves of the pins in the charts, and the differences from the pins at n.

use std::borrow::Cow;

use crate::bon::{Evaluation, Quantity};
use crate::explorer::model::curves::measured::value as value_of;
use crate::explorer::model::curves::pins::{Pin, difference};
use crate::explorer::model::state::Model;
use crate::explorer::view::curves::measured;
use crate::report::Measure;
use crate::text::figure;
use crate::tui::chart::{Chart, Series};
use crate::tui::theme::{Role, Theme};

/// Adds a curve for each pin, the pin compared with first before the others; `place` styles it.
pub(in crate::explorer) fn add(
    chart: Chart<'static>,
    model: &Model,
    theme: &Theme,
    (label, measure): (impl Into<Cow<'static, str>> + Clone, Measure),
    place: impl Fn(Series<'static>) -> Series<'static>,
) -> Chart<'static> {
    let here = model.readout.value().filter(|(n, _)| *n == model.n).map(|(_, at)| at);
    model.pins.kept.in_turn().fold(chart, |chart, pin| {
        let Some(curve) = model.pins.curves.curve(pin.subject()) else { return chart };
        let points = measured::curve(model, pin.subject(), curve, measure);
        let mut series =
            place(Series::new(label.clone(), points, theme.style(Role::Pinned)).pinned(pin.letter));
        let value = |subject, e| value_of(model, subject, e, measure);
        let then = model.pins.curves.at_n(pin.subject(), model.n);
        if let Some(then) = then.filter(|then| !value(pin.subject(), then).is_nan()) {
            series = series.value(value(pin.subject(), then));
            if let Some(now) = here.filter(|now| !value(&model.subject, now).is_nan()) {
                let difference = measured::difference(model, now, (pin.subject(), then), measure);
                series = series.difference(difference);
            }
        }
        chart.series(series)
    })
}

/// The highest value of any pin's curve, information in nats.
pub(in crate::explorer) fn highest(model: &Model, quantity: Quantity) -> f64 {
    let curves = model.pins.kept.pins.iter().filter_map(|pin| model.pins.curves.curve(pin.subject()));
    curves.flat_map(|curve| curve.iter()).map(|e| e.get(quantity)).fold(0.0, f64::max)
}

/// Cells of one comparison among the numbers, including the blank before it.
pub(in crate::explorer) const COLUMN: u16 = 11;

/// The differences of a quantity from `count` pins: the letter and now minus then.
pub(in crate::explorer) fn column(
    model: &Model,
    at: &Evaluation,
    quantity: Quantity,
    count: usize,
) -> String {
    let unit = model.unit();
    let column = |pin: &Pin| {
        let then = model.pins.curves.at_n(pin.subject(), at.n as u64);
        let number =
            then.map(|then| figure::difference(unit.shown(difference(quantity, at, then), quantity.unit())));
        format!(" {} {}", pin.letter, number.unwrap_or_else(|| format!("{:>8}", "…")))
    };
    model.pins.kept.in_turn().take(count).map(column).collect()
}
