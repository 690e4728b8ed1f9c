//! Opening and closing bins, and moving between them.

use crate::explorer::action::{Action, Pane};
use crate::explorer::model::base::bins::LEAST;
use crate::explorer::model::state::Model;
use crate::explorer::update::base::prompts;

/// Says why an action needs a single outcome.
pub(in crate::explorer) fn refuse(model: &mut Model) {
    let hints = [(Action::Edit, "opens it"), (Action::Bins, "lists outcomes one by one")];
    model.notice = Some(model.keymap.advise("this row is a bin", hints));
}

/// Performs an action on bins.
pub(in crate::explorer) fn act(model: &mut Model, action: Action) {
    model.pane = Pane::Base;
    match action {
        Action::Bins if model.bins.shown() => model.bins.close(),
        Action::Bins => model.bins.windows.push(0..model.subject.base.base().len()),
        Action::Edit => open(model),
        Action::CloseBin if model.bins.shown() => _ = model.bins.windows.pop(),
        Action::CloseBin if model.subject.position().is_some() => prompts::go(model, None),
        _ => {
            let hint = [(Action::Bins, "shows the outcomes in bins")];
            model.notice = Some(model.keymap.advise("no bin is open", hint));
        }
    }
    if !model.bins.shown() {
        model.offset = model.first_row(model.viewport.rows);
    }
}

/// Opens the selected bin: its outcomes in smaller bins, or one by one if they fit.
fn open(model: &mut Model) {
    let room = model.viewport.rows;
    let Some(binning) = model.bins.binning(model.n, room) else { return };
    let Some(rows) = binning.bins().find(|rows| rows.contains(&model.selected)) else { return };
    model.selected = rows.start;
    if rows.len() <= room.max(LEAST) {
        model.bins.close();
        model.offset = rows.start;
    } else {
        model.bins.windows.push(rows);
    }
}

/// Moves the selection from bin to bin; `to` maps the present bin and the number in sight to the new bin.
pub(in crate::explorer) fn scroll(model: &mut Model, to: impl Fn(usize, usize) -> usize) {
    let Some(binning) = model.bins.binning(model.n, model.viewport.rows) else { return };
    let count = binning.bins().count();
    let at = model.selected.saturating_sub(binning.first) / binning.size;
    model.selected = binning.first + binning.size * to(at, count).min(count - 1);
}
