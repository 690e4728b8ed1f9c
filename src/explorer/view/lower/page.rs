//! Pages of text instead of a chart.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::explorer::model::state::Model;
use crate::explorer::view::frame::border::inside;
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::overlay::frame;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// A line of text in pieces, each with its role.
pub(in crate::explorer) type Line = Vec<(String, Role)>;

/// A line in one role.
pub(in crate::explorer) fn line(text: impl Into<String>, role: Role) -> Line {
    vec![(text.into(), role)]
}

/// Text that scrolls below fixed lines.
pub(in crate::explorer) struct Page {
    pub(in crate::explorer) fixed: Vec<Line>,
    pub(in crate::explorer) scrolled: Vec<Line>,
}

/// A page of one sentence.
pub(in crate::explorer) fn sentence(words: &str, width: usize) -> Page {
    let lines = text::wrap(words, width).into_iter().map(|words| line(words, Role::Text));
    Page { fixed: Vec::new(), scrolled: lines.collect() }
}

/// Says that the answer is still being computed.
pub(in crate::explorer) fn waiting(theme: &Theme, room: Rect, buffer: &mut Buffer) {
    text::put(buffer, room, (1, 0), "computing …", theme.style(Role::Dim));
}

pub(in crate::explorer) fn scroll(
    page: &Page,
    model: &Model,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let room = inside(area);
    let rows = usize::from(room.height).saturating_sub(page.fixed.len());
    let first = model.details.offset.min(page.scrolled.len().saturating_sub(rows));
    (hits.viewport.lower, hits.viewport.lower_length) = (rows, page.scrolled.len());
    frame::progress((first, rows, page.scrolled.len()), theme, area, buffer);
    let lines = page.fixed.iter().chain(page.scrolled.iter().skip(first).take(rows));
    for (pieces, row) in lines.zip(0..) {
        let mut column = 1;
        for (piece, role) in pieces {
            column = text::put(buffer, room, (column, row), piece, theme.style(*role));
        }
    }
}
