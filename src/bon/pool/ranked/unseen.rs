//! What an answer that no draw shows could do to the KL divergence.

use super::estimate::RankedPool;
use crate::pool::BestOf;

/// The chance that all draws miss the answer.
const MISSED: f64 = 0.05;

/// Steps of the search for the worst mass; the answer is right to many digits long before.
const STEPS: usize = 80;

impl RankedPool {
    /// The most probability that an answer which no draw shows may have with 95 % confidence, (1-m)^N = 0.05, about 3/N; less
    /// where the answers seen leave less.
    pub fn unseen_mass(&self) -> f64 {
        let most = -(MISSED.ln() / self.len() as f64).exp_m1();
        self.unseen_known().map_or(most, |left| left.min(most))
    }

    /// The KL divergence at n when every draw has one reward and an answer not seen, of mass up to
    /// [`RankedPool::unseen_mass`], is better than all of them: the upper end for a pool whose estimate is 0. In nats
    /// (derived).
    pub fn kl_unseen(&self, best_of: &BestOf) -> f64 {
        // Of two classes the upper of mass m takes 1 - (1-m)^n of best-of-n, and the lower takes the whole bound off.
        let kl = |mass: f64| {
            let width = -(-mass).ln_1p();
            -(-best_of.kernel.n * width).exp_m1() * best_of.missing(width)
        };
        // One peak over the mass; this walks to the highest point up to the most it may be.
        let (mut low, mut high) = (0.0, self.unseen_mass());
        for _ in 0..STEPS {
            let (left, right) = (low + (high - low) / 3.0, high - (high - low) / 3.0);
            if kl(left) < kl(right) { low = left } else { high = right }
        }
        kl(high)
    }
}
