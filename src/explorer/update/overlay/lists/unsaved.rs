//! The list of unsaved work of earlier sessions.

use crate::explorer::action::Action;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::list::{OpenList, Row};
use crate::explorer::model::state::Model;
use crate::explorer::update::files::unsaved::{restore, show};
use crate::explorer::update::overlay::list::List;

/// The unsaved work of earlier sessions.
pub(super) struct UnsavedList;

impl List for UnsavedList {
    fn kind(&self) -> Action {
        Action::Unsaved
    }

    fn title(&self, _: &Model, _: bool) -> String {
        "Unsaved work of an earlier session".to_owned()
    }

    fn heading(&self, _: &Model, _: bool) -> Row {
        Row::plain("what was edited", "last edited")
    }

    fn rows(&self, model: &Model, _: &str, _: bool) -> Vec<Row> {
        model.unsaved.left.iter().map(|left| Row::plain(left.text.clone(), left.when.clone())).collect()
    }

    fn open(&self, model: &mut Model) {
        model.unsaved.discarding = None;
        if model.unsaved.left.is_empty() {
            model.notice = Some("there is no unsaved work".to_owned());
        } else {
            show(model);
        }
    }

    fn accept(&self, model: &mut Model, open: &OpenList) -> Option<Effect> {
        restore(model, open.selected)
    }

    fn clicks_choose(&self) -> bool {
        true
    }
}
