//! Why a change of the base is not made, as sentences for the screen.

use crate::bon::ProposalError;
use crate::explorer::action::Action;
use crate::explorer::model::base::draft::EditError;
use crate::family::NotationError;
use crate::family::pasted::PasteError;

/// Why a change is not made.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The edit is impossible.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The family refuses.
    #[error(transparent)]
    Notation(#[from] NotationError),
    /// The proposal does not fit.
    #[error(transparent)]
    Proposal(#[from] ProposalError),
    /// The text is not a base.
    #[error(transparent)]
    Pasted(#[from] PasteError),
    /// The table on the screen is not the one to be edited.
    #[error("another base is being built; edit it once it is ready")]
    OtherBase,
    /// The drag would start from numbers that are about to change.
    #[error("an edit is under way; drag once it is done")]
    UnderWay,
}

impl BuildError {
    /// The action that would make the change possible.
    pub(in crate::explorer) fn remedy(&self) -> Option<(Action, &'static str)> {
        match self {
            BuildError::Edit(EditError::Locked(_)) => Some((Action::Lock, "unlocks it")),
            BuildError::Edit(
                EditError::NobodyGrows | EditError::GiverShort { .. } | EditError::GiverItself(_),
            ) => Some((Action::Reaction, "chooses another reaction")),
            BuildError::Edit(EditError::Tied(..)) => Some((Action::Untie, "unties them")),
            _ => None,
        }
    }
}
