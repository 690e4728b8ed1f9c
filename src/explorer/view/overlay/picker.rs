//! The list of presets: the filter, names and titles, and the preview of the chosen one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::explorer::model::files::presets::{PresetTitle, matching};
use crate::explorer::model::overlay::layer::PickerState;
use crate::explorer::model::overlay::target::Target;
use crate::explorer::model::state::Model;
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::overlay::{frame, preview};
use crate::tui::line::Line;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// From this width on, the preview stands beside the list.
const BESIDE: u16 = 90;
/// Columns of the list then, with a space on either side of the line between.
const LIST: u16 = 46;

pub(in crate::explorer) fn draw(
    model: &Model,
    (filter, selected, state): (&Line, usize, &PickerState),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let presets = &model.presets;
    let area = fitted(presets.len(), area);
    let room = frame::open("Presets", theme, area, buffer, hits);
    let column = text::put(buffer, room, (0, 0), "type to filter: ", theme.style(Role::Dim));
    text::field(buffer, room, (column, 0), filter, room.width.saturating_sub(column).min(30), theme);

    let listed: Vec<&PresetTitle> = matching(presets, filter.text()).collect();
    let (list, below) = split(Rect { y: room.y + 1, height: room.height.saturating_sub(1), ..room });
    let rows = usize::from(list.height);
    let first = (selected + 1).saturating_sub(rows);
    hits.viewport.overlay = rows;
    hits.viewport.overlay_length = listed.len();
    frame::progress((first, rows, listed.len()), theme, area, buffer);

    let names = presets.iter().map(|preset| preset.name.width()).max().unwrap_or(0).min(24);
    for (row, (index, preset)) in listed.iter().enumerate().skip(first).take(rows).enumerate() {
        let line = Rect { y: list.y + row as u16, height: 1, ..list };
        let mark = if index == selected { "▸ " } else { "  " };
        let column = text::put(buffer, line, (0, 0), mark, theme.style(Role::Text));
        let name = text::cut(&preset.name, names);
        text::put(buffer, line, (column, 0), &name, theme.style(Role::Key));
        let role = if preset.broken { Role::Bad } else { Role::Text };
        text::put(buffer, line, (column + names as u16 + 2, 0), &preset.title, theme.style(role));
        if index == selected {
            buffer.set_style(line, theme.style(Role::Selection));
        }
        hits.add(line, Target::Preset(index));
    }

    let size = (usize::from(below.width), usize::from(below.height));
    let lines = match (state, listed.get(selected)) {
        (PickerState::Opening(_), _) => vec![("opening …".to_owned(), Role::Dim)],
        (PickerState::Failed(why), _) => preview::wrapped(why, size, Role::Bad),
        (PickerState::Open, Some(preset)) => {
            preview::lines(preset, model.previews.of(&preset.argument), model.unit(), size)
        }
        (PickerState::Open, None) => vec![("no preset matches all these words".to_owned(), Role::Dim)],
    };
    let border = theme.style(Role::Border);
    if below.x > room.x {
        for row in 0..list.height {
            text::put(buffer, Rect { width: room.width, ..list }, (LIST - 2, row), "│", border);
        }
    } else {
        text::put(buffer, room, (0, below.y - room.y - 1), &"─".repeat(room.width.into()), border);
    }
    for ((line, role), row) in lines.iter().zip(0..) {
        text::put(buffer, below, (0, row), line, theme.style(*role));
    }
}

/// The list, and the preview beside or below it.
fn split(room: Rect) -> (Rect, Rect) {
    if room.width >= BESIDE {
        let list = Rect { width: LIST - 3, ..room };
        return (list, Rect { x: room.x + LIST, width: room.width - LIST, ..room });
    }
    let below = (room.height / 2).max(2);
    let list = Rect { height: room.height.saturating_sub(below + 1), ..room };
    (list, Rect { y: list.bottom() + 1, height: below.min(room.height), ..room })
}

/// The middle of the area, as high as a list of this many presets needs.
fn fitted(presets: usize, area: Rect) -> Rect {
    // Two borders and the filter; and as much again for the preview, where it stands below the list.
    let wanted = u16::try_from(presets).unwrap_or(u16::MAX).saturating_add(4);
    let wanted = if area.width >= BESIDE { wanted } else { wanted.saturating_mul(2) };
    let height = area.height.min(wanted.max(20));
    Rect { y: area.y + (area.height - height) / 2, height, ..area }
}
