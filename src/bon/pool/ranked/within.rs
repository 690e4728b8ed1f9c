//! Intervals for KL divergence and win rate from one pool.

use super::estimate::RankedPool;
use crate::pool::BestOf;
use crate::pool::interval::{Interval, Range};
use crate::pool::within::{Cell, Part, RandomMasses};

impl RankedPool {
    /// A 95 % interval for the KL divergence at n from this pool alone, in nats; none when n is above N. Inside 0 to the bound,
    /// it holds the estimate, and has a width but for rounding unless n is 1 or every answer is known.
    pub fn kl_interval(&self, best_of: &BestOf, seed: u64) -> Option<Interval> {
        let kernel = &best_of.kernel;
        let point = self.at(best_of)?;
        let kept = |cell: Cell, is_continuum: bool| {
            let weight = weight(cell, kernel.n);
            if is_continuum && cell.is_single {
                weight * best_of.bound()
            } else {
                weight * best_of.missing(cell.upper - cell.lower)
            }
        };
        let found = self.masses().interval((point.kl, best_of.bound()), seed, kept);
        let high = if self.is_all_tied() { found.high.max(self.kl_unseen(best_of)) } else { found.high };
        Some(Range::up_to(best_of.bound()).keep(Interval { low: found.low, high }))
    }

    /// The same for the chance that the best of n beats one more draw, ties counting 1/2; `rate` is its estimate. From 1/2 to
    /// n/(n+1).
    pub fn win_rate_interval(&self, best_of: &BestOf, rate: f64, seed: u64) -> Option<Interval> {
        if best_of.n > self.len() as u64 {
            return None;
        }
        let n = best_of.kernel.n;
        let wins = |cell: Cell, is_continuum: bool| {
            if is_continuum && cell.is_single {
                let power = |ln: f64| ((n + 1.0) * ln).exp();
                n / (n + 1.0) * (power(cell.upper) - power(cell.lower))
            } else {
                weight(cell, n) * 0.5 * (cell.upper.exp() + cell.lower.exp())
            }
        };
        let found = self.masses().interval((rate, 1.0), seed, wins);
        Some(Range { low: 0.5, high: best_of.win_rate_limit() }.keep(found))
    }

    fn masses(&self) -> RandomMasses {
        let parts = self.classes().list.iter().map(|class| Part { draws: class.draws, sure: class.sure });
        RandomMasses { parts: parts.collect(), rest: self.classes().rest }
    }
}

/// The chance that the best of n lies in the cell.
fn weight(cell: Cell, n: f64) -> f64 {
    -(n * cell.upper).exp() * (n * (cell.lower - cell.upper)).exp_m1()
}
