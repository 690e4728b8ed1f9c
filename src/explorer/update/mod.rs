//! What every message does to the model, and what has to be done about it elsewhere.
//!
//! Pure: no screen, no file, no clock, no thread.

pub mod act;
pub mod base;
pub mod curves;
pub mod files;
pub mod history;
pub mod lesson;
pub mod overlay;
pub mod panes;
pub mod pointer;
pub mod scale;
pub mod scroll;

use std::sync::Arc;

use crate::explorer::action::Action;
use crate::explorer::model::curves::pins::Pins;
use crate::explorer::model::curves::sweep::{Quantities, Sweep};
use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::files::presets::matching;
use crate::explorer::model::message::{Effect, Job, Message, Request};
use crate::explorer::model::overlay::layer::{Choice, Overlay};
use crate::explorer::model::overlay::palette::Command;
use crate::explorer::model::scale::play::stops;
use crate::explorer::model::scale::steps;
use crate::explorer::model::state::Model;
use crate::explorer::model::stroke::Run;
use crate::explorer::update::act::act;
use crate::explorer::update::base::{arguments, change, edit, find};
use crate::explorer::update::files::{save, unsaved};
use crate::explorer::update::overlay::{list, question};
use crate::explorer::update::scale::{jump, play};
use crate::tui::input::{Key, KeyCode};
use crate::tui::line::Line;

/// Brings one message into the model.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let before = model.moment();
    let playing = model.play;
    let run = Run::of(model, &message);
    let ticks = matches!(message, Message::Tick(_));
    let mut effects = match message {
        Message::Key(key) => press(model, key),
        Message::Act(action) => act(model, action, KeyCode::Enter.into()),
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
        Message::Readout { generation, evaluation, finest } => {
            model.readout.take(generation, *evaluation, finest);
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
        Message::OrderAt { generation, values } => {
            model.orders.take_at_n(generation, values);
            None
        }
        Message::OrderCurve { generation, points, finest } => {
            model.orders.take_curve(generation, points, finest);
            None
        }
        Message::Plane { generation, plane, finest } => {
            model.details.comparing.plane.take(generation, plane, finest);
            None
        }
        Message::Beside { generation, beside, finest } => {
            model.details.comparing.beside.take(generation, beside, finest);
            None
        }
        Message::Detail { generation, detail } => {
            model.details.at_n.take(generation, detail, true);
            None
        }
        Message::Bins { generation, groups } => {
            model.bins.known.take(generation, groups, true);
            None
        }
        Message::Prompts { generation, each } => {
            model.prompts.known.take(generation, each, true);
            None
        }
        Message::Found { generation, found } => {
            find::found(model, generation, found);
            None
        }
        Message::Built { generation, result } => {
            change::built(model, generation, result);
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
        Message::Walk(walk) => {
            match walk {
                Ok(walk) => lesson::begin(model, *walk),
                Err(why) => model.notice = Some(why),
            }
            None
        }
        Message::Presets(presets) => {
            model.presets = Arc::new(presets);
            None
        }
        Message::Preview { argument, preview } => {
            model.previews.take(argument, preview);
            None
        }
        Message::Told(sentence) => {
            model.notice = Some(sentence);
            None
        }
        Message::Unsaved(left, offer) => {
            unsaved::found(model, left, offer);
            None
        }
        Message::Restored { path, result } => {
            unsaved::restored(model, &path, result);
            None
        }
        Message::Saved(outcome) => {
            save::saved(model, *outcome);
            None
        }
        Message::Taken { asked, text, path } => {
            let hints = [(Action::Accept, "replaces it"), (Action::Cancel, "leaves it as it is")];
            model.notice = Some(model.keymap.advise(&format!("{path} exists"), hints));
            if model.overlay.is_none() {
                model.overlay = Some(Overlay::Prompt { asked, line: Line::new(&text) });
            }
            None
        }
        Message::Opened { argument, result } => {
            opened(model, &argument, result);
            None
        }
    }
    .into_iter()
    .collect();
    // Whoever sets n takes it over, unless to let it run.
    model.play.on &= ticks || model.n == before.n() || model.play != playing;
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
    effects.extend(model.building.next(&model.subject).map(Effect::Build));
    let n = model.n;
    let shown = Sweep::shown(model.reach, model.pair).with(model.details.needs(model.tab));
    let sweep = model.curve.asked().filter(|asked| asked.covers(shown)).unwrap_or(shown);
    model.jump.keep_for(&model.subject, n);
    let asked = [
        model.readout.ask(n).map(|generation| (generation, Job::Readout(n))),
        model.curve.ask(sweep).map(|generation| (generation, Job::Curve(sweep))),
    ];
    if let Some(Overlay::Picker { filter, selected, .. }) = &model.overlay
        && let Some(preset) = matching(&model.presets, filter.text()).nth(*selected)
    {
        effects.extend(model.previews.ask(&preset.argument));
    }
    let details = model.details.ask(&model.subject, model.tab, n);
    let bins = model.bins.ask(&model.subject, n, model.viewport.rows);
    let table = bins.or_else(|| model.prompts.ask(&model.subject, n));
    effects.extend(asked.into_iter().flatten().chain(details).chain(table).map(|(generation, job)| {
        Effect::Compute(Request { generation, subject: model.subject.clone(), job })
    }));
    let orders = crate::explorer::update::curves::renyi::ask(model).into_iter();
    let Pins { kept, ghosts } = &mut model.pins;
    let ghosts = ghosts.ask(&kept.pins, (n, Quantities::compared(model.pair)), shown).into_iter();
    effects.extend(
        ghosts
            .chain(orders)
            .map(|(generation, subject, job)| Effect::Compute(Request { generation, subject, job })),
    );
}

fn press(model: &mut Model, key: Key) -> Option<Effect> {
    if let Some(command) = model.commanded(&key) {
        return perform(model, command);
    }
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

/// Does what was chosen in the command palette.
pub(in crate::explorer) fn perform(model: &mut Model, command: Command) -> Option<Effect> {
    model.overlay = None;
    match command {
        Command::Act(action) => {
            model.palette.remember(action);
            ask(model, action, KeyCode::Enter.into())
        }
        Command::Draws(n) => {
            (model.notice, model.leaving) = (None, false);
            model.play.on = false;
            model.reach = steps::REACH;
            model.set_draws(n);
            None
        }
    }
}

/// Does what is asked for by `key`, in the palette or by pointing, but asks once before edits are lost.
pub(in crate::explorer) fn ask(model: &mut Model, action: Action, key: Key) -> Option<Effect> {
    model.notice = None;
    let leaving = std::mem::take(&mut model.leaving);
    model.play.on &= !stops(action);
    if action == Action::Quit && model.loses_edits() && !leaving {
        model.leaving = true;
        let hints = [(Action::Save, "saves them"), (Action::Quit, "again leaves, any other key stays")];
        model.notice = Some(model.keymap.advise("the edits will be lost", hints));
        return None;
    }
    if action == Action::Quit {
        return Some(Effect::Quit { discard: leaving });
    }
    act(model, action, key)
}

/// Takes the entry of a list that is chosen.
pub(in crate::explorer) fn choose(model: &mut Model) -> Option<Effect> {
    accept(model, KeyCode::Enter.into())
}

/// What was typed has changed.
fn typed(model: &mut Model) {
    match &mut model.overlay {
        Some(Overlay::Picker { selected, state, .. }) => (*selected, *state) = (0, Choice::Open),
        Some(Overlay::Menu(menu)) => menu.selected = 0,
        Some(Overlay::Palette { selected: first, .. } | Overlay::Help { offset: first, .. }) => *first = 0,
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
            match question::answer(model, &asked, &text) {
                Ok(effect) => {
                    model.overlay = asked.after();
                    return effect;
                }
                Err(why) => model.notice = Some(why),
            }
        }
        Some(Overlay::Help { search, .. }) => search.typing = false,
        Some(Overlay::Edit { .. }) => edit::act(model, Action::Accept),
        Some(Overlay::Arguments { .. }) => arguments::act(model, Action::Accept, key),
        Some(Overlay::Offer { offer, chosen }) => {
            let action = offer.entries(model.walk.is_some()).get(*chosen)?.action;
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
            return list::accept(model, &menu);
        }
        _ => {}
    }
    None
}

/// Takes a preset that was read, unless the list was closed or another one was chosen meanwhile.
fn opened(model: &mut Model, argument: &str, result: Result<Box<Opening>, String>) {
    let Some(Overlay::Picker { state, .. }) = &mut model.overlay else { return };
    if !matches!(state, Choice::Opening(asked) if asked == argument) {
        return;
    }
    match result {
        Ok(opening) => {
            model.open(opening.subject, opening.n, opening.view);
            model.keeping.came_from(opening.origin);
        }
        Err(why) => *state = Choice::Failed(why),
    }
}
