//! The numbers at n, each with its name and unit.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::bon::{Evaluation, Quantity, Unit};
use crate::explorer::action::Pane;
use crate::explorer::model::state::Model;
use crate::explorer::view::curves::pinned_curves;
use crate::explorer::view::frame::border;
use crate::explorer::view::frame::border::inside;
use crate::explorer::view::panes::row::{NUMBER, Row, over, regime};
use crate::explorer::view::panes::{head, proposed};
use crate::report::InformationUnit;
use crate::text::figure;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// Cells for the name, and columns from which on there is room for the meaning.
const NAME: u16 = 11;
const MEANING: u16 = 38;
/// Cells for the name and a number with its unit, beside which the pins are compared.
const PLAIN: u16 = 23;

pub(in crate::explorer) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let asked = figure::draws(model.n);
    let table = inside(area);
    let Some((n, evaluation)) = model.readout.value() else {
        border::title(model, theme, Pane::Readout, area, buffer, &format!("At n = {asked}"));
        text::put(buffer, table, (1, 0), "computing …", theme.style(Role::Dim));
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
    border::title(model, theme, Pane::Readout, area, buffer, &heading);
    let mut rows = match model.subject.proposing() {
        Some(_) => proposed::rows(model, evaluation),
        None => {
            rows(evaluation, model.unit(), model.subject.is_average(), head::shows_regime(buffer.area.width))
        }
    };
    if model.subject.is_average() {
        rows.iter_mut().for_each(of_average);
    }
    let mut said = MEANING;
    if pinned > 0 {
        let count = usize::from((table.width.saturating_sub(PLAIN)) / pinned_curves::COLUMN).min(pinned);
        compare(&mut rows, model, evaluation, count);
        said = said.max(PLAIN + count as u16 * pinned_curves::COLUMN + 2);
    }
    for (Row { name, role, value, note, meaning, .. }, row) in rows.into_iter().zip(0..) {
        text::put(buffer, table, (1, row), name, theme.style(role));
        text::put(buffer, table, (NAME, row), &format!("{value}{note}"), theme.style(Role::Text));
        if usize::from(table.width) >= usize::from(said) + meaning.width() {
            text::put(buffer, table, (said, row), &meaning, theme.style(Role::Dim));
        }
    }
}

/// Replaces the notes of the compared numbers by the differences from the pins.
fn compare(rows: &mut [Row], model: &Model, e: &Evaluation, count: usize) {
    for row in rows.iter_mut().filter(|row| row.compared) {
        let Some(quantity) = row.of else { continue };
        let column = pinned_curves::column(model, e, quantity, count);
        let value = model.unit().quantity(e, quantity);
        let number = match quantity.unit() {
            Unit::Share => figure::share_lacking(value, e.lacking(quantity).unwrap_or(1.0 - value), NUMBER),
            _ => format!("{} {}", figure::fixed(value, NUMBER), model.unit().name()),
        };
        (row.value, row.note) = (format!("{number:<12}"), column);
    }
}

/// The meaning of a row for the average over prompts.
fn of_average(row: &mut Row) {
    let meaning = match row.of {
        Some(Quantity::Kl) => "mean over prompts of D(π_n ‖ p)",
        Some(Quantity::EstimatorQ05) => "of one draw for a random prompt",
        Some(Quantity::WinRate) => "over one draw of p for the same prompt",
        Some(Quantity::KlLimit) => "mean of the limits of the prompts",
        Some(Quantity::NEpsTop) => "mean over prompts",
        Some(Quantity::EstimatorTop) => "mean of d_n(m_top) over prompts",
        Some(Quantity::Renyi2Entropy) => "of the mean over prompts of Σ m²",
        _ => return,
    };
    row.meaning = meaning.into();
}

/// The most important rows first; n·m_top comes later where the line of n shows it.
fn rows(e: &Evaluation, unit: InformationUnit, is_average: bool, top_is_said: bool) -> Vec<Row> {
    let value = |value| figure::fixed(value, NUMBER);
    let shown = |nats| value(unit.information(nats));
    let share = |value| figure::share(value, NUMBER);
    let named = |nats| format!("{} {}", shown(nats), unit.name());
    let [limit_of, bound_of, gap_bound_of] = match unit {
        InformationUnit::Nats => ["-ln m_top", "ln n - (n-1)/n, % above exact KL", "2n(n-1) exp(-H2) ≥ gap"],
        InformationUnit::Bits => {
            ["-log₂m_top", "log₂n - (n-1)/n/ln 2, % above exact KL", "2n(n-1) 2^-H2 / ln 2 ≥ gap"]
        }
    };
    let limit = if is_average { ", mean".to_owned() } else { format!(" = {limit_of}") };
    let quantiles = format!("{} to {}", shown(e.estimator_q05), named(e.estimator_q95));
    let row = |of: Quantity, name, role, value, meaning: &'static str| {
        Row::new(Some(of), name, role, value, meaning)
    };
    let mut rows = vec![
        row(Quantity::Kl, "exact KL", Role::Exact, named(e.kl), "D(π_n ‖ p), best-of-n from its base")
            .compared(),
        row(Quantity::Bound, "bound", Role::Bound, named(e.bound), bound_of)
            .note(format!("  {:>10}", over(e.gap, e.kl))),
        row(Quantity::ProposalGap, "gap", Role::Gap, named(e.gap), "bound - exact KL").compared(),
        row(
            Quantity::Estimator,
            "estimator",
            Role::Estimator,
            named(e.estimator),
            "mean of d_n(p) and sd of one draw",
        )
        .note(format!(" ± {} sd", shown(e.estimator_sd)))
        .compared(),
        row(Quantity::EstimatorQ05, "5 to 95 %", Role::Estimator, quantiles, "of the draws of the estimator"),
        row(
            Quantity::WinRate,
            "win rate",
            Role::WinRate,
            figure::share_lacking(e.win_rate, e.lacking.win_rate, NUMBER),
            "over one base draw, ties count 1/2",
        )
        .note(format!(" ≤ {} n/(n+1)", figure::share_lacking(e.win_rate_bound, 1.0 / (e.n + 1.0), NUMBER)))
        .compared(),
        row(
            Quantity::KlLimit,
            "KL limit",
            Role::Reference,
            named(e.kl_limit),
            "no n takes the exact KL above it",
        )
        .note(limit),
        row(
            Quantity::NEpsTop,
            "n·m_top",
            Role::Text,
            value(e.n_eps_top),
            "m_top: mass of the highest reward",
        )
        .note(format!(" bound {}", regime(e))),
        row(Quantity::GapBound, "gap bound", Role::GapBound, named(e.gap_bound), gap_bound_of),
        row(
            Quantity::EstimatorTop,
            "top bound",
            Role::Bound,
            named(e.estimator_top),
            "d_n(m_top) ≥ exact KL, ≤ bound",
        ),
        row(
            Quantity::EstimatorSharp,
            "sharper",
            Role::Estimator,
            named(e.estimator_sharp),
            "mean of s_n(p) ≥ exact KL, ≤ estimator",
        )
        .note(format!(" ± {} sd", shown(e.estimator_sharp_sd)))
        .compared(),
        row(Quantity::WinRateGap, "win gap", Role::WinBound, share(e.win_rate_gap), "n/(n+1) - win rate"),
        row(
            Quantity::Renyi2Entropy,
            "H2",
            Role::Text,
            named(e.renyi2_entropy),
            "Rényi-2 entropy of the base",
        ),
    ];
    if !top_is_said {
        rows.swap(6, 7);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bon::{Draws, Policy};

    #[test]
    fn a_line_of_an_average_is_known_by_its_quantity_and_not_by_its_name() {
        let said = |of: Option<Quantity>, name| {
            let mut row = Row::new(of, name, Role::Text, "1 = 2".to_owned(), "of one base");
            of_average(&mut row);
            assert_eq!((row.name, row.value.as_str()), (name, "1 = 2"));
            row.meaning
        };
        assert_eq!(said(Some(Quantity::KlLimit), "another name"), "mean of the limits of the prompts");
        assert_eq!(said(Some(Quantity::WinRateGap), "KL limit"), "of one base");
        assert_eq!(said(None, "exact KL"), "of one base");
    }

    #[test]
    fn an_average_has_its_own_notes_and_the_same_numbers() {
        let base = crate::family::parse("uniform:10").unwrap();
        let e = Policy::new(base.base(), Draws::new(64.0).unwrap()).evaluate();
        let [one, mean] = [false, true].map(|average| rows(&e, InformationUnit::Nats, average, true));
        assert_eq!(one.len(), mean.len());
        for (one, mean) in one.iter().zip(&mean) {
            assert_eq!((one.of, &one.value), (mean.of, &mean.value));
            match one.of {
                Some(Quantity::KlLimit) => {
                    assert_eq!((one.note.as_str(), mean.note.as_str()), (" = -ln m_top", ", mean"));
                }
                _ => assert_eq!(one.note, mean.note),
            }
        }
        // No quantity has two rows.
        for (at, row) in one.iter().enumerate() {
            assert!(row.of.is_some() && one[..at].iter().all(|earlier| earlier.of != row.of), "{}", row.name);
        }
    }
}
