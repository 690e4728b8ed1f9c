//! The lower chart: its tabs and the current view.

pub mod attribution;
pub mod content;
pub mod divergences;
pub mod gap;
pub mod page;
pub mod spread;
pub mod trade_off;
pub mod win_rate;
pub mod work;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::explorer::action::Pane;
use crate::explorer::model::overlay::target::Target;
use crate::explorer::model::state::Model;
use crate::explorer::view::frame::border;
use crate::explorer::view::frame::border::inside;
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::lower::attribution::AttributionView;
use crate::explorer::view::lower::content::{Content, LowerContent, Room};
use crate::explorer::view::lower::divergences::DivergencesView;
use crate::explorer::view::lower::gap::GapView;
use crate::explorer::view::lower::page::{scroll, sentence, waiting};
use crate::explorer::view::lower::spread::SpreadView;
use crate::explorer::view::lower::trade_off::TradeOffView;
use crate::explorer::view::lower::win_rate::WinRateView;
use crate::explorer::view::lower::work::WorkView;
use crate::preset::LowerView;
use crate::tui::chart::Chart;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// The contents of a view; the compiler checks that none is missing.
pub(in crate::explorer) fn view(lower_view: LowerView) -> &'static dyn LowerContent {
    match lower_view {
        LowerView::Gap => &GapView,
        LowerView::WinRate => &WinRateView,
        LowerView::TradeOff => &TradeOffView,
        LowerView::Spread => &SpreadView,
        LowerView::Divergences => &DivergencesView,
        LowerView::Attribution => &AttributionView,
        LowerView::Work => &WorkView,
    }
}

/// The names of the tabs, in full or in short.
type Naming = fn(LowerView) -> &'static str;

fn short(lower_view: LowerView) -> &'static str {
    view(lower_view).short().unwrap_or(lower_view.title())
}

/// Draws the current view; curves against n are left to be drawn with those of the KL chart.
pub(in crate::explorer) fn draw(
    model: &Model,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) -> Option<Chart<'static>> {
    let (view, room) = (view(model.lower_view), inside(area));
    let place = Room::Pane(room);
    match view.content(model, theme, place) {
        Content::Curves(chart) => return Some(chart),
        Content::Chart(chart) => {
            let taken = view.head(model, theme, room, buffer);
            let below = Rect { y: room.y + taken, height: room.height.saturating_sub(taken), ..room };
            chart.render(below, buffer, theme);
        }
        Content::Page(page) => scroll(&page, model, theme, area, buffer, hits),
        Content::Refusal(why) => {
            scroll(&sentence(why, place.width()), model, theme, area, buffer, hits);
        }
        Content::Waiting => waiting(theme, room, buffer),
    }
    None
}

/// The chart of the current view as a picture, once its numbers are known; none where there is no chart.
pub(in crate::explorer) fn chart_of(model: &Model, theme: &Theme) -> Option<Chart<'static>> {
    match view(model.lower_view).content(model, theme, Room::Picture) {
        Content::Curves(chart) | Content::Chart(chart) => Some(chart),
        Content::Page(_) | Content::Refusal(_) | Content::Waiting => None,
    }
}

/// Writes the names of the tabs into the border, as far as there is room.
pub(in crate::explorer) fn tabs(
    model: &Model,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let border = Rect { x: area.x + 1, width: area.width - 2, height: 1, ..area };
    let ways: [(Naming, &str); 3] = [(LowerView::title, " · "), (LowerView::title, "·"), (short, "·")];
    // Brackets around the current view, and a blank.
    let taken = |(name, between): &(Naming, &str)| {
        let names: usize =
            LowerView::ALL.iter().map(|lower_view| name(*lower_view).width() + between.width()).sum();
        names - between.width() + 3
    };
    let mut column = border::title(model, theme, Pane::Lower, area, buffer, "") - 1;
    let [.., shortest] = ways;
    let (name, between) = ways
        .into_iter()
        .find(|way| taken(way) + usize::from(column) <= usize::from(border.width))
        .unwrap_or(shortest);
    for (index, &lower_view) in LowerView::ALL.iter().enumerate() {
        if index > 0 {
            column = text::put(buffer, border, (column, 0), between, border::over_border(theme, Role::Dim));
        }
        let (label, role) = if lower_view == model.lower_view {
            (format!("[{}]", name(lower_view)), Role::Title)
        } else {
            (name(lower_view).to_owned(), Role::Dim)
        };
        let place = Rect { x: border.x + column, width: label.width() as u16, ..border };
        hits.add(place, Target::View(lower_view));
        column = text::put(buffer, border, (column, 0), &label, border::over_border(theme, role));
    }
    text::put(buffer, border, (column, 0), " ", border::over_border(theme, Role::Text));
}
