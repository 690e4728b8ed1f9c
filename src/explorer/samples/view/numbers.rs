//! The averages at n with their intervals.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::bon::Unit;
use crate::bon::pool::Interval;
use crate::explorer::action::Pane;
use crate::explorer::samples::model::Model;
use crate::explorer::samples::view::cell::gap;
use crate::explorer::view::frame::border;
use crate::report::number::significant;
use crate::text::figure;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// The most digits of a value, and its cells; the blank after it is not counted.
const VALUE: (usize, usize) = (5, 7);
/// Digits of the ends of its interval, the fewest first.
const DIGITS: [usize; 4] = [4, 5, 6, 7];

/// From this width on, the ends of intervals have a word between them.
const ROOMY: u16 = 40;

/// A value with as many digits as its cells hold.
fn written(value: f64) -> String {
    let (digits, cells) = VALUE;
    let mut texts = (1..=digits).rev().map(|digits| significant(value, digits));
    let fits = |text: &String| text.len() <= cells;
    texts.find(fits).unwrap_or_else(|| significant(value, 1))
}

pub(in crate::explorer) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let room = border::inside(area);
    let (Some(sheet), Some(log)) = (model.shown(), &model.log) else {
        border::head_of(
            (Pane::Readout, model.pane == Pane::Readout),
            &model.keymap,
            theme,
            area,
            buffer,
            "At n",
        );
        return;
    };
    let at = &sheet.at.estimate;
    let mut title = format!("At n = {} · 95 %", figure::draws(at.n));
    if at.n != model.n {
        title = format!("At n = {}, computing {}", figure::draws(at.n), figure::draws(model.n));
    }
    border::head_of((Pane::Readout, model.pane == Pane::Readout), &model.keymap, theme, area, buffer, &title);
    let unit = model.source.unit;
    let between = if room.width < ROOMY { ", " } else { " to " };
    let information = |nats: f64| unit.shown(nats, Unit::Nats);
    let factor = information(1.0);
    let around = |(value, interval): (f64, Option<Interval>), factor: f64| {
        let ends = |Interval { low, high }: Interval| {
            let text = |digits| [low, high].map(|end| significant(end * factor, digits));
            // As many digits as tell the ends apart.
            let digits =
                DIGITS.iter().copied().find(|&digits| low == high || text(digits)[0] != text(digits)[1]);
            text(digits.unwrap_or(DIGITS[0])).join(between)
        };
        (written(value * factor), interval.map(ends).unwrap_or_default())
    };
    let plain = |value: f64, words: &str| (written(value), words.to_owned());
    let averages = &at.averages;
    let below = |end: f64| gap(at.bound, end, factor, 7).trim().to_owned();
    let unknown = || ("-".to_owned(), "no log-probabilities".to_owned());
    let gap_of = |(kl, interval): (f64, Option<Interval>)| {
        let ends = interval.map(|ends| format!("{}{between}{}", below(ends.high), below(ends.low)));
        (below(kl), ends.unwrap_or_default())
    };
    let gap_bound = at.gap_bound.map(|bound| plain(information(bound), "paper's bound"));
    let win = averages
        .win_rate
        .map_or_else(|| ("-".to_owned(), "takes n + 1 draws".to_owned()), |rate| around(rate, 1.0));
    let mut lines = vec![
        ("KL est.", Role::Estimator, averages.kl.map_or_else(unknown, |kl| around(kl, factor))),
        ("bound", Role::Bound, plain(information(at.bound), "never below it")),
        ("gap", Role::Gap, averages.kl.map_or_else(unknown, gap_of)),
        ("gap bound", Role::GapBound, gap_bound.unwrap_or_else(unknown)),
        ("reward", Role::Policy, around(averages.reward, 1.0)),
    ];
    if let Some(gold) = averages.gold {
        lines.push(("gold", Role::Frontier, around(gold, 1.0)));
    }
    lines.push(("win rate", Role::WinRate, win));
    lines.push(("draws", Role::Text, plain(averages.draws_effective, "effective")));
    if let Some(collision) = log.collision {
        let entropy = information(-collision.ln() + 0.0);
        lines.push(("H2", Role::Text, plain(entropy, "Rényi-2 entropy")));
    }
    for ((name, role, (value, words)), row) in lines.into_iter().zip(0..) {
        let column = text::put(buffer, room, (1, row), &format!("{name:<10}"), theme.style(role));
        let column = text::put(buffer, room, (column, row), &format!("{value:<8}"), theme.style(Role::Text));
        if usize::from(column) + words.width() <= usize::from(room.width) {
            text::put(buffer, room, (column, row), &words, theme.style(Role::Dim));
        }
    }
}
