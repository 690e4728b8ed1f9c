//! The line on which n is slid.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::explorer::theme::Theme;

/// A value on a logarithmic line: ` n  64  ├━━━━━━┿━━━━━●┼──────┤ 1e6 `.
#[derive(Clone, Debug)]
pub struct Slider<'a> {
    /// What is slid, such as `n`.
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

impl Slider<'_> {
    /// Draws the slider on the first row of `area`.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) {
        let _ = (area, buffer, theme);
    }

    /// The columns of the track.
    pub fn track(&self, area: Rect) -> Rect {
        area
    }

    /// The value at a column of the screen, that of the nearer end outside the track; none without a track.
    pub fn value_at(&self, area: Rect, column: u16) -> Option<f64> {
        let _ = (area, column);
        None
    }
}
