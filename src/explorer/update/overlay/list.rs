//! The interface of a list over the panes.

use crate::explorer::action::Action;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::list::{OpenList, Row};
use crate::explorer::model::state::Model;
use crate::tui::line::Line;

/// A list over the panes.
pub(in crate::explorer) trait List: Sync {
    /// The action that opens it, different for each list.
    fn kind(&self) -> Action;

    /// Its title; `roomy` where there is room for all columns.
    fn title(&self, model: &Model, roomy: bool) -> String;

    /// The headings of the entries and of the numbers beside them.
    fn heading(&self, model: &Model, roomy: bool) -> Row;

    /// The entries with every word of `filter`.
    fn rows(&self, model: &Model, filter: &str, roomy: bool) -> Vec<Row>;

    /// Opens it, or says why it cannot be opened.
    fn open(&self, model: &mut Model) {
        model.overlay = Some(self.at(0));
    }

    /// Accepts the chosen entry of the open list.
    fn accept(&self, model: &mut Model, open: &OpenList) -> Option<Effect>;

    /// The sentence shown where no entry matches all the typed words.
    fn nothing(&self) -> &'static str {
        ""
    }

    /// Whether a first click only chooses an entry and a second one accepts it.
    fn clicks_choose(&self) -> bool {
        false
    }

    /// The list with this entry chosen.
    fn at(&self, selected: usize) -> Overlay {
        at(self.kind(), selected)
    }
}

/// The list that this action opens, with one of its entries chosen.
pub(in crate::explorer) fn at(opened_by: Action, selected: usize) -> Overlay {
    let narrows = opened_by.entry().opens.is_some_and(|list| list.types);
    Overlay::List(OpenList { opened_by, filter: narrows.then(Line::default), selected })
}
