//! Unsaved work of earlier sessions: restoring and discarding it.

use crate::explorer::model::overlay::list::OpenList;
use crate::explorer::update::overlay::list;
use std::path::Path;
use std::sync::Arc;

use crate::explorer::action::Action;
use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::files::unsaved::{Leftover, Unsaved};
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::state::Model;
use crate::preset::{Location, Origin};

/// Notes what was left behind; `lists` opens the list unless something else is open.
pub(in crate::explorer) fn found(model: &mut Model, left: Vec<Leftover>, lists: bool) {
    model.unsaved = Unsaved { left: Arc::new(left), discarding: None };
    let some = !model.unsaved.left.is_empty();
    match &mut model.overlay {
        Some(Overlay::List(OpenList { opened_by: Action::Unsaved, selected, .. })) => {
            *selected = (*selected).min(model.unsaved.left.len().saturating_sub(1));
            if !some {
                model.overlay = None;
            }
        }
        None if some && lists && model.lesson.is_none() => show(model),
        _ if some => {
            let advice = model
                .keymap
                .advise("unsaved work of an earlier session is kept", [(Action::Unsaved, "shows it")]);
            model.notice = Some(match model.notice.take() {
                Some(earlier) => format!("{earlier}; {advice}"),
                None => advice,
            });
        }
        _ => {}
    }
}

/// Performs an action on unsaved work.
pub(in crate::explorer) fn act(model: &mut Model, action: Action) -> Option<Effect> {
    let discarding = model.unsaved.discarding.take();
    let chosen = match model.overlay {
        Some(Overlay::List(OpenList { opened_by: Action::Unsaved, selected, .. })) => selected,
        _ => return None,
    };
    let Leftover { path, whole, .. } = model.unsaved.left.get(chosen)?.clone();
    match action {
        Action::Restore => restore(model, chosen),
        Action::Discard if discarding.as_ref() == Some(&path) => Some(Effect::Discard(path)),
        Action::Discard => {
            let what = if whole { "this removes the work for good" } else { "this removes the damaged file" };
            let hints = [(Action::Discard, "pressed again discards it, any other key keeps it")];
            model.notice = Some(model.keymap.advise(what, hints));
            model.unsaved.discarding = Some(path);
            None
        }
        _ => {
            model.overlay = None;
            None
        }
    }
}

/// Asks to restore the entry at this index.
pub(in crate::explorer) fn restore(model: &mut Model, at: usize) -> Option<Effect> {
    model.unsaved.left.get(at).map(|left| Effect::Restore(left.path.clone()))
}

/// Shows the restored work.
pub(in crate::explorer) fn restored(model: &mut Model, path: &Path, result: Result<Box<Opening>, String>) {
    match result {
        Ok(opening) => {
            Arc::make_mut(&mut model.unsaved.left).retain(|left| left.path != path);
            model.open(opening.subject, opening.n, opening.view);
            // Saving must not go to the file in the state directory.
            let origin =
                opening.origin.map(|origin| Origin { location: Location::Stream, ..(*origin).clone() });
            model.documents.restored(origin.map(Arc::new));
            let hints = [(Action::Save, "saves it under a name")];
            model.notice = Some(model.keymap.advise("restored, but not saved yet", hints));
        }
        Err(why) => model.notice = Some(why),
    }
}

/// Opens the list.
pub(in crate::explorer) fn show(model: &mut Model) {
    model.notice = None;
    model.overlay = Some(list::at(Action::Unsaved, 0));
}
