//! The one-line prompt: what it can ask for, and what is done with the answer.

use crate::explorer::model::base::proposal::Part;
use crate::explorer::model::curves::chosen_curves::CurveSlot;
use crate::explorer::model::files::export::What;
use crate::explorer::model::scale::jump::Goal;
use crate::preset::Predict;
use crate::report::InformationUnit;

/// What the prompt asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
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
    Order(CurveSlot),
    /// Which outcome to look for.
    Find,
    /// The weight of the prompt at this position.
    Weight(usize),
}

impl Question {
    /// What stands before the answer.
    pub fn label(&self) -> &'static str {
        match self {
            Question::Draws => "n = ",
            Question::Jump(goal) => goal.label(),
            Question::Reach => "n up to ",
            Question::PinName => "pin as ",
            Question::PinRename(_) => "rename to ",
            Question::SaveAs { .. } => "save as ",
            Question::Export { .. } => "export to ",
            Question::Temperature => "temperature of soft best-of-n ",
            Question::Proposal(part) => part.label(),
            Question::Guess(_) => "your guess: ",
            Question::Order(_) => "Rényi order ",
            Question::Find => "find ",
            Question::Weight(_) => "weight of the prompt ",
        }
    }

    /// What may be typed, in full and in short, where information is shown in `unit`.
    pub fn allowed(&self, unit: InformationUnit) -> [&'static str; 2] {
        match self {
            Question::Draws => {
                ["a whole number from 1 to 1e15; 1e6 and 2^10 are fine", "1 to 1e15, like 2^10"]
            }
            Question::Jump(goal) => goal.allowed(unit),
            Question::Reach => ["a whole number from 1e3 to 1e15; 1e9 and 2^30 are fine", "1e3 to 1e15"],
            Question::PinName | Question::PinRename(_) => ["any name; Enter takes it", ""],
            Question::SaveAs { .. } => ["a name among your presets, or a path", "name or path"],
            Question::Export { what, .. } => what.allowed(),
            Question::Temperature => {
                ["above 0, in the unit of the rewards; auto: it reaches this KL", "above 0, or auto"]
            }
            Question::Proposal(part) => part.allowed(),
            Question::Weight(_) => ["above 0, such as 2 or 1/3; its share is weight / sum", "above 0"],
            Question::Guess(_) => ["a number; 1/3, 2^-20 and 1e-4 are fine", "a number"],
            Question::Order(_) => ["above 0 and not 1, such as 3, 1/3 or inf", "1/3, inf"],
            Question::Find => {
                ["a part of a label, a row as #12, or p>1e-3, p<1e-9, p=0.25", "label, #12, p>0.1"]
            }
        }
    }

    /// Whether the answer is a number that can be stepped.
    pub fn steps(&self) -> bool {
        match self {
            Question::Draws
            | Question::Jump(_)
            | Question::Reach
            | Question::Temperature
            | Question::Guess(_)
            | Question::Weight(_)
            | Question::Order(_) => true,
            Question::Proposal(part) => *part != Part::Weights,
            Question::PinName
            | Question::PinRename(_)
            | Question::SaveAs { .. }
            | Question::Export { .. }
            | Question::Find => false,
        }
    }

    /// The cells that the answer gets.
    pub fn width(&self) -> u16 {
        match self {
            Question::Draws
            | Question::Jump(_)
            | Question::Reach
            | Question::Temperature
            | Question::Guess(_)
            | Question::Weight(_) => 12,
            Question::Order(_) => 8,
            Question::PinName | Question::PinRename(_) => 24,
            Question::Find => 16,
            Question::Proposal(Part::Weights) | Question::SaveAs { .. } => 30,
            Question::Proposal(_) => 12,
            Question::Export { .. } => 28,
        }
    }
}
