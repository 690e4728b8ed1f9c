//! Switching between nats and bits.

use crate::explorer::model::state::Model;
use crate::report::InformationUnit;

/// Switches to the other unit.
pub(in crate::explorer) fn turn(model: &mut Model) {
    if model.lesson.is_some() {
        model.notice = Some("walkthroughs are always in nats".to_owned());
        return;
    }
    model.chosen_unit = model.chosen_unit.other();
}

/// The notice about the unit when a walkthrough begins (`begins`) or ends; none where the unit stays the same.
pub(in crate::explorer) fn notice_of_nats(model: &Model, begins: bool) -> Option<&'static str> {
    (model.chosen_unit == InformationUnit::Bits).then_some(if begins {
        "walkthroughs are always in nats; bits return when you leave"
    } else {
        "the walkthrough is over; the base stays as it is, and information is in bits again"
    })
}
