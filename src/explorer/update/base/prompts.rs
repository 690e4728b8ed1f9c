//! Moving between the prompts, and setting their weights.

use crate::explorer::action::{Action, Pane};
use crate::explorer::model::base::draft::Rules;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::state::Model;
use crate::explorer::update::overlay::question::{Ask, stepped_text};
use crate::report::InformationUnit;
use crate::report::counted;
use crate::report::number::significant;
use crate::text::number;
use crate::tui::line::Line;

/// Digits of a share in a sentence.
const DIGITS: usize = 4;

/// Says why an action needs one prompt.
pub(in crate::explorer) fn refuse(model: &mut Model) {
    let prompts = counted(model.subject.prompts().len(), "prompt", "prompts");
    let why = format!("this is the average over {prompts}; each has outcomes of its own");
    model.notice = Some(model.keymap.advise(&why, [(Action::Edit, "opens the selected one")]));
}

/// Performs an action on prompts.
pub(in crate::explorer) fn act(model: &mut Model, action: Action) {
    let count = model.subject.prompts().len();
    if count == 0 {
        let hint = [(Action::Presets, "lists presets; three-prompts has several")];
        model.notice = Some(model.keymap.advise("there is one base and no prompts", hint));
        return;
    }
    let position = model.subject.position();
    // The average comes before the first prompt and after the last.
    let place = position.map_or(0, |position| position + 1);
    match action {
        Action::NextPrompt => go(model, ((place + 1) % (count + 1)).checked_sub(1)),
        Action::PreviousPrompt => go(model, ((place + count) % (count + 1)).checked_sub(1)),
        Action::PromptWeight => {
            let position = position.unwrap_or(model.selected).min(count - 1);
            let weight = model.subject.prompts()[position].weight;
            let question = Question::Weight(position);
            model.overlay = Some(Overlay::Question { question, line: Line::marked(&number::exact(weight)) });
        }
        _ => {}
    }
}

/// Opens the prompt that is selected in the list.
pub(in crate::explorer) fn open(model: &mut Model) {
    go(model, Some(model.selected));
    model.pane = Pane::Base;
}

/// Switches to one of the prompts, or to their average.
pub(in crate::explorer) fn go(model: &mut Model, position: Option<usize>) {
    if model.changes.pending() {
        model.notice =
            Some("an edit is under way; the other prompts can be shown once it is done".to_owned());
        return;
    }
    let selected = model.subject.position().filter(|_| position.is_none()).unwrap_or(0);
    let rules = Rules { reaction: model.rules.reaction.without_giver(), ..Rules::default() };
    model.turn_to(model.subject.clone().at_prompt(position), rules);
    model.bins.close();
    model.selected = selected;
    model.offset = 0;
    model.offset = model.first_row(model.viewport.rows);
}

/// Sets the typed weight of a prompt.
///
/// # Errors
/// One sentence that says why it is refused.
pub(in crate::explorer) fn weigh(model: &mut Model, position: usize, text: &str) -> Result<(), String> {
    let weight = number::parse(text).map_err(|error| format!("not a number: {error}"))?;
    if !(weight > 0.0 && weight.is_finite()) {
        return Err(format!("the weight is {text}; it must be a finite number above 0"));
    }
    if model.changes.pending() {
        return Err("an edit is under way; type the weight once it is done".to_owned());
    }
    let subject = model.subject.weighted(position, weight);
    let (share, name) = (subject.shares()[position], subject.prompts()[position].name.clone());
    model.turn_to(subject, model.rules.clone());
    let notice = format!("{name} has the weight {text}, a share of {}", significant(share, DIGITS));
    model.notice = Some(model.keymap.advise(&notice, [(Action::Undo, "undoes")]));
    Ok(())
}

/// The weight of the prompt at this position.
pub(in crate::explorer) struct WeightQuestion(pub(in crate::explorer) usize);

impl Ask for WeightQuestion {
    fn label(&self) -> &'static str {
        "weight of the prompt "
    }

    fn allowed(&self, _: InformationUnit) -> [&'static str; 2] {
        ["above 0, such as 2 or 1/3; its share is weight / sum", "above 0"]
    }

    fn steps(&self, typed: &str, _: u64, up: bool) -> Option<String> {
        Some(stepped_text(typed, 1.0, up))
    }

    fn answer(&self, model: &mut Model, text: &str) -> Result<Option<Effect>, String> {
        weigh(model, self.0, text)?;
        Ok(None)
    }
}
