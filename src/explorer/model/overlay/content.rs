//! The texts of the open list or question, ready to be drawn.

use crate::explorer::model::overlay::list::Listing;
use crate::explorer::model::overlay::question::QuestionText;

/// The texts of the open list or question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Neither is open.
    Nothing,
    /// The open list.
    List(Listing),
    /// The input line.
    Question(QuestionText),
}
