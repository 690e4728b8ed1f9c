//! Finding an outcome: the question and its answer.

use crate::explorer::update::overlay::question::Ask;
use crate::report::InformationUnit;
use std::sync::Arc;

use crate::explorer::action::{Action, Pane};
use crate::explorer::model::base::find::{Match, Query, Seek};
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::state::Model;
use crate::tui::line::Line;

/// Performs an action.
pub(in crate::explorer) fn act(model: &mut Model, action: Action) {
    if action == Action::Find {
        let line = Line::marked(&model.find.text);
        model.overlay = Some(Overlay::Question { question: Question::Find, line });
        return;
    }
    if model.find.query.is_none() {
        let hint = [(Action::Find, "finds an outcome")];
        model.notice = Some(model.keymap.advise("nothing was searched for yet", hint));
        return;
    }
    let last = model.subject.base.base().len() - 1;
    match action {
        Action::FindNext if model.selected == last => seek(model, 0, true),
        Action::FindNext => seek(model, model.selected + 1, true),
        _ => seek(model, model.selected.checked_sub(1).unwrap_or(last), false),
    }
}

/// Searches for what was typed.
///
/// # Errors
/// One sentence that says why the search is impossible.
pub(in crate::explorer) fn answer(model: &mut Model, text: &str) -> Result<(), String> {
    let query = Query::parse(text)?;
    if let Query::Row(row) = query
        && row > model.subject.base.base().len()
    {
        return Err(format!("there are {} rows", model.subject.base.base().len()));
    }
    (model.find.text, model.find.query) = (text.to_owned(), Some(Arc::new(query)));
    seek(model, model.selected, true);
    Ok(())
}

fn seek(model: &mut Model, from: usize, down: bool) {
    if let Some(query) = model.find.query.clone() {
        model.find.sought.put(Seek { query, from, down });
    }
}

/// Takes the answer, unless it is late.
pub(in crate::explorer) fn found(model: &mut Model, generation: u64, found: Option<Match>) {
    if model.find.sought.answered(generation).is_none() {
        return;
    }
    let text = &model.find.text;
    let Some(Match { row, place, all }) = found else {
        model.notice = Some(format!("no outcome matches {text}"));
        return;
    };
    let label = model.subject.base.label(model.subject.base.base().len() - 1 - row);
    let done = format!("{label} in row {}: match {place} of {all} for {text}", row + 1);
    let hints = [(Action::FindNext, "next"), (Action::FindPrevious, "previous")];
    // In brackets, because one of the keys may be a semicolon.
    let hint = Some(model.keymap.hint(hints)).filter(|hint| all > 1 && !hint.is_empty());
    model.notice = Some(hint.map_or(done.clone(), |hint| format!("{done} ({hint})")));
    model.bins.close();
    model.pane = Pane::Base;
    model.selected = row;
    model.offset = model.first_row(model.viewport.rows);
}

/// Which outcome to find.
pub(in crate::explorer) struct FindQuestion;

impl Ask for FindQuestion {
    fn label(&self) -> &'static str {
        "find "
    }

    fn allowed(&self, _: InformationUnit) -> [&'static str; 2] {
        ["part of a label, a row as #12, or p>1e-3, p<1e-9, p=0.25", "label, #12, p>0.1"]
    }

    fn width(&self) -> u16 {
        16
    }

    fn answer(&self, model: &mut Model, text: &str) -> Result<Option<Effect>, String> {
        answer(model, text).map(|()| None)
    }
}
