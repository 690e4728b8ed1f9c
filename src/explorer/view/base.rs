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
    GapShare,
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
        let range = format!(" {}-{} of {} ", first + 1, shown.end, base.len());
        let room = usize::from(table.width.saturating_sub(used));
        if range.width() < room {
            let column = table.width - range.width() as u16;
            let border = Rect { y: area.y, ..table };
            text::put(buffer, border, (column, 0), &range, theme.style(Role::Dim));
        }
    }

    let columns = columns(table.width.into());
    let mut column = 1;
    for &(kind, width) in &columns {
        let (name, right) = match kind {
            Column::Label => ("outcome", false),
            Column::P => ("p", true),
            Column::Pi => ("π", true),
            Column::LogRatio => ("ln π/p", true),
            Column::Gap => ("gap", true),
            Column::GapShare => (" share", false),
            Column::PBar | Column::PiBar => ("", false),
        };
        let indent = if right { width - name.width() } else { 0 };
        text::put(buffer, table, (column + indent as u16, 0), name, theme.style(Role::Heading));
        column += width as u16;
    }

    let policy = Policy::new(base, Draws::new(model.n as f64).unwrap_or(Draws::MIN));
    let gap = model.readout.value().filter(|(n, _)| *n == model.n).map(|(_, evaluation)| evaluation.gap);
    for (row, index) in shown.enumerate() {
        let rank = base.len() - 1 - index;
        let terms = policy.outcome(rank);
        let y = row as u16 + 1;
        let line = Rect { y: table.y + y, height: 1, ..table };
        hits.add(line, Target::Row(index));
        let mut column = 1;
        for &(kind, width) in &columns {
            let (cell, role) = cell(kind, width, &terms, gap, || model.subject.base.label(rank).into_owned());
            text::put(buffer, table, (column, y), &cell, theme.style(role));
            column += width as u16;
        }
        if index == model.selected {
            text::put(buffer, line, (0, 0), "▸", theme.style(Role::Text));
            buffer.set_style(line, theme.style(Role::Selection));
        }
    }
}

/// The columns of a table of this width and how wide they are; they depend on nothing else, so that they stay.
fn columns(width: usize) -> Vec<(Column, usize)> {
    const BAR: usize = 8;
    let label = (7 + width.saturating_sub(36) / 8).min(24);
    // The mark of the selection, p, π and gap.
    let mut rest = width.saturating_sub(1 + label + 7 + 8 + 7);
    let mut optional = |column, width, least| {
        let fits = rest >= width + least;
        rest -= if fits { width } else { 0 };
        fits.then_some((column, width))
    };
    let pi_bar = optional(Column::PiBar, BAR, 7);
    let p_bar = optional(Column::PBar, BAR, 7);
    let log_ratio = optional(Column::LogRatio, 10, 7);
    [
        Some((Column::Label, label)),
        Some((Column::P, 7)),
        p_bar,
        Some((Column::Pi, 8)),
        pi_bar,
        log_ratio,
        Some((Column::Gap, 7)),
        Some((Column::GapShare, rest.min(17))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn cell(
    kind: Column,
    width: usize,
    terms: &OutcomeTerms,
    gap: Option<f64>,
    label: impl Fn() -> String,
) -> (String, Role) {
    // Best-of-n gives some outcomes less than the smallest positive number.
    let ln_pi = terms.log_ratio.map_or(f64::NEG_INFINITY, |log_ratio| log_ratio + terms.p.ln());
    match kind {
        Column::Label => (text::cut(&label(), width).into_owned(), Role::Text),
        Column::P => (figure::share(terms.p, width), Role::Base),
        Column::Pi => (figure::fixed_or_power(terms.pi, ln_pi, width), Role::Policy),
        Column::LogRatio => {
            (terms.log_ratio.map_or_else(|| format!("{:>width$}", "-"), |l| signed(l, width)), Role::Text)
        }
        Column::Gap if terms.gap_term == 0.0 && terms.pi == 0.0 && terms.p > 0.0 => {
            (format!("{:>width$}", "<1e-99"), Role::Gap)
        }
        Column::Gap => (figure::fixed(terms.gap_term, width), Role::Gap),
        Column::PBar => (bar(terms.p, width), Role::Base),
        Column::PiBar => (bar(terms.pi, width), Role::Policy),
        Column::GapShare => (
            gap.filter(|&gap| gap > 0.0).map_or_else(String::new, |gap| bar(terms.gap_term / gap, width)),
            Role::Gap,
        ),
    }
}

fn signed(value: f64, width: usize) -> String {
    let sign = if value < 0.0 { "-" } else { "+" };
    format!("{:>width$}", format!("{sign}{}", figure::fixed(value.abs(), 7).trim_start()))
}

/// A bar after a space, full for a share of 1.
fn bar(share: f64, width: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (share.clamp(0.0, 1.0) * (8 * width.saturating_sub(1)) as f64).round() as usize;
    format!(" {}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_every_width() {
        for width in 36..250 {
            let columns = columns(width);
            let total: usize = columns.iter().map(|(_, width)| width).sum();
            assert!(total < width && width - total < 60, "{width}");
            assert!(columns.iter().all(|&(kind, width)| kind != Column::GapShare || width >= 6));
        }
    }

    #[test]
    fn bars_have_eighths() {
        assert_eq!(bar(0.5, 4), " █▌");
        assert_eq!(bar(1.0, 4), " ███");
        assert_eq!(bar(1e-9, 4), " ");
    }
}
