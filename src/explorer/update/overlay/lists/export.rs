//! The list of pictures and tables to export.

use crate::explorer::action::{Action, Pane};
use crate::explorer::model::files::export::{Picture, Table, What};
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::list::{OpenList, Row};
use crate::explorer::model::state::Model;
use crate::explorer::update::files::export::ask;
use crate::explorer::update::overlay::list::List;

/// The pictures and tables that can be exported.
pub(super) struct ExportList;

impl List for ExportList {
    fn kind(&self) -> Action {
        Action::Export
    }

    fn title(&self, _: &Model, _: bool) -> String {
        "Export to a file".to_owned()
    }

    fn heading(&self, _: &Model, _: bool) -> Row {
        Row::plain("what", "ending")
    }

    fn rows(&self, model: &Model, _: &str, roomy: bool) -> Vec<Row> {
        let endings = |what: &What| match what.endings().split_once(' ') {
            Some((first, _)) if !roomy => format!("{first} …"),
            _ => what.endings().to_owned(),
        };
        What::ALL.iter().map(|what| Row::plain(what.title(model), endings(what))).collect()
    }

    /// Opens it with the pane in focus selected.
    fn open(&self, model: &mut Model) {
        // The file name holds one n.
        model.play.on = false;
        let focused = match model.pane {
            Pane::Base | Pane::Readout => What::Table(Table::Outcomes),
            Pane::Kl => What::Picture(Picture::Kl),
            Pane::Lower => What::Picture(Picture::Lower),
        };
        let selected = What::ALL.iter().position(|&what| what == focused).unwrap_or(0);
        model.overlay = Some(self.at(selected));
    }

    fn accept(&self, model: &mut Model, open: &OpenList) -> Option<Effect> {
        if let Some(&what) = What::ALL.get(open.selected) {
            ask(model, what);
        }
        None
    }
}
