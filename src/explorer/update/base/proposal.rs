//! Choosing the proposal that best-of-n draws from.

use crate::bon::Proposal;
use crate::explorer::action::{Action, Context};
use crate::explorer::model::base::change::Change;
use crate::explorer::model::base::proposal::Part;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::list::{Menu, Row};
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::state::Model;
use crate::explorer::update::base::change;
use crate::explorer::update::overlay::list::List;
use crate::explorer::update::overlay::question::{Ask, stepped, typed_number};
use crate::report::InformationUnit;
use crate::tui::line::Line;

/// Opens the list of parts.
pub(in crate::explorer) fn choose(model: &mut Model) {
    model.overlay = Some(PartList.at(0));
}

/// Asks for the value of the chosen part, or removes the proposal.
pub(in crate::explorer) fn accept(model: &mut Model, entry: usize) {
    model.overlay = None;
    match Part::ALL.get(entry) {
        Some(&part) => {
            let line = Line::marked(&part.of(model.subject.how()).unwrap_or_default());
            model.overlay = Some(Overlay::Prompt { asked: Question::Proposal(part), line });
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

/// The parts of the proposal, and an entry for no proposal.
pub(in crate::explorer) struct PartList;

impl List for PartList {
    fn kind(&self) -> Action {
        Action::Proposal
    }

    fn context(&self) -> Context {
        Context::Proposal
    }

    fn title(&self, _: &Model, _: bool) -> String {
        "Best-of-n draws from q".to_owned()
    }

    fn heading(&self, _: &Model, _: bool) -> Row {
        Row::plain("parts, which can be combined", "now")
    }

    fn rows(&self, model: &Model, _: &str, _: bool) -> Vec<Row> {
        let how = model.subject.how();
        let part = |part: &Part| {
            let now = part.of(how).unwrap_or_else(|| "-".to_owned());
            Row::plain(part.title(), beginning(now))
        };
        let none = Row::plain("none: draw from the base", if how.is_none() { "now" } else { "" });
        Part::ALL.iter().map(part).chain([none]).collect()
    }

    fn accept(&self, model: &mut Model, menu: &Menu) -> Option<Effect> {
        accept(model, menu.selected);
        None
    }
}

/// The beginning of the weights, cut to the width of the list.
fn beginning(numbers: String) -> String {
    const MOST: usize = 12;
    if numbers.len() <= MOST { numbers } else { numbers.chars().take(MOST - 1).chain(['…']).collect() }
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
