//! What every message does to the model, and what has to be done about it elsewhere.
//!
//! Pure: no screen, no file, no clock, no thread.

use std::sync::Arc;

use super::action::Action;
use super::arguments;
use super::building;
use super::edit;
use super::history::Run;
use super::input::{Key, KeyCode};
use super::jump;
use super::line::Line;
use super::menu;
use super::message::{Effect, Job, Message, Request};
use super::model::{Choice, Model, Overlay, Pane, PresetTitle, Viewport, matching};
use super::opening::Opening;
use super::pair::{self, Pair, Place};
use super::pins::{self, Pins};
use super::play;
use super::pointer;
use super::prompt::{self, Asked};
use super::reach;
use super::steps;
use crate::preset::Tab;

/// Brings one message into the model.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let before = model.moment();
    let run = Run::of(model, &message);
    let ticks = matches!(message, Message::Tick(_));
    let mut effects = match message {
        Message::Key(key) => press(model, key),
        Message::Paste(text) => {
            if let Some(line) = model.overlay.as_mut().and_then(Overlay::line) {
                line.insert(text.trim());
                typed(model);
            } else if model.overlay.is_none() {
                edit::paste(model, &text);
            }
            None
        }
        Message::Mouse(kind, target) => pointer::point(model, kind, target),
        Message::Readout { generation, evaluation } => {
            model.readout.take(generation, *evaluation, true);
            None
        }
        Message::Curve { generation, points, finest } => {
            model.curve.take(generation, points, finest);
            None
        }
        Message::GhostReadout { generation, evaluation } => {
            model.pins.ghosts.take_at_n(generation, *evaluation);
            None
        }
        Message::GhostCurve { generation, points, finest } => {
            model.pins.ghosts.take_curve(generation, points, finest);
            None
        }
        Message::Plane { generation, plane, finest } => {
            model.details.plane.take(generation, plane, finest);
            None
        }
        Message::Detail { generation, detail } => {
            model.details.at_n.take(generation, detail, true);
            None
        }
        Message::Built { generation, result } => {
            building::built(model, generation, result);
            None
        }
        Message::Solved { generation, solution } => {
            jump::solved(model, generation, &solution);
            None
        }
        Message::Tick(elapsed) => {
            play::tick(model, elapsed);
            None
        }
        Message::Presets(presets) => {
            model.presets = Arc::new(presets);
            None
        }
        Message::Opened { argument, result } => {
            opened(model, &argument, result);
            None
        }
    }
    .into_iter()
    .collect();
    // Whoever sets n takes it over.
    model.play.on &= ticks || model.n == before.n();
    if let Some(run) = run {
        model.building.came_of(run);
        let after = model.moment();
        model.history.record(before, &after, run);
    }
    settle(model, &mut effects);
    effects
}

/// Asks for whatever the model shows and does not know; also the first thing to do with a new model.
pub fn settle(model: &mut Model, effects: &mut Vec<Effect>) {
    effects.extend(model.building.next(&model.subject.base).map(Effect::Build));
    let (n, reach) = (model.n, model.reach);
    let asked = [
        model.readout.ask(n).map(|generation| (generation, Job::Readout(n))),
        model.curve.ask(reach).map(|generation| (generation, Job::Curve(reach))),
    ];
    let details = model.details.ask(&model.subject.base, model.tab, n);
    effects.extend(asked.into_iter().flatten().chain(details).map(|(generation, job)| {
        Effect::Compute(Request { generation, base: Arc::clone(&model.subject.base), job })
    }));
    let Pins { kept, ghosts } = &mut model.pins;
    let ghosts = ghosts.ask(&kept.pins, n, reach).into_iter();
    effects.extend(ghosts.map(|(generation, base, job)| Effect::Compute(Request { generation, base, job })));
}

fn press(model: &mut Model, key: Key) -> Option<Effect> {
    if let Some(action) = model.keymap.find(model.context(), &key) {
        return ask(model, action, key);
    }
    (model.notice, model.leaving) = (None, false);
    if let Some(line) = model.overlay.as_mut().and_then(Overlay::line)
        && line.edit(key)
    {
        typed(model);
    }
    None
}

/// Does what is asked for by `key`, or by pointing.
pub(super) fn ask(model: &mut Model, action: Action, key: Key) -> Option<Effect> {
    model.notice = None;
    let leaving = std::mem::take(&mut model.leaving);
    if action == Action::Quit && model.edited && !leaving {
        model.leaving = true;
        model.notice =
            Some("the edits will be lost; the same key again leaves, any other one stays".to_owned());
        return None;
    }
    model.play.on &= !play::stops(action);
    act(model, action, key)
}

/// Takes the entry of a list that is chosen.
pub(super) fn choose(model: &mut Model) -> Option<Effect> {
    accept(model, KeyCode::Enter.into())
}

fn act(model: &mut Model, action: Action, key: Key) -> Option<Effect> {
    match action {
        Action::FewerDraws => model.slide(steps::down(model.n)),
        Action::MoreDraws => model.slide(steps::up(model.n)),
        Action::FarFewerDraws => model.slide(steps::far_down(model.n)),
        Action::FarMoreDraws => model.slide(steps::far_up(model.n)),
        Action::OneDrawLess => model.slide(model.n - 1),
        Action::OneDrawMore => model.slide(model.n + 1),
        Action::PreviousPower => model.set_draws(steps::power_below(model.n)),
        Action::NextPower => model.set_draws(steps::power_above(model.n)),
        Action::FirstDraws => model.slide(1),
        Action::LastDraws => model.slide(model.reach),
        Action::TypeDraws => {
            let digit = key.typed().filter(char::is_ascii_digit).map(String::from);
            model.overlay =
                Some(Overlay::Prompt { asked: Asked::Draws, line: Line::new(&digit.unwrap_or_default()) });
        }
        Action::Jump
        | Action::JumpGap
        | Action::JumpKl
        | Action::JumpShare
        | Action::JumpWinRate
        | Action::JumpReward
        | Action::JumpTop => jump::act(model, action),
        Action::Play | Action::Slower | Action::Faster | Action::Repeat => play::act(model, action),
        Action::Reach | Action::ReachLess | Action::ReachMore => reach::act(model, action),
        Action::RowUp => scroll(model, |row, _| row.saturating_sub(1)),
        Action::RowDown => scroll(model, |row, _| row + 1),
        Action::PageUp => scroll(model, usize::saturating_sub),
        Action::PageDown => scroll(model, |row, page| row + page),
        Action::FirstRow => scroll(model, |_, _| 0),
        Action::LastRow => scroll(model, |_, _| usize::MAX),
        Action::EntryUp => scroll(model, |row, _| row.saturating_sub(1)),
        Action::EntryDown => scroll(model, |row, _| row + 1),
        Action::NextPane => model.pane = neighbour(Pane::ALL, model.pane, 1),
        Action::PreviousPane => model.pane = neighbour(Pane::ALL, model.pane, -1),
        Action::Zoom => model.zoomed = !model.zoomed,
        Action::NextView => model.show(neighbour(Tab::ALL, model.tab, 1)),
        Action::PreviousView => model.show(neighbour(Tab::ALL, model.tab, -1)),
        Action::FirstCurve => pair::choose(model, Place::First),
        Action::SecondCurve => pair::choose(model, Place::Second),
        Action::LogScale if model.pane == Pane::Kl && model.pair.is_some() => {
            model.pair = model.pair.map(|pair| Pair { log: !pair.log, ..pair });
        }
        Action::LogScale => {
            model.details.log_gap = !model.details.log_gap;
            model.show(Tab::Gap);
        }
        Action::Arguments | Action::StepUp | Action::StepDown => arguments::act(model, action, key),
        Action::NextField | Action::PreviousField
            if matches!(model.overlay, Some(Overlay::Arguments { .. })) =>
        {
            arguments::act(model, action, key);
        }
        Action::Edit
        | Action::AddOutcome
        | Action::DeleteOutcome
        | Action::DuplicateOutcome
        | Action::MoveUp
        | Action::MoveDown
        | Action::Tie
        | Action::Untie
        | Action::Lock
        | Action::Reaction
        | Action::NextField
        | Action::PreviousField
        | Action::EditAbove
        | Action::EditBelow => edit::act(model, action),
        Action::Undo => model.undo(),
        Action::Redo => model.redo(),
        Action::Pin
        | Action::Pins
        | Action::ComparePin
        | Action::SwapPin
        | Action::RenamePin
        | Action::DeletePin => pins::act(model, action),
        Action::Presets => {
            let current = |preset: &PresetTitle| preset.name == model.subject.base.name();
            let selected = model.presets.iter().position(current).unwrap_or(0);
            model.overlay = Some(Overlay::Picker { filter: Line::default(), selected, state: Choice::Open });
        }
        Action::Help => model.overlay = Some(Overlay::Help { offset: 0 }),
        Action::Accept => return accept(model, key),
        Action::Cancel | Action::CloseHelp => {
            model.overlay = match model.overlay.take() {
                Some(Overlay::Prompt { asked, .. }) => asked.after(),
                _ => None,
            };
        }
        Action::Suspend => return Some(Effect::Suspend),
        Action::Quit | Action::Interrupt => return Some(Effect::Quit),
    }
    None
}

/// Moves the selection of whatever takes the keys: `to` gets the row and the number of rows in sight.
pub(super) fn scroll(model: &mut Model, to: impl Fn(usize, usize) -> usize) {
    let viewport = model.viewport;
    let listed = if let Some(Overlay::Menu(menu)) = &model.overlay { menu.len(model) } else { 0 };
    match &mut model.overlay {
        None if model.pane == Pane::Lower && model.tab.scrolls() => scroll_lower(model, to),
        None => scroll_table(model, to),
        Some(Overlay::Offer { offer, chosen }) => {
            let last = offer.entries().len().saturating_sub(1);
            *chosen = to(*chosen, viewport.overlay.max(1)).min(last);
        }
        Some(Overlay::Help { offset }) => {
            let last = viewport.overlay_length.saturating_sub(viewport.overlay);
            *offset = to(*offset, viewport.overlay.max(1)).min(last);
        }
        Some(Overlay::Picker { filter, selected, .. }) => {
            let chosen = to(*selected, viewport.overlay.max(1));
            let last = matching(&model.presets, filter.text()).count().saturating_sub(1);
            *selected = chosen.min(last);
        }
        Some(Overlay::Menu(menu)) => {
            let chosen = to(menu.selected, viewport.overlay.max(1));
            menu.selected = chosen.min(listed.saturating_sub(1));
        }
        Some(Overlay::Prompt { .. } | Overlay::Edit { .. } | Overlay::Arguments { .. }) => {}
    }
}

/// Moves the selection in the table.
pub(super) fn scroll_table(model: &mut Model, to: impl Fn(usize, usize) -> usize) {
    let (rows, last) = (model.viewport.rows, model.subject.base.base().len() - 1);
    model.selected = to(model.selected, rows.max(1)).min(last);
    model.offset = model.first_row(rows);
}

/// Scrolls the text in the lower chart.
pub(super) fn scroll_lower(model: &mut Model, to: impl Fn(usize, usize) -> usize) {
    let Viewport { lower, lower_length, .. } = model.viewport;
    // Before the first drawing nobody knows how long it is; the drawing stops at its end.
    let last = if lower_length == 0 { usize::MAX } else { lower_length.saturating_sub(lower) };
    model.details.offset = to(model.details.offset.min(last), lower.max(1)).min(last);
}

/// What was typed has changed.
fn typed(model: &mut Model) {
    match &mut model.overlay {
        Some(Overlay::Picker { selected, state, .. }) => (*selected, *state) = (0, Choice::Open),
        Some(Overlay::Menu(menu)) => menu.selected = 0,
        _ => {}
    }
}

fn accept(model: &mut Model, key: Key) -> Option<Effect> {
    match &mut model.overlay {
        Some(Overlay::Prompt { asked, line }) if line.text().trim().is_empty() => {
            model.overlay = asked.after()
        }
        Some(Overlay::Prompt { asked, line }) => {
            let (asked, text) = (asked.clone(), line.text().trim().to_owned());
            match prompt::answer(model, &asked, &text) {
                Ok(effect) => {
                    model.overlay = asked.after();
                    return effect;
                }
                Err(why) => model.notice = Some(why),
            }
        }
        Some(Overlay::Edit { .. }) => edit::act(model, Action::Accept),
        Some(Overlay::Arguments { .. }) => arguments::act(model, Action::Accept, key),
        Some(Overlay::Offer { offer, chosen }) => {
            let action = offer.entries().get(*chosen)?.action;
            model.overlay = None;
            return ask(model, action, KeyCode::Enter.into());
        }
        Some(Overlay::Picker { filter, selected, state }) => {
            let argument = matching(&model.presets, filter.text()).nth(*selected)?.argument.clone();
            *state = Choice::Opening(argument.clone());
            return Some(Effect::Load(argument));
        }
        Some(Overlay::Menu(menu)) => {
            let menu = menu.clone();
            return menu::accept(model, &menu);
        }
        _ => {}
    }
    None
}

/// Takes a preset that was read, unless the list was closed or another one was chosen meanwhile.
fn opened(model: &mut Model, argument: &str, result: Result<Opening, String>) {
    let Some(Overlay::Picker { state, .. }) = &mut model.overlay else { return };
    if !matches!(state, Choice::Opening(asked) if asked == argument) {
        return;
    }
    match result {
        Ok(opening) => model.open(opening.subject, opening.n, opening.view),
        Err(why) => *state = Choice::Failed(why),
    }
}

/// The neighbour of `item` in a ring.
pub(super) fn neighbour<T: Copy + PartialEq>(ring: &[T], item: T, step: isize) -> T {
    let here = ring.iter().position(|&other| other == item).unwrap_or(0);
    let next = here.wrapping_add_signed(step).wrapping_add(ring.len()) % ring.len();
    ring[next]
}
