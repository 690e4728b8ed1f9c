//! Asking for what the model shows and does not know.

use crate::explorer::model::files::presets::matching;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::state::Model;
use crate::explorer::update::jobs;

/// Asks for whatever the model shows and does not know; also the first thing to do with a new model.
pub fn settle(model: &mut Model, effects: &mut Vec<Effect>) {
    effects.extend(model.changes.next(&model.subject).map(Effect::Build));
    model.jump.keep_for(&model.subject, model.n);
    if let Some(Overlay::Picker { filter, selected, .. }) = &model.overlay
        && let Some(preset) = matching(&model.presets, filter.text()).nth(*selected)
    {
        effects.extend(
            model.previews.ask(&preset.argument).map(|argument| Effect::Preview(argument.to_owned())),
        );
    }
    effects.extend(jobs::ask(model).map(Effect::Compute));
}
