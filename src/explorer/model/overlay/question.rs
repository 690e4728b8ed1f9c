//! The questions of the input line.

use crate::explorer::model::base::proposal::Part;
use crate::explorer::model::curves::chosen_curves::CurveSlot;
use crate::explorer::model::files::export::What;
use crate::explorer::model::scale::jump::Goal;
use crate::preset::Predict;

/// A question of the input line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// A number of draws.
    Draws,
    /// The value that n is to reach.
    Jump(Goal),
    /// The right end of the scale of n.
    ScaleEnd,
    /// The name of a new pin.
    PinName,
    /// Another name for this pin.
    PinRename(usize),
    /// The name or the file to save under.
    SaveAs {
        /// The existing name or file that may be replaced when it is typed again.
        replacing: Option<String>,
    },
    /// The file to export to.
    Export {
        /// What to export.
        what: What,
        /// The existing file that may be replaced when it is typed again.
        replacing: Option<String>,
    },
    /// The temperature of soft best-of-n.
    Temperature,
    /// A part of the proposal.
    Proposal(Part),
    /// A guess of the value of a quantity.
    Guess(Predict),
    /// The order of a Rényi divergence for this curve.
    Order(CurveSlot),
    /// The outcome to find.
    Find,
    /// The weight of the prompt at this position.
    Weight(usize),
}

/// The texts of the input line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuestionText {
    /// The label before the answer.
    pub label: &'static str,
    /// What may be typed, in full and in short.
    pub allowed: [&'static str; 2],
    /// The cells for the answer.
    pub width: u16,
    /// Whether the answer is a number that can be stepped.
    pub steps: bool,
}
