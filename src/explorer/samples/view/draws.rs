//! The draws of one prompt: how likely each is the best of n, and what it contributes to the estimate.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::bon::Unit;
use crate::bon::pool::BestOf;
use crate::data::PromptDraws;
use crate::explorer::model::overlay::target::Target;
use crate::explorer::samples::model::{Drill, Model, first_row};
use crate::explorer::samples::view::cell::{cell, gap};
use crate::explorer::view::frame::border;
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::overlay::frame;
use crate::report::number::significant;
use crate::text::figure;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// Cells of a number, including the blank before it.
const NUMBER: usize = 9;
/// Cells of the rank.
const RANK: usize = 6;
/// From this height on, the text of the selected draw is shown below the list.
const TALL: u16 = 14;
/// Lines for the text.
const TEXT: u16 = 4;

/// The title: which prompt it is.
pub(in crate::explorer) fn heading(model: &Model, drill: &Drill) -> String {
    let prompt = model.log.as_ref().and_then(|log| log.samples.prompts.get(drill.prompt));
    let back = model.keymap.hint([(crate::explorer::action::Action::Back, "goes back")]);
    prompt.map_or(back.clone(), |prompt| {
        let name = text::cut(&prompt.name, 40);
        let line = model.log.as_ref().map(|log| log.samples.place(prompt.line)).unwrap_or_default();
        format!("{name} · line {line} · {back}")
    })
}

pub(in crate::explorer) fn draw(
    model: &Model,
    drill: &Drill,
    draws: &PromptDraws,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
    hits: &mut HitMap,
) {
    let room = border::inside(area);
    let unit = model.source.unit.shown(1.0, Unit::Nats);
    let sheet = model.shown();
    let point = sheet.and_then(|sheet| sheet.at.points.get(drill.prompt).copied().flatten());
    let (said, role) = if let (Some(sheet), Some(point)) = (sheet, point) {
        let bound = sheet.at.estimate.bound;
        let kl = point.kl.map(|kl| {
            let (value, gap) = (significant(kl * unit, 5), gap(bound, kl, unit, 7));
            format!("KL estimate {value} {}, gap {}, ", model.source.unit.name(), gap.trim())
        });
        let mut said = format!(
            "n = {}: {}reward {}",
            figure::draws(sheet.key.n),
            kl.unwrap_or_default(),
            significant(point.reward, 5)
        );
        if let Some(gold) = point.gold {
            said.push_str(&format!(", gold {}", significant(gold, 5)));
        }
        said.push_str(&format!(", {} effective draws", significant(point.draws_effective, 4)));
        (said, Role::Text)
    } else {
        let said = format!(
            "fewer than {} draws, so that this prompt is left out",
            model.source.asked.unwrap_or(model.n)
        );
        (said, Role::Notice)
    };
    let said = text::wrap_within(
        &said,
        usize::from(room.width).saturating_sub(2),
        if room.height < TALL { 1 } else { 2 },
    );
    for (line, row) in said.iter().zip(0..) {
        text::put(buffer, room, (1, row), line, theme.style(role));
    }
    let top = said.len() as u16;
    let has_gold = draws.listed.iter().any(|draw| draw.gold.is_some());
    let has_text = draws.listed.iter().any(|draw| draw.text.is_some());
    let titles = ["reward", "log-prob", "weight", "d_n", "gold"];
    let fits = (usize::from(room.width).saturating_sub(RANK) / NUMBER).min(titles.len());
    let titles: Vec<&str> =
        titles.into_iter().take(fits).filter(|title| *title != "gold" || has_gold).collect();
    let mut heading = format!("{:>RANK$}", "rank");
    titles.iter().for_each(|title| heading.push_str(&format!("{title:>NUMBER$}")));
    let shows_text = has_text && heading.len() + "  text".len() <= usize::from(room.width);
    if shows_text {
        heading.push_str("  text");
    }
    text::put(buffer, room, (0, top), &heading, theme.style(Role::Heading));

    let below = if has_text && room.height >= TALL { TEXT + 1 } else { 0 };
    let list = Rect { y: room.y + top + 1, height: room.height.saturating_sub(top + 1 + below), ..room };
    let (rows, count) = (usize::from(list.height), draws.listed.len());
    let first = first_row((drill.offset, drill.selected), rows, count);
    hits.viewport.rows = rows;
    frame::progress((first, rows, count), theme, area, buffer);
    if count < draws.count {
        let said = format!(" the {count} highest of {} draws ", draws.count);
        let style = border::over_border(theme, Role::Dim);
        text::put(buffer, area, (2, area.height - 1), &said, style);
    }
    let best_of = BestOf::new(model.n);
    let weights = sheet.filter(|sheet| sheet.key.drill == Some(drill.number)).map(|sheet| &sheet.weights);
    for (line, (place, draw)) in draws.listed.iter().enumerate().skip(first).take(rows).enumerate() {
        let row = Rect { y: list.y + line as u16, height: 1, ..list };
        let mark = if place == drill.selected { "▸" } else { " " };
        let mut numbers = format!("{mark}{:>1$}", place + 1, RANK - 1);
        for title in &titles {
            let width = NUMBER - 1;
            let value = match *title {
                "reward" => Some(draw.reward),
                "log-prob" => draw.logprob.map(|logprob| logprob * unit),
                "weight" => weights.and_then(|weights| weights.get(place).copied()),
                "d_n" => {
                    best_of.as_ref().zip(draw.logprob).map(|(best_of, logprob)| best_of.d_n(logprob) * unit)
                }
                _ => draw.gold,
            };
            let shown = value.map_or_else(|| "-".to_owned(), |value| cell(value, width));
            numbers.push_str(&format!(" {shown:>width$}"));
        }
        let column = text::put(buffer, row, (0, 0), &numbers, theme.style(Role::Text)) + 2;
        if let Some(words) = draw.text.as_ref().filter(|_| shows_text) {
            text::put(buffer, row, (column, 0), words, theme.style(Role::Dim));
        }
        if place == drill.selected {
            buffer.set_style(row, theme.style(Role::Selection));
        }
        hits.add(row, Target::Row(place));
    }
    if below == 0 {
        return;
    }
    let under = Rect { y: list.bottom(), height: below, ..room };
    text::put(buffer, under, (0, 0), &"─".repeat(room.width.into()), theme.style(Role::Border));
    let Some(draw) = draws.listed.get(drill.selected) else { return };
    let line = model.log.as_ref().map(|log| log.samples.place(draw.line)).unwrap_or_default();
    let line = format!(" draw on line {line} ");
    let column = room.width.saturating_sub(line.width() as u16 + 1);
    text::put(buffer, under, (column, 0), &line, theme.style(Role::Dim));
    let words = draw.text.as_deref().unwrap_or("no text");
    let lines = text::wrap_within(words, usize::from(room.width) - 2, TEXT.into());
    for (line, row) in lines.iter().zip(1..) {
        text::put(buffer, under, (1, row), line, theme.style(Role::Text));
    }
}
