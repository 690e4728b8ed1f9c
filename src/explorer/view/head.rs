//! The two lines at the top: what is looked at, and n on its scale.

use ratatui::{buffer::Buffer, layout::Rect};
use unicode_width::UnicodeWidthStr;

use super::slider::Slider;
use super::{HitMap, figure, readout, text};
use crate::explorer::model::{Model, Overlay};
use crate::explorer::theme::{Role, Theme};

/// From this width on the line of n says how good the bound is.
const REGIME_FROM: u16 = 80;

/// What may be typed for n, in full and in short.
const ALLOWED: [&str; 2] = ["a whole number from 1 to 1e15; 1e6 and 2^10 are fine", "1 to 1e15, like 2^10"];
/// What was wrong with it.
const REFUSED: [&str; 2] =
    ["this is no whole number from 1 to 1e15; 64, 1e6 and 2^10 are", "not in 1, 2 ... 1e15"];

/// Whether the line of n says so on a screen of this width.
pub(super) fn shows_regime(width: u16) -> bool {
    width >= REGIME_FROM
}

/// Name and title of the base.
pub(super) fn title(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let right = if shows_regime(area.width) { " nats    ? help " } else { " nats " };
    let room = area.width.saturating_sub(right.width() as u16);
    let left = Rect { width: room, ..area };
    let mut column = text::put(buffer, left, (1, 0), "bonscope", theme.style(Role::Title)) + 2;
    column = text::put(buffer, left, (column, 0), model.subject.base.name(), theme.style(Role::Text));
    if let Some(title) = &model.subject.title
        && column + 8 < room
    {
        text::put(buffer, left, (column, 0), &format!(" · {title}"), theme.style(Role::Dim));
    }
    text::put(buffer, area, (room, 0), right, theme.style(Role::Dim));
}

/// n, or what is being typed for it.
pub(super) fn draws(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer, hits: &mut HitMap) {
    if let Some(Overlay::Prompt { line, refused }) = &model.overlay {
        let column = text::put(buffer, area, (1, 0), "n = ", theme.style(Role::Title));
        let column = text::field(buffer, area, (column, 0), line, 12, theme) + 2;
        let (hints, role) = if *refused { (REFUSED, Role::Bad) } else { (ALLOWED, Role::Dim) };
        let room = usize::from(area.width.saturating_sub(column));
        if let Some(hint) = hints.iter().find(|hint| hint.width() <= room) {
            text::put(buffer, area, (column, 0), hint, theme.style(role));
        }
        return;
    }
    let width = figure::draws(model.reach).len().max(model.reach.to_string().len() - 1);
    let value = format!("{:<width$}", figure::draws(model.n));
    let mut track = area;
    if shows_regime(area.width) {
        let regime = regime(model);
        track.width = area.width - regime.width() as u16;
        text::put(buffer, area, (track.width, 0), &regime, theme.style(Role::Text));
    }
    let slider = Slider {
        label: "n",
        text: &value,
        value: model.n as f64,
        range: (1.0, model.reach as f64),
        focused: false,
    };
    slider.render(track, buffer, theme);
    hits.add_scale(slider.track(track), model.reach);
}

fn regime(model: &Model) -> String {
    let top = figure::fixed(model.n as f64 * model.subject.base.base().top_mass(), 7);
    let word = model.readout.value().map_or("", |(_, evaluation)| readout::regime(evaluation));
    format!("  n·ε_top {top}  bound {word:<8} ")
}
