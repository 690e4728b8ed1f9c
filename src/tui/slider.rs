//! The slider for n.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::text::figure::short;
use crate::tui::chart::axis::{Axis, Scale};
use crate::tui::chart::text_width;
use crate::tui::theme::{Role, Theme};

/// A value on a logarithmic line: ` n  64  ├━━━━┿━━━●──┼──────┤ 1e6 `, with a crossing at every power of ten.
#[derive(Clone, Debug)]
pub struct Slider<'a> {
    /// The name of the value, such as `n`.
    pub label: &'a str,
    /// The value as text, shown after the label.
    pub text: &'a str,
    /// The value; outside the range the handle stays at the end.
    pub value: f64,
    /// The least and the greatest value, both > 0.
    pub range: (f64, f64),
    /// Whether it has the focus.
    pub focused: bool,
}

/// The least cells for the text, so that the line does not move with n.
const TEXT: u16 = 6;
/// A shorter line is not drawn.
const TRACK: u16 = 6;

impl Slider<'_> {
    /// Draws the slider on the first row of `area`; without room for the line only its text.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) {
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        let right = area.right();
        let mut put = |x: u16, text: &str, style| {
            if x < right {
                buffer.set_stringn(x, area.y, text, usize::from(right - x), style);
            }
        };
        put(area.x + 1, self.label, theme.style(Role::Key));
        let value = theme.style(Role::Text).add_modifier(Modifier::BOLD);
        let start = area.x + 3 + text_width(self.label);
        // Half a number would be a different number.
        if start + text_width(self.text) <= right {
            put(start, self.text, value);
        }
        let track = self.track(area);
        if track.is_empty() {
            return;
        }
        let end = theme.style(if self.focused { Role::BorderFocused } else { Role::Dim });
        let passed = theme.style(Role::Cursor);
        let handle = self.column(&track, self.value);
        for x in track.left()..track.right() {
            put(x, if x < handle { "━" } else { "─" }, if x < handle { passed } else { end });
        }
        for power in self.axis().decades(usize::from(track.width) / 3) {
            let x = self.column(&track, power);
            put(x, if x < handle { "┿" } else { "┼" }, if x < handle { passed } else { end });
        }
        let (start, style) = if handle > track.left() { ("┝", passed) } else { ("├", end) };
        put(track.left(), start, style);
        put(track.right() - 1, "┤", end);
        put(handle, "●", passed.add_modifier(Modifier::BOLD));
        put(track.right() + 1, &short(self.range.1), theme.style(Role::Dim));
    }

    /// The columns of the line, on the first row of `area`; empty without room for it.
    pub fn track(&self, area: Rect) -> Rect {
        let before = text_width(self.label) + text_width(self.text).max(TEXT) + 4;
        let after = short(self.range.1).len() as u16 + 2;
        match area.width.checked_sub(before + after).filter(|width| *width >= TRACK && area.height > 0) {
            Some(width) => Rect::new(area.x + before, area.y, width, 1),
            None => Rect::new(area.x, area.y, 0, 0),
        }
    }

    /// The value at a column of the screen; outside the line, that of the nearer end; none without a line.
    pub fn value_at(&self, area: Rect, column: u16) -> Option<f64> {
        let track = self.track(area);
        let steps = track.width.checked_sub(1)?;
        let offset = column.saturating_sub(track.x).min(steps);
        Some(match offset {
            0 => self.range.0,
            _ if offset == steps => self.range.1,
            _ => self.axis().value(f64::from(offset) / f64::from(steps)),
        })
    }

    /// The column of the screen for a value; none without a line.
    pub fn column_of(&self, area: Rect, value: f64) -> Option<u16> {
        let track = self.track(area);
        (!track.is_empty()).then(|| self.column(&track, value))
    }

    fn axis(&self) -> Axis {
        Axis::new(Scale::Log, self.range.0, self.range.1)
    }

    fn column(&self, track: &Rect, value: f64) -> u16 {
        let share = self.axis().share(value).unwrap_or(0.0).clamp(0.0, 1.0);
        track.x + (share * f64::from(track.width.saturating_sub(1))).round() as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::snapshot::plain;
    use crate::tui::theme::{Depth, degrade};

    fn slider(value: f64, text: &str, greatest: f64) -> Slider<'_> {
        Slider { label: "n", text, value, range: (1.0, greatest), focused: false }
    }

    fn drawn(slider: &Slider<'_>, width: u16, ascii: bool) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        slider.render(buffer.area, &mut buffer, &Theme::default());
        degrade(&mut buffer, Depth::Mono, ascii);
        plain(&buffer).trim_end().to_owned()
    }

    #[test]
    fn looks() {
        let n = slider(64.0, "64", 1e6);
        let lines = [
            drawn(&n, 56, false),
            drawn(&n, 56, true),
            drawn(&slider(1.0, "1", 1e15), 40, false),
            drawn(&slider(1e15, "1e15", 1e15), 40, false),
            drawn(&slider(9e9, "9000000000", 1e6), 40, false),
            drawn(&n, 18, false),
            drawn(&n, 5, false),
        ];
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn a_column_is_its_own_place() {
        for width in 0..90 {
            let (area, slider) = (Rect::new(5, 2, width, 1), slider(64.0, "64", 1e6));
            let track = slider.track(area);
            for column in track.left()..track.right() {
                let value = slider.value_at(area, column).unwrap();
                assert_eq!(slider.column_of(area, value), Some(column));
            }
            let ends = [0, 200].map(|column| slider.value_at(area, column));
            assert_eq!(ends, if track.is_empty() { [None, None] } else { [Some(1.0), Some(1e6)] });
        }
    }
}
