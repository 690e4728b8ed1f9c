//! The table of outcomes, highest reward first. Only the rows in sight are computed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::bon::{Base, Draws, OutcomeTerms};
use crate::explorer::action::Pane;
use crate::explorer::model::base::draft::{Reaction, Rules};
use crate::explorer::model::overlay::layer::{Field, Overlay};
use crate::explorer::model::overlay::target::{Grip, Target};
use crate::explorer::model::state::Model;
use crate::explorer::view::frame::border;
use crate::explorer::view::frame::border::inside;
use crate::explorer::view::hit::HitMap;
use crate::report::{InformationUnit, number};
use crate::text::figure;
use crate::text::figure::bar;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// The columns of the table.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::explorer) enum Column {
    Label,
    P,
    Reward,
    PBar,
    Pi,
    PiBar,
    LogRatio,
    Q,
    Gap,
    GapBar,
}

pub(in crate::explorer) fn draw(
    model: &Model,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let base = model.subject.base.base();
    let table = inside(area);
    let rows = usize::from(table.height.saturating_sub(1));
    let first = model.first_row(rows);
    let shown = first..(first + rows).min(base.len());
    hits.viewport.rows = rows;

    let made = model.subject.proposing().map(|proposing| proposing.made);
    let drawn = if made.is_some() { "q → " } else { "" };
    let heading = format!("Base p → {drawn}best-of-{}", figure::draws(model.n));
    let used = border::title(model, theme, Pane::Base, area, buffer, &heading);
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
                border::over_border(theme, Role::Dim),
            );
        }
    }

    let typed = match &model.overlay {
        Some(Overlay::Edit { field, .. }) => Some(*field),
        _ => None,
    };
    let columns = columns(table.width.into(), typed.is_some(), made.is_some());
    let mut column = 1;
    for &(kind, width) in &columns {
        let (name, right) = name_of(kind, model.unit());
        let indent = if right { width - name.width() } else { 0 };
        text::put(buffer, table, (column + indent as u16, 0), name, theme.style(Role::Heading));
        column += width as u16;
    }

    let (drawing, n) = (model.subject.drawing(), Draws::new(model.n as f64).unwrap_or(Draws::MIN));
    let terms: Vec<OutcomeTerms> =
        shown.clone().map(|row| drawing.outcome(n, base.len() - 1 - row)).collect();
    let mut scale = Scale::of(&terms, model, model.n);
    scale.p = model.pointer.full().unwrap_or(scale.p);
    for ((row, terms), y) in shown.zip(&terms).zip(1..) {
        let line = Rect { y: table.y + y, height: 1, ..table };
        hits.add(line, Target::Row(row));
        let rank = base.len() - 1 - row;
        let label = model.subject.base.label(rank);
        let q = made.map(|made| made.q().p(rank));
        let out = terms.p > 0.0 && q == Some(0.0);
        // Only one outcome can be close to 1.
        let near_one = terms.p.max(terms.pi).max(q.unwrap_or(0.0)) > 0.999;
        let lacking = if near_one { drawing.lacking(n, rank) } else { [f64::NAN; 3] };
        let mark = mark(&model.rules, base.input_index(rank));
        let tie = tie(base, rank);
        let mut column = 1;
        for &(kind, width) in &columns {
            let (cell, role) = match kind {
                Column::Label => (marked(&label, mark, tie, width), if out { Role::Dim } else { Role::Text }),
                // An outcome outside the proposal keeps its row.
                Column::Q if out => (format!("{:>width$}", "out"), Role::Notice),
                Column::Pi if out => (format!("{:>width$}", "never"), Role::Dim),
                Column::Q => (
                    format!(" {}", figure::share_lacking(q.unwrap_or(terms.p), lacking[1], width - 1)),
                    Role::Policy,
                ),
                Column::Reward => {
                    (format!(" {:>1$}", reward(base.reward(rank), width - 1), width - 1), Role::Text)
                }
                _ => cell(kind, width, terms, lacking, scale),
            };
            let is_typed = row == model.selected
                && matches!(
                    (kind, typed),
                    (Column::P, Some(Field::P))
                        | (Column::Reward, Some(Field::Reward))
                        | (Column::Label, Some(Field::Label))
                );
            let role = if is_typed { Role::Highlight } else { role };
            text::put(buffer, table, (column, y), &cell, theme.style(role));
            let place = Rect { x: line.x + column, width: width as u16, ..line };
            match kind {
                Column::Label => hits.add(place, Target::Field(row, Field::Label)),
                Column::Reward => hits.add(place, Target::Field(row, Field::Reward)),
                Column::P => hits.add_share(place, row, Grip::Number),
                Column::PBar => {
                    let cell = scale.p / (width - 1) as f64;
                    hits.add_share(place, row, Grip::Bar { cell, full: scale.p });
                }
                Column::Q | Column::Pi | Column::PiBar | Column::LogRatio | Column::Gap | Column::GapBar => {}
            }
            column += width as u16;
        }
        if model.points_at(&label) {
            text::put(buffer, line, (0, 0), "→", theme.style(Role::Highlight));
            text::put(buffer, line, (1, 0), &label, theme.style(Role::Highlight));
        }
        if row == model.selected {
            text::put(buffer, line, (0, 0), "▸", theme.style(Role::Text));
            let handle = Rect { x: area.x, width: 2, ..line };
            text::put(buffer, handle, (0, 0), "≡", border::over_border(theme, Role::Key));
            hits.add(handle, Target::Handle(row));
            // Numbers and bars keep their colours: reversed, they would look like others.
            let label = columns.first().map_or(0, |&(_, width)| width as u16);
            buffer.set_style(Rect { width: line.width.min(1 + label), ..line }, theme.style(Role::Selection));
        }
    }
}

/// The heading of a column, and whether it is aligned right.
pub(in crate::explorer) fn name_of(kind: Column, unit: InformationUnit) -> (&'static str, bool) {
    match kind {
        Column::Label => ("outcome", false),
        Column::P => ("p", true),
        Column::Reward => ("reward", true),
        Column::Pi => ("π_n", true),
        Column::LogRatio if unit == InformationUnit::Bits => ("log₂π_n/p", true),
        Column::LogRatio => ("ln π_n/p", true),
        Column::Q => ("q", true),
        Column::Gap => ("gap", true),
        Column::PBar | Column::PiBar | Column::GapBar => ("", false),
    }
}

/// The mark of an outcome under the rules: L if it is locked, G if it gives and takes.
fn mark(rules: &Rules, position: usize) -> &'static str {
    match (rules.locked.contains(&position), rules.reaction == Reaction::TakeFrom(position)) {
        (true, true) => "GL",
        (true, false) => "L",
        (false, true) => "G ",
        (false, false) => "",
    }
}

/// The part of the bracket that joins tied outcomes; empty without a tie.
fn tie(base: &Base, rank: usize) -> &'static str {
    let reward = base.reward(rank);
    let same = |other: Option<usize>| {
        other.filter(|&other| other < base.len()).is_some_and(|other| base.reward(other) == reward)
    };
    match (same(Some(rank + 1)), same(rank.checked_sub(1))) {
        (false, true) => "┐",
        (true, true) => "┤",
        (true, false) => "┘",
        (false, false) => "",
    }
}

/// The label, with its marks aligned at the right end of the column.
fn marked(label: &str, mark: &str, tie: &str, width: usize) -> String {
    if mark.is_empty() && tie.is_empty() {
        return text::cut(label, width).into_owned();
    }
    let marks = format!(" {mark}{tie:1}");
    let label = text::cut(label, width - marks.width().min(width));
    format!("{label}{marks:>room$}", room = width - text::cells(&label))
}

/// A reward in at most `width` cells, as exact as they allow.
fn reward(reward: f64, width: usize) -> String {
    let mut rounded = (1..=15).rev().map(|digits| number::significant(reward, digits));
    rounded.find(|text| text.len() <= width).unwrap_or_else(|| "…".to_owned())
}

/// The values of full bars: the largest p in sight, which stays while n moves, the largest π_n in sight, and the whole
/// gap; and the unit of the numbers.
#[derive(Clone, Copy)]
pub(in crate::explorer) struct Scale {
    p: f64,
    pi: f64,
    gap: f64,
    /// Whether n is 1, where every part of the gap is exactly 0.
    base_itself: bool,
    unit: InformationUnit,
}

impl Scale {
    pub(in crate::explorer) fn of(terms: &[OutcomeTerms], model: &Model, n: u64) -> Scale {
        let largest = |value: fn(&OutcomeTerms) -> f64| terms.iter().map(value).fold(0.0, f64::max);
        Scale {
            p: largest(|terms| terms.p),
            pi: largest(|terms| terms.pi),
            gap: model.readout.value().map_or(0.0, |(_, at)| at.gap),
            base_itself: n == 1,
            unit: model.unit(),
        }
    }
}

/// The columns of a table of this width, with their widths; they stay while n moves. Rewards are always shown while an
/// outcome is edited.
pub(in crate::explorer) fn columns(width: usize, editing: bool, is_proposed: bool) -> Vec<(Column, usize)> {
    const BAR: usize = 8;
    const REWARD: usize = 9;
    /// A bar shorter than this shows nothing.
    const GAP_BAR: usize = 7;
    let label = (8 + width.saturating_sub(36) / 8).min(24);
    // The selection mark, p and π.
    let mut rest = width.saturating_sub(1 + label + 7 + 8);
    let mut reward = editing.then_some((Column::Reward, REWARD));
    rest = rest.saturating_sub(if editing { REWARD } else { 0 });
    // The gap of a proposal has no parts; q takes their place.
    let (gap, q) = if is_proposed {
        (None, (rest >= 8).then_some((Column::Q, 8)))
    } else {
        ((rest >= 7).then_some((Column::Gap, 7)), None)
    };
    rest = rest.saturating_sub(if is_proposed { 8 } else { 7 });
    let mut optional = |column, width, least| {
        let fits = rest >= width + least;
        rest -= if fits { width } else { 0 };
        fits.then_some((column, width))
    };
    let pi_bar = optional(Column::PiBar, BAR, 6);
    let p_bar = optional(Column::PBar, BAR, 6);
    let log_ratio = optional(Column::LogRatio, 9, 6);
    reward = reward.or_else(|| optional(Column::Reward, REWARD, 6));
    let gap_bar = (rest >= GAP_BAR && !is_proposed).then_some((Column::GapBar, rest.min(25)));
    let label =
        label + if gap_bar.is_none() && !is_proposed { rest.saturating_sub(1).min(GAP_BAR) } else { 0 };
    [
        Some((Column::Label, label)),
        Some((Column::P, 7)),
        reward,
        p_bar,
        q,
        Some((Column::Pi, 8)),
        pi_bar,
        log_ratio,
        gap,
        gap_bar,
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub(in crate::explorer) fn cell(
    kind: Column,
    width: usize,
    terms: &OutcomeTerms,
    lacking: [f64; 3],
    scale: Scale,
) -> (String, Role) {
    // Numbers keep a blank before them.
    let room = width - 1;
    match kind {
        Column::Label | Column::Reward | Column::Q => (String::new(), Role::Text),
        Column::P => (format!(" {}", figure::share_lacking(terms.p, lacking[0], room)), Role::Base),
        Column::Pi => {
            // Some outcomes have a π_n below the smallest positive number.
            let ln_pi = terms.log_ratio.map_or(f64::NEG_INFINITY, |log_ratio| log_ratio + terms.p.ln());
            (format!(" {}", figure::share_or_power(terms.pi, (lacking[2], ln_pi), room)), Role::Policy)
        }
        Column::LogRatio => {
            let ratio = terms.log_ratio.filter(|ratio| ratio.is_finite());
            let ratio = ratio
                .map_or_else(|| "-".to_owned(), |ratio| figure::signed(scale.unit.information(ratio), room));
            (format!(" {ratio:>room$}"), Role::Text)
        }
        Column::Gap if terms.gap_term == 0.0 && terms.p > 0.0 && !scale.base_itself => {
            // Too small for an f64.
            (format!(" {:>room$}", "<1e-99"), Role::Text)
        }
        Column::Gap => {
            (format!(" {}", figure::fixed(scale.unit.information(terms.gap_term), room)), Role::Text)
        }
        Column::PBar => (format!(" {}", bar(terms.p, scale.p, room)), Role::Base),
        Column::PiBar => (format!(" {}", bar(terms.pi, scale.pi, room)), Role::Policy),
        Column::GapBar => (format!(" {}", bar(terms.gap_term, scale.gap, room)), Role::Gap),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_every_width() {
        for width in 36..100 {
            for editing in [false, true] {
                let drawn: usize = columns(width, editing, true).iter().map(|(_, width)| width).sum();
                assert!(drawn < width, "{width}");
                let columns = columns(width, editing, false);
                let total: usize = columns.iter().map(|(_, width)| width).sum();
                assert!(total < width && width - total < 15, "{width}");
                assert!(columns.iter().all(|&(kind, width)| kind != Column::GapBar || width >= 7));
                assert!(!editing || columns.iter().any(|(kind, _)| *kind == Column::Reward));
            }
        }
    }

    #[test]
    fn rewards_keep_as_many_digits_as_fit() {
        assert_eq!(reward(2.0, 8), "2");
        assert_eq!(reward(-1.0 / 3.0, 8), "-0.33333");
        assert_eq!(reward(1.0 / 3.0 * 1e-300, 8), "3.3e-301");
        assert_eq!(reward(-1.0 / 3.0 * 1e-300, 4), "…");
    }

    #[test]
    fn bars_have_eighths() {
        assert_eq!(bar(0.25, 0.5, 3), "█▌");
        assert_eq!(bar(1e-9, 1e-9, 3), "███");
        assert_eq!(bar(0.0, 0.0, 3), "");
    }
}
