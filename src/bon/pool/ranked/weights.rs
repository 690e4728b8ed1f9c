//! How likely the best of n draws falls in each class of a pool.

use super::classes::{Class, Classes};
use crate::bon::numeric::sum::Compensated;
use crate::bon::pool::weights::Chances;

/// What n makes of a class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Weight {
    /// The chance that the best of n is in the class,
    pub(super) own: f64,
    /// and that it is there or below.
    pub(super) reached: f64,
}

/// Terms below this share of the largest are left out.
const LEAST: f64 = 1e-20;

/// The number of draws outside the strata among n, with its chances: binomial.
struct Mix {
    /// The least number that counts.
    first: u64,
    /// The chance of it and of those after it.
    chances: Vec<f64>,
    n: u64,
}

impl Mix {
    fn new(n: u64, rest: f64, sure: f64) -> Mix {
        let all = rest + sure;
        let (rest, sure) = (rest / all, sure / all);
        if rest <= 0.0 {
            return Mix { first: 0, chances: vec![1.0], n };
        }
        let mode = ((n as f64 + 1.0) * rest).floor().clamp(0.0, n as f64) as u64;
        let rise = |j: u64| (n - j) as f64 / (j + 1) as f64 * (rest / sure);
        let mut upper = vec![1.0];
        for j in mode..n {
            let next = upper[upper.len() - 1] * rise(j);
            if next < LEAST {
                break;
            }
            upper.push(next);
        }
        let mut lower = Vec::new();
        let mut last = 1.0;
        for j in (0..mode).rev() {
            last /= rise(j);
            if last < LEAST {
                break;
            }
            lower.push(last);
        }
        let first = mode - lower.len() as u64;
        let mut chances: Vec<f64> = lower.into_iter().rev().chain(upper).collect();
        let total = chances.iter().copied().sum::<Compensated>().value();
        chances.iter_mut().for_each(|chance| *chance /= total);
        Mix { first, chances, n }
    }
}

impl Classes {
    /// The weight of every class at n, from the highest reward down; classes that cannot matter are left out. None when n
    /// is 0 or above `count`, the number of all draws.
    pub(super) fn weights(&self, n: u64, count: usize) -> Option<Vec<Weight>> {
        if n == 0 || n > count as u64 {
            return None;
        }
        if self.sure == 0.0 {
            return self.subset_weights(n);
        }
        // What no draw shows has no place among the classes.
        let rest = if self.draws == 0 { 0.0 } else { self.rest };
        Some(self.mixed_weights(&Mix::new(n, rest, self.sure)))
    }

    fn subset_weights(&self, n: u64) -> Option<Vec<Weight>> {
        let mut chances = Chances::new(self.draws, n)?;
        let mut weights = Vec::new();
        for class in self.list.iter().rev() {
            let reached = chances.reached();
            if reached == 0.0 {
                break;
            }
            let own = (0..class.draws).map(|_| chances.next_below()).sum::<Compensated>().value();
            weights.push(Weight { own, reached });
        }
        Some(weights)
    }

    /// With j of n draws outside the strata, all n lie in a class or below with chance (s/S)^(n-j) C(b, j)/C(N, j), s and S
    /// being the strata up to there and in all, b and N the other draws; the mean over j is taken.
    fn mixed_weights(&self, mix: &Mix) -> Vec<Weight> {
        // Beyond the draws there are, the last of them stand for those that are lacking.
        let most = self.draws as u64;
        let mut below: Vec<Option<Chances>> = (0..mix.chances.len() as u64)
            .map(|at| Chances::new(self.draws, (mix.first + at).min(most)))
            .collect();
        let mut weights = Vec::new();
        let mut upper = 1.0;
        for class in self.list.iter().rev() {
            let weight = self.mixed_weight(mix, class, &mut below, upper);
            weights.push(weight);
            upper = class.sure_below / self.sure;
            if weight.reached < LEAST {
                break;
            }
        }
        weights
    }

    fn mixed_weight(&self, mix: &Mix, class: &Class, below: &mut [Option<Chances>], upper: f64) -> Weight {
        let (mut own, mut reached) = (Compensated::default(), Compensated::default());
        // ln of the strata up to the class, and how far they fall in it.
        let ln_upper = upper.ln();
        let ln_step =
            if class.sure == 0.0 { 0.0 } else { (-class.sure / (class.sure_below + class.sure)).ln_1p() };
        for (at, (chance, others)) in mix.chances.iter().zip(below).enumerate() {
            let from_sure = (mix.n - mix.first - at as u64) as f64;
            let scaled = |ln: f64| if from_sure == 0.0 { 0.0 } else { from_sure * ln };
            let top = chance * scaled(ln_upper).exp();
            // 1 for no draws outside the strata.
            let share = others.as_ref().map_or(1.0, Chances::reached);
            reached.add(top * share);
            own.add(top * share * -scaled(ln_step).exp_m1());
            if let Some(others) = others {
                let drawn = (0..class.draws).map(|_| others.next_below()).sum::<Compensated>().value();
                own.add(top * scaled(ln_step).exp() * drawn);
            }
        }
        Weight { own: own.value(), reached: reached.value() }
    }
}
