//! The numbers at n, each with its name and unit.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::bon::{Evaluation, Quantity, Unit};
use crate::explorer::action::Pane;
use crate::explorer::model::state::Model;
use crate::explorer::view::border::inside;
use crate::explorer::view::curves::pinned;
use crate::explorer::view::figure;
use crate::explorer::view::panes::row::{NUMBER, Row, over, regime};
use crate::explorer::view::panes::{head, proposed};
use crate::report::InformationUnit;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// Cells for the name, the numbers, and from where on there is room for the meaning.
const NAME: u16 = 11;
const MEANING: u16 = 38;
/// Cells for the name and a number with its unit, beside which the pins are compared with.
const PLAIN: u16 = 23;

pub(in crate::explorer) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let asked = figure::draws(model.n);
    let table = inside(area);
    let Some((n, evaluation)) = model.readout.value() else {
        crate::explorer::view::border::title(
            model,
            theme,
            Pane::Readout,
            area,
            buffer,
            &format!("At n = {asked}"),
        );
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
    crate::explorer::view::border::title(model, theme, Pane::Readout, area, buffer, &heading);
    let mut rows = match model.subject.proposing() {
        Some(_) => proposed::rows(model, evaluation),
        None => rows(evaluation, model.unit(), head::shows_regime(buffer.area.width)),
    };
    if model.subject.is_average() {
        rows.iter_mut().for_each(of_average);
    }
    let mut said = MEANING;
    if pinned > 0 {
        let count = usize::from((table.width.saturating_sub(PLAIN)) / pinned::COLUMN).min(pinned);
        compare(&mut rows, model, evaluation, count);
        said = said.max(PLAIN + count as u16 * pinned::COLUMN + 2);
    }
    for (Row { name, role, value, meaning, .. }, row) in rows.into_iter().zip(0..) {
        text::put(buffer, table, (1, row), name, theme.style(role));
        text::put(buffer, table, (NAME, row), &value, theme.style(Role::Text));
        if usize::from(table.width) >= usize::from(said) + meaning.width() {
            text::put(buffer, table, (said, row), &meaning, theme.style(Role::Dim));
        }
    }
}

/// Puts how they differ from the pins beside the numbers that are compared, in the place of what else stands there.
fn compare(rows: &mut [Row], model: &Model, e: &Evaluation, count: usize) {
    let compared = rows.iter_mut().filter_map(|row| row.compared.map(|quantity| (row, quantity)));
    for (row, quantity) in compared {
        let column = pinned::column(model, e, quantity, count);
        let value = model.unit().quantity(e, quantity);
        let number = match quantity.unit() {
            Unit::Share => figure::share(value, NUMBER),
            _ => format!("{} {}", figure::fixed(value, NUMBER), model.unit().name()),
        };
        row.value = format!("{number:<12}{column}");
    }
}

/// Says of a line what the average over prompts makes of it.
fn of_average(row: &mut Row) {
    let meaning = match row.name {
        "exact KL" => "mean over prompts of D(π_n ‖ p)",
        "5 to 95 %" => "of one draw for a prompt that was drawn",
        "win rate" => "over one draw of p for the same prompt",
        "KL limit" => "mean of the limits of the prompts",
        "n·ε_top" => "mean over prompts",
        "top bound" => "mean of d_n(ε_top) over prompts",
        "H2" => "of the mean over prompts of Σ m²",
        _ => return,
    };
    row.meaning = meaning.into();
    if row.name == "KL limit"
        && let Some((value, _)) = row.value.split_once(" = ")
    {
        row.value = format!("{value}, mean");
    }
}

/// The most important rows first; n·ε_top later where the line of n says it.
fn rows(e: &Evaluation, unit: InformationUnit, top_is_said: bool) -> Vec<Row> {
    let value = |value| figure::fixed(value, NUMBER);
    let shown = |nats| value(unit.information(nats));
    let share = |value| figure::share(value, NUMBER);
    let named = |nats| format!("{} {}", shown(nats), unit.name());
    let [limit_of, bound_of, gap_bound_of] = match unit {
        InformationUnit::Nats => ["-ln ε_top", "ln n - (n-1)/n, % above exact KL", "2n(n-1) exp(-H2) ≥ gap"],
        InformationUnit::Bits => {
            ["-log₂ε_top", "log₂n - (n-1)/n/ln 2, % above exact KL", "2n(n-1) 2^-H2 / ln 2 ≥ gap"]
        }
    };
    let bound = format!("{}  {:>10}", named(e.bound), over(e.gap, e.kl));
    let estimator = format!("{} ± {} sd", named(e.estimator), shown(e.estimator_sd));
    let quantiles = format!("{} to {}", shown(e.estimator_q05), named(e.estimator_q95));
    let win_rate = format!("{} ≤ {} n/(n+1)", share(e.win_rate), share(e.win_rate_bound));
    let limit = format!("{} = {limit_of}", named(e.kl_limit));
    let top = format!("{} bound {}", value(e.n_eps_top), regime(e));
    let row = |name, role, value, meaning: &'static str| Row::new(name, role, value, meaning);
    let mut rows = vec![
        row("exact KL", Role::Exact, named(e.kl), "D(π_n ‖ p), best-of-n from its base")
            .compared(Quantity::Kl),
        row("bound", Role::Bound, bound, bound_of),
        row("gap", Role::Gap, named(e.gap), "bound - exact KL").compared(Quantity::ProposalGap),
        row("estimator", Role::Estimator, estimator, "mean of d_n(p) and sd of one draw")
            .compared(Quantity::Estimator),
        row("5 to 95 %", Role::Estimator, quantiles, "of the draws of the estimator"),
        row("win rate", Role::WinRate, win_rate, "over one base draw, ties count 1/2")
            .compared(Quantity::WinRate),
        row("KL limit", Role::Reference, limit, "no n takes the exact KL above it"),
        row("n·ε_top", Role::Text, top, "ε_top: mass of the highest reward"),
        row("gap bound", Role::GapBound, named(e.gap_bound), gap_bound_of),
        row("top bound", Role::Bound, named(e.estimator_top), "d_n(ε_top) ≥ exact KL, ≤ bound"),
        row("win gap", Role::WinBound, share(e.win_rate_gap), "n/(n+1) - win rate"),
        row("H2", Role::Text, named(e.renyi2_entropy), "Rényi-2 entropy of the base"),
    ];
    if !top_is_said {
        rows.swap(6, 7);
    }
    rows
}
