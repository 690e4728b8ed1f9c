//! What is done with the answer to a question.

use crate::explorer::model::base::proposal::Part;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::list::{Kind, Menu};
use crate::explorer::model::overlay::question::Question;
use crate::explorer::model::scale::steps;
use crate::explorer::model::state::Model;
use crate::explorer::update::base::{find, prompts, proposal};
use crate::explorer::update::curves::{chosen_curves, pins, policies};
use crate::explorer::update::files::{export, save};
use crate::explorer::update::lesson as update_lesson;
use crate::explorer::update::scale::{jump, scale_end};
use crate::report::number::significant;
use crate::text;
use crate::text::{draws, number};
use crate::tui::line::Line;

/// Puts the next number up or down in the place of the one that is typed.
pub(in crate::explorer) fn step(asked: &Question, n: u64, line: &mut Line, up: bool) {
    let text = line.text().trim();
    let whole = match draws::parse_list(text, 2).as_deref() {
        Ok(&[typed]) => typed,
        _ => n,
    };
    let stepped = match asked {
        Question::Draws if up => steps::up(whole).min(steps::MAX).to_string(),
        Question::Draws => steps::down(whole).to_string(),
        Question::Reach if up => whole.saturating_mul(10).clamp(steps::LEAST_REACH, steps::MAX).to_string(),
        Question::Reach => (whole / 10).max(steps::LEAST_REACH).to_string(),
        Question::Proposal(Part::TopK) if up => whole_typed(text).saturating_add(1).to_string(),
        Question::Proposal(Part::TopK) => whole_typed(text).saturating_sub(1).max(1).to_string(),
        Question::Proposal(Part::TopP) => {
            let typed = number::parse(text).unwrap_or(1.0);
            significant(text::step(typed, up, -300).min(1.0), 15)
        }
        Question::Proposal(Part::Temperature) | Question::Weight(_) => {
            significant(text::step(number::parse(text).unwrap_or(1.0), up, -300), 15)
        }
        Question::Order(_) => {
            let typed = number::parse(text).unwrap_or(1.0);
            let stepped = text::step(typed, up, -300);
            // There is no divergence of order 1.
            let beyond = if stepped == 1.0 { text::step(stepped, up, -300) } else { stepped };
            significant(beyond, 15)
        }
        Question::Jump(_) | Question::Temperature | Question::Guess(_) => {
            let typed = number::parse(text).unwrap_or(0.0);
            significant(text::step(typed, up, -300), 15)
        }
        Question::PinName
        | Question::PinRename(_)
        | Question::SaveAs { .. }
        | Question::Export { .. }
        | Question::Find
        | Question::Proposal(Part::Weights) => {
            return;
        }
    };
    *line = Line::new(&stepped);
}

fn whole_typed(text: &str) -> u64 {
    text.parse().unwrap_or(0)
}

/// Does what was asked with the answer, which is not empty.
///
/// # Errors
/// One sentence that says why the answer is not taken; the prompt stays open.
pub(in crate::explorer) fn answer(
    model: &mut Model,
    asked: &Question,
    text: &str,
) -> Result<Option<Effect>, String> {
    match *asked {
        Question::SaveAs { ref replacing } => {
            return save::answer(model, text, replacing.as_deref()).map(Some);
        }
        Question::Export { what, ref replacing } => {
            return export::answer(model, what, text, replacing.as_deref()).map(Some);
        }
        Question::Guess(_) => {
            let guess = number::parse(text).map_err(|error| error.to_string())?;
            update_lesson::guess(model, guess);
        }
        Question::Temperature => policies::set_temperature(model, text)?,
        Question::Find => return find::answer(model, text),
        Question::Order(place) => chosen_curves::take_order(model, place, text)?,
        Question::Jump(goal) => return jump::seek(model, goal, text).map(Some),
        Question::Reach => match draws::parse_list(text, 2).as_deref() {
            Ok(&[reach]) if reach >= steps::LEAST_REACH => scale_end::set(model, reach),
            _ => return Err("this is no whole number from 1e3 to 1e15; 1e4, 1e9 and 2^30 are".to_owned()),
        },
        Question::Proposal(part) => proposal::answer(model, part, text)?,
        Question::Weight(position) => prompts::weigh(model, position, text)?,
        Question::PinName => pins::keep(model, text),
        Question::PinRename(at) => pins::rename(model, at, text),
        Question::Draws => match draws::parse_list(text, 2).as_deref() {
            Ok(&[n]) => model.choose_draws(n),
            _ => return Err("this is no whole number from 1 to 1e15; 64, 1e6 and 2^10 are".to_owned()),
        },
    }
    Ok(None)
}

/// What lies over the panes when it is answered or given up.
pub(in crate::explorer) fn after(asked: &Question) -> Option<Overlay> {
    match asked {
        Question::PinRename(at) => Some(Overlay::Menu(Menu::new(Kind::Pins, *at))),
        Question::Temperature => Some(policies::at_temperature()),
        Question::Draws
        | Question::Jump(_)
        | Question::Reach
        | Question::PinName
        | Question::SaveAs { .. }
        | Question::Export { .. }
        | Question::Proposal(_)
        | Question::Guess(_)
        | Question::Weight(_)
        | Question::Order(_)
        | Question::Find => None,
    }
}
