//! The editing actions. An impossible edit becomes the notice and changes nothing.

pub mod field;

use std::sync::Arc;

use crate::explorer::action::neighbour;
use crate::explorer::action::{Action, Pane};
use crate::explorer::model::base::change::{BYTES, Change};
use crate::explorer::model::base::change_error::BuildError;
use crate::explorer::model::base::draft::{EDITABLE, Edit, EditError, Reaction, weight_scale};
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::overlay::layer::{Field, Overlay};
use crate::explorer::model::state::Model;
use crate::explorer::update::base::change::notify;
use crate::explorer::update::base::edit::field::{DIGITS, open};
use crate::explorer::update::base::{change, prompts};
use crate::report::number::significant;
use crate::text::number::{self, NumberError};
use crate::text::step as step_of;
use crate::tui::line::Line;

/// Why an edit is refused.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error(transparent)]
    Edit(#[from] EditError),
    #[error(transparent)]
    Build(#[from] BuildError),
    #[error("not a number: {0}")]
    Number(#[from] NumberError),
}

impl Refused {
    /// The action that would make the edit possible.
    fn remedy(&self) -> Option<(Action, &'static str)> {
        match self {
            Refused::Build(error) => error.remedy(),
            Refused::Edit(_) | Refused::Number(_) => None,
        }
    }
}

/// Performs an editing action.
pub(in crate::explorer) fn act(model: &mut Model, action: Action) {
    if let Err(refused) = attempt(model, action) {
        model.notice = Some(model.keymap.advise(&refused.to_string(), refused.remedy()));
    }
}

/// Replaces the base by pasted text.
pub(in crate::explorer) fn paste(model: &mut Model, text: &str) {
    if model.subject.is_average() {
        return prompts::refuse(model);
    }
    let outcomes = text.len() / BYTES;
    if let Err(refused) = change::ask(model, Change::Paste(text.to_owned()), outcomes) {
        notify(model, &refused);
    }
}

/// Drags the probability of an outcome, starting from its value in `origin`.
pub(in crate::explorer) fn drag(model: &mut Model, origin: &Subject, rank: usize, to: impl Fn(f64) -> f64) {
    let base = origin.base.base();
    let scale = weight_scale(base, model.rules.reaction);
    let value = to(base.p(rank)) * scale;
    let at = base.input_index(rank);
    let change = Change::Drag { at, value, origin: origin.clone() };
    if let Err(refused) = change::ask(model, change, base.len()) {
        notify(model, &refused);
    }
}

/// Steps the typed number up or down.
pub(in crate::explorer) fn step_number(model: &mut Model, up: bool) {
    let weights = model.rules.reaction == Reaction::Weights;
    let Some(Overlay::Edit { field, line, before }) = &mut model.overlay else { return };
    let value = number::parse(line.text().trim()).or_else(|_| number::parse(before));
    let stepped = match (field, value) {
        (Field::P, Ok(value)) if weights => step_of(value, up, -300).max(0.0),
        (Field::P, Ok(value)) => step_of(value, up, -300).clamp(0.0, 1.0),
        (Field::Reward, Ok(value)) => step_of(value, up, if value.fract() == 0.0 { 0 } else { -300 }),
        (Field::Label, _) | (_, Err(_)) => return,
    };
    *line = Line::new(&significant(stepped, DIGITS));
}

fn attempt(model: &mut Model, action: Action) -> Result<(), Refused> {
    match action {
        Action::Edit => open(model, Field::P)?,
        Action::Accept => {
            take(model)?;
            model.overlay = None;
        }
        Action::NextField => turn(model, 1)?,
        Action::PreviousField => turn(model, -1)?,
        Action::EditAbove => step(model, -1)?,
        Action::EditBelow => step(model, 1)?,
        Action::AddOutcome => change(model, Edit::Add)?,
        Action::DeleteOutcome => change(model, Edit::Delete)?,
        Action::DuplicateOutcome => change(model, Edit::Duplicate)?,
        Action::MoveUp => change(model, Edit::MoveUp)?,
        Action::MoveDown => change(model, Edit::MoveDown)?,
        Action::Tie => change(model, Edit::Tie)?,
        Action::Untie => change(model, Edit::Untie)?,
        Action::Lock => lock(model),
        Action::Reaction => react(model),
        _ => {}
    }
    Ok(())
}

/// Accepts the typed value, if it differs from the one before.
fn take(model: &mut Model) -> Result<(), Refused> {
    let Some(Overlay::Edit { field, line, before }) = &model.overlay else { return Ok(()) };
    let text = line.text().trim();
    if text.is_empty() && *field != Field::Label || text == before {
        return Ok(());
    }
    let edit = match field {
        Field::P => Edit::P(number::parse(text)?),
        Field::Reward => Edit::Reward(number::parse(text)?),
        Field::Label => Edit::Label(text.to_owned()),
    };
    Ok(change(model, edit)?)
}

fn turn(model: &mut Model, by: isize) -> Result<(), Refused> {
    let Some(Overlay::Edit { field, .. }) = model.overlay else { return Ok(()) };
    take(model)?;
    Ok(open(model, neighbour(Field::ALL, field, by))?)
}

fn step(model: &mut Model, by: isize) -> Result<(), Refused> {
    let Some(Overlay::Edit { field, .. }) = model.overlay else { return Ok(()) };
    take(model)?;
    let last = model.subject.base.base().len() - 1;
    model.selected = model.selected.saturating_add_signed(by).min(last);
    model.offset = model.first_row(model.viewport.rows);
    Ok(open(model, field)?)
}

/// Edits the selected outcome.
fn change(model: &mut Model, edit: Edit) -> Result<(), BuildError> {
    let base = model.subject.base.base();
    let (at, outcomes) = (base.input_index(model.selected_rank()), base.len());
    if outcomes > EDITABLE {
        return Err(EditError::TooMany(outcomes).into());
    }
    let open = edit == Edit::Add;
    change::ask(model, Change::Edit { at, edit, open }, outcomes)
}

fn lock(model: &mut Model) {
    let rank = model.selected_rank();
    let position = model.subject.base.base().input_index(rank);
    let label = model.subject.base.label(rank);
    let locked = Arc::make_mut(&mut model.rules.locked);
    model.notice = Some(if locked.remove(&position) {
        format!("{label} is unlocked")
    } else {
        locked.insert(position);
        let p = significant(model.subject.base.base().p(rank), 6);
        format!("{label} is locked: edits of other outcomes keep its probability {p}")
    });
    model.pane = Pane::Base;
}

fn react(model: &mut Model) {
    let rank = model.selected_rank();
    let position = model.subject.base.base().input_index(rank);
    let (next, notice) = match model.rules.reaction {
        Reaction::Rescale => (
            Reaction::TakeFrom(position),
            format!("edits take from and give to {}", model.subject.base.label(rank)),
        ),
        Reaction::TakeFrom(_) => {
            (Reaction::Weights, "edits are plain weights; all are divided by their sum".to_owned())
        }
        Reaction::Weights => (Reaction::Rescale, "edits rescale the unlocked others".to_owned()),
    };
    model.rules.reaction = next;
    model.notice = Some(notice);
    model.pane = Pane::Base;
}
