//! Drawing a sample log: the model in, a filled buffer out.

mod cell;
mod charts;
mod draws;
mod list;
mod numbers;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::command::EstimateFormat;
use crate::data::Progress;
use crate::explorer::action::{Action, Context, Pane, Program};
use crate::explorer::model::overlay::target::Target;
use crate::explorer::samples::model::{Model, Over, Reading};
use crate::explorer::view::frame::{border, keys, layout, notice, size};
use crate::explorer::view::hit;
use crate::explorer::view::hit::HitMap;
use crate::explorer::view::overlay::{frame, help, palette};
use crate::report::counted;
use crate::text::figure;
use crate::tui::line::Line;
use crate::tui::slider::Slider;
use crate::tui::text;
use crate::tui::theme::{Role, Theme};

/// Rows of the pane of numbers, borders included.
const NUMBERS: u16 = 11;

/// Draws the whole screen.
pub fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) -> HitMap {
    let area = area.intersection(buffer.area);
    let mut hits = HitMap::default();
    buffer.set_style(area, theme.style(Role::Text));
    if !size::holds(area, size::SMALLEST) {
        notice::too_small(theme, area, buffer);
        return hits;
    }
    let row = |y| Rect { y: area.y + y, height: 1, ..area };
    let body = Rect { y: area.y + 2, height: area.height - 3, ..area };
    title(model, theme, row(0), buffer, &mut hits);
    slider(model, theme, row(1), buffer, &mut hits);
    if model.log.is_some() {
        panes(model, theme, body, buffer, &mut hits);
    } else {
        let file = format!("reading {}", model.source.file);
        progress(&file, model.progress, theme, body, buffer);
    }
    over(model, theme, body, buffer, &mut hits);
    match &model.notice {
        Some(notice) => notice::say(notice, Target::Overlay, theme, area, buffer, &mut hits),
        None if model.log.is_none() => {
            let leaves = model.keymap.hint([(Action::Quit, "quit")]);
            text::put(buffer, row(area.height - 1), (1, 0), &leaves, theme.style(Role::Key));
        }
        None => {
            let pane = model.shows_panes().then_some(model.pane);
            let context = (model.context(), pane);
            let word = |action, label| match action {
                Action::RootAxis if model.root && !model.hides(action) => Some("linear axis"),
                action => (!model.hides(action)).then_some(label),
            };
            let last = row(area.height - 1);
            keys::of_context(context, (&model.keymap, &word), theme, last, buffer, &mut hits);
        }
    }
    hits
}

/// The panes that fit, or the draws of a prompt instead.
fn panes(model: &Model, theme: &Theme, body: Rect, buffer: &mut Buffer, hits: &mut HitMap) {
    let (standard, wide) = size::room(buffer.area);
    if let Some(drill) = &model.drill {
        border::frame([(body, true)].into_iter(), theme, buffer);
        hits.add(body, Target::Pane(Pane::Base));
        match &drill.state {
            Reading::Done(found) => draws::draw(model, drill, found, theme, body, buffer, hits),
            Reading::Underway(so_far) => progress("reading the draws again", *so_far, theme, body, buffer),
            Reading::Failed(why) => {
                let room = border::inside(body);
                for (line, row) in text::wrap(why, usize::from(room.width) - 2).iter().zip(0..) {
                    text::put(buffer, room, (1, row), line, theme.style(Role::Bad));
                }
            }
        }
        border::head_of(
            (Pane::Base, true),
            &model.keymap,
            theme,
            body,
            buffer,
            &draws::heading(model, drill),
        );
        return;
    }
    let panes = match standard && !model.zoomed {
        true => layout::quarters(body, if wide { NUMBERS + 1 } else { NUMBERS }),
        false => vec![(model.pane, body)],
    };
    hits.viewport.single = !standard;
    border::frame(panes.iter().map(|&(pane, area)| (area, pane == model.pane)), theme, buffer);
    for &(pane, area) in &panes {
        hits.add(area, Target::Pane(pane));
        match pane {
            Pane::Base => list::draw(model, theme, area, buffer, hits),
            Pane::Readout => numbers::draw(model, theme, area, buffer),
            Pane::Kl | Pane::Lower => charts::draw(model, theme, (pane, area), buffer, hits),
        }
    }
}

/// The file, its size, and the number of notices about it.
fn title(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer, hits: &mut HitMap) {
    let count = model.notices().count();
    let key = |action| model.keymap.sign(action).map(|key| key + " ").unwrap_or_default();
    let notices = match count {
        0 => String::new(),
        _ => format!("  {}{}", key(Action::Notices), counted(count, "notice", "notices")),
    };
    let unit = format!("  {} ", model.source.unit.name());
    let help = if area.width >= 80 && model.log.is_some() {
        format!("  {}help ", key(Action::Help))
    } else {
        String::new()
    };
    let right = [notices.width(), unit.width(), help.width()].iter().sum::<usize>() as u16;
    let room = area.width.saturating_sub(right);
    let left = Rect { width: room, ..area };
    let column = text::put(buffer, left, (1, 0), "bonscope", theme.style(Role::Title)) + 2;
    let counts = model.log.as_ref().map_or(String::new(), |log| {
        let prompts = counted(log.prompts, "prompt", "prompts");
        let draws = match (log.smallest, log.largest) {
            (least, most) if least == most => least.to_string(),
            (least, most) => format!("{least} to {most}"),
        };
        format!(" · {prompts} of {draws}{}", if area.width < 100 { "" } else { " draws" })
    });
    let fits = usize::from(room.saturating_sub(column)) >= model.source.file.width() + counts.width();
    let file = if fits || counts.is_empty() {
        model.source.file.as_str()
    } else {
        model.source.file.rsplit('/').next().unwrap_or_default()
    };
    let column = text::put(buffer, left, (column, 0), file, theme.style(Role::Text));
    text::put(buffer, left, (column, 0), &counts, theme.style(Role::Dim));
    let end = text::put(buffer, area, (room, 0), &notices, theme.style(Role::Notice));
    hit::target(hits, area, room..end, Target::Action(Action::Notices));
    let start = text::put(buffer, area, (end, 0), &unit, theme.style(Role::Dim));
    hit::target(hits, area, end..start, Target::Action(Action::Unit));
    let end = text::put(buffer, area, (start, 0), &help, theme.style(Role::Dim));
    hit::target(hits, area, start..end, Target::Action(Action::Help));
}

/// n on its scale, or what is being typed.
fn slider(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer, hits: &mut HitMap) {
    let typed = |label: &str, line: &Line, width, hint: &str, buffer: &mut Buffer| {
        let column = text::put(buffer, area, (1, 0), label, theme.style(Role::Title));
        let column = text::field(buffer, area, (column, 0), line, width, theme) + 2;
        if usize::from(column) + hint.width() < usize::from(area.width) {
            text::put(buffer, area, (column, 0), hint, theme.style(Role::Dim));
        }
    };
    match &model.over {
        Some(Over::Draws(line)) => {
            let hint = format!("a whole number from 1 to {}", model.scale_end);
            return typed("n = ", line, 12, &hint, buffer);
        }
        Some(Over::Export { line, .. }) => {
            return typed("export to ", line, 28, &EstimateFormat::endings("or"), buffer);
        }
        _ if model.log.is_none() => return,
        _ => {}
    }
    let value = format!("{:<width$}", figure::draws(model.n), width = figure::draws(model.scale_end).len());
    // A scale needs two ends.
    let range = (1.0, model.scale_end.max(2) as f64);
    let slider = Slider { label: "n", text: &value, value: model.n as f64, range, focused: false };
    slider.render(area, buffer, theme);
    let line = slider.track(area);
    hit::target(hits, area, 0..line.x.saturating_sub(area.x), Target::Action(Action::TypeDraws));
    hits.add_scale(line, model.scale_end.max(2));
}

/// What is being read, and how far it is.
fn progress(what: &str, so_far: Option<Progress>, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let room = border::inside(area);
    let middle = room.height / 2;
    text::put(buffer, room, (1, middle.saturating_sub(1)), what, theme.style(Role::Text));
    let Some(Progress { stage, rows, share }) = so_far else { return };
    let announced = format!("{}, {rows} rows", stage.name());
    let line = share.map_or(announced.clone(), |share| {
        let cells = usize::from(room.width).saturating_sub(announced.width() + 12).min(40);
        let full = ((share * cells as f64) as usize).min(cells);
        let bar = format!("{}{}", "━".repeat(full), "─".repeat(cells - full));
        format!("{bar} {:3.0} %  {announced}", 100.0 * share)
    });
    text::put(buffer, room, (1, middle), &line, theme.style(Role::Dim));
}

/// What lies over the panes.
fn over(model: &Model, theme: &Theme, body: Rect, buffer: &mut Buffer, hits: &mut HitMap) {
    let area = layout::overlay(body);
    match &model.over {
        Some(Over::Help { offset, search }) => {
            let explained = (Program::Samples, &*model.keymap);
            help::draw(explained, (*offset, search), theme, area, buffer, hits);
        }
        Some(Over::Palette { filter, selected }) => {
            let found = model.palette.search_in(&model.keymap, Context::Samples, filter.text());
            palette::list(&found, &model.keymap, (filter, *selected), theme, area, buffer, hits);
        }
        Some(Over::Notices(offset)) => notices(model, *offset, theme, area, buffer, hits),
        Some(Over::Draws(_) | Over::Export { .. }) | None => {}
    }
}

/// The notices about the log, with faults marked.
fn notices(model: &Model, offset: usize, theme: &Theme, area: Rect, buffer: &mut Buffer, hits: &mut HitMap) {
    let room = frame::open("Notices", theme, area, buffer, hits);
    let mut lines: Vec<(String, Role)> = Vec::new();
    for (is_fault, sentence) in model.notices() {
        let (mark, role) = if is_fault { ("!", Role::Bad) } else { ("·", Role::Text) };
        let wrapped = text::wrap(sentence, usize::from(room.width).saturating_sub(2));
        lines.extend(
            wrapped
                .into_iter()
                .enumerate()
                .map(|(index, line)| (format!("{} {line}", if index == 0 { mark } else { " " }), role)),
        );
    }
    if lines.is_empty() {
        lines.push(("nothing unusual was found".to_owned(), Role::Dim));
    }
    let rows = usize::from(room.height);
    let first = offset.min(lines.len().saturating_sub(rows));
    (hits.viewport.overlay, hits.viewport.overlay_length) = (rows, lines.len());
    frame::progress((first, rows, lines.len()), theme, area, buffer);
    for ((line, role), row) in lines.iter().skip(first).take(rows).zip(0..) {
        text::put(buffer, room, (0, row), line, theme.style(*role));
    }
}
