//! Every divergence of best-of-n from its base, next to what a continuous base would give.

use super::lower::{Line, Page, line};
use super::{base::bar, figure, text};
use crate::bon::{Evaluation, Quantity, Unit};
use crate::explorer::theme::Role;

/// Short name and the quantity.
const ROWS: &[(&str, Quantity)] = &[
    ("exact KL", Quantity::Kl),
    ("reverse KL", Quantity::ReverseKl),
    ("chi-squared", Quantity::Chi2),
    ("total var.", Quantity::Tv),
    ("sq.Hellinger", Quantity::Hellinger2),
    ("Rényi 1/2", Quantity::RenyiHalf),
    ("Rényi 2", Quantity::RenyiTwo),
    ("Rényi inf", Quantity::RenyiInf),
];

const NOTES: &str = "total var. is half the L1 distance, sq.Hellinger 1 - sum sqrt(π p). Continuum: the value for a base without atoms. Merging outcomes only lowers a divergence, so it bounds \
    every base; for the exact KL it is the popular formula. Reached: the share of it that this base gets to. KL and Rényi \
    are in nats, the others are pure numbers.";

const NAME: usize = 12;
const NUMBER: usize = 8;
const REACHED: usize = 7;
const BAR: usize = 20;

/// The table at n.
pub(super) fn page(n: u64, at: &Evaluation, width: usize) -> Page {
    let units = width >= NAME + 2 * NUMBER + REACHED + 3 + 6;
    let bars = width >= NAME + 2 * NUMBER + REACHED + 3 + 6 + BAR;
    let heading = format!("n = {}", figure::draws(n));
    let heading = text::cut(&heading, NAME).into_owned();
    let mut names =
        format!("{heading:<NAME$} {:>NUMBER$} {:>NUMBER$} {:>REACHED$}", "value", "continuum", "reached");
    if units {
        names.push_str("  unit");
    }
    let mut scrolled: Vec<Line> = ROWS.iter().map(|row| cells(row, at, units, bars)).collect();
    scrolled.push(Line::new());
    scrolled.extend(text::wrap(NOTES, width).into_iter().map(|words| line(words, Role::Dim)));
    Page { fixed: vec![line(names, Role::Heading)], scrolled }
}

fn cells(&(name, quantity): &(&str, Quantity), at: &Evaluation, units: bool, bars: bool) -> Line {
    let (value, most) = (at.get(quantity), quantity.continuum().map_or(f64::NAN, |bound| at.get(bound)));
    // At n = 1 all of them are 0, and there is nothing to reach.
    let reached = if most > 0.0 {
        figure::share((value / most).min(1.0), REACHED)
    } else {
        format!("{:>REACHED$}", "-")
    };
    let mut cells = vec![
        (format!("{name:<NAME$} "), Role::Text),
        (figure::fixed(value, NUMBER), Role::Exact),
        (format!(" {} ", figure::fixed(most, NUMBER + 1)), Role::Bound),
        (reached, Role::Text),
    ];
    if units {
        let unit = if quantity.unit() == Unit::Nats { "nats" } else { "pure" };
        cells.push((format!("  {unit:<6}"), Role::Dim));
    }
    if bars {
        cells.push((bar(value, most, BAR - 1), Role::Exact));
    }
    cells
}
