//! The questions of the input line.

use crate::explorer::model::base::proposal::Part;
use crate::explorer::model::curves::chosen_curves::CurveSlot;
use crate::explorer::model::files::export::What;
use crate::explorer::model::scale::jump::Goal;
use crate::preset::Predict;

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

/// What the input line says of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuestionText {
    /// What stands before the answer.
    pub label: &'static str,
    /// What may be typed, in full and in short.
    pub allowed: [&'static str; 2],
    /// The cells that the answer gets.
    pub width: u16,
    /// Whether the answer is a number that can be stepped.
    pub steps: bool,
}
