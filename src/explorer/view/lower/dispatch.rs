//! The lower chart: its tabs, and the views that are not curves against n.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::explorer::action::Pane;
use crate::explorer::model::curves::detail::Detail;
use crate::explorer::model::state::Model;
use crate::explorer::model::target::Target;
use crate::explorer::view::border::inside;
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::lower::page::{scroll, sentence, waiting};
use crate::explorer::view::lower::{
    attribution, divergences, of_prompts, of_proposal, spread, trade_off, work,
};
use crate::preset::Tab;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// How tabs are called.
type Naming = fn(Tab) -> &'static str;

/// Draws the view in front, unless that is a curve against n.
pub(in crate::explorer) fn draw(
    model: &Model,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let room = inside(area);
    let width = usize::from(room.width.saturating_sub(1));
    let unit = model.unit();
    let detail = model.details.of(model.tab);
    let at_n = model.readout.value().filter(|(n, _)| *n == model.n).map(|(_, at)| at);
    let refusal = match model.subject.is_average() {
        true => of_prompts::refusal(model.tab),
        false => of_proposal::refusal(model.tab).filter(|_| model.subject.is_proposed()),
    };
    let page = match model.tab {
        Tab::Gap | Tab::WinRate => return,
        Tab::TradeOff => return trade_off::draw(model, theme, room, buffer),
        Tab::Spread | Tab::Attribution if let Some(why) = refusal => Some(sentence(why, width)),
        Tab::Spread => match detail {
            Some((n, Detail::Spread(spreads))) => Some(spread::page(n, spreads, unit, width)),
            _ => None,
        },
        Tab::Attribution => match detail {
            Some((n, Detail::Attribution(parts))) => {
                Some(attribution::page(n, parts, &model.subject.base, unit, width))
            }
            _ => None,
        },
        Tab::Work if model.subject.is_average() => Some(of_prompts::work(model, at_n, width)),
        Tab::Work => Some(work::page(model, at_n, width)),
        Tab::Divergences => model.readout.value().map(|(n, at)| divergences::page(model, (*n, at), width)),
    };
    match page {
        Some(page) => scroll(&page, model, theme, area, buffer, hits),
        None => waiting(theme, room, buffer),
    }
}

/// Writes the names of the tabs into the border, as long as there is room for.
pub(in crate::explorer) fn tabs(
    model: &Model,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let border = Rect { x: area.x + 1, width: area.width - 2, height: 1, ..area };
    let ways: [(Naming, &str); 3] = [(Tab::title, " · "), (Tab::title, "·"), (Tab::short, "·")];
    // The brackets around the tab in front, a blank.
    let taken = |(name, between): &(Naming, &str)| {
        let names: usize = Tab::ALL.iter().map(|tab| name(*tab).width() + between.width()).sum();
        names - between.width() + 3
    };
    let mut column = crate::explorer::view::border::title(model, theme, Pane::Lower, area, buffer, "") - 1;
    let [.., shortest] = ways;
    let (name, between) = ways
        .into_iter()
        .find(|way| taken(way) + usize::from(column) <= usize::from(border.width))
        .unwrap_or(shortest);
    for (index, &tab) in Tab::ALL.iter().enumerate() {
        if index > 0 {
            column = text::put(
                buffer,
                border,
                (column, 0),
                between,
                crate::explorer::view::border::over_border(theme, Role::Dim),
            );
        }
        let (label, role) = if tab == model.tab {
            (format!("[{}]", name(tab)), Role::Title)
        } else {
            (name(tab).to_owned(), Role::Dim)
        };
        let place = Rect { x: border.x + column, width: label.width() as u16, ..border };
        hits.add(place, Target::Tab(tab));
        column = text::put(
            buffer,
            border,
            (column, 0),
            &label,
            crate::explorer::view::border::over_border(theme, role),
        );
    }
    text::put(
        buffer,
        border,
        (column, 0),
        " ",
        crate::explorer::view::border::over_border(theme, Role::Text),
    );
}
