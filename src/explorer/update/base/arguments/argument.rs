//! The input field for an argument of the family.

use crate::explorer::model::base::arguments::fields;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::state::Model;
use crate::tui::line::Line;

/// Opens the field for an argument.
pub(in crate::explorer) fn open(model: &mut Model, at: usize) {
    let fields = fields(model);
    let text = fields.as_ref().and_then(|fields| fields.each().nth(at));
    model.overlay = text.map(|(_, text)| Overlay::Arguments { at, line: Line::marked(text) });
}

/// Shows the present value of the argument, unless something was typed.
pub(in crate::explorer) fn refresh(model: &mut Model) {
    if let Some(Overlay::Arguments { at, line }) = &model.overlay
        && line.is_marked()
    {
        open(model, *at);
    }
}
