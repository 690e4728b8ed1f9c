//! A guess on the chart: where it can be placed, and afterwards the guess beside the truth.

use ratatui::layout::Rect;

use crate::bon::Quantity;
use crate::explorer::action::Pane;
use crate::explorer::model::lesson::Guess;
use crate::explorer::model::overlay::target::Target;
use crate::explorer::model::state::Model;
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::lower;
use crate::preset::Predict;
use crate::tui::chart::Chart;
use crate::tui::theme::{Role, Theme};

/// Digits of a guess placed with the mouse.
const DIGITS: i32 = 3;

/// The quantities that can be guessed on the usual KL chart.
const KL: [Quantity; 4] = [Quantity::Kl, Quantity::Bound, Quantity::Estimator, Quantity::KlLimit];

/// The quantity to guess, if its values are those of the y axis of this pane.
fn asked(model: &Model, pane: Pane) -> Option<Predict> {
    let predict = model.lesson.as_ref()?.step().predict?;
    let here = match pane {
        Pane::Lower => lower::view(model.lower_view).curve() == Some(predict.quantity),
        Pane::Kl => model.chosen_curves.is_none() && KL.contains(&predict.quantity),
        Pane::Base | Pane::Readout => false,
    };
    here.then_some(predict)
}

/// Makes the rows of the plot mouse targets while a guess is asked for.
pub(in crate::explorer) fn point(
    chart: &Chart<'_>,
    area: Rect,
    model: &Model,
    pane: Pane,
    hits: &mut HitMap,
) {
    if asked(model, pane).is_none() || model.lesson.as_ref().is_none_or(|lesson| lesson.revealed()) {
        return;
    }
    let plot = chart.plot(area);
    for row in plot.top()..plot.bottom() {
        if let Some(y) = chart.y_at(area, row) {
            hits.add(Rect { y: row, height: 1, ..plot }, Target::Guess(rounded(y).to_bits()));
        }
    }
}

fn rounded(value: f64) -> f64 {
    if value == 0.0 {
        return value;
    }
    let unit = 10_f64.powi(value.abs().log10().floor() as i32 + 1 - DIGITS);
    (value / unit).round() * unit
}

/// Marks the guess and the truth once the answer is shown.
pub(in crate::explorer) fn mark<'a>(chart: Chart<'a>, model: &Model, theme: &Theme, pane: Pane) -> Chart<'a> {
    let (Some(predict), Some(lesson)) = (asked(model, pane), &model.lesson) else { return chart };
    let Some(Guess { guessed: guess, truth }) = lesson.guessed() else { return chart };
    let n = predict.n.unwrap_or(lesson.scene().n) as f64;
    chart.mark(('?', "your guess"), (n, guess), theme.style(Role::Notice)).mark(
        ('!', "the truth"),
        (n, truth),
        theme.style(Role::Highlight),
    )
}
