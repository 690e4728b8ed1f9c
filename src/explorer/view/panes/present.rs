//! The presentation: one chart, and above it the numbers at n in figures readable from the last row of a hall.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::explorer::action::Pane;
use crate::explorer::model::state::Model;
use crate::explorer::view::charts;
use crate::explorer::view::hit::HitMap;
use crate::preset::LowerView;
use crate::text::figure;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// Rows of a large figure.
const ROWS: u16 = 5;

/// Three columns and five rows per sign; `#` is filled.
const GLYPHS: &[(char, [&str; ROWS as usize])] = &[
    ('0', ["###", "# #", "# #", "# #", "###"]),
    ('1', [" # ", "## ", " # ", " # ", "###"]),
    ('2', ["###", "  #", "###", "#  ", "###"]),
    ('3', ["###", "  #", "###", "  #", "###"]),
    ('4', ["# #", "# #", "###", "  #", "  #"]),
    ('5', ["###", "#  ", "###", "  #", "###"]),
    ('6', ["###", "#  ", "###", "# #", "###"]),
    ('7', ["###", "  #", "  #", "  #", "  #"]),
    ('8', ["###", "# #", "###", "# #", "###"]),
    ('9', ["###", "# #", "###", "  #", "###"]),
    ('.', ["  ", "  ", "  ", "  ", "# "]),
    ('-', ["   ", "   ", "###", "   ", "   "]),
    ('e', ["   ", "###", "# #", "###", "## "]),
    (' ', ["   ", "   ", "   ", "   ", "   "]),
];

/// Draws the presentation over the whole area.
pub(in crate::explorer) fn draw(
    model: &Model,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let mut column = 1;
    // The widest pixel with which all figures fit.
    let figures = figures(model);
    let wide = |pixel: usize| figures.iter().map(|(_, _, value)| width(value, pixel) + 3).sum::<usize>();
    let pixel = (1..=4).rev().find(|&pixel| wide(pixel) <= usize::from(area.width)).unwrap_or(1);
    for (name, role, value) in &figures {
        let width = width(value, pixel) as u16;
        if column + width > area.width {
            break;
        }
        text::put(buffer, area, (column, 0), name, theme.style(Role::Title));
        large(value, pixel, theme, *role, Rect { x: area.x + column, y: area.y + 1, width, ..area }, buffer);
        column += width.max(name.width() as u16) + 3;
    }
    let pane = model.chart_pane();
    let used = ROWS + 2;
    let chart = Rect { y: area.y + used, height: area.height.saturating_sub(used), ..area };
    charts::draw(model, theme, &[(pane, chart)], buffer, hits);
}

/// The figures above the chart.
fn figures(model: &Model) -> Vec<(String, Role, String)> {
    let mut figures = vec![("n".to_owned(), Role::Text, figure::draws(model.n))];
    if let Some((n, at)) = model.readout.value().filter(|(n, _)| *n == model.n) {
        debug_assert_eq!(*n, model.n);
        let number = |value: f64| figure::fixed(value, 5).trim().to_owned();
        if model.chart_pane() != Pane::Kl && model.lower_view == LowerView::WinRate {
            figures.push(("win rate".to_owned(), Role::WinRate, number(at.win_rate)));
            if !model.subject.is_proposed() {
                figures.push(("≤ n/(n+1)".to_owned(), Role::WinBound, number(at.win_rate_bound)));
            }
        } else {
            let bound = if model.subject.is_proposed() { "corrected" } else { "bound" };
            let unit = model.unit();
            figures.extend(
                [
                    ("exact KL", Role::Exact, at.kl),
                    (bound, Role::Bound, at.proposal_bound),
                    ("gap", Role::Gap, at.proposal_gap),
                ]
                .map(|(name, role, nats)| {
                    (format!("{name}, {}", unit.name()), role, number(unit.information(nats)))
                }),
            );
        }
    }
    figures
}

fn glyph(sign: char) -> &'static [&'static str; ROWS as usize] {
    let known = GLYPHS.iter().find(|(known, _)| *known == sign);
    // A test checks that every sign of a figure is in the table.
    known.map_or(&GLYPHS[GLYPHS.len() - 1].1, |(_, rows)| rows)
}

fn width(value: &str, pixel: usize) -> usize {
    value.chars().map(|sign| (glyph(sign)[0].len() + 1) * pixel).sum()
}

fn large(value: &str, pixel: usize, theme: &Theme, role: Role, area: Rect, buffer: &mut Buffer) {
    for row in 0..ROWS {
        let line: String = value
            .chars()
            .map(|sign| {
                let pixels = glyph(sign)[usize::from(row)].chars().chain([' ']);
                let cells = pixels.map(|filled| if filled == '#' { "█" } else { " " }.repeat(pixel));
                cells.collect::<String>()
            })
            .collect();
        text::put(buffer, area, (0, row), &line, theme.style(role));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_a_figure_can_be_drawn() {
        for value in [0.0, 1.0, 0.125, 12.8155, 1e-7, 3.2e-120, 123_456.0, 9.87e6] {
            for sign in figure::fixed(value, 5).trim().chars() {
                assert!(GLYPHS.iter().any(|(known, _)| *known == sign), "{sign} of {value}");
            }
        }
        for n in [1, 64, 1_000_000, 123_456_789, 1_000_000_000_000_000] {
            assert!(figure::draws(n).chars().all(|sign| GLYPHS.iter().any(|(known, _)| *known == sign)));
        }
        assert!(GLYPHS.iter().all(|(_, rows)| rows.iter().all(|row| row.len() == rows[0].len())));
    }
}
