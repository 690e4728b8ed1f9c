//! What each message does to the model, and the effects it asks for.
//!
//! Pure: no screen, no file, no clock, no thread.

pub mod act;
pub mod base;
pub mod curves;
pub mod files;
pub mod history;
pub mod jobs;
pub mod lesson;
pub mod overlay;
pub mod panes;
pub mod scale;

use std::sync::Arc;

use crate::explorer::action::Action;
use crate::explorer::model::history::stroke::Stroke;
use crate::explorer::model::message::{Effect, Message};
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::state::Model;
use crate::explorer::update::act::{act, press, typed};
use crate::explorer::update::base::{change, edit};
use crate::explorer::update::files::open::opened;
use crate::explorer::update::files::{save, unsaved};
use crate::explorer::update::jobs::settle;
use crate::explorer::update::panes::pointer;
use crate::explorer::update::scale::play;
use crate::tui::input::KeyCode;
use crate::tui::line::Line;

/// Applies one message to the model; gives the effects to carry out.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let before = model.step();
    let playing = model.play;
    let run = Stroke::of(model, &message);
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
        Message::Answer { generation, answer, finest } => {
            jobs::take(model, generation, answer, finest);
            None
        }
        Message::Built { generation, result } => {
            change::built(model, generation, result);
            None
        }
        Message::Tick(elapsed) => {
            play::tick(model, elapsed);
            None
        }
        Message::Lesson(lesson) => {
            match lesson {
                Ok(lesson) => lesson::begin(model, *lesson),
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
        Message::Notice(sentence) => {
            model.notice = Some(sentence);
            None
        }
        Message::Unsaved(left, lists) => {
            unsaved::found(model, left, lists);
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
        Message::Taken { question, text, path } => {
            let hints = [(Action::Accept, "replaces it"), (Action::Cancel, "leaves it as it is")];
            model.notice = Some(model.keymap.advise(&format!("{path} exists"), hints));
            if model.overlay.is_none() {
                model.overlay = Some(Overlay::Question { question, line: Line::new(&text) });
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
    // Setting n by hand stops playing.
    model.play.on &= ticks || model.n == before.moment.n() || model.play != playing;
    if let Some(run) = run {
        model.changes.came_of(run);
        let after = model.step();
        model.history.record(before, &after, run);
    }
    settle(model, &mut effects);
    effects
}
