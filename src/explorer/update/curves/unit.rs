//! Turning from nats to bits and back.

use crate::explorer::model::state::Model;
use crate::report::InformationUnit;

/// Turns to the other unit.
pub(in crate::explorer) fn turn(model: &mut Model) {
    if model.lesson.is_some() {
        model.notice = Some("a walkthrough is told in nats, and so are its screens".to_owned());
        return;
    }
    model.chosen_unit = model.chosen_unit.other();
}

/// What there is to say about the unit where a walkthrough begins (`begins`) or is left; none where it stays the same.
pub(in crate::explorer) fn told_by_walk(model: &Model, begins: bool) -> Option<&'static str> {
    (model.chosen_unit == InformationUnit::Bits).then_some(if begins {
        "a walkthrough is told in nats, and so are its screens; bits come back when it is left"
    } else {
        "the walkthrough is left; the base stays as it is, and information is in bits again"
    })
}
