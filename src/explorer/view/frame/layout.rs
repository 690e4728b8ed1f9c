//! The layout: the only file that knows the sizes at which the screen changes.

use ratatui::layout::Rect;

use crate::explorer::action::Pane;
use crate::explorer::model::lesson::Lesson;
use crate::explorer::model::state::Model;
use crate::explorer::view::frame::size::{SMALLEST, STANDARD, WIDE, holds};

/// From this height on, all panes fit above a walkthrough.
const ALL_PANES: u16 = 20;

/// The parts of the screen. Neighbouring panes share the line between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::explorer) struct Layout {
    /// The first line: the name of the base.
    pub(in crate::explorer) title: Rect,
    /// The line of n.
    pub(in crate::explorer) draws: Rect,
    /// The panes in sight.
    pub(in crate::explorer) panes: Vec<(Pane, Rect)>,
    /// The last line: keys.
    pub(in crate::explorer) footer: Rect,
    /// The panel of a walkthrough, if one is under way.
    pub(in crate::explorer) lesson: Option<Rect>,
    /// Whether there is room for only one pane.
    pub(in crate::explorer) single: bool,
    /// The area for overlays.
    pub(in crate::explorer) overlay: Rect,
}

impl Layout {
    /// The layout for this area; none where it is too small.
    pub(in crate::explorer) fn of(model: &Model, area: Rect) -> Option<Layout> {
        if !holds(area, SMALLEST) {
            return None;
        }
        let row = |y| Rect { y: area.y + y, height: 1, ..area };
        let body = Rect { y: area.y + 2, height: area.height - 3, ..area };
        let single = !holds(area, STANDARD);
        let (lesson, rest) = match &model.lesson {
            None => (None, Some(body)),
            Some(lesson) if single && lesson.reading => (Some(body), None),
            Some(_) if single => (None, Some(body)),
            Some(lesson) => {
                let (panel, rest) = panel(lesson, body);
                (Some(panel), Some(rest))
            }
        };
        let panes = match rest {
            None => Vec::new(),
            Some(rest) if model.zoomed || single => vec![(model.pane, rest)],
            Some(rest) if rest.height < ALL_PANES => two_panes(model, rest),
            Some(rest) => all_panes(rest, holds(rest, WIDE)),
        };
        let (title, draws, footer) = (row(0), row(1), row(area.height - 1));
        Some(Layout { title, draws, panes, footer, lesson, single, overlay: overlay(body) })
    }
}

/// The panel of a walkthrough and the rest: beside the panes if these keep their width, else below them.
fn panel(lesson: &Lesson, body: Rect) -> (Rect, Rect) {
    const LEAST: u16 = 36;
    const MOST: u16 = 56;
    // Neighbours share the line between them.
    let beside = (body.width + 1).saturating_sub(STANDARD.width);
    if beside >= LEAST {
        let width = (body.width / 3).clamp(LEAST, MOST).min(beside);
        let rest = Rect { width: body.width + 1 - width, ..body };
        return (Rect { x: rest.right() - 1, width, ..body }, rest);
    }
    let height = crate::explorer::view::lesson::height(lesson, body.width).clamp(6, body.height / 2 + 1);
    let rest = Rect { height: body.height + 1 - height, ..body };
    (Rect { y: rest.bottom() - 1, height, ..body }, rest)
}

/// The table or the numbers at the left, a chart at the right, including the pane with the focus.
fn two_panes(model: &Model, body: Rect) -> Vec<(Pane, Rect)> {
    let left = (body.width * 2 / 5).max(38);
    let on_the_left = if model.pane == Pane::Readout { Pane::Readout } else { Pane::Base };
    let right = Rect { x: body.x + left - 1, width: body.width + 1 - left, ..body };
    vec![(on_the_left, Rect { width: left, ..body }), (model.chart_pane(), right)]
}

/// The base above the numbers at the left, the KL chart above the lower chart at the right.
fn all_panes(body: Rect, wide: bool) -> Vec<(Pane, Rect)> {
    // Two border lines each.
    quarters(body, if wide { 15 } else { 9 })
}

/// The four panes; the lower left one has this many lines.
pub(in crate::explorer) fn quarters(body: Rect, readout: u16) -> Vec<(Pane, Rect)> {
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

pub(in crate::explorer) fn overlay(body: Rect) -> Rect {
    let width = body.width.min(100);
    let height = body.height.min(44);
    Rect { x: body.x + (body.width - width) / 2, y: body.y + (body.height - height) / 2, width, height }
}
