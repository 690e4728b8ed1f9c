//! Making a change of the base, at once or elsewhere, and taking what was made.

use std::sync::Arc;

use crate::explorer::model::base::change::{AT_ONCE, Built, Change, build, moved};
use crate::explorer::model::base::change_error::BuildError;
use crate::explorer::model::base::draft::Edit;
use crate::explorer::model::state::Model;
use crate::explorer::update::base::take::take;

/// Makes a change at once or puts it behind those that are under way. `outcomes` says how large the base will be.
///
/// # Errors
/// [`BuildError`] when it cannot be made. That of a large base is told later.
pub(in crate::explorer) fn ask(model: &mut Model, change: Change, outcomes: usize) -> Result<(), BuildError> {
    if model.changes.pending() || outcomes > AT_ONCE {
        let rules = model.rules.clone();
        return model.changes.push(change, rules, outcomes);
    }
    let built = build(&model.subject, &model.rules, &change)?;
    take(model, &change, built);
    Ok(())
}

/// Takes what was built elsewhere, or says why it was not.
pub(in crate::explorer) fn built(model: &mut Model, generation: u64, result: Result<Built, Arc<BuildError>>) {
    if generation != model.changes.generation {
        return;
    }
    let Some((subject, order)) = model.changes.under_way.take() else { return };
    match result {
        Err(why) => tell(model, &why),
        Ok(_) if !subject.same(&model.subject) => {
            model.notice =
                Some("the base has changed meanwhile; the edit of the one before is given up".into());
        }
        Ok(built) => {
            let building = std::mem::take(&mut model.changes);
            take(model, &order.change, built);
            model.changes = building;
            follow(model, &order.change);
        }
    }
    crate::explorer::update::base::argument::refresh(model);
}

/// Makes the changes that wait mean the same outcomes as before.
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
        model.notice = Some("the outcome is deleted; its other edits are given up".to_owned());
    }
}

/// Says why a change is not made, and what keys do about it.
pub(in crate::explorer) fn tell(model: &mut Model, why: &BuildError) {
    model.notice = Some(model.keymap.advise(&why.to_string(), why.remedy()));
}
