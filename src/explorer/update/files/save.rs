//! Saving: the question and its result.

use crate::explorer::update::overlay::question::Ask;
use crate::report::InformationUnit;
use std::path::Path;

use crate::explorer::action::Action;
use crate::explorer::model::files::document::{Destination, Document, Saved};
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::state::Model;
use crate::preset::{self, library};
use crate::text::quoted;
use crate::tui::line::Line;

/// Saves the current base where it comes from; asks for a name where that is impossible.
pub(in crate::explorer) fn save(model: &mut Model) -> Option<Effect> {
    if model.documents.document().is_some_and(Document::in_file) {
        return Some(model.save(Destination::Back));
    }
    save_as(model);
    None
}

/// Asks for a name or a path.
pub(in crate::explorer) fn save_as(model: &mut Model) {
    let proposed = match model.documents.origin() {
        Some(origin) => format!("my-{}", origin.name.trim_start_matches("my-")),
        None => "my-base".to_owned(),
    };
    let question = Question::SaveAs { replacing: None };
    model.overlay = Some(Overlay::Question { question, line: Line::marked(&proposed) });
}

/// Accepts a name or a path; `replacing` is one known to exist.
pub(in crate::explorer) fn answer(
    model: &Model,
    text: &str,
    replacing: Option<&str>,
) -> Result<Effect, String> {
    if text.contains('/') || Path::new(text).extension().is_some_and(|extension| extension == "toml") {
        if !text.ends_with(".toml") {
            return Err(format!("{} does not end in .toml, as the file of a preset must", quoted(text)));
        }
    } else if library::text(text).is_some() {
        return Err(format!("{} is built in; choose another name", quoted(text)));
    } else if !preset::is_name(text) {
        return Err(format!("{} is not a name; a name is {}", quoted(text), preset::NAMES));
    }
    Ok(model.save(Destination::Typed { text: text.to_owned(), replace: replacing == Some(text) }))
}

/// Notes the result of saving.
pub(in crate::explorer) fn saved(model: &mut Model, Saved { save, result }: Saved) {
    match result {
        Ok(kept) => {
            if let Some(document) = model.documents.documents.get_mut(save.document) {
                document.stored = save.subject.trace();
                document.origin = Some(kept.origin);
                document.title = Some(kept.title);
            }
            model.notice = Some(kept.notice);
        }
        Err(why) if save.to == Destination::Back => {
            model.notice = Some(model.keymap.advise(&why, [(Action::SaveAs, "saves under another name")]));
        }
        Err(why) => model.notice = Some(why),
    }
}

/// The name or the file to save under.
pub(in crate::explorer) struct SaveAsQuestion<'a> {
    /// The existing name or file that may be replaced when it is typed again.
    pub(in crate::explorer) replacing: Option<&'a str>,
}

impl Ask for SaveAsQuestion<'_> {
    fn label(&self) -> &'static str {
        "save as "
    }

    fn allowed(&self, _: InformationUnit) -> [&'static str; 2] {
        ["a name among your presets, or a path", "name or path"]
    }

    fn width(&self) -> u16 {
        30
    }

    fn answer(&self, model: &mut Model, text: &str) -> Result<Option<Effect>, String> {
        answer(model, text, self.replacing).map(Some)
    }
}
