//! The one-line prompt: what it can ask for, and what is done with the answer.

use crate::explorer::model::base::proposal::{self, Part};
use crate::explorer::model::base::{find, prompts};
use crate::explorer::model::curves::chosen_curves::{self, Place};
use crate::explorer::model::curves::{pins, policies};
use crate::explorer::model::files::document;
use crate::explorer::model::files::export::{self, What};
use crate::explorer::model::lesson;
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::list::{Kind, Menu};
use crate::explorer::model::scale::jump::{self, Goal};
use crate::explorer::model::scale::steps;
use crate::explorer::model::state::Model;
use crate::explorer::update::scale::scale_end;
use crate::family;
use crate::preset::Predict;
use crate::report::InformationUnit;
use crate::report::number::significant;
use crate::text::{draws, number};
use crate::tui::line::Line;

/// What the prompt asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A number of draws.
    Draws,
    /// What n is to reach.
    Jump(Goal),
    /// The right end of the scale of n.
    Reach,
    /// The name of a new pin.
    PinName,
    /// Another name for this pin.
    PinRename(usize),
    /// The name or the file under which to save.
    SaveAs {
        /// What was typed before and may be replaced now that it is typed again.
        replacing: Option<String>,
    },
    /// The file to export to.
    Export {
        /// What goes there.
        what: What,
        /// What was typed before and may be replaced now that it is typed again.
        replacing: Option<String>,
    },
    /// The temperature of soft best-of-n.
    Temperature,
    /// A part of the proposal.
    Proposal(Part),
    /// A guess of what a quantity is.
    Guess(Predict),
    /// The order of a Rényi divergence for this curve.
    Order(Place),
    /// Which outcome to look for.
    Find,
    /// The weight of the prompt at this position.
    Weight(usize),
}

impl Asked {
    /// What stands before the answer.
    pub fn label(&self) -> &'static str {
        match self {
            Asked::Draws => "n = ",
            Asked::Jump(goal) => goal.label(),
            Asked::Reach => "n up to ",
            Asked::PinName => "pin as ",
            Asked::PinRename(_) => "rename to ",
            Asked::SaveAs { .. } => "save as ",
            Asked::Export { .. } => "export to ",
            Asked::Temperature => "temperature of soft best-of-n ",
            Asked::Proposal(part) => part.label(),
            Asked::Guess(_) => "your guess: ",
            Asked::Order(_) => "Rényi order ",
            Asked::Find => "find ",
            Asked::Weight(_) => "weight of the prompt ",
        }
    }

    /// What may be typed, in full and in short, where information is shown in `unit`.
    pub fn allowed(&self, unit: InformationUnit) -> [&'static str; 2] {
        match self {
            Asked::Draws => ["a whole number from 1 to 1e15; 1e6 and 2^10 are fine", "1 to 1e15, like 2^10"],
            Asked::Jump(goal) => goal.allowed(unit),
            Asked::Reach => ["a whole number from 1e3 to 1e15; 1e9 and 2^30 are fine", "1e3 to 1e15"],
            Asked::PinName | Asked::PinRename(_) => ["any name; Enter takes it", ""],
            Asked::SaveAs { .. } => ["a name among your presets, or a path", "name or path"],
            Asked::Export { what, .. } => what.allowed(),
            Asked::Temperature => {
                ["above 0, in the unit of the rewards; auto: it reaches this KL", "above 0, or auto"]
            }
            Asked::Proposal(part) => part.allowed(),
            Asked::Weight(_) => ["above 0, such as 2 or 1/3; its share is weight / sum", "above 0"],
            Asked::Guess(_) => ["a number; 1/3, 2^-20 and 1e-4 are fine", "a number"],
            Asked::Order(_) => ["above 0 and not 1, such as 3, 1/3 or inf", "1/3, inf"],
            Asked::Find => {
                ["a part of a label, a row as #12, or p>1e-3, p<1e-9, p=0.25", "label, #12, p>0.1"]
            }
        }
    }

    /// Whether the answer is a number that can be stepped.
    pub fn steps(&self) -> bool {
        match self {
            Asked::Draws
            | Asked::Jump(_)
            | Asked::Reach
            | Asked::Temperature
            | Asked::Guess(_)
            | Asked::Weight(_)
            | Asked::Order(_) => true,
            Asked::Proposal(part) => *part != Part::Weights,
            Asked::PinName
            | Asked::PinRename(_)
            | Asked::SaveAs { .. }
            | Asked::Export { .. }
            | Asked::Find => false,
        }
    }

    /// The cells that the answer gets.
    pub fn width(&self) -> u16 {
        match self {
            Asked::Draws
            | Asked::Jump(_)
            | Asked::Reach
            | Asked::Temperature
            | Asked::Guess(_)
            | Asked::Weight(_) => 12,
            Asked::Order(_) => 8,
            Asked::PinName | Asked::PinRename(_) => 24,
            Asked::Find => 16,
            Asked::Proposal(Part::Weights) | Asked::SaveAs { .. } => 30,
            Asked::Proposal(_) => 12,
            Asked::Export { .. } => 28,
        }
    }

    /// What lies over the panes when it is answered or given up.
    pub(in crate::explorer) fn after(&self) -> Option<Overlay> {
        match self {
            Asked::PinRename(at) => Some(Overlay::Menu(Menu::new(Kind::Pins, *at))),
            Asked::Temperature => Some(policies::at_temperature()),
            Asked::Draws
            | Asked::Jump(_)
            | Asked::Reach
            | Asked::PinName
            | Asked::SaveAs { .. }
            | Asked::Export { .. }
            | Asked::Proposal(_)
            | Asked::Guess(_)
            | Asked::Weight(_)
            | Asked::Order(_)
            | Asked::Find => None,
        }
    }
}

/// Puts the next number up or down in the place of the one that is typed.
pub(in crate::explorer) fn step(asked: &Asked, n: u64, line: &mut Line, up: bool) {
    let text = line.text().trim();
    let whole = match draws::parse_list(text, 2).as_deref() {
        Ok(&[typed]) => typed,
        _ => n,
    };
    let stepped = match asked {
        Asked::Draws if up => steps::up(whole).min(steps::MAX).to_string(),
        Asked::Draws => steps::down(whole).to_string(),
        Asked::Reach if up => whole.saturating_mul(10).clamp(steps::LEAST_REACH, steps::MAX).to_string(),
        Asked::Reach => (whole / 10).max(steps::LEAST_REACH).to_string(),
        Asked::Proposal(Part::TopK) if up => whole_typed(text).saturating_add(1).to_string(),
        Asked::Proposal(Part::TopK) => whole_typed(text).saturating_sub(1).max(1).to_string(),
        Asked::Proposal(Part::TopP) => {
            let typed = number::parse(text).unwrap_or(1.0);
            significant(family::step(typed, up, -300).min(1.0), 15)
        }
        Asked::Proposal(Part::Temperature) | Asked::Weight(_) => {
            significant(family::step(number::parse(text).unwrap_or(1.0), up, -300), 15)
        }
        Asked::Order(_) => {
            let typed = number::parse(text).unwrap_or(1.0);
            let stepped = family::step(typed, up, -300);
            // There is no divergence of order 1.
            let beyond = if stepped == 1.0 { family::step(stepped, up, -300) } else { stepped };
            significant(beyond, 15)
        }
        Asked::Jump(_) | Asked::Temperature | Asked::Guess(_) => {
            let typed = number::parse(text).unwrap_or(0.0);
            significant(family::step(typed, up, -300), 15)
        }
        Asked::PinName
        | Asked::PinRename(_)
        | Asked::SaveAs { .. }
        | Asked::Export { .. }
        | Asked::Find
        | Asked::Proposal(Part::Weights) => {
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
    asked: &Asked,
    text: &str,
) -> Result<Option<Effect>, String> {
    match *asked {
        Asked::SaveAs { ref replacing } => {
            return document::answer(model, text, replacing.as_deref()).map(Some);
        }
        Asked::Export { what, ref replacing } => {
            return export::answer(model, what, text, replacing.as_deref()).map(Some);
        }
        Asked::Guess(_) => {
            let guess = number::parse(text).map_err(|error| error.to_string())?;
            lesson::guess(model, guess);
        }
        Asked::Temperature => policies::heat(model, text)?,
        Asked::Find => return find::answer(model, text),
        Asked::Order(place) => chosen_curves::take_order(model, place, text)?,
        Asked::Jump(goal) => return jump::seek(model, goal, text).map(Some),
        Asked::Reach => match draws::parse_list(text, 2).as_deref() {
            Ok(&[reach]) if reach >= steps::LEAST_REACH => scale_end::set(model, reach),
            _ => return Err("this is no whole number from 1e3 to 1e15; 1e4, 1e9 and 2^30 are".to_owned()),
        },
        Asked::Proposal(part) => proposal::answer(model, part, text)?,
        Asked::Weight(position) => prompts::weigh(model, position, text)?,
        Asked::PinName => pins::keep(model, text),
        Asked::PinRename(at) => pins::rename(model, at, text),
        Asked::Draws => match draws::parse_list(text, 2).as_deref() {
            Ok(&[n]) => {
                model.reach = model.range;
                model.set_draws(n);
            }
            _ => return Err("this is no whole number from 1 to 1e15; 64, 1e6 and 2^10 are".to_owned()),
        },
    }
    Ok(None)
}
