//! Where everything goes: the only place that knows sizes at which the screen changes.

use ratatui::layout::{Rect, Size};

use crate::explorer::model::{Model, Pane};

/// The smallest screen that shows anything.
pub const SMALLEST: Size = Size::new(40, 12);
/// From here on all panes are shown together.
const STANDARD: Size = Size::new(80, 24);
/// From here on there is room for explanations.
const WIDE: Size = Size::new(120, 40);

/// The parts of the screen. Neighbouring panes share the line between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// The first line: what is looked at.
    pub(super) title: Rect,
    /// The line of n.
    pub(super) draws: Rect,
    /// The panes in sight.
    pub(super) panes: Vec<(Pane, Rect)>,
    /// The last line: keys.
    pub(super) footer: Rect,
    /// Where overlays go.
    pub(super) overlay: Rect,
}

impl Layout {
    /// The layout for this area; none where it is too small.
    pub(super) fn of(model: &Model, area: Rect) -> Option<Layout> {
        if !holds(area, SMALLEST) {
            return None;
        }
        let row = |y| Rect { y: area.y + y, height: 1, ..area };
        let body = Rect { y: area.y + 2, height: area.height - 3, ..area };
        Some(Layout {
            title: row(0),
            draws: row(1),
            footer: row(area.height - 1),
            panes: if model.zoomed || !holds(area, STANDARD) {
                vec![(model.pane, body)]
            } else {
                all_panes(body, holds(area, WIDE))
            },
            overlay: overlay(body),
        })
    }
}

/// Whether the titles of the panes have room for the keys that lead to them.
pub(super) fn names_keys(area: Rect) -> bool {
    holds(area, WIDE)
}

fn holds(area: Rect, size: Size) -> bool {
    area.width >= size.width && area.height >= size.height
}

/// Base above readout on the left, KL above the lower chart on the right.
fn all_panes(body: Rect, wide: bool) -> Vec<(Pane, Rect)> {
    // Two lines of border each.
    let readout = if wide { 14 } else { 9 };
    let left = (body.width * 2 / 5).max(38);
    let upper_left = body.height + 1 - readout;
    let upper_right = body.height / 2 + 1;
    let at = |x: u16, y: u16, width, height| Rect { x: body.x + x, y: body.y + y, width, height };
    let right = body.width + 1 - left;
    vec![
        (Pane::Base, at(0, 0, left, upper_left)),
        (Pane::Readout, at(0, upper_left - 1, left, readout)),
        (Pane::Kl, at(left - 1, 0, right, upper_right)),
        (Pane::Lower, at(left - 1, upper_right - 1, right, body.height + 1 - upper_right)),
    ]
}

fn overlay(body: Rect) -> Rect {
    let width = body.width.min(100);
    let height = body.height.min(44);
    Rect { x: body.x + (body.width - width) / 2, y: body.y + (body.height - height) / 2, width, height }
}
