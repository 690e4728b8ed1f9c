//! How eps_n = p_y, y ~ pi_n, and the estimator d_n(eps_n) scatter: summaries and a histogram.

use crate::numeric::sum::Compensated;
use crate::policy::Policy;
use crate::policy::estimator;
use crate::policy::spread::{self, Draw, Spread};
use crate::quantity::Estimate;

/// The share of the probability that each end of a binned axis may leave to its last bin.
const TAIL: f64 = 1e-3;

/// The distribution of eps_n and of d_n(eps_n) under the best-of-n policy (B sec. 4).
#[derive(Clone, Debug, PartialEq)]
pub struct Spreads {
    /// Of the probability p_y of the outcome that best-of-n returns.
    pub eps: Spread,
    /// Of the estimator, in nats.
    pub estimator: Spread,
    /// Descending in eps_n, so ascending in d_n.
    pub bins: Vec<Bin>,
    /// Whether a bin can hold several values.
    pub binned: bool,
}

/// Values of eps_n that lie together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// The greatest eps_n in it,
    pub eps_most: f64,
    /// and the least.
    pub eps_least: f64,
    /// d_n at the greatest eps_n, the least of the bin, in nats,
    pub d_least: f64,
    /// and d_n at the least.
    pub d_most: f64,
    /// Its total probability under best-of-n.
    pub pi: f64,
    /// How many outcomes it holds.
    pub outcomes: usize,
}

impl Policy<'_> {
    /// The distribution of eps_n and d_n: one bin for each value of eps_n or, where there are more than `most` >= 2,
    /// that many of equal width in ln eps_n, without the empty ones. Takes time proportional to the number of outcomes.
    pub fn spreads(&self, most: usize) -> Spreads {
        let base = self.base;
        let draw = |&rank: &u32| {
            let rank = rank as usize;
            let ln_ratio = self.ln_ratio(base.class_of(rank));
            Draw::new(base.p(rank), (base, rank), ln_ratio)
        };
        // Ascending in eps_n.
        let draws: Vec<Draw> = base.by_mass().iter().rev().map(draw).collect();
        let eps = spread::of(&draws, |a, b| (a.p - b.p).value());
        let distinct = 1 + draws.windows(2).filter(|pair| pair[0].value != pair[1].value).count();
        let binned = distinct > most;
        let (low, high) = (ln_of_tail(draws.iter()), ln_of_tail(draws.iter().rev()));
        let place = |value: f64| {
            let share = if high > low { (value.ln() - low) / (high - low) } else { 0.0 };
            (share * most as f64).clamp(0.0, most as f64 - 1.0) as usize
        };
        let together = |a: &Draw, b: &Draw| {
            if binned { place(a.value) == place(b.value) } else { a.value == b.value }
        };
        // d_n by rank, the order of the masses turned round as above.
        let mut ranks = base.by_mass().iter().rev();
        let mut bins: Vec<Bin> = draws
            .chunk_by(together)
            .map(|chunk| {
                let members: Vec<usize> =
                    ranks.by_ref().take(chunk.len()).map(|&rank| rank as usize).collect();
                let d_n = |at: usize| estimator::of_outcome(base, &self.kernel, members[at]);
                Bin {
                    eps_most: chunk[chunk.len() - 1].value,
                    eps_least: chunk[0].value,
                    d_least: d_n(chunk.len() - 1),
                    d_most: d_n(0),
                    pi: chunk.iter().map(|draw| draw.pi).sum::<Compensated>().value(),
                    outcomes: chunk.len(),
                }
            })
            .collect();
        bins.reverse();
        let estimator = Estimate::Paper.spread(&self.kernel, &self.draws(Estimate::Paper));
        Spreads { eps, estimator, bins, binned }
    }
}

/// ln of the first value by which more than [`TAIL`] of the probability is reached.
fn ln_of_tail<'a>(mut draws: impl Iterator<Item = &'a Draw>) -> f64 {
    let mut reached = Compensated::default();
    let inside = draws.find(|draw| {
        reached.add(draw.pi);
        reached.value() > TAIL
    });
    inside.map_or(1.0, |draw| draw.value).ln()
}
