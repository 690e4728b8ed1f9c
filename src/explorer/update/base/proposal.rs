//! Choosing what best-of-n draws from.

use crate::bon::Proposal;
use crate::explorer::model::base::change::Change;
use crate::explorer::model::base::proposal::Part;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::list::{Kind, Menu};
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::state::Model;
use crate::explorer::update::base::change;
use crate::tui::line::Line;

/// Opens the list of the parts.
pub(in crate::explorer) fn choose(model: &mut Model) {
    model.overlay = Some(Overlay::Menu(Menu::new(Kind::Proposal, 0)));
}

/// How many entries the list has: the parts, and none at all.
pub(in crate::explorer) const ENTRIES: usize = Part::ALL.len() + 1;

/// Asks for the part of this entry, or takes the proposal away.
pub(in crate::explorer) fn accept(model: &mut Model, entry: usize) {
    model.overlay = None;
    match Part::ALL.get(entry) {
        Some(&part) => {
            let line = Line::marked(&part.of(model.subject.how()).unwrap_or_default());
            model.overlay = Some(Overlay::Prompt { asked: Question::Proposal(part), line });
        }
        None if model.subject.how().is_none() => {
            model.notice = Some("best-of-n draws from the base already".to_owned());
        }
        None => {
            if let Err(why) = draw_from(model, Proposal::default()) {
                model.notice = Some(why);
            }
        }
    }
}

/// Takes what was typed for a part.
///
/// # Errors
/// One sentence that says why it is not taken.
pub(in crate::explorer) fn answer(model: &mut Model, part: Part, text: &str) -> Result<(), String> {
    let how = part.typed(model.subject.how(), text)?;
    draw_from(model, how)
}

fn draw_from(model: &mut Model, how: Proposal) -> Result<(), String> {
    let outcomes = model.subject.bases().map(|base| base.base().len()).sum();
    change::ask(model, Change::Proposal(how), outcomes).map_err(|error| error.to_string())
}
