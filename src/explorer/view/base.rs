//! The table of outcomes, highest reward first. Only the rows in sight are computed.

use ratatui::{buffer::Buffer, layout::Rect};
use unicode_width::UnicodeWidthStr;

use super::{HitMap, figure, inside, text};
use crate::bon::{Draws, OutcomeTerms, Policy};
use crate::explorer::model::{Model, Pane};
use crate::explorer::theme::{Role, Theme};
use crate::explorer::update::Target;

/// What a column shows.
#[derive(Clone, Copy, PartialEq)]
enum Column {
    Label,
    P,
    PBar,
    Pi,
    PiBar,
    LogRatio,
    Gap,
    GapBar,
}

pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer, hits: &mut HitMap) {
    let base = model.subject.base.base();
    let table = inside(area);
    let rows = usize::from(table.height.saturating_sub(1));
    let first = model.first_row(rows);
    let shown = first..(first + rows).min(base.len());
    hits.viewport.rows = rows;

    let heading = format!("Base p → best-of-{}", figure::draws(model.n));
    let used = super::title(model, theme, Pane::Base, area, buffer, &heading);
    if shown.len() < base.len() {
        let (first, last, all) = (first + 1, shown.end, base.len());
        let room = usize::from(table.width.saturating_sub(used + 1));
        let ranges = [
            format!(" {first}-{last} of {all} "),
            format!(" {first}-{last}/{all} "),
            format!(" {first}/{all} "),
            format!(" from {first} "),
        ];
        if let Some(range) = ranges.iter().find(|range| range.len() <= room) {
            let border = Rect { y: area.y, ..table };
            text::put(
                buffer,
                border,
                (table.width - range.len() as u16, 0),
                range,
                super::over_border(theme, Role::Dim),
            );
        }
    }

    let columns = columns(table.width.into());
    let mut column = 1;
    for &(kind, width) in &columns {
        let (name, right) = match kind {
            Column::Label => ("outcome", false),
            Column::P => ("p", true),
            Column::Pi => ("π_n", true),
            Column::LogRatio => ("ln π_n/p", true),
            Column::Gap => ("gap", true),
            Column::PBar | Column::PiBar | Column::GapBar => ("", false),
        };
        let indent = if right { width - name.width() } else { 0 };
        text::put(buffer, table, (column + indent as u16, 0), name, theme.style(Role::Heading));
        column += width as u16;
    }

    let policy = Policy::new(base, Draws::new(model.n as f64).unwrap_or(Draws::MIN));
    let terms: Vec<OutcomeTerms> = shown.clone().map(|row| policy.outcome(base.len() - 1 - row)).collect();
    let scale = Scale::of(&terms, model.n);
    for ((row, terms), y) in shown.zip(&terms).zip(1..) {
        let line = Rect { y: table.y + y, height: 1, ..table };
        hits.add(line, Target::Row(row));
        let label = model.subject.base.label(base.len() - 1 - row);
        let mut column = 1;
        for &(kind, width) in &columns {
            let (cell, role) = cell(kind, width, terms, scale, &label);
            text::put(buffer, table, (column, y), &cell, theme.style(role));
            column += width as u16;
        }
        if row == model.selected {
            text::put(buffer, line, (0, 0), "▸", theme.style(Role::Text));
            // The numbers and bars keep their colours: reversed, they would be other ones.
            let label = columns.first().map_or(0, |&(_, width)| width as u16);
            buffer.set_style(Rect { width: line.width.min(1 + label), ..line }, theme.style(Role::Selection));
        }
    }
}

/// What full bars stand for: the largest value in sight, one for p and π_n so that they can be compared.
#[derive(Clone, Copy)]
struct Scale {
    share: f64,
    gap: f64,
    /// Whether n is 1, where every outcome's part of the gap is exactly 0.
    base_itself: bool,
}

impl Scale {
    fn of(terms: &[OutcomeTerms], n: u64) -> Scale {
        Scale {
            share: terms.iter().map(|terms| terms.p.max(terms.pi)).fold(0.0, f64::max),
            gap: terms.iter().map(|terms| terms.gap_term).fold(0.0, f64::max),
            base_itself: n == 1,
        }
    }
}

/// The columns of a table of this width and how wide they are; they depend on nothing else, so that they stay.
fn columns(width: usize) -> Vec<(Column, usize)> {
    const BAR: usize = 8;
    let label = (8 + width.saturating_sub(36) / 8).min(24);
    // The mark of the selection, p, π and gap.
    let mut rest = width.saturating_sub(1 + label + 7 + 8 + 7);
    let mut optional = |column, width, least| {
        let fits = rest >= width + least;
        rest -= if fits { width } else { 0 };
        fits.then_some((column, width))
    };
    let pi_bar = optional(Column::PiBar, BAR, 6);
    let p_bar = optional(Column::PBar, BAR, 6);
    let log_ratio = optional(Column::LogRatio, 9, 6);
    [
        Some((Column::Label, label)),
        Some((Column::P, 7)),
        p_bar,
        Some((Column::Pi, 8)),
        pi_bar,
        log_ratio,
        Some((Column::Gap, 7)),
        Some((Column::GapBar, rest.min(25))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn cell(kind: Column, width: usize, terms: &OutcomeTerms, scale: Scale, label: &str) -> (String, Role) {
    // Numbers keep a space before them.
    let room = width - 1;
    match kind {
        Column::Label => (text::cut(label, width).into_owned(), Role::Text),
        Column::P => (format!(" {}", figure::share(terms.p, room)), Role::Base),
        Column::Pi => {
            // Best-of-n gives some outcomes less than the smallest positive number.
            let ln_pi = terms.log_ratio.map_or(f64::NEG_INFINITY, |log_ratio| log_ratio + terms.p.ln());
            (format!(" {}", figure::share_or_power(terms.pi, ln_pi, room)), Role::Policy)
        }
        Column::LogRatio => {
            let ratio = terms.log_ratio.map_or_else(|| "-".to_owned(), |ratio| figure::signed(ratio, room));
            (format!(" {ratio:>room$}"), Role::Text)
        }
        Column::Gap if terms.gap_term == 0.0 && terms.p > 0.0 && !scale.base_itself => {
            // Too small for a number to hold.
            (format!(" {:>room$}", "<1e-99"), Role::Gap)
        }
        Column::Gap => (format!(" {}", figure::fixed(terms.gap_term, room)), Role::Gap),
        Column::PBar => (format!(" {}", bar(terms.p, scale.share, room)), Role::Base),
        Column::PiBar => (format!(" {}", bar(terms.pi, scale.share, room)), Role::Policy),
        Column::GapBar => (format!(" {}", bar(terms.gap_term, scale.gap, room)), Role::Gap),
    }
}

/// A bar of at most `width` cells, that for `full`.
pub(super) fn bar(value: f64, full: f64, width: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let share = if full > 0.0 { value / full } else { 0.0 };
    let eighths = (share * (8 * width) as f64).round() as usize;
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_every_width() {
        for width in 36..100 {
            let columns = columns(width);
            let total: usize = columns.iter().map(|(_, width)| width).sum();
            assert!(total < width && width - total < 15, "{width}");
            assert!(columns.iter().all(|&(kind, width)| kind != Column::GapBar || width >= 5));
        }
    }

    #[test]
    fn bars_have_eighths() {
        assert_eq!(bar(0.25, 0.5, 3), "█▌");
        assert_eq!(bar(1e-9, 1e-9, 3), "███");
        assert_eq!(bar(0.0, 0.0, 3), "");
    }
}
