//! The list of prompts, with the numbers of each at n.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::bon::Unit;
use crate::explorer::action::{Action, Pane};
use crate::explorer::model::overlay::target::Target;
use crate::explorer::samples::model::{Model, first_row};
use crate::explorer::samples::view::cell::{cell, gap};
use crate::explorer::view::frame::border;
use crate::explorer::view::hit;
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::overlay::frame;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// Cells of a number, including the blank before it.
const NUMBER: usize = 8;
/// The least cells of the number of draws, including the blank before it.
const DRAWS: usize = 6;
/// The least room for a name.
const NAME: usize = 5;

pub(in crate::explorer) fn draw(
    model: &Model,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let way = if model.reversed { ", reversed" } else { "" };
    let title = format!("Prompts by {}{way}", model.order.name());
    border::head_of((Pane::Base, model.pane == Pane::Base), &model.keymap, theme, area, buffer, &title);
    let room = border::inside(area);
    let (Some(sheet), Some(log)) = (model.shown(), &model.log) else {
        text::put(buffer, room, (1, 0), "computing …", theme.style(Role::Dim));
        return;
    };
    let width = usize::from(room.width);
    let has_gold = log.results.iter().any(|estimate| estimate.averages.gold.is_some());
    let columns =
        [("KL est.", true), ("gap", true), ("reward", true), ("gold", has_gold), ("win rate", true)];
    let most = log.samples.prompts.iter().map(|prompt| prompt.draws).max().unwrap_or(0);
    let size = DRAWS.max(1 + most.to_string().len());
    // As many columns as fit, the first ones first.
    let mut left = width.saturating_sub(1 + NAME + size);
    let shown: Vec<&str> = columns
        .iter()
        .filter(|(_, there)| *there)
        .map(|(name, _)| *name)
        .take_while(|name| {
            let cells = NUMBER.max(name.len() + 1);
            let fits = left >= cells;
            left = left.saturating_sub(cells);
            fits
        })
        .collect();
    let name = NAME + left;
    let mut heading = format!(" {:<name$}{:>size$}", "name", "draws");
    shown.iter().for_each(|title| heading.push_str(&format!("{title:>0$}", NUMBER.max(title.len() + 1))));
    text::put(buffer, room, (0, 0), &heading, theme.style(Role::Heading));
    hit::target(hits, room, 0..room.width, Target::Action(Action::SortPrompts));

    let rows = usize::from(room.height).saturating_sub(1);
    let count = sheet.rows.len();
    let first = first_row((model.offset, model.selected), rows, count);
    hits.viewport.rows = rows;
    frame::progress((first, rows, count), theme, area, buffer);
    let unit = model.source.unit.shown(1.0, Unit::Nats);
    for (line, (place, &index)) in sheet.rows.iter().enumerate().skip(first).take(rows).enumerate() {
        let Some(prompt) = log.samples.prompts.get(index) else { continue };
        let row = Rect { y: room.y + 1 + line as u16, height: 1, ..room };
        let mark = if place == model.selected { "▸" } else { " " };
        let column = text::put(buffer, row, (0, 0), mark, theme.style(Role::Text));
        text::put(
            buffer,
            Rect { width: 1 + name as u16, ..row },
            (column, 0),
            &prompt.name,
            theme.style(Role::Text),
        );
        let mut numbers = format!("{:>size$}", prompt.draws);
        let point = sheet.at.points.get(index).copied().flatten();
        let absent = || "-".to_owned();
        for title in &shown {
            let cells = NUMBER.max(title.len() + 1) - 1;
            let value = match (*title, point) {
                (_, None) => absent(),
                ("KL est.", Some(point)) => point.kl.map_or_else(absent, |kl| cell(kl * unit, cells)),
                ("gap", Some(point)) => {
                    point.kl.map_or_else(absent, |kl| gap(sheet.at.estimate.bound, kl, unit, cells))
                }
                ("reward", Some(point)) => cell(point.reward, cells),
                ("gold", Some(point)) => point.gold.map_or_else(absent, |gold| cell(gold, cells)),
                (_, Some(point)) => point.win_rate.map_or_else(absent, |rate| cell(rate, cells)),
            };
            numbers.push_str(&format!(" {value:>cells$}"));
        }
        text::put(buffer, row, (1 + name as u16, 0), &numbers, theme.style(Role::Text));
        if place == model.selected {
            buffer.set_style(row, theme.style(Role::Selection));
        }
        hits.add(row, Target::Row(place));
    }
}
