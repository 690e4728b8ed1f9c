//! Exporting: which picture or table, and where to.

use crate::explorer::model::files::export::What;
use crate::explorer::model::files::exporting::Export;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::state::Model;
use crate::explorer::update::overlay::question::Ask;
use crate::report::InformationUnit;
use crate::text::quoted;
use crate::tui::line::Line;

/// Asks for the file name.
pub(in crate::explorer) fn ask(model: &mut Model, what: What) {
    let line = Line::marked(&what.file(model));
    model.overlay = Some(Overlay::Question { question: Question::Export { what, replacing: None }, line });
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
    model.notice = Some("writing …".to_owned());
    let (text, replace) = (text.to_owned(), replacing == Some(text));
    Ok(Effect::Export(Box::new(Export { what, content, text, replace, model: shown })))
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
