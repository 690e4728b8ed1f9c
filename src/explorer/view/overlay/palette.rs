//! The command palette: the typed letters, the matching actions with their keys, and the help of the chosen one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::explorer::action::keymap::Keymap;
use crate::explorer::model::overlay::palette::{Command, Found, refusal};
use crate::explorer::model::overlay::target::Target;
use crate::explorer::model::state::Model;
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::overlay::frame;
use crate::tui::line::Line;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// Columns, with the borders.
const WIDTH: u16 = 64;
/// Rows, with the borders.
const HEIGHT: u16 = 22;
/// The most lines for the help of the chosen action.
const HELP: u16 = 3;

pub(in crate::explorer) fn draw(
    model: &Model,
    (filter, selected): (&Line, usize),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let found = model.palette.found(&model.keymap, model.lesson.is_some(), filter.text());
    list(&found, &model.keymap, (filter, selected), theme, area, buffer, hits);
}

/// The matching lines, the typed letters and the chosen line.
pub(in crate::explorer) fn list(
    found: &[Found],
    keymap: &Keymap,
    (filter, selected): (&Line, usize),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let (width, height) = (area.width.min(WIDTH), area.height.min(HEIGHT));
    let area = Rect { x: area.x + (area.width - width) / 2, width, height, ..area };
    let room = frame::open("Commands", theme, area, buffer, hits);
    let column = text::put(buffer, room, (0, 0), "type to search: ", theme.style(Role::Dim));
    text::field(buffer, room, (column, 0), filter, room.width.saturating_sub(column).min(30), theme);

    if let Some(why) = refusal(filter.text()) {
        for (line, row) in text::wrap(&why, room.width.into()).iter().zip(1..) {
            text::put(buffer, room, (0, row), line, theme.style(Role::Bad));
        }
        return;
    }
    let help = HELP.min(room.height / 4);
    let list = Rect { y: room.y + 1, height: room.height.saturating_sub(help + 2), ..room };
    let rows = usize::from(list.height);
    let first = (selected + 1).saturating_sub(rows);
    (hits.viewport.overlay, hits.viewport.overlay_length) = (rows, found.len());
    frame::progress((first, rows, found.len()), theme, area, buffer);
    for (row, (index, found)) in found.iter().enumerate().skip(first).take(rows).enumerate() {
        let line = Rect { y: list.y + row as u16, height: 1, ..list };
        let keys = match found.command {
            Command::Act(action) => keymap.signs(action).join("  "),
            Command::Draws(_) => String::new(),
        };
        let keys = text::cut(&keys, usize::from(line.width / 2)).into_owned();
        let right = line.width.saturating_sub(keys.width() as u16);
        text::put(buffer, line, (right, 0), &keys, theme.style(Role::Key));
        let title = Rect { width: right.saturating_sub(1), ..line };
        text::put(
            buffer,
            title,
            (0, 0),
            if index == selected { "▸ " } else { "  " },
            theme.style(Role::Text),
        );
        write_title(found, theme, title, buffer);
        if index == selected {
            buffer.set_style(line, theme.style(Role::Selection));
        }
        hits.add(line, Target::Command(index));
    }

    let rule = list.bottom() - room.y;
    text::put(buffer, room, (0, rule), &"─".repeat(room.width.into()), theme.style(Role::Border));
    let (words, role) = match found.get(selected) {
        Some(found) => (found.help, Role::Text),
        None => ("no action matches", Role::Dim),
    };
    for (line, row) in text::wrap_within(words, room.width.into(), help.into()).iter().zip(rule + 1..) {
        text::put(buffer, room, (0, row), line, theme.style(role));
    }
}

/// The title, with the typed letters marked.
fn write_title(found: &Found, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut column = 2;
    for (letter, index) in found.title.chars().zip(0..) {
        let role = if found.marked.binary_search(&index).is_ok() { Role::Highlight } else { Role::Text };
        column = text::put(buffer, area, (column, 0), letter.encode_utf8(&mut [0; 4]), theme.style(role));
    }
}
