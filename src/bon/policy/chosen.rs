//! Some quantities of one policy, without the sums that only the others need.

use super::fast::Summary;
use super::{Classes, Policy};
use crate::bon::base::Base;
use crate::bon::quantity::{Evaluation, Quantity};

/// What a [`Summary`] answers.
const SUMMED: &[Quantity] = &[
    Quantity::Kl,
    Quantity::Gap,
    Quantity::Estimator,
    Quantity::WinRate,
    Quantity::WinRateGap,
    Quantity::ProposalGap,
];
const QUANTILES: &[Quantity] = &[Quantity::EstimatorQ05, Quantity::EstimatorQ50, Quantity::EstimatorQ95];
/// What needs the ratios of all tie classes, but nothing of their outcomes.
const OF_RATIOS: &[Quantity] = &[
    Quantity::ReverseKl,
    Quantity::Chi2,
    Quantity::Tv,
    Quantity::Hellinger2,
    Quantity::RenyiHalf,
    Quantity::RenyiTwo,
    Quantity::RenyiInf,
    Quantity::ExpectedReward,
    Quantity::ExpectedRewardGain,
];

/// From this many outcomes on a [`Summary`] takes the place of sums over all of them.
const LARGE: usize = 4096;

impl Base {
    /// Whether [`Policy::evaluate_these`] is worth more than [`Policy::evaluate`].
    pub fn is_large(&self) -> bool {
        self.len() >= LARGE
    }
}

impl Policy<'_> {
    /// One quantity at this n; the ones a solver asks for cost less than [`Policy::evaluate`].
    pub fn value(&self, quantity: Quantity) -> f64 {
        if self.base.is_large() {
            return self.evaluate_these(&[quantity]).get(quantity);
        }
        self.value_of_all(quantity)
    }

    /// At least the quantities asked for; others may be NaN. For a large base ([`Base::is_large`]) the values agree
    /// with those of [`Policy::evaluate`] to 1e-12 of their size; otherwise they are the same.
    pub fn evaluate_these(&self, quantities: &[Quantity]) -> Evaluation {
        let mut known = self.without_sums();
        let missing: Vec<Quantity> =
            quantities.iter().copied().filter(|quantity| known.get(*quantity).is_nan()).collect();
        if missing.is_empty() {
            return known;
        }
        let parts = [SUMMED, QUANTILES, OF_RATIOS];
        if !self.base.is_large() || missing.iter().any(|q| parts.iter().all(|part| !part.contains(q))) {
            return self.evaluate();
        }
        let [summed, quantiles, of_ratios] = parts.map(|part| missing.iter().any(|q| part.contains(q)));
        if summed {
            let Summary { kl, gap, estimator, win_rate, win_rate_gap, .. } = self.summary();
            known = Evaluation { kl, gap, estimator, win_rate, win_rate_gap, proposal_gap: gap, ..known };
        }
        if quantiles {
            let [estimator_q05, estimator_q50, estimator_q95] = self.estimator_quantiles();
            known = Evaluation { estimator_q05, estimator_q50, estimator_q95, ..known };
        }
        if of_ratios { self.with_ratios(&Classes::of(self), known) } else { known }
    }
}
