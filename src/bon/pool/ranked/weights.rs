//! How likely the best of n draws falls in each class of a pool.

use super::classes::Classes;
use crate::numeric::sum::Compensated;
use crate::pool::weights::Chances;

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

    /// n - j for every j.
    fn in_strata(&self) -> impl Iterator<Item = f64> {
        let most = (self.n - self.first) as f64;
        (0..self.chances.len()).map(move |at| most - at as f64)
    }

    /// `factors` times e^((n-j) `ln`), `ln` being negative.
    fn lowered(&self, factors: &[f64], ln: f64) -> Vec<f64> {
        let power = |left: f64| if left == 0.0 { 1.0 } else { (left * ln).exp() };
        factors.iter().zip(self.in_strata()).map(|(factor, left)| factor * power(left)).collect()
    }

    /// By how much that is less.
    fn fallen(&self, factors: &[f64], ln: f64) -> Vec<f64> {
        let power = |left: f64| if left == 0.0 { 0.0 } else { -(left * ln).exp_m1() };
        factors.iter().zip(self.in_strata()).map(|(factor, left)| factor * power(left)).collect()
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
        let mut others = Others::new(mix, self.draws);
        // The chance of each j times (s/S)^(n-j).
        let mut upper = mix.chances.clone();
        let mut weights = Vec::new();
        for class in self.list.iter().rev() {
            let reached = others.mean(&upper);
            let mut own = Compensated::default();
            if class.sure > 0.0 {
                let ln_step = (-class.sure / (class.sure_below + class.sure)).ln_1p();
                let lower = mix.lowered(&upper, ln_step);
                own.add(others.mean(&mix.fallen(&upper, ln_step)));
                upper = lower;
            }
            for _ in 0..class.draws {
                own.add(others.next_below(&upper));
            }
            weights.push(Weight { own: own.value(), reached });
            if reached < LEAST {
                break;
            }
        }
        weights
    }
}

/// The draws outside the strata, from the top downward: C(b, j)/C(N, j) for every j of a mix.
struct Others {
    /// That of the first j; none for j = 0, where it is 1.
    first: Option<Chances>,
    /// The first j.
    least: f64,
    /// 1/(N-j) for the others, while there are so many draws: beyond them the last stand for those that are lacking.
    steps: Vec<f64>,
    /// b.
    below: f64,
}

impl Others {
    fn new(mix: &Mix, draws: usize) -> Others {
        let least = mix.first.min(draws as u64);
        let step = |at: usize| (draws as f64 - (mix.first as f64 + at as f64)).max(0.0);
        let steps = (0..mix.chances.len()).map(step).map(|left| if left > 0.0 { 1.0 / left } else { 0.0 });
        Others {
            first: Chances::new(draws, least),
            least: least as f64,
            steps: steps.collect(),
            below: draws as f64,
        }
    }

    /// The sum of `factors` times C(b, j)/C(N, j), each times j where `is_drawn`.
    fn sum(&self, factors: &[f64], is_drawn: bool) -> f64 {
        let mut share = self.first.as_ref().map_or(1.0, Chances::reached);
        let (mut j, mut sum) = (self.least, 0.0);
        for (factor, step) in factors.iter().zip(&self.steps) {
            sum += factor * share * if is_drawn { j } else { 1.0 };
            if *step > 0.0 {
                share *= (self.below - j).max(0.0) * step;
                j += 1.0;
            }
        }
        sum
    }

    /// The mean over j, weighed by `factors`, of the chance that all j draws are among those left.
    fn mean(&self, factors: &[f64]) -> f64 {
        self.sum(factors, false)
    }

    /// The same of the chance that the best of j draws is the next one below, which is taken away.
    fn next_below(&mut self, factors: &[f64]) -> f64 {
        let own = self.sum(factors, true) / self.below;
        self.below -= 1.0;
        if let Some(first) = &mut self.first {
            first.next_below();
        }
        own
    }
}
