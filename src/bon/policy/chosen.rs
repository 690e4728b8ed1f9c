//! Some quantities of one policy, without the sums that only the others need.

use super::fast::Summary;
use super::{Classes, Policy};
use crate::base::Base;
use crate::policy::win_rate;
use crate::quantity::{Estimate, Evaluation, Lacking, Quantity, Work};

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
        let needs = |work: Work| missing.iter().any(|quantity| quantity.work() == work);
        if !self.base.is_large() || needs(Work::Outcomes) {
            return self.evaluate();
        }
        if needs(Work::Summed) {
            let Summary { kl, gap, estimator, win_rate, win_rate_gap, .. } = self.summary();
            let lacking =
                Lacking { win_rate: win_rate::lacking(&self.kernel, win_rate_gap), ..known.lacking };
            known = Evaluation {
                kl,
                gap,
                estimator,
                win_rate,
                win_rate_gap,
                proposal_gap: gap,
                lacking,
                ..known
            };
        }
        if needs(Work::Quantiles) {
            let ranks = self.quantile_ranks();
            for estimate in Estimate::ALL {
                for (quantity, of) in Quantity::of_one_draw(estimate) {
                    if let Some(level) = of.quantile() {
                        known.set(quantity, estimate.of_outcome(self.base, &self.kernel, ranks[level]));
                    }
                }
            }
        }
        if needs(Work::Ratios) { self.with_ratios(&Classes::of(self), known) } else { known }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::draws::Draws;

    #[test]
    fn what_costs_no_sum_is_known_without_one() -> Result<(), Box<dyn std::error::Error>> {
        let base = Base::from_weights(&[0.2, 0.3, 0.5])?;
        let known = Policy::new(&base, Draws::new(3.0)?).without_sums();
        for &quantity in Quantity::ALL.iter().chain(Quantity::UNDER_PROPOSAL) {
            assert_eq!(known.get(quantity).is_nan(), quantity.work() != Work::Free, "{quantity:?}");
        }
        Ok(())
    }
}
