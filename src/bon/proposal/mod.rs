//! Sampling from something other than the base: a proposal q made from it by temperature, top-k and top-p, or given by
//! weights. Best-of-n then draws from q; what it costs is still measured against the base.
//!
//! Supports shrink and never grow: an outcome that the base never gives would make the KL infinite, and is refused.

mod fine;
mod making;
mod policy;

use thiserror::Error;

pub use policy::{Drawing, ProposedPolicy};

use self::fine::Fine;
use self::making::Making;
use crate::bon::base::{Base, MIN_MASS};
use crate::bon::numeric::lazy::Lazy;
use crate::bon::numeric::written::{exact, of_ln};

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

/// A proposal made for one base.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    /// q, ranks as in the base; what is left out has weight 0.
    q: Base,
    /// ln(q/p) by rank, minus infinity for what is left out.
    ln_weight: Vec<f64>,
    most: f64,
    /// What ln(q/p) is below its greatest value, by rank; infinite for what is left out.
    lack: Vec<f64>,
    kl_limit: f64,
    /// How it was made, and what that gives in doubled precision.
    how: Proposal,
    fine: Lazy<Option<Fine>>,
}

impl Proposal {
    /// Whether it asks for nothing.
    pub fn is_none(&self) -> bool {
        *self == Proposal::default()
    }

    /// The proposal for `base`. Takes time proportional to the number of outcomes and its logarithm.
    ///
    /// # Errors
    /// [`ProposalError`] for a number outside its domain and for weights that do not fit the base.
    pub fn over(&self, base: &Base) -> Result<Proposed, ProposalError> {
        self.check()?;
        Making::of(self, base)?.proposed(self)
    }

    fn check(&self) -> Result<(), ProposalError> {
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

impl Proposed {
    /// What best-of-n draws from.
    pub fn q(&self) -> &Base {
        &self.q
    }

    /// ln(q/p) of the outcome at `rank`, minus infinity where it is left out; meaningless for one of weight 0 in the base.
    ///
    /// # Panics
    /// When `rank` is not below the number of outcomes.
    pub fn ln_weight(&self, rank: usize) -> f64 {
        self.ln_weight[rank]
    }

    /// max ln(q/p) over the outcomes kept, in nats, >= 0: what the bound on the KL rises by (derived).
    pub fn most(&self) -> f64 {
        self.most
    }

    /// What [`Proposed::ln_weight`] is below [`Proposed::most`], not rounded as their difference is.
    pub(in crate::bon) fn lack(&self, rank: usize) -> f64 {
        self.lack[rank]
    }

    /// What the KL of best-of-n over the proposal from the base tends to as n grows without end, in nats.
    pub(in crate::bon) fn kl_limit(&self) -> f64 {
        self.kl_limit
    }

    /// ln(pi/p) of the outcome at `rank` under best-of-n over the proposal, in doubled precision; the first call takes time
    /// proportional to the number of outcomes. None for a base that it was not made for.
    pub(in crate::bon) fn fine_ln_ratio(&self, base: &Base, rank: usize, n: f64) -> Option<f64> {
        let made = || Making::of(&self.how, base).ok().map(|making| Fine::new(&making, &self.q));
        let fine = self.fine.get_or_make(made).as_ref()?;
        Some(fine.ln_ratio(base, (rank, self.q.class_of(rank)), n)).filter(|ln| ln.is_finite())
    }

    /// Whether q is p to the last bit.
    pub fn changes_nothing(&self) -> bool {
        self.most == 0.0 && self.ln_weight.iter().all(|l| *l == 0.0 || *l == f64::NEG_INFINITY)
    }

    /// The number of outcomes kept.
    pub fn kept(&self) -> usize {
        self.ln_weight.iter().filter(|l| **l > f64::NEG_INFINITY).count()
    }
}
