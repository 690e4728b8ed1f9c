//! Why an edit is impossible: sentences for the person who asked for it.

use crate::bon::BaseError;
use crate::report::number::significant;

/// The largest base that can be edited, in outcomes: an edit rebuilds the base, which takes some 40 ms for a quarter of
/// this.
pub const EDITABLE: usize = 1_000_000;

/// Why an edit is impossible.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EditError {
    /// More than [`EDITABLE`].
    #[error("this base has {0} outcomes; up to {EDITABLE} can be edited")]
    TooMany(usize),
    /// The probability is locked.
    #[error("{0} is locked")]
    Locked(String),
    /// No share.
    #[error("the probability of {label} cannot be {}; it must be from 0 to 1", significant(*found, 6))]
    Share {
        /// Of which outcome.
        label: String,
        /// What was asked for.
        found: f64,
    },
    /// No weight.
    #[error("the weight of {label} cannot be {}; it must not be negative", significant(*found, 6))]
    Weight {
        /// Of which outcome.
        label: String,
        /// What was asked for.
        found: f64,
    },
    /// The locked outcomes leave less.
    #[error("{label} can have at most {}, because the locked outcomes hold the rest", significant(*most, 6))]
    LockedRest {
        /// Which outcome.
        label: String,
        /// What they leave.
        most: f64,
    },
    /// Nobody can take what is left over.
    #[error("no unlocked outcome has a probability that could grow instead")]
    NobodyGrows,
    /// The outcome that gives has too little.
    #[error("{giver} gives, so {label} can have at most {}", significant(*most, 6))]
    GiverShort {
        /// Who gives.
        giver: String,
        /// Which outcome.
        label: String,
        /// What both have together.
        most: f64,
    },
    /// The outcome that gives and takes is the one to change.
    #[error("{0} is the outcome that gives and takes; change another one")]
    GiverItself(String),
    /// No text.
    #[error("a label needs at least one visible character")]
    NoLabel,
    /// Two outcomes of one name.
    #[error("another outcome is called {0} already; labels must differ")]
    LabelTaken(String),
    /// The only outcome.
    #[error("{0} is the only outcome; a base needs at least one")]
    OnlyOne(String),
    /// Nothing above or below.
    #[error("no outcome has a {1} reward than {0}")]
    NoNeighbour(String, &'static str),
    /// Tied with the neighbour.
    #[error("{0} and {1} are tied")]
    Tied(String, String),
    /// Not tied.
    #[error("no other outcome has the reward of {0}")]
    NotTied(String),
    /// No number lies between two rewards.
    #[error("there is no number between the rewards {0} and {1}")]
    NoRoom(f64, f64),
    /// Numbers that make no base.
    #[error(transparent)]
    Base(#[from] BaseError),
}
