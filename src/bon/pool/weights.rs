//! Subset weights: how likely each draw of a pool is the best of n taken without replacement.

use crate::numeric::sum::sum;

/// Below this a product of two halves loses its error term; what is left is rounded as usual.
const TINY: f64 = 1e-270;

/// The weights C(j-1, n-1)/C(N, n) from the top draw j = N downward.
///
/// G(j) = C(j, n)/C(N, n) falls from G(N) = 1 by G(j-1) = G(j) (j-n)/j and the weight is G(j) n/j. Every step is a
/// product carried in two halves, so nothing builds up over any number of draws (derived).
pub(super) struct Chances {
    n: f64,
    rank: f64,
    high: f64,
    low: f64,
}

impl Chances {
    /// None when n is 0 or above the number of draws.
    pub(super) fn new(draws: usize, n: u64) -> Option<Chances> {
        let is_possible = n > 0 && n <= draws as u64;
        is_possible.then_some(Chances { n: n as f64, rank: draws as f64, high: 1.0, low: 0.0 })
    }

    /// C(j, n)/C(N, n) at the next draw j: the chance that all n are there or below; 0 once fewer than n are left.
    pub(super) fn reached(&self) -> f64 {
        self.high + self.low
    }

    /// The weight of the next draw below; 0 once fewer than n are left.
    pub(super) fn next_below(&mut self) -> f64 {
        let (rank, rest) = (self.rank, self.rank - self.n);
        if rest < 0.0 {
            return 0.0;
        }
        let weight = (self.high + self.low) * self.n / rank;
        let product = self.high * rest;
        let error = if product > TINY { self.high.mul_add(rest, -product) } else { 0.0 };
        let high = product / rank;
        let remainder = if product > TINY { (-high).mul_add(rank, product) } else { 0.0 };
        let low = (remainder + error + self.low * rest) / rank;
        self.high = high + low;
        self.low = low - (self.high - high);
        self.rank -= 1.0;
        weight
    }
}

/// The chance of each draw to be the best of n taken without replacement from the pool, in the order of `rewards`,
/// which must not descend; tied draws share theirs evenly (Gao appendix). They sum to 1.
///
/// None when n is 0 or above the number of draws.
pub fn subset_weights(rewards: &[f64], n: u64) -> Option<Vec<f64>> {
    let mut chances = Chances::new(rewards.len(), n)?;
    let mut weights: Vec<f64> = rewards.iter().map(|_| chances.next_below()).collect();
    weights.reverse();
    let mut rest = weights.as_mut_slice();
    for tied in rewards.chunk_by(|a, b| a == b) {
        let (block, above) = std::mem::take(&mut rest).split_at_mut(tied.len());
        if tied.len() > 1 {
            let shared = sum(block.iter().copied()) / tied.len() as f64;
            block.fill(shared);
        }
        rest = above;
    }
    Some(weights)
}
