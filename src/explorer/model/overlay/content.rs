//! The words of what lies over the panes, ready to be drawn.

use crate::explorer::model::overlay::list::Listing;
use crate::explorer::model::overlay::question::QuestionText;

/// The words of the list or the question that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Neither is open.
    Nothing,
    /// What the open list says.
    List(Listing),
    /// What the input line says.
    Question(QuestionText),
}
