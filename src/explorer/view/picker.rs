//! The list of presets: what narrows it, the names and titles, and what the chosen one is about.

use ratatui::{buffer::Buffer, layout::Rect};
use unicode_width::UnicodeWidthStr;

use super::{HitMap, overlay, text};
use crate::explorer::line::Line;
use crate::explorer::message::Target;
use crate::explorer::model::{Choice, PresetTitle, matching};
use crate::explorer::theme::{Role, Theme};

/// The most lines that tell what a preset is about.
const ABOUT: u16 = 6;

pub(super) fn draw(
    presets: &[PresetTitle],
    (filter, selected, state): (&Line, usize, &Choice),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let area = fitted(presets.len(), area);
    let room = overlay::open("Presets", theme, area, buffer, hits);
    let column = text::put(buffer, room, (0, 0), "type to narrow: ", theme.style(Role::Dim));
    text::field(buffer, room, (column, 0), filter, room.width.saturating_sub(column).min(30), theme);

    let listed: Vec<&PresetTitle> = matching(presets, filter.text()).collect();
    let about = ABOUT.min(room.height / 3).max(2);
    let list = Rect { y: room.y + 1, height: room.height.saturating_sub(about + 2), ..room };
    let rows = usize::from(list.height);
    let first = (selected + 1).saturating_sub(rows);
    hits.viewport.overlay = rows;
    hits.viewport.overlay_length = listed.len();
    overlay::progress((first, rows, listed.len()), theme, area, buffer);

    let names = presets.iter().map(|preset| preset.name.width()).max().unwrap_or(0).min(24);
    for (row, (index, preset)) in listed.iter().enumerate().skip(first).take(rows).enumerate() {
        let line = Rect { y: list.y + row as u16, height: 1, ..list };
        let mark = if index == selected { "▸ " } else { "  " };
        let column = text::put(buffer, line, (0, 0), mark, theme.style(Role::Text));
        let name = text::cut(&preset.name, names);
        text::put(buffer, line, (column, 0), &name, theme.style(Role::Key));
        text::put(buffer, line, (column + names as u16 + 2, 0), &preset.title, theme.style(Role::Text));
        if index == selected {
            buffer.set_style(line, theme.style(Role::Selection));
        }
        hits.add(line, Target::Preset(index));
    }

    let rule = list.bottom() - room.y;
    text::put(buffer, room, (0, rule), &"─".repeat(room.width.into()), theme.style(Role::Border));
    let (words, role) = match (state, listed.get(selected)) {
        (Choice::Opening(_), _) => ("opening ...".to_owned(), Role::Dim),
        (Choice::Failed(why), _) => (why.clone(), Role::Bad),
        (Choice::Open, Some(preset)) => (preset.about.clone(), Role::Text),
        (Choice::Open, None) => ("no preset holds all these words".to_owned(), Role::Dim),
    };
    let lines = text::wrap_within(&words.replace('\n', " "), room.width.into(), about.into());
    for (line, row) in lines.iter().zip(rule + 1..) {
        text::put(buffer, room, (0, row), line, theme.style(role));
    }
}

/// The middle of the area, as high as a list of so many presets needs.
fn fitted(presets: usize, area: Rect) -> Rect {
    // Two borders, the line that narrows, the rule.
    let wanted = u16::try_from(presets).unwrap_or(u16::MAX).saturating_add(4 + ABOUT);
    let height = area.height.min(wanted.max(12));
    Rect { y: area.y + (area.height - height) / 2, height, ..area }
}
