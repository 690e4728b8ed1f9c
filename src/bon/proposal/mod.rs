//! Sampling from something other than the base: a proposal q made from it by temperature, top-k and top-p, or given by
//! weights. Best-of-n then draws from q; what it costs is still measured against the base.
//!
//! Supports shrink and never grow: an outcome that the base never gives would make the KL infinite, and is refused.

mod policy;

use thiserror::Error;

pub use policy::{Drawing, ProposedPolicy};

use crate::bon::base::{Base, MIN_MASS};
use crate::bon::numeric::special::ln_complement;
use crate::bon::numeric::sum::{Compensated, sum};

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
    #[error("the temperature is {0}; it must be a finite number above 0")]
    Temperature(f64),
    /// No outcome kept.
    #[error("top-k is 0; it must be a whole number of at least 1")]
    TopK,
    /// A share outside its domain.
    #[error("top-p is {0}; it must be above 0 and at most 1")]
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
    #[error("weight {} of the proposal is {weight}; weights must be finite and not negative", index + 1)]
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
        "outcome {} has a probability of e^{ln_mass:.1} under the proposal; it must be 0 or at least {MIN_MASS:e}: choose a temperature closer to 1, or leave the outcome out with top-k or top-p",
        index + 1
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
        let mut drawn = Drawn::from(base);
        if let Some(weights) = &self.weights {
            drawn.replace(weights)?;
        }
        if let Some(temperature) = self.temperature.filter(|t| *t != 1.0) {
            drawn.temper(temperature);
        }
        if let Some(k) = self.top_k {
            drawn.keep(|place, _| place < k);
        }
        if let Some(share) = self.top_p.filter(|share| *share < 1.0) {
            // A share that is reached exactly must not be missed by a rounding error of the sum.
            drawn.keep(|_, before| before < share * (1.0 - 1e-13));
        }
        drawn.proposed()
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

    /// Whether q is p to the last bit.
    pub fn changes_nothing(&self) -> bool {
        self.most == 0.0 && self.ln_weight.iter().all(|l| *l == 0.0 || *l == f64::NEG_INFINITY)
    }

    /// The number of outcomes kept.
    pub fn kept(&self) -> usize {
        self.ln_weight.iter().filter(|l| **l > f64::NEG_INFINITY).count()
    }
}

/// A proposal in the making, by rank.
struct Drawn<'a> {
    base: &'a Base,
    q: Vec<f64>,
    ln_weight: Vec<f64>,
}

impl<'a> Drawn<'a> {
    fn from(base: &'a Base) -> Drawn<'a> {
        let q: Vec<f64> = (0..base.len()).map(|rank| base.p(rank)).collect();
        let ln_weight = q.iter().map(|p| if *p > 0.0 { 0.0 } else { f64::NEG_INFINITY }).collect();
        Drawn { base, q, ln_weight }
    }

    fn replace(&mut self, weights: &[f64]) -> Result<(), ProposalError> {
        let base = self.base;
        if weights.len() != base.len() {
            return Err(ProposalError::Lengths { found: weights.len(), wanted: base.len() });
        }
        let wrong = |weight: &f64| !(weight.is_finite() && *weight >= 0.0);
        if let Some((index, &weight)) = weights.iter().enumerate().find(|(_, weight)| wrong(weight)) {
            return Err(ProposalError::Weight { index, weight });
        }
        let largest = weights.iter().copied().fold(0.0, f64::max);
        if largest == 0.0 {
            return Err(ProposalError::NoMass);
        }
        let total = sum(weights.iter().map(|weight| weight / largest));
        // The mass of all but the likeliest, which subtraction from 1 would round.
        let likeliest = weights.iter().position(|weight| *weight == largest);
        let others = weights.iter().enumerate().filter(|(i, _)| Some(*i) != likeliest);
        let rest = sum(others.map(|(_, weight)| weight / largest)) / total;
        for rank in 0..base.len() {
            let index = base.input_index(rank);
            let (weight, p) = (weights[index], base.p(rank));
            if weight > 0.0 && p == 0.0 {
                return Err(ProposalError::Grows { index });
            }
            self.q[rank] = weight / largest / total;
            self.ln_weight[rank] = if Some(index) == likeliest && rest < 0.5 && p > 0.5 {
                (-rest).ln_1p() - (-base.outcome_complement(rank)).ln_1p()
            } else if weight > 0.0 {
                let ratio = self.q[rank] / p;
                // The logarithm of a ratio that overflows is still a number.
                if ratio.is_finite() && ratio > 0.0 {
                    ratio.ln()
                } else {
                    (weight / largest).ln() - total.ln() - p.ln()
                }
            } else {
                f64::NEG_INFINITY
            };
        }
        Ok(())
    }

    /// q proportional to q^(1/T), by differences to the most probable outcome, so that a T close to 1 keeps its digits.
    fn temper(&mut self, temperature: f64) {
        let top = self.q.iter().copied().fold(0.0, f64::max);
        let power = (1.0 - temperature) / temperature;
        let rise: Vec<f64> =
            self.q.iter().map(|q| if *q > 0.0 { power * (q / top).ln() } else { 0.0 }).collect();
        let ln_total = sum(self.q.iter().zip(&rise).map(|(q, rise)| q * rise.exp_m1())).ln_1p();
        for ((q, ln_weight), rise) in self.q.iter_mut().zip(&mut self.ln_weight).zip(rise) {
            *ln_weight += rise - ln_total;
            *q *= (rise - ln_total).exp();
        }
    }

    /// Leaves out what `kept` refuses by its place, the most probable outcome first, and the mass before it.
    fn keep(&mut self, kept: impl Fn(usize, f64) -> bool) {
        let mut order: Vec<usize> =
            (0..self.q.len()).filter(|&rank| self.ln_weight[rank] > f64::NEG_INFINITY).collect();
        order.sort_by(|&a, &b| {
            let listed = || self.base.input_index(a).cmp(&self.base.input_index(b));
            self.q[b].total_cmp(&self.q[a]).then_with(listed)
        });
        let mut before = Compensated::default();
        let end = order
            .iter()
            .enumerate()
            .position(|(place, &rank)| {
                let stays = place == 0 || kept(place, before.value());
                before.add(self.q[rank]);
                !stays
            })
            .unwrap_or(order.len());
        let (stays, leaves) = order.split_at(end);
        if leaves.is_empty() {
            return;
        }
        let mass = |ranks: &[usize]| sum(ranks.iter().map(|&rank| self.q[rank]));
        let ln_kept = ln_complement(mass(leaves), mass(stays));
        for &rank in leaves {
            (self.q[rank], self.ln_weight[rank]) = (0.0, f64::NEG_INFINITY);
        }
        for &rank in stays {
            self.q[rank] *= (-ln_kept).exp();
            self.ln_weight[rank] -= ln_kept;
        }
    }

    fn proposed(self) -> Result<Proposed, ProposalError> {
        let Drawn { base, q, ln_weight } = self;
        let kept = |rank: &usize| ln_weight[*rank] > f64::NEG_INFINITY;
        let total = sum(q.iter().copied());
        if let Some(rank) = (0..q.len()).filter(kept).find(|&rank| q[rank] / total < MIN_MASS) {
            let ln_mass = base.p(rank).ln() + ln_weight[rank];
            return Err(ProposalError::TooSmall { index: base.input_index(rank), ln_mass });
        }
        let rewards: Vec<f64> = (0..q.len()).map(|rank| base.reward(rank)).collect();
        // Nothing else can be wrong with weights that were a distribution.
        let q = Base::with_rewards(&q, &rewards).map_err(|_| ProposalError::NoMass)?;
        let most = ln_weight.iter().copied().fold(0.0, f64::max);
        Ok(Proposed { q, ln_weight, most })
    }
}
