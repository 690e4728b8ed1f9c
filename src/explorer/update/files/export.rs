//! Exporting: which picture or table, and where to.

use crate::explorer::action::Pane;
use crate::explorer::model::files::export::{Picture, Table, What};
use crate::explorer::model::files::exporting::Export;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::list::{Kind, Menu};
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::state::Model;
use crate::text::quoted;
use crate::tui::line::Line;

/// Opens the list of what can be exported on what has the focus.
pub(in crate::explorer) fn choose(model: &mut Model) {
    // The name of the file is about one n.
    model.play.on = false;
    let focused = match model.pane {
        Pane::Base | Pane::Readout => What::Table(Table::Outcomes),
        Pane::Kl => What::Picture(Picture::Kl),
        Pane::Lower => What::Picture(Picture::Lower),
    };
    let selected = What::ALL.iter().position(|&what| what == focused).unwrap_or(0);
    model.overlay = Some(Overlay::Menu(Menu::new(Kind::Export, selected)));
}

/// Asks for the file.
pub(in crate::explorer) fn ask(model: &mut Model, what: What) {
    let line = Line::marked(&what.file(model));
    model.overlay = Some(Overlay::Prompt { asked: Question::Export { what, replacing: None }, line });
}

/// Takes a file; `replacing` is one that is known to be there.
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
