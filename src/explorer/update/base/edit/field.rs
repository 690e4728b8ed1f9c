//! The input field for a value of the selected outcome.

use crate::explorer::action::Pane;
use crate::explorer::model::base::draft::{EDITABLE, EditError, weight_scale};
use crate::explorer::model::overlay::layer::{Field, Overlay};
use crate::explorer::model::state::Model;
use crate::report::number::{exact, significant};
use crate::tui::line::Line;

/// Digits of a number in the field: as many as every `f64` carries.
pub(in crate::explorer) const DIGITS: usize = 15;

/// Opens the field for a value of the selected outcome, or says why that is impossible.
pub(in crate::explorer) fn edit(model: &mut Model, field: Field) {
    if let Err(refused) = open(model, field) {
        model.notice = Some(refused.to_string());
    }
}

/// Shows the present value in the field, unless something was typed.
pub(in crate::explorer) fn refresh(model: &mut Model) {
    if let Some(Overlay::Edit { field, line, .. }) = &model.overlay
        && line.is_marked()
    {
        let pane = model.pane;
        edit(model, *field);
        model.pane = pane;
    }
}

/// Opens the field for a value of the selected outcome.
pub(in crate::explorer) fn open(model: &mut Model, field: Field) -> Result<(), EditError> {
    let (rank, named) = (model.selected_rank(), &model.subject.base);
    let base = named.base();
    if base.len() > EDITABLE {
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
