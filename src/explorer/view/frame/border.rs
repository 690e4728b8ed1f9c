//! The borders of the panes, with their titles.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::border::PLAIN;
use ratatui::symbols::merge::MergeStrategy;

use crate::explorer::action::Pane;
use crate::explorer::action::keymap::Keymap;
use crate::explorer::model::state::Model;
use crate::explorer::view::frame::size;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// Applies the style to the whole area.
pub(in crate::explorer) fn paint(area: Rect, style: Style, buffer: &mut Buffer) {
    if area != buffer.area {
        buffer.set_style(area, style);
    } else if style != Style::default() {
        buffer.content.iter_mut().for_each(|cell| {
            cell.set_style(style);
        });
    }
}

/// Borders around areas; the border of the focus lies above the others.
pub(in crate::explorer) fn frame(
    areas: impl Iterator<Item = (Rect, bool)>,
    theme: &Theme,
    buffer: &mut Buffer,
) {
    let (focus, others): (Vec<_>, Vec<_>) = areas.partition(|(_, focused)| *focused);
    for (area, focused) in others.into_iter().chain(focus) {
        let role = if focused { Role::BorderFocused } else { Role::Border };
        border(area.intersection(buffer.area), theme.style(role), buffer);
    }
}

/// One border, joined with those already there. A `Block` of ratatui would also paint the inside.
fn border(area: Rect, style: Style, buffer: &mut Buffer) {
    let (Some(right), Some(bottom)) = (area.right().checked_sub(1), area.bottom().checked_sub(1)) else {
        return;
    };
    let set = PLAIN;
    let rows = [(area.top(), set.horizontal_top), (bottom, set.horizontal_bottom)];
    let columns = [(area.left(), set.vertical_left), (right, set.vertical_right)];
    let across = rows.iter().flat_map(|&(y, side)| (area.left() + 1..right).map(move |x| ((x, y), side)));
    let down = columns.iter().flat_map(|&(x, side)| (area.top() + 1..bottom).map(move |y| ((x, y), side)));
    let corners = [
        ((area.left(), area.top()), set.top_left),
        ((right, area.top()), set.top_right),
        ((area.left(), bottom), set.bottom_left),
        ((right, bottom), set.bottom_right),
    ];
    for (place, symbol) in across.chain(down).chain(corners) {
        if let Some(cell) = buffer.cell_mut(place) {
            cell.merge_symbol(symbol, MergeStrategy::Exact).set_style(style);
        }
    }
}

/// Writes the title of a pane into its border; a mark and bold letters show the focus.
pub(in crate::explorer) fn title(
    model: &Model,
    theme: &Theme,
    pane: Pane,
    area: Rect,
    buffer: &mut Buffer,
    title: &str,
) -> u16 {
    head_of((pane, model.pane == pane), &model.keymap, theme, area, buffer, title)
}

/// Writes the title of a pane, with or without the focus.
pub(in crate::explorer) fn head_of(
    (pane, focused): (Pane, bool),
    keymap: &Keymap,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    title: &str,
) -> u16 {
    let (mark, role) = if focused { ("▸", Role::BorderFocused) } else { (" ", Role::Title) };
    let inside = Rect { x: area.x + 1, width: area.width - 2, height: 1, ..area };
    let mut column = text::put(buffer, inside, (0, 0), mark, over_border(theme, role));
    if let Some(key) = keymap.sign(pane.jump()).filter(|_| size::names_keys(buffer.area)) {
        column = text::put(buffer, inside, (column, 0), &format!("{key} "), over_border(theme, Role::Key));
    }
    let column = text::put(buffer, inside, (column, 0), title, over_border(theme, Role::Title));
    text::put(buffer, inside, (column, 0), " ", over_border(theme, Role::Text))
}

/// The style of text in a border, without the border's own attributes.
pub(in crate::explorer) fn over_border(theme: &Theme, role: Role) -> Style {
    Style::reset().patch(theme.style(Role::Text)).patch(theme.style(role))
}

/// The area inside the border of a pane.
pub(in crate::explorer) fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}
