//! Making a change of the base, at once or elsewhere, and applying the result.

use std::sync::Arc;

use crate::explorer::model::base::change::{AT_ONCE, Built, Change, build, moved};
use crate::explorer::model::base::change_error::BuildError;
use crate::explorer::model::base::draft::Edit;
use crate::explorer::model::state::Model;
use crate::explorer::update::base::take::take;

/// Makes a change at once, or queues it behind those under way. `outcomes` is the size of the new base.
///
/// # Errors
/// [`BuildError`] when the change is impossible. Errors of a large base are reported later.
pub(in crate::explorer) fn ask(model: &mut Model, change: Change, outcomes: usize) -> Result<(), BuildError> {
    if model.changes.pending() || outcomes > AT_ONCE {
        let rules = model.rules.clone();
        return model.changes.push(change, rules, outcomes);
    }
    let built = build(&model.subject, &model.rules, &change)?;
    take(model, &change, built);
    Ok(())
}

/// Applies what was built elsewhere, or says why it was not built.
pub(in crate::explorer) fn built(model: &mut Model, generation: u64, result: Result<Built, Arc<BuildError>>) {
    if generation != model.changes.generation {
        return;
    }
    let Some((subject, order)) = model.changes.under_way.take() else { return };
    match result {
        Err(why) => notify(model, &why),
        Ok(_) if !subject.same(&model.subject) => {
            model.notice = Some("the base has changed meanwhile; the edit of the old base is dropped".into());
        }
        Ok(built) => {
            let changes = std::mem::take(&mut model.changes);
            take(model, &order.change, built);
            model.changes = changes;
            follow(model, &order.change);
        }
    }
    crate::explorer::update::base::arguments::argument::refresh(model);
}

/// Adapts the queued changes, so that each is still about the same outcome.
fn follow(model: &mut Model, change: &Change) {
    let mut gone = false;
    model.changes.waiting.retain_mut(|order| {
        if let Change::Edit { at, edit: Edit::Delete, .. } = change {
            order.rules = order.rules.without(*at);
        }
        let Change::Edit { at, .. } = &mut order.change else { return true };
        let now = moved(change, *at);
        gone |= now.is_none();
        *at = now.unwrap_or(*at);
        now.is_some()
    });
    if gone {
        model.notice = Some("the outcome is deleted; its other edits are dropped".to_owned());
    }
}

/// Says why a change is not made, with the keys that help.
pub(in crate::explorer) fn notify(model: &mut Model, why: &BuildError) {
    model.notice = Some(model.keymap.advise(&why.to_string(), why.remedy()));
}
