//! Stepping and typing the arguments of a family.

pub mod argument;

use crate::explorer::action::Action;
use crate::explorer::model::base::arguments::fields;
use crate::explorer::model::base::change::Change;
use crate::explorer::model::base::change_error::BuildError;
use crate::explorer::model::base::draft::EDITABLE;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::state::Model;
use crate::explorer::update::base::arguments::argument::open;
use crate::explorer::update::base::change;
use crate::family::{Domain, Fields};
use crate::text::{number, quoted};
use crate::tui::input::Key;

/// Why an argument is refused.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error("this base is a free list; only families such as uniform:10 have arguments")]
    FreeList,
    #[error("{name} of {family} is {found}; it must be {allowed}")]
    Outside { name: &'static str, family: &'static str, found: String, allowed: Domain },
    #[error(transparent)]
    Build(#[from] BuildError),
}

/// Performs an action on arguments that `key` asked for.
pub(in crate::explorer) fn act(model: &mut Model, action: Action, key: Key) {
    if let Err(refused) = attempt(model, action, key) {
        model.notice = Some(refused.to_string());
    }
}

fn attempt(model: &mut Model, action: Action, key: Key) -> Result<(), Refused> {
    let fields = fields(model).ok_or(Refused::FreeList)?;
    let count = fields.family().arguments.len();
    let Some(Overlay::Arguments { at, line }) = &mut model.overlay else {
        open(model, 0);
        return Ok(());
    };
    let at = *at;
    match action {
        // While a number is typed, + and - belong to the number.
        Action::StepUp | Action::StepDown if !line.is_marked() && line.edit(key) => {}
        Action::StepUp | Action::StepDown => {
            if let Some(text) = fields.stepped(at, action == Action::StepUp) {
                set(model, &fields, at, &text)?;
                open(model, at);
            }
        }
        _ => {
            let text = line.text().trim().to_owned();
            if !text.is_empty() && fields.each().nth(at).is_some_and(|(_, before)| before != text) {
                set(model, &fields, at, &text)?;
            }
            match action {
                Action::NextField => open(model, (at + 1) % count),
                Action::PreviousField => open(model, (at + count - 1) % count),
                _ => model.overlay = None,
            }
        }
    }
    Ok(())
}

fn set(model: &mut Model, fields: &Fields, at: usize, text: &str) -> Result<(), Refused> {
    if let (Some(allowed), Some((name, _))) = (fields.allowed(at, EDITABLE), fields.each().nth(at))
        && !allowed.accepts(text)
    {
        let family = fields.family().name;
        return Err(Refused::Outside { name, family, found: quoted(text), allowed });
    }
    // Without a better estimate, a numeric argument counts as the size of the base.
    let number = number::parse(text).unwrap_or(0.0).clamp(0.0, EDITABLE as f64) as usize;
    let outcomes = number.max(model.subject.base.base().len());
    Ok(change::ask(model, Change::Family(fields.with(at, text)), outcomes)?)
}
