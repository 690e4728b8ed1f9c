//! Sentences instead of the footer, or instead of the whole screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::explorer::action::Action;
use crate::explorer::model::overlay::target::Target;
use crate::explorer::model::state::Model;
use crate::explorer::view::frame::border::over_border;
use crate::explorer::view::frame::size::SMALLEST;
use crate::explorer::view::hit::HitMap;
use crate::text::visible;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// A sentence instead of the footer, on as many lines as it needs. A question whether to leave can be clicked.
pub(in crate::explorer) fn draw_notice(
    model: &Model,
    notice: &str,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let target = if model.leaving { Target::Action(Action::Quit) } else { Target::Overlay };
    say(notice, target, theme, area, buffer, hits);
}

/// A sentence instead of the footer; a click on it is the target. Control characters become visible symbols here, so
/// that no one who sets a notice has to think of them.
pub(in crate::explorer) fn say(
    notice: &str,
    target: Target,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let lines = text::wrap(&visible(notice), usize::from(area.width).saturating_sub(2));
    let top = area.height.saturating_sub(lines.len() as u16);
    hits.add(Rect { y: area.y + top, height: area.height - top, ..area }, target);
    for (line, row) in lines.iter().zip(top..area.height) {
        let line = text::padded(line, usize::from(area.width) - 1);
        buffer.set_style(Rect { y: area.y + row, height: 1, ..area }, Style::reset());
        text::put(buffer, area, (0, row), " ", over_border(theme, Role::Notice));
        text::put(buffer, area, (1, row), &line, over_border(theme, Role::Notice));
    }
}

/// The line on a screen that is too small.
pub(in crate::explorer) fn too_small(theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let (width, height) = (SMALLEST.width, SMALLEST.height);
    let sentence = format!("{}x{}: bonscope needs {width}x{height}", area.width, area.height);
    for (row, line) in text::wrap(&sentence, area.width.into()).iter().enumerate() {
        text::put(buffer, area, (0, row as u16), line, theme.style(Role::Text));
    }
}
