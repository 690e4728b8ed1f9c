//! What a proposal is to be, and why one cannot be had.

use thiserror::Error;

use crate::base::MIN_MASS;
use crate::numeric::written::{exact, of_ln};

/// The steps of a proposal, in this order: weights that replace the base, temperature, top-k, top-p.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposal {
    /// One weight an outcome, by input position; they are normalised.
    pub weights: Option<Vec<f64>>,
    /// T > 0: q is proportional to p^(1/T).
    pub temperature: Option<f64>,
    /// Only the k >= 1 most probable outcomes; of equally probable ones those listed first.
    pub top_k: Option<usize>,
    /// Only the fewest most probable outcomes, as for top-k, that have together at least this share, 0 < P <= 1, of what
    /// top-k has left.
    pub top_p: Option<f64>,
}

/// Why a proposal cannot be had. Indices are 0-based positions in the input.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
pub enum ProposalError {
    /// A temperature that is not a positive finite number.
    #[error("the temperature is {}; it must be a finite number above 0", exact(*.0))]
    Temperature(f64),
    /// No outcome kept.
    #[error("top-k is 0; it must be a whole number of at least 1")]
    TopK,
    /// A share outside its domain.
    #[error("top-p is {}; it must be above 0 and at most 1", exact(*.0))]
    TopP(f64),
    /// Not one weight an outcome.
    #[error(
        "the proposal has {found} weights but the base has {wanted} outcomes; give one weight for each outcome"
    )]
    Lengths {
        /// Number of weights.
        found: usize,
        /// Number of outcomes.
        wanted: usize,
    },
    /// A weight that is negative or not finite.
    #[error("weight {} of the proposal is {}; weights must be finite and not negative", index + 1, exact(*weight))]
    Weight {
        /// Which outcome.
        index: usize,
        /// Its weight.
        weight: f64,
    },
    /// Every weight is zero.
    #[error("every weight of the proposal is 0; at least one outcome must have a positive weight")]
    NoMass,
    /// A weight where the base has none.
    #[error(
        "weight {} of the proposal is positive but the base gives this outcome no weight; a proposal may only leave outcomes out, else the KL is infinite",
        index + 1
    )]
    Grows {
        /// Which outcome.
        index: usize,
    },
    /// A probability below [`MIN_MASS`].
    #[error(
        "outcome {} has a probability of {} under the proposal; it must be 0 or at least {MIN_MASS:e}: choose a temperature closer to 1, or leave the outcome out with top-k or top-p",
        index + 1, of_ln(*ln_mass)
    )]
    TooSmall {
        /// Which outcome.
        index: usize,
        /// The logarithm of its probability.
        ln_mass: f64,
    },
}

impl Proposal {
    /// Whether it asks for nothing.
    pub fn is_none(&self) -> bool {
        *self == Proposal::default()
    }

    /// Refuses numbers outside their domain.
    pub(super) fn check(&self) -> Result<(), ProposalError> {
        if let Some(t) = self.temperature.filter(|t| !(t.is_finite() && *t > 0.0)) {
            return Err(ProposalError::Temperature(t));
        }
        if self.top_k == Some(0) {
            return Err(ProposalError::TopK);
        }
        match self.top_p.filter(|share| !(*share > 0.0 && *share <= 1.0)) {
            Some(share) => Err(ProposalError::TopP(share)),
            None => Ok(()),
        }
    }
}
