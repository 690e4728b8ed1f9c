//! Scrolling by keys and wheel: rows, lists, text.

use crate::explorer::action::Pane;
use crate::explorer::model::files::presets::matching;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::state::{Model, Viewport};
use crate::explorer::update::base::bins;
use crate::explorer::update::overlay::lists;

/// Moves the selection of whatever takes the keys; `to` maps the present row and the number in sight to the new row.
pub(in crate::explorer) fn scroll(model: &mut Model, to: impl Fn(usize, usize) -> usize) {
    let (viewport, has_lesson) = (model.viewport, model.lesson.is_some());
    let listed = if let Some(Overlay::List(open)) = &model.overlay { lists::len(model, open) } else { 0 };
    match &mut model.overlay {
        None if model.pane == Pane::Lower && !model.lower_view.is_chart() => scroll_lower(model, to),
        None => scroll_table(model, to),
        Some(Overlay::Actions { menu, chosen }) => {
            let last = menu.entries(has_lesson).len().saturating_sub(1);
            *chosen = to(*chosen, viewport.overlay.max(1)).min(last);
        }
        Some(Overlay::Help { offset, .. }) => {
            let last = viewport.overlay_length.saturating_sub(viewport.overlay);
            *offset = to(*offset, viewport.overlay.max(1)).min(last);
        }
        Some(Overlay::Picker { filter, selected, .. }) => {
            let chosen = to(*selected, viewport.overlay.max(1));
            let last = matching(&model.presets, filter.text()).count().saturating_sub(1);
            *selected = chosen.min(last);
        }
        Some(Overlay::List(open)) => {
            let chosen = to(open.selected, viewport.overlay.max(1));
            open.selected = chosen.min(listed.saturating_sub(1));
        }
        Some(Overlay::Palette { filter, selected }) => {
            let found = model.palette.found(&model.keymap, has_lesson, filter.text()).len();
            *selected = to(*selected, viewport.overlay.max(1)).min(found.saturating_sub(1));
        }
        Some(Overlay::Question { .. } | Overlay::Edit { .. } | Overlay::Arguments { .. }) => {}
    }
}

/// Moves the selection in the table.
pub(in crate::explorer) fn scroll_table(model: &mut Model, to: impl Fn(usize, usize) -> usize) {
    if model.bins.shown() && !model.subject.is_average() {
        return bins::scroll(model, to);
    }
    let (rows, last) = (model.viewport.rows, model.rows() - 1);
    model.selected = to(model.selected, rows.max(1)).min(last);
    model.offset = model.first_row(rows);
}

/// Scrolls the text in the lower chart.
pub(in crate::explorer) fn scroll_lower(model: &mut Model, to: impl Fn(usize, usize) -> usize) {
    let Viewport { lower, lower_length, .. } = model.viewport;
    // Before the first drawing the length is unknown; the drawing stops at the end.
    let last = if lower_length == 0 { usize::MAX } else { lower_length.saturating_sub(lower) };
    model.details.offset = to(model.details.offset.min(last), lower.max(1)).min(last);
}
