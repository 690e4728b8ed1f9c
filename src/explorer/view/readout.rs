//! The numbers at n, each with its name and unit.

use ratatui::{buffer::Buffer, layout::Rect};
use unicode_width::UnicodeWidthStr;

use super::{figure, ghosts, head, inside, text};
use crate::bon::{Evaluation, Quantity, Unit};
use crate::explorer::model::{Model, Pane};
use crate::explorer::theme::{Role, Theme};
use crate::report::number;

/// Cells for the name, the numbers, and from where on there is room for the meaning.
const NAME: u16 = 11;
const MEANING: u16 = 38;
const NUMBER: usize = 7;
/// Cells for the name and a number with its unit, beside which the pins are compared with.
const PLAIN: u16 = 23;

/// How good the bound is here, in a word: `tight` where it is at most 5 % above the exact KL, `loose` up to twice
/// as much, `hopeless` beyond.
pub(super) fn regime(evaluation: &Evaluation) -> &'static str {
    let Evaluation { gap, kl, .. } = *evaluation;
    if gap <= 0.05 * kl {
        "tight"
    } else if gap <= kl {
        "loose"
    } else {
        "hopeless"
    }
}

/// Name, role, numbers with their unit, meaning.
type Row = (&'static str, Role, String, &'static str);

pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let asked = figure::draws(model.n);
    let table = inside(area);
    let Some((n, evaluation)) = model.readout.value() else {
        super::title(model, theme, Pane::Readout, area, buffer, &format!("At n = {asked}"));
        text::put(buffer, table, (1, 0), "computing ...", theme.style(Role::Dim));
        return;
    };
    let pinned = model.pins.kept.pins.len();
    let mut heading = match figure::draws(*n) {
        _ if *n == model.n => format!("At n = {asked}"),
        earlier => format!("At n = {earlier}, computing {asked}"),
    };
    if pinned > 0 {
        heading.push_str(" · now - pin");
    }
    super::title(model, theme, Pane::Readout, area, buffer, &heading);
    let mut rows = rows(evaluation);
    let mut said = MEANING;
    if pinned > 0 {
        let count = usize::from((table.width.saturating_sub(PLAIN)) / ghosts::COLUMN).min(pinned);
        compare(&mut rows, model, evaluation, count);
        said = said.max(PLAIN + count as u16 * ghosts::COLUMN + 2);
    }
    if !head::shows_regime(buffer.area.width) {
        rows.swap(6, 7);
    }
    for ((name, role, value, meaning), row) in rows.into_iter().zip(0..) {
        text::put(buffer, table, (1, row), name, theme.style(role));
        text::put(buffer, table, (NAME, row), &value, theme.style(Role::Text));
        if usize::from(table.width) >= usize::from(said) + meaning.width() {
            text::put(buffer, table, (said, row), meaning, theme.style(Role::Dim));
        }
    }
}

/// Puts how they differ from the pins beside the exact KL, the gap, the estimator and the win rate, in the place of what
/// else stands there.
fn compare(rows: &mut [Row; 12], model: &Model, e: &Evaluation, count: usize) {
    let compared = [Quantity::Kl, Quantity::Gap, Quantity::Estimator, Quantity::WinRate];
    let columns = ghosts::columns(model, e, compared, count);
    for ((row, quantity), column) in [0, 2, 3, 5].into_iter().zip(compared).zip(columns) {
        let number = match quantity.unit() {
            Unit::Share => figure::share(e.get(quantity), NUMBER),
            _ => format!("{} nats", figure::fixed(e.get(quantity), NUMBER)),
        };
        rows[row].2 = format!("{number:<12}{column}");
    }
}

/// The most important rows first; the seventh and the eighth change places where the line of n is short.
fn rows(e: &Evaluation) -> [Row; 12] {
    let value = |value| figure::fixed(value, NUMBER);
    let share = |value| figure::share(value, NUMBER);
    let nats = |nats| format!("{} nats", value(nats));
    let over = match e.gap / e.kl {
        _ if e.gap == 0.0 => "exact".to_owned(),
        over if over.is_finite() => number::percent(over),
        _ => "KL is 0".to_owned(),
    };
    let bound = format!("{}  {over:>10}", nats(e.bound));
    let estimator = format!("{} ± {} sd", nats(e.estimator), value(e.estimator_sd));
    let quantiles = format!("{} to {} nats", value(e.estimator_q05), value(e.estimator_q95));
    let win_rate = format!("{} ≤ {} n/(n+1)", share(e.win_rate), share(e.win_rate_bound));
    let limit = format!("{} = -ln ε_top", nats(e.kl_limit));
    let top = format!("{} bound {}", value(e.n_eps_top), regime(e));
    [
        ("exact KL", Role::Exact, nats(e.kl), "D(π_n ‖ p), best-of-n from its base"),
        ("bound", Role::Bound, bound, "ln n - (n-1)/n, % above exact KL"),
        ("gap", Role::Gap, nats(e.gap), "bound - exact KL"),
        ("estimator", Role::Estimator, estimator, "mean of d_n(p) and sd of one draw"),
        ("5 to 95 %", Role::Estimator, quantiles, "of the draws of the estimator"),
        ("win rate", Role::WinRate, win_rate, "over one base draw, ties count 1/2"),
        ("KL limit", Role::Reference, limit, "no n takes the exact KL above it"),
        ("n·ε_top", Role::Text, top, "ε_top: mass of the highest reward"),
        ("gap bound", Role::GapBound, nats(e.gap_bound), "2n(n-1) exp(-H2) ≥ gap"),
        ("top bound", Role::Bound, nats(e.estimator_top), "d_n(ε_top) ≥ exact KL, ≤ bound"),
        ("win gap", Role::WinBound, share(e.win_rate_gap), "n/(n+1) - win rate"),
        ("H2", Role::Text, nats(e.renyi2_entropy), "Rényi-2 entropy of the base"),
    ]
}
