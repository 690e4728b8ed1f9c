//! Drawing: the model in, a filled buffer out. Must never change the model, touch a file or the terminal.

pub mod charts;
pub mod curves;
pub mod frame;
pub mod hit;
pub mod lesson;
pub mod lower;
pub mod overlay;
pub mod panes;
pub mod proposal;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::explorer::action::Pane;
use crate::explorer::model::overlay::content::Content;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::target::Target;
use crate::explorer::model::state::Model;
use crate::explorer::view::frame::border::{frame, paint};
use crate::explorer::view::frame::keys;
use crate::explorer::view::frame::layout::Layout;
use crate::explorer::view::frame::notice::{draw_notice, too_small};
use crate::explorer::view::overlay::{actions_menu, help, list, palette, picker};
use crate::explorer::view::panes::{base, bins, head, present, prompts, readout};
use crate::tui::theme::{Role, Theme};

pub(in crate::explorer) use crate::explorer::view::hit::HitMap;

/// Draws the whole screen; `content` has the texts of the open list or question.
pub fn draw((model, content): (&Model, &Content), theme: &Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
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
            draw_notice(model, notice, theme, area, buffer, &mut hits);
        }
        return hits;
    }
    head::title(model, theme, layout.title, buffer, &mut hits);
    head::draws((model, content), theme, layout.draws, buffer, &mut hits);
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
    if let (Some(lesson), Some(area)) = (&model.lesson, layout.lesson) {
        lesson::draw(model, lesson, theme, area, buffer, &mut hits);
    }
    match &model.overlay {
        Some(Overlay::Help { offset, search }) => {
            help::draw(
                (crate::explorer::action::Program::Base, &model.keymap),
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
        Some(Overlay::List(open)) => {
            if let Content::List(listing) = content {
                list::draw((open, listing), theme, layout.overlay, buffer, &mut hits);
            }
        }
        Some(Overlay::Picker { filter, selected, state }) => {
            picker::draw(model, (filter, *selected, state), theme, layout.overlay, buffer, &mut hits);
        }
        Some(Overlay::Actions { menu, chosen }) => {
            actions_menu::draw(model, (*menu, *chosen), theme, &layout, buffer, &mut hits);
        }
        Some(Overlay::Question { .. } | Overlay::Edit { .. } | Overlay::Arguments { .. }) | None => {}
    }
    match &model.notice {
        Some(notice) => draw_notice(model, notice, theme, area, buffer, &mut hits),
        None => keys::footer(model, theme, layout.footer, buffer, &mut hits),
    }
    hits
}

/// Draws the lower chart alone, and reports how much of it there was room for.
pub fn draw_lower(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
    let mut hits = HitMap::default();
    buffer.set_style(area, theme.style(Role::Text));
    charts::draw(model, theme, &[(Pane::Lower, area)], buffer, &mut hits);
    hits
}

/// The borders of the panes in sight, joined where they meet; the border of the focus lies above the others.
pub(in crate::explorer) fn borders(model: &Model, theme: &Theme, layout: &Layout, buffer: &mut Buffer) {
    let lesson = layout.lesson.iter().map(|area| (*area, false));
    let panes = layout.panes.iter().map(|&(pane, area)| (area, pane == model.pane));
    frame(lesson.chain(panes), theme, buffer);
}
