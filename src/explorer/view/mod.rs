//! Drawing: the model in, a filled buffer out. Must never change the model, touch a file or the terminal.

pub mod charts;
pub mod curves;
pub mod figure;
pub mod hit;
pub mod keys;
pub mod layout;
pub mod lesson;
pub mod lower;
pub mod overlay;
pub mod panes;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::symbols::border;
use ratatui::symbols::merge::MergeStrategy;

use crate::explorer::action::Action;
use crate::explorer::action::keymap::Keymap;
use crate::explorer::action::pane::Pane;
use crate::explorer::model::message::Target;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::state::Model;
pub(in crate::explorer) use crate::explorer::view::hit::HitMap;
use crate::explorer::view::layout::{Layout, SMALLEST};
use crate::explorer::view::overlay::{help, list, offer, palette, picker};
use crate::explorer::view::panes::{base, bins, head, present, prompts, readout};
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// Draws the whole screen.
pub fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
    let area = area.intersection(buffer.area);
    let mut hits = HitMap::default();
    paint(area, theme.style(Role::Text), buffer);
    let Some(layout) = Layout::of(model, area) else {
        too_small(theme, area, buffer);
        return hits;
    };
    hits.viewport.single = layout.single;
    if model.presenting && model.overlay.is_none() {
        present::draw(model, theme, area, buffer, &mut hits);
        let bold = Style::new().add_modifier(Modifier::BOLD).remove_modifier(Modifier::DIM);
        buffer.set_style(area, bold);
        if let Some(notice) = &model.notice {
            tell(model, notice, theme, area, buffer, &mut hits);
        }
        return hits;
    }
    head::title(model, theme, layout.title, buffer, &mut hits);
    head::draws(model, theme, layout.draws, buffer, &mut hits);
    borders(model, theme, &layout, buffer);
    for &(pane, area) in &layout.panes {
        hits.add(area, Target::Pane(pane));
        match pane {
            Pane::Base if model.subject.is_average() => prompts::draw(model, theme, area, buffer, &mut hits),
            Pane::Base if model.bins.shown() => bins::draw(model, theme, area, buffer, &mut hits),
            Pane::Base => base::draw(model, theme, area, buffer, &mut hits),
            Pane::Readout => readout::draw(model, theme, area, buffer),
            Pane::Kl | Pane::Lower => {}
        }
    }
    charts::draw(model, theme, &layout.panes, buffer, &mut hits);
    if let (Some(walk), Some(area)) = (&model.walk, layout.walk) {
        lesson::draw(model, walk, theme, area, buffer, &mut hits);
    }
    match &model.overlay {
        Some(Overlay::Help { offset, search }) => {
            help::draw(
                (help::About::Base, &model.keymap),
                (*offset, search),
                theme,
                layout.overlay,
                buffer,
                &mut hits,
            );
        }
        Some(Overlay::Palette { filter, selected }) => {
            palette::draw(model, (filter, *selected), theme, layout.overlay, buffer, &mut hits);
        }
        Some(Overlay::Menu(menu)) => list::draw(model, menu, theme, layout.overlay, buffer, &mut hits),
        Some(Overlay::Picker { filter, selected, state }) => {
            picker::draw(model, (filter, *selected, state), theme, layout.overlay, buffer, &mut hits);
        }
        Some(Overlay::Offer { offer, chosen }) => {
            offer::draw(model, (*offer, *chosen), theme, &layout, buffer, &mut hits);
        }
        Some(Overlay::Prompt { .. } | Overlay::Edit { .. } | Overlay::Arguments { .. }) | None => {}
    }
    match &model.notice {
        Some(notice) => tell(model, notice, theme, area, buffer, &mut hits),
        None => keys::footer(model, theme, layout.footer, buffer, &mut hits),
    }
    hits
}

/// Lays the style over all of the area, which is mostly all of the buffer.
fn paint(area: Rect, style: Style, buffer: &mut Buffer) {
    if area != buffer.area {
        buffer.set_style(area, style);
    } else if style != Style::default() {
        buffer.content.iter_mut().for_each(|cell| {
            cell.set_style(style);
        });
    }
}

/// Draws the lower chart alone, and says how much of it there was room for.
pub fn draw_lower(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
    let mut hits = HitMap::default();
    buffer.set_style(area, theme.style(Role::Text));
    charts::draw(model, theme, &[(Pane::Lower, area)], buffer, &mut hits);
    hits
}

/// A sentence in the place of the footer, on as many lines as it needs. One that asks whether to leave stands for that.
fn tell(model: &Model, notice: &str, theme: &Theme, area: Rect, buffer: &mut Buffer, hits: &mut HitMap) {
    let target = if model.leaving { Target::Action(Action::Quit) } else { Target::Overlay };
    say(notice, target, theme, area, buffer, hits);
}

/// A sentence in the place of the footer, which stands for the target.
pub(in crate::explorer) fn say(
    notice: &str,
    target: Target,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let lines = text::wrap(notice, usize::from(area.width).saturating_sub(2));
    let top = area.height.saturating_sub(lines.len() as u16);
    hits.add(Rect { y: area.y + top, height: area.height - top, ..area }, target);
    for (line, row) in lines.iter().zip(top..area.height) {
        let line = format!("{line:<width$}", width = usize::from(area.width) - 1);
        buffer.set_style(Rect { y: area.y + row, height: 1, ..area }, Style::reset());
        text::put(buffer, area, (0, row), " ", over_border(theme, Role::Notice));
        text::put(buffer, area, (1, row), &line, over_border(theme, Role::Notice));
    }
}

/// One line for a screen on which nothing fits.
pub(in crate::explorer) fn too_small(theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let (width, height) = (SMALLEST.width, SMALLEST.height);
    let sentence = format!("{}x{}: bonscope needs {width}x{height}", area.width, area.height);
    for (row, line) in text::wrap(&sentence, area.width.into()).iter().enumerate() {
        text::put(buffer, area, (0, row as u16), line, theme.style(Role::Text));
    }
}

/// The borders of the panes in sight, joined where they meet; that of the focus lies above the others.
fn borders(model: &Model, theme: &Theme, layout: &Layout, buffer: &mut Buffer) {
    let walk = layout.walk.iter().map(|area| (*area, false));
    let panes = layout.panes.iter().map(|&(pane, area)| (area, pane == model.pane));
    frame(walk.chain(panes), theme, buffer);
}

/// Borders around areas, those of the focus above the others.
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

/// One border, joined with those already there. A `Block` of ratatui would paint all that lies within, too.
fn border(area: Rect, style: Style, buffer: &mut Buffer) {
    let (Some(right), Some(bottom)) = (area.right().checked_sub(1), area.bottom().checked_sub(1)) else {
        return;
    };
    let set = border::PLAIN;
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

/// Writes the title of a pane into its border: a mark and bold letters tell the one that has the focus.
fn title(model: &Model, theme: &Theme, pane: Pane, area: Rect, buffer: &mut Buffer, title: &str) -> u16 {
    head_of((pane, model.pane == pane), &model.keymap, theme, area, buffer, title)
}

/// The same for a pane that has the focus or not.
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
    if let Some(key) = keymap.sign(pane.jump()).filter(|_| layout::names_keys(buffer.area)) {
        column = text::put(buffer, inside, (column, 0), &format!("{key} "), over_border(theme, Role::Key));
    }
    let column = text::put(buffer, inside, (column, 0), title, over_border(theme, Role::Title));
    text::put(buffer, inside, (column, 0), " ", over_border(theme, Role::Text))
}

/// The style of text in a border, without anything of the border's own.
pub(in crate::explorer) fn over_border(theme: &Theme, role: Role) -> Style {
    Style::reset().patch(theme.style(Role::Text)).patch(theme.style(role))
}

/// What lies within the border of a pane.
pub(in crate::explorer) fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}
