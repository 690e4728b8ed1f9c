//! The list of the parts of the proposal.

use crate::explorer::action::Action;
use crate::explorer::model::base::proposal::Part;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::list::{OpenList, Row};
use crate::explorer::model::state::Model;
use crate::explorer::update::base::proposal::accept;
use crate::explorer::update::overlay::list::List;

/// The parts of the proposal, and an entry for no proposal.
pub(super) struct PartList;

impl List for PartList {
    fn kind(&self) -> Action {
        Action::Proposal
    }

    fn title(&self, _: &Model, _: bool) -> String {
        "Best-of-n draws from q".to_owned()
    }

    fn heading(&self, _: &Model, _: bool) -> Row {
        Row::plain("parts, which can be combined", "now")
    }

    fn rows(&self, model: &Model, _: &str, _: bool) -> Vec<Row> {
        let how = model.subject.how();
        let part = |part: &Part| {
            let now = part.of(how).unwrap_or_else(|| "-".to_owned());
            Row::plain(part.title(), beginning(now))
        };
        let none = Row::plain("none: draw from the base", if how.is_none() { "now" } else { "" });
        Part::ALL.iter().map(part).chain([none]).collect()
    }

    fn accept(&self, model: &mut Model, open: &OpenList) -> Option<Effect> {
        accept(model, open.selected);
        None
    }
}

/// The beginning of the weights, cut to the width of the list.
fn beginning(numbers: String) -> String {
    const MOST: usize = 12;
    if numbers.len() <= MOST { numbers } else { numbers.chars().take(MOST - 1).chain(['…']).collect() }
}
