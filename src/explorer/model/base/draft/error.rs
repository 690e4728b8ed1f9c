//! Why an edit is impossible, as sentences for the screen.

use crate::bon::BaseError;
use crate::report::number::significant;

/// The largest base that can be edited, in outcomes: an edit rebuilds the base, which takes about 40 ms for a quarter
/// of this.
pub const EDITABLE: usize = 1_000_000;

/// Why an edit is impossible.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum EditError {
    /// More outcomes than [`EDITABLE`].
    #[error("this base has {0} outcomes; up to {EDITABLE} can be edited")]
    TooMany(usize),
    /// The probability is locked.
    #[error("{0} is locked")]
    Locked(String),
    /// The probability is not between 0 and 1.
    #[error("the probability of {label} cannot be {}; it must be from 0 to 1", significant(*found, 6))]
    Share {
        /// The outcome.
        label: String,
        /// The value asked for.
        found: f64,
    },
    /// The weight is negative.
    #[error("the weight of {label} cannot be {}; it must not be negative", significant(*found, 6))]
    Weight {
        /// The outcome.
        label: String,
        /// The value asked for.
        found: f64,
    },
    /// The locked outcomes leave too little.
    #[error("{label} can have at most {}, because the locked outcomes hold the rest", significant(*most, 6))]
    LockedRest {
        /// The outcome.
        label: String,
        /// The most it can have.
        most: f64,
    },
    /// No other outcome can take the mass that becomes free.
    #[error("no unlocked outcome has a probability that could grow instead")]
    NobodyGrows,
    /// The outcome that gives has too little.
    #[error("{giver} gives, so {label} can have at most {}", significant(*most, 6))]
    GiverShort {
        /// The outcome that gives.
        giver: String,
        /// The outcome.
        label: String,
        /// The most it can have: the sum of both.
        most: f64,
    },
    /// The outcome to change is the one that gives and takes.
    #[error("{0} is the outcome that gives and takes; change another one")]
    GiverItself(String),
    /// The label is empty.
    #[error("a label needs at least one visible character")]
    NoLabel,
    /// The label is taken.
    #[error("another outcome is called {0} already; labels must differ")]
    LabelTaken(String),
    /// The only outcome cannot be deleted.
    #[error("{0} is the only outcome; a base needs at least one")]
    OnlyOne(String),
    /// There is no outcome above or below.
    #[error("no outcome has a {1} reward than {0}")]
    NoNeighbour(String, &'static str),
    /// The outcome is tied with its neighbour.
    #[error("{0} and {1} are tied")]
    Tied(String, String),
    /// The outcome is not tied.
    #[error("no other outcome has the reward of {0}")]
    NotTied(String),
    /// No floating-point number lies between two rewards.
    #[error("there is no number between the rewards {0} and {1}")]
    NoRoom(f64, f64),
    /// The numbers make no base.
    #[error(transparent)]
    Base(#[from] BaseError),
}
