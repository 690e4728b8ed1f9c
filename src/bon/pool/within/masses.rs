//! What depends on the masses of the tie classes alone, from one pool.

use rand_chacha::ChaCha8Rng;

use super::shares::{high, low, made_anew, part};
use crate::bon::pool::interval::Interval;

/// What a tie class is known by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::bon::pool) struct Part {
    /// The number of draws that stand for a mass not known.
    pub(in crate::bon::pool) draws: usize,
    /// The mass that is known.
    pub(in crate::bon::pool) sure: f64,
}

/// Tie classes, the lowest reward first, whose masses are known in part.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::bon::pool) struct RandomMasses {
    pub(in crate::bon::pool) parts: Vec<Part>,
    /// The mass that all draws share.
    pub(in crate::bon::pool) rest: f64,
}

/// What an answer above all draws and one below all weigh, in draws: so that all draws tied is no certainty.
const OUTSIDE: f64 = 0.5;

/// One class of random mass as best-of-n sees it.
#[derive(Clone, Copy, Debug)]
pub(in crate::bon::pool) struct Cell {
    /// ln F and ln F^- of the class.
    pub(in crate::bon::pool) upper: f64,
    pub(in crate::bon::pool) lower: f64,
    /// Whether it is one draw, which may stand for an answer or for a place in a continuum.
    pub(in crate::bon::pool) is_single: bool,
}

impl RandomMasses {
    /// The interval of the sum of `worth` over all classes; it is given the class, and whether a single draw stands for a
    /// continuum. Both are tried: the lower end is that of whichever is lower.
    pub(in crate::bon::pool) fn interval(&self, seed: u64, worth: impl Fn(Cell, bool) -> f64) -> Interval {
        let (atoms, continuum) = made_anew(self.parts.len(), seed, |rng| {
            let masses = self.masses(rng);
            let (mut taken, mut sums) = (0.0, (0.0, 0.0));
            for &(mass, is_single) in masses.iter().rev().filter(|(mass, _)| *mass > 0.0) {
                let upper = ln_left(taken);
                if upper == f64::NEG_INFINITY {
                    break;
                }
                taken += mass;
                let cell = Cell { upper, lower: ln_left(taken), is_single };
                sums.0 += worth(cell, false);
                sums.1 += worth(cell, true);
            }
            sums
        });
        Interval { low: low(&atoms).min(low(&continuum)), high: high(&atoms).max(high(&continuum)) }
    }

    /// A mass for each class and for an answer below and above them all, and whether one draw stands for it.
    fn masses(&self, rng: &mut ChaCha8Rng) -> Vec<(f64, bool)> {
        let outside = if self.rest > 0.0 { OUTSIDE } else { 0.0 };
        let shapes = self.parts.iter().map(|class| class.draws as f64);
        let shapes = [outside].into_iter().chain(shapes).chain([outside]);
        let parts: Vec<f64> = shapes.map(|shape| part(shape, rng)).collect();
        let total = parts.iter().sum::<f64>();
        let share = |part: f64| if total > 0.0 { self.rest * part / total } else { 0.0 };
        let last = parts.len() - 1;
        let mass = |(at, &part): (usize, &f64)| match at.checked_sub(1).and_then(|at| self.parts.get(at)) {
            Some(class) if at < last => (class.sure + share(part), class.draws == 1 && class.sure == 0.0),
            _ => (share(part), false),
        };
        parts.iter().enumerate().map(mass).collect()
    }
}

/// ln(1 - taken); a mass of 1 but for rounding is 1.
fn ln_left(taken: f64) -> f64 {
    if taken > 1.0 - 1e-12 { f64::NEG_INFINITY } else { (-taken).ln_1p() }
}
