//! Choosing the proposal that best-of-n draws from.

use crate::bon::Proposal;
use crate::explorer::model::base::change::Change;
use crate::explorer::model::base::proposal::Part;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::state::Model;
use crate::explorer::update::base::change;
use crate::explorer::update::overlay::question::{Ask, stepped, typed_number};
use crate::report::InformationUnit;
use crate::tui::line::Line;

/// Asks for the value of the chosen part, or removes the proposal.
pub(in crate::explorer) fn accept(model: &mut Model, entry: usize) {
    model.overlay = None;
    match Part::ALL.get(entry) {
        Some(&part) => {
            let line = Line::marked(&part.of(model.subject.how()).unwrap_or_default());
            model.overlay = Some(Overlay::Question { question: Question::Proposal(part), line });
        }
        None if model.subject.how().is_none() => {
            model.notice = Some("best-of-n draws from the base already".to_owned());
        }
        None => {
            if let Err(why) = draw_from(model, Proposal::default()) {
                model.notice = Some(why);
            }
        }
    }
}

/// Sets the typed value of a part.
///
/// # Errors
/// One sentence that says why it is refused.
pub(in crate::explorer) fn answer(model: &mut Model, part: Part, text: &str) -> Result<(), String> {
    let how = part.typed(model.subject.how(), text)?;
    draw_from(model, how)
}

fn draw_from(model: &mut Model, how: Proposal) -> Result<(), String> {
    let outcomes = model.subject.bases().map(|base| base.base().len()).sum();
    change::ask(model, Change::Proposal(how), outcomes).map_err(|error| error.to_string())
}

/// A part of the proposal.
pub(in crate::explorer) struct PartQuestion(pub(in crate::explorer) Part);

impl Ask for PartQuestion {
    fn label(&self) -> &'static str {
        self.0.label()
    }

    fn allowed(&self, _: InformationUnit) -> [&'static str; 2] {
        self.0.allowed()
    }

    fn width(&self) -> u16 {
        if self.0 == Part::Weights { 30 } else { 12 }
    }

    fn steps(&self, typed: &str, _: u64, up: bool) -> Option<String> {
        match self.0 {
            Part::Weights => None,
            Part::TopK => {
                let k: u64 = typed.parse().unwrap_or(0);
                Some(if up { k.saturating_add(1) } else { k.saturating_sub(1).max(1) }.to_string())
            }
            Part::TopP => Some(typed_number(stepped(typed, 1.0, up).min(1.0))),
            Part::Temperature => Some(typed_number(stepped(typed, 1.0, up))),
        }
    }

    fn answer(&self, model: &mut Model, text: &str) -> Result<Option<Effect>, String> {
        answer(model, self.0, text)?;
        Ok(None)
    }
}
