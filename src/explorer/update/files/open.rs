//! Opening the chosen preset.

use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::overlay::layer::{Overlay, PickerState};
use crate::explorer::model::state::Model;

/// Shows a preset that was read, unless the list was closed or another preset was chosen meanwhile.
pub(in crate::explorer) fn opened(model: &mut Model, argument: &str, result: Result<Box<Opening>, String>) {
    let Some(Overlay::Picker { state, .. }) = &mut model.overlay else { return };
    if !matches!(state, PickerState::Opening(asked) if asked == argument) {
        return;
    }
    match result {
        Ok(opening) => {
            model.open(opening.subject, opening.n, opening.view);
            model.documents.came_from(opening.origin);
        }
        Err(why) => *state = PickerState::Failed(why),
    }
}
