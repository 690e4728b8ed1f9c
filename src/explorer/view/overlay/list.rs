//! The lists over the panes: one line per entry, with numbers in columns at the right. Knows no list by name.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::explorer::model::overlay::list::{Listing, OpenList, Row};
use crate::explorer::model::overlay::target::Target;
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::overlay::frame;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// From this screen width on, a list has all its columns.
const ROOMY: u16 = 60;

/// Whether a list on a screen of this width has room for all its columns.
pub(in crate::explorer) fn is_roomy(width: u16) -> bool {
    width >= ROOMY
}

pub(in crate::explorer) fn draw(
    (open, listing): (&OpenList, &Listing),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let rows = &listing.rows;
    // A list that can be filtered keeps its place and size.
    let area = fitted(if open.filter.is_some() { usize::from(area.height) } else { rows.len() }, area);
    let mut room = frame::open(&listing.title, theme, area, buffer, hits);
    if let Some(line) = &open.filter {
        let column = text::put(buffer, room, (0, 0), "type to filter: ", theme.style(Role::Dim));
        text::field(buffer, room, (column, 0), line, room.width.saturating_sub(column).min(30), theme);
        (room.y, room.height) = (room.y + 1, room.height.saturating_sub(1));
        if rows.is_empty() {
            text::put(buffer, room, (0, 1), listing.nothing, theme.style(Role::Dim));
        }
    }
    let list = Rect { y: room.y + 1, height: room.height.saturating_sub(1), ..room };
    let shown = usize::from(list.height);
    let first = (open.selected + 1).saturating_sub(shown);
    hits.viewport.overlay = shown;
    hits.viewport.overlay_length = rows.len();
    frame::progress((first, shown, rows.len()), theme, area, buffer);

    let signs = rows.iter().map(|row| row.sign.width()).max().unwrap_or(0) as u16;
    let left = if signs > 0 { signs + 4 } else { 2 };
    let write = |buffer: &mut Buffer, line: Rect, row: &Row, role: Role| {
        let right = line.width.saturating_sub(row.numbers.width() as u16);
        let beside = Rect { width: right.saturating_sub(1), ..line };
        text::put(buffer, beside, (left, 0), &row.text, theme.style(role));
        text::put(buffer, line, (right, 0), &row.numbers, theme.style(role));
    };
    write(buffer, Rect { height: 1, ..room }, &listing.heading, Role::Heading);
    for (at, (index, row)) in rows.iter().enumerate().skip(first).take(shown).enumerate() {
        let line = Rect { y: list.y + at as u16, height: 1, ..list };
        let mark = if index == open.selected { "▸ " } else { "  " };
        text::put(buffer, line, (0, 0), mark, theme.style(Role::Text));
        text::put(buffer, line, (2, 0), &row.sign, theme.style(Role::Key));
        write(buffer, line, row, Role::Text);
        if index == open.selected {
            buffer.set_style(line, theme.style(Role::Selection));
        }
        hits.add(line, Target::Entry(index));
    }
}

/// The middle of the area, as high as this many entries need.
fn fitted(entries: usize, area: Rect) -> Rect {
    // Two border lines and the heading.
    let wanted = u16::try_from(entries).unwrap_or(u16::MAX).saturating_add(3);
    let height = area.height.min(wanted.max(6));
    Rect { y: area.y + (area.height - height) / 2, height, ..area }
}
