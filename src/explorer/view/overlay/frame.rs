//! The box over the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Clear, Widget};

use crate::explorer::model::overlay::target::Target;
use crate::explorer::view::frame::border;
use crate::explorer::view::frame::border::inside;
use crate::explorer::view::hit::HitMap;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// Clears and frames the area; gives its inside, with a blank cell left and right.
pub(in crate::explorer) fn open(
    title: &str,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) -> Rect {
    Clear.render(area, buffer);
    buffer.set_style(area, theme.style(Role::Text));
    Block::bordered().border_style(theme.style(Role::BorderFocused)).render(area, buffer);
    text::put(buffer, area, (2, 0), &format!(" {title} "), border::over_border(theme, Role::Title));
    hits.cover();
    hits.add(area, Target::Overlay);
    let inside = inside(area);
    Rect { x: inside.x + 1, width: inside.width.saturating_sub(2), ..inside }
}

/// Writes the lines in sight into the lower border, where there are more than fit.
pub(in crate::explorer) fn progress(
    (first, shown, all): (usize, usize, usize),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    if shown < all {
        let range = format!(" {}-{} of {all} ", first + 1, (first + shown).min(all));
        let column = area.width.saturating_sub(range.len() as u16 + 2);
        text::put(
            buffer,
            area,
            (column, area.height.saturating_sub(1)),
            &range,
            border::over_border(theme, Role::Dim),
        );
    }
}
