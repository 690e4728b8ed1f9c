//! What the editing actions do to the model. An edit that is impossible becomes the notice and changes nothing.

use std::sync::Arc;

use super::action::Action;
use super::draft::{Draft, Edit, EditError, Reaction, Rules, weight_scale};
use super::line::Line;
use super::model::{Field, Model, Overlay, Pane, Subject};
use super::update::neighbour;
use crate::family::number::{self, NumberError};
use crate::family::pasted;
use crate::report::number::{exact, significant};

/// Digits of a number that is offered for editing: as many as every `f64` carries.
const DIGITS: usize = 15;
/// How to take back what a sentence tells.
const UNDOES: Option<(Action, &str)> = Some((Action::Undo, "undoes"));

/// Why what was typed or asked for is not done.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error(transparent)]
    Edit(#[from] EditError),
    #[error("this is no number: {0}")]
    Number(#[from] NumberError),
}

impl Refused {
    /// What would make it possible.
    fn remedy(&self) -> Option<(Action, &'static str)> {
        match self {
            Refused::Edit(EditError::Locked(_)) => Some((Action::Lock, "unlocks it")),
            Refused::Edit(
                EditError::NobodyGrows | EditError::GiverShort { .. } | EditError::GiverItself(_),
            ) => Some((Action::Reaction, "chooses another reaction")),
            Refused::Edit(EditError::Tied(..)) => Some((Action::Untie, "unties them")),
            Refused::Edit(_) | Refused::Number(_) => None,
        }
    }
}

/// Answers an editing action.
pub(super) fn act(model: &mut Model, action: Action) {
    if let Err(refused) = attempt(model, action) {
        model.notice = Some(model.keymap.advise(&refused.to_string(), refused.remedy()));
    }
}

/// Puts a pasted base in the place of this one.
pub(super) fn paste(model: &mut Model, text: &str) {
    let base = match pasted::parse(text) {
        Ok(base) => base,
        Err(error) => {
            model.notice = Some(error.to_string());
            return;
        }
    };
    let notices = base.notices().first().map(|notice| format!("; {notice}")).unwrap_or_default();
    let pasted = format!("pasted {} outcomes", base.base().len());
    model.notice = Some(model.keymap.advise(&pasted, UNDOES) + &notices);
    let rules = Rules { reaction: model.rules.reaction.without_giver(), ..Rules::default() };
    model.turn_to(Subject { base: Arc::new(base), title: None }, rules);
    model.keeping.open(None, None);
    (model.selected, model.offset) = (0, 0);
    model.pane = Pane::Base;
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
        Action::AddOutcome => {
            change(model, Edit::Add)?;
            open(model, Field::P)?;
        }
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

/// Offers a value of the selected outcome for editing.
fn open(model: &mut Model, field: Field) -> Result<(), EditError> {
    let (rank, named) = (model.selected_rank(), &model.subject.base);
    let base = named.base();
    if base.len() > super::draft::EDITABLE {
        return Err(EditError::TooMany(base.len()));
    }
    let before = match field {
        Field::P => significant(base.p(rank) * weight_scale(base, model.rules.reaction), DIGITS),
        Field::Reward => exact(base.reward(rank)),
        Field::Label => named.label(rank).into_owned(),
    };
    model.pane = Pane::Base;
    model.overlay = Some(Overlay::Edit { field, line: Line::marked(&before), before });
    Ok(())
}

/// Takes the value that is being typed, if it differs from the one before.
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

/// Changes the selected outcome and keeps it selected, wherever it goes.
fn change(model: &mut Model, edit: Edit) -> Result<(), EditError> {
    let sorts = !matches!(edit, Edit::P(_) | Edit::Label(_) | Edit::Delete);
    let mut draft = Draft::of(&model.subject.base, &model.rules)?;
    let position = draft.edit(model.selected_rank(), edit)?;
    let (base, rules) = draft.finish()?;
    model.notice = None;
    if let Some(notation) = model.subject.base.notation() {
        let count = base.base().len();
        let changed = format!("{notation} is now a free list of {count} outcomes");
        model.notice = Some(model.keymap.advise(&changed, UNDOES));
    }
    let subject = Subject { base: Arc::new(base), title: model.subject.title.clone() };
    model.turn_to(subject, rules);
    model.select(position);
    if sorts && model.notice.is_none() {
        model.notice = Some(place(model));
    }
    Ok(())
}

/// Where the selected outcome has come to stand.
fn place(model: &Model) -> String {
    let (base, rank) = (model.subject.base.base(), model.selected_rank());
    let (label, reward) = (model.subject.base.label(rank), base.reward(rank));
    let place = format!("{label} has the reward {}", significant(reward, 6));
    let same = |other: usize| other < base.len() && base.reward(other) == reward;
    if same(rank + 1) || same(rank.wrapping_sub(1)) { format!("{place}, tied with others") } else { place }
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
        format!("{label} is locked: edits of others keep its probability {p}")
    });
    model.pane = Pane::Base;
}

fn react(model: &mut Model) {
    let rank = model.selected_rank();
    let position = model.subject.base.base().input_index(rank);
    let (next, told) = match model.rules.reaction {
        Reaction::Rescale => (
            Reaction::TakeFrom(position),
            format!("{} gives and takes what an edit changes", model.subject.base.label(rank)),
        ),
        Reaction::TakeFrom(_) => {
            (Reaction::Weights, "edits type plain weights; all are divided by their sum".to_owned())
        }
        Reaction::Weights => (Reaction::Rescale, "an edit rescales the unlocked rest".to_owned()),
    };
    model.rules.reaction = next;
    model.notice = Some(told);
    model.pane = Pane::Base;
}
