//! How far the scale of n reaches: its right end, from [`steps::LEAST_REACH`] to [`steps::MAX`].

use crate::explorer::action::Action;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::scale::steps;
use crate::explorer::model::state::Model;
use crate::text::figure;
use crate::tui::line::Line;

/// Answers an action on the scale.
pub(in crate::explorer) fn act(model: &mut Model, action: Action) {
    match action {
        Action::Reach => {
            model.overlay = Some(Overlay::Prompt { asked: Question::Reach, line: Line::default() });
        }
        Action::ReachLess => set(model, steps::decade_below(model.scale_end)),
        _ => set(model, steps::decade_above(model.scale_end)),
    }
}

/// Lets the scale end here; an n beyond it comes along.
pub(in crate::explorer) fn set(model: &mut Model, reach: u64) {
    let reach = reach.clamp(steps::LEAST_REACH, steps::MAX);
    (model.chosen_end, model.scale_end) = (reach, reach);
    let told = format!("n goes from 1 to {}", figure::draws(reach));
    model.notice = Some(if model.n > reach {
        model.n = reach;
        model.keymap.advise(&format!("{told} and was beyond it"), [(Action::Undo, "undoes")])
    } else {
        told
    });
}
