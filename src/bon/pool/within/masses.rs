//! What depends on the masses of the tie classes alone, from one pool.

use super::shares::{high, low, made_anew, middle, one, part};
use crate::pool::interval::Interval;

/// What a tie class is known by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::pool) struct Part {
    /// The number of draws that stand for a mass not known.
    pub(in crate::pool) draws: usize,
    /// The mass that is known.
    pub(in crate::pool) sure: f64,
}

/// Tie classes, the lowest reward first, whose masses are known in part.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pool) struct RandomMasses {
    pub(in crate::pool) parts: Vec<Part>,
    /// The mass that all draws share.
    pub(in crate::pool) rest: f64,
}

/// What is beyond rounding, of the largest value there can be.
const ROUNDING: f64 = 1e-12;

/// One class of random mass as best-of-n sees it.
#[derive(Clone, Copy, Debug)]
pub(in crate::pool) struct Cell {
    /// ln F and ln F^- of the class.
    pub(in crate::pool) upper: f64,
    pub(in crate::pool) lower: f64,
    /// Whether it is one draw, which may stand for an answer or for a place in a continuum.
    pub(in crate::pool) is_single: bool,
}

impl RandomMasses {
    /// The interval of the sum of `worth` over all classes, which `estimate` estimates and which is at most `most`; `worth` is
    /// given the class, and whether a draw that is alone in it stands for a place in a continuum.
    ///
    /// Nothing says whether such a draw does, nor whether an answer better than all draws is left. Either may be, so random
    /// masses are tried with and without, and the interval holds what each of the four says. Random masses are more uneven
    /// than the masses are; so each also says how far from the estimate the truth may be by how far from their middle they
    /// are (derived).
    pub(in crate::pool) fn interval(
        &self,
        (estimate, most): (f64, f64),
        seed: u64,
        worth: impl Fn(Cell, bool) -> f64,
    ) -> Interval {
        let kinds = made_anew(self.parts.len(), seed, |rng| {
            let own: Vec<f64> = self.parts.iter().map(|class| part(class.draws as f64, rng)).collect();
            let better = if self.rest > 0.0 { one(rng) } else { 0.0 };
            let [atoms, continuum] = self.sums(&own, 0.0, &worth);
            let [atoms_below, continuum_below] = self.sums(&own, better, &worth);
            [atoms, continuum, atoms_below, continuum_below]
        });
        let mut found = Interval { low: estimate, high: estimate };
        for values in &kinds {
            let (low, middle, high) = (low(values), middle(values), high(values));
            found.low = found.low.min(low).min(estimate - (middle - low));
            found.high = found.high.max(high).max(estimate + (high - middle));
        }
        // What is exact holds the truth as well when both are rounded.
        Interval { low: found.low - ROUNDING * most, high: found.high + ROUNDING * most }
    }

    /// The sums with single draws as atoms and as a continuum, when the draws of each class and an answer better than all share
    /// the mass not known like `own` and `better`.
    fn sums(&self, own: &[f64], better: f64, worth: impl Fn(Cell, bool) -> f64) -> [f64; 2] {
        let total = better + own.iter().sum::<f64>();
        let share = |part: f64| if total > 0.0 { self.rest * part / total } else { 0.0 };
        let class =
            |(class, &own): (&Part, &f64)| (class.sure + share(own), class.draws == 1 && class.sure == 0.0);
        let masses = [(share(better), false)].into_iter().chain(self.parts.iter().zip(own).rev().map(class));
        let (mut taken, mut upper, mut sums) = (0.0, 0.0, [0.0; 2]);
        for (mass, is_single) in masses.filter(|(mass, _)| *mass > 0.0) {
            taken += mass;
            let cell = Cell { upper, lower: ln_left(taken), is_single };
            sums[0] += worth(cell, false);
            sums[1] += worth(cell, true);
            upper = cell.lower;
            if upper == f64::NEG_INFINITY {
                break;
            }
        }
        sums
    }
}

/// ln(1 - taken); a mass of 1 but for rounding is 1.
fn ln_left(taken: f64) -> f64 {
    if taken > 1.0 - 1e-12 { f64::NEG_INFINITY } else { (-taken).ln_1p() }
}
