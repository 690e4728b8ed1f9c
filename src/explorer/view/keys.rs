//! The footer, made of the table of actions.

use ratatui::{buffer::Buffer, layout::Rect};
use unicode_width::UnicodeWidthStr;

use super::text;
use crate::explorer::action;
use crate::explorer::model::Model;
use crate::explorer::theme::{Role, Theme};

/// Draws the most important keys of the context.
pub(super) fn footer(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let mut places: Vec<(String, &str, u8)> = Vec::new();
    for entry in action::of_context(model.context()) {
        let (Some(place), Some(key)) = (entry.footer, model.keymap.signs(entry.action).into_iter().next())
        else {
            continue;
        };
        if !place.panes.is_empty() && !place.panes.contains(&model.pane) && model.overlay.is_none() {
            continue;
        }
        match places.last_mut() {
            Some((keys, label, _)) if *label == place.label => keys.push_str(&key),
            _ => places.push((key, place.label, place.rank)),
        }
    }
    let width = |places: &[(String, &str, u8)]| {
        places.iter().map(|(keys, label, _)| keys.width() + label.width() + 3).sum::<usize>()
    };
    while width(&places) > usize::from(area.width)
        && let Some(worst) = places.iter().map(|place| place.2).max()
        && let Some(at) = places.iter().rposition(|place| place.2 == worst)
    {
        places.remove(at);
    }
    let mut column = 1;
    for (keys, label, _) in places {
        column = text::put(buffer, area, (column, 0), &keys, theme.style(Role::Key));
        column = text::put(buffer, area, (column + 1, 0), label, theme.style(Role::Text)) + 2;
    }
}
