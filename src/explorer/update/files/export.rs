//! Exporting: which picture or table, and where to.

use crate::explorer::action::{Action, Context, Pane};
use crate::explorer::model::files::export::{Picture, Table, What};
use crate::explorer::model::files::exporting::Export;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::list::{Menu, Row};
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::state::Model;
use crate::explorer::update::overlay::list::List;
use crate::explorer::update::overlay::question::Ask;
use crate::report::InformationUnit;
use crate::text::quoted;
use crate::tui::line::Line;

/// Opens the list of exports, with the pane in focus selected.
pub(in crate::explorer) fn choose(model: &mut Model) {
    // The file name holds one n.
    model.play.on = false;
    let focused = match model.pane {
        Pane::Base | Pane::Readout => What::Table(Table::Outcomes),
        Pane::Kl => What::Picture(Picture::Kl),
        Pane::Lower => What::Picture(Picture::Lower),
    };
    let selected = What::ALL.iter().position(|&what| what == focused).unwrap_or(0);
    model.overlay = Some(ExportList.at(selected));
}

/// Asks for the file name.
pub(in crate::explorer) fn ask(model: &mut Model, what: What) {
    let line = Line::marked(&what.file(model));
    model.overlay = Some(Overlay::Prompt { asked: Question::Export { what, replacing: None }, line });
}

/// Accepts a file name; `replacing` is a file known to exist.
pub(in crate::explorer) fn answer(
    model: &mut Model,
    what: What,
    text: &str,
    replacing: Option<&str>,
) -> Result<Effect, String> {
    let [allowed, _] = what.allowed();
    let content = what.content(text).ok_or_else(|| format!("{} is not {allowed}", quoted(text)))?;
    let mut shown = model.clone();
    shown.overlay = None;
    shown.notice = None;
    model.notice = Some("writing ...".to_owned());
    let (text, replace) = (text.to_owned(), replacing == Some(text));
    Ok(Effect::Export(Box::new(Export { what, content, text, replace, model: shown })))
}

/// The pictures and tables that can be exported.
pub(in crate::explorer) struct ExportList;

impl List for ExportList {
    fn kind(&self) -> Action {
        Action::Export
    }

    fn context(&self) -> Context {
        Context::Export
    }

    fn title(&self, _: &Model, _: bool) -> String {
        "Export to a file".to_owned()
    }

    fn heading(&self, _: &Model, _: bool) -> Row {
        Row::plain("what", "ending")
    }

    fn rows(&self, model: &Model, _: &str, _: bool) -> Vec<Row> {
        What::ALL.iter().map(|what| Row::plain(what.title(model), what.endings())).collect()
    }

    fn accept(&self, model: &mut Model, menu: &Menu) -> Option<Effect> {
        if let Some(&what) = What::ALL.get(menu.selected) {
            ask(model, what);
        }
        None
    }
}

/// The file to export to.
pub(in crate::explorer) struct ExportQuestion<'a> {
    /// What to export.
    pub(in crate::explorer) what: What,
    /// The existing file that may be replaced when it is typed again.
    pub(in crate::explorer) replacing: Option<&'a str>,
}

impl Ask for ExportQuestion<'_> {
    fn label(&self) -> &'static str {
        "export to "
    }

    fn allowed(&self, _: InformationUnit) -> [&'static str; 2] {
        self.what.allowed()
    }

    fn width(&self) -> u16 {
        28
    }

    fn answer(&self, model: &mut Model, text: &str) -> Result<Option<Effect>, String> {
        answer(model, self.what, text, self.replacing).map(Some)
    }
}
