//! A menu: its actions with their keys, beside the place it was opened from.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::explorer::action::Pane;
use crate::explorer::model::overlay::actions_menu::ActionsMenu;
use crate::explorer::model::overlay::target::Target;
use crate::explorer::model::state::Model;
use crate::explorer::view::frame::layout::Layout;
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::overlay::frame;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

pub(in crate::explorer) fn draw(
    model: &Model,
    (menu, chosen): (ActionsMenu, usize),
    theme: &Theme,
    layout: &Layout,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let entries = menu.entries(model.lesson.is_some());
    let signs: Vec<String> =
        entries.iter().map(|entry| model.keymap.sign(entry.action).unwrap_or_default()).collect();
    let widest = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or(0) as u16;
    let titles = widest(&mut entries.iter().map(|entry| entry.title.width()));
    let keys = widest(&mut signs.iter().map(|sign| sign.width()));
    // Two borders with a blank each, the selection mark, two blanks before the keys.
    let size = (titles + keys + 8, entries.len() as u16 + 2);
    let area = place(model, menu, layout, size);
    let room = frame::open(menu.title(), theme, area, buffer, hits);
    let rows = usize::from(room.height);
    let first = (chosen + 1).saturating_sub(rows);
    hits.viewport.overlay = rows;
    hits.viewport.overlay_length = entries.len();
    frame::progress((first, rows, entries.len()), theme, area, buffer);
    for ((index, (entry, sign)), row) in
        entries.iter().zip(&signs).enumerate().skip(first).take(rows).zip(0..)
    {
        let line = Rect { y: room.y + row, height: 1, ..room };
        let mark = if index == chosen { "▸ " } else { "  " };
        let column = text::put(buffer, line, (0, 0), mark, theme.style(Role::Text));
        text::put(buffer, line, (column, 0), entry.title, theme.style(Role::Text));
        let column = line.width.saturating_sub(sign.width() as u16);
        text::put(buffer, line, (column, 0), sign, theme.style(Role::Key));
        if index == chosen {
            buffer.set_style(line, theme.style(Role::Selection));
        }
        hits.add(Rect { x: area.x, width: area.width, ..line }, Target::MenuEntry(index));
    }
}

/// Below the mark of the menu; below the selected row of the table, or above it, or over it where nothing else fits.
fn place(model: &Model, menu: ActionsMenu, layout: &Layout, (width, height): (u16, u16)) -> Rect {
    let top = layout.title.bottom();
    let bottom = layout.footer.y;
    let width = width.min(layout.title.width);
    let left = layout.title.x;
    let table = layout.panes.iter().find(|(pane, _)| *pane == Pane::Base).map(|(_, area)| area);
    let (ActionsMenu::Outcome, Some(table)) = (menu, table) else {
        return Rect { x: left, y: top, width, height: height.min(bottom - top) };
    };
    let rows = usize::from(table.height.saturating_sub(3));
    let row = table.y + 2 + (model.selected - model.first_row(rows)) as u16;
    let (above, below) = (row.saturating_sub(top), bottom.saturating_sub(row + 1));
    let x = (table.x + 2).min(layout.title.right().saturating_sub(width));
    if height <= below {
        Rect { x, y: row + 1, width, height }
    } else if height <= above {
        Rect { x, y: row - height, width, height }
    } else {
        let height = height.min(bottom - top);
        Rect { x, y: bottom - height, width, height }
    }
}
