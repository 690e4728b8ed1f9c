//! Exponential tilts: pi(c) proportional to m_c e^(b s_c) for a score s that rises from class to class.
//!
//! Scores are carried as their distance from that of the likeliest class, so that a base which has all but settled on one
//! class keeps its small divergences, and as their distance from the top, for tilts at which the others would overflow.

use crate::numeric::list::likeliest;
use crate::numeric::special::{ln_complement, phi_of_ln};
use crate::numeric::sum::{Compensated, sum};

/// Up to this exponent e^(b s) is finite; beyond it at a mass of 1e-300 or more, the base has moved far.
const LARGEST: f64 = 700.0;

/// The most steps towards a KL before the tilt is taken as it is; about ten are usual.
const ATTEMPTS: usize = 200;

/// The tilts of one base by one score.
#[derive(Clone, Debug)]
pub(crate) struct Tilting {
    /// Per class, lowest first: its mass,
    mass: Vec<f64>,
    /// s_c less the score of the likeliest class,
    ahead: Vec<f64>,
    /// and s_top - s_c.
    behind: Vec<f64>,
}

impl Tilting {
    /// Scores that rise by `step(c)` > 0 from class c to the next one.
    pub(super) fn by_steps(mass: Vec<f64>, step: impl Fn(usize) -> f64) -> Tilting {
        let from = |origin: usize| {
            let mut distance = vec![0.0; mass.len()];
            let mut so_far = Compensated::default();
            for (c, place) in distance.iter_mut().enumerate().skip(origin + 1) {
                so_far.add(step(c - 1));
                *place = so_far.value();
            }
            so_far = Compensated::default();
            for (c, place) in distance[..origin].iter_mut().enumerate().rev() {
                so_far.add(step(c));
                *place = -so_far.value();
            }
            distance
        };
        let ahead = from(likeliest(&mass));
        let behind = from(mass.len() - 1).into_iter().map(|distance| 0.0 - distance).collect();
        Tilting { mass, ahead, behind }
    }

    /// Scores by their differences, `score(a, b)` being that of class a less that of class b.
    pub(crate) fn by_difference(mass: Vec<f64>, score: impl Fn(usize, usize) -> f64) -> Tilting {
        let (origin, top) = (likeliest(&mass), mass.len() - 1);
        let ahead = (0..mass.len()).map(|c| score(c, origin)).collect();
        let behind = (0..mass.len()).map(|c| score(top, c)).collect();
        Tilting { mass, ahead, behind }
    }

    pub(crate) fn mass(&self) -> &[f64] {
        &self.mass
    }

    /// How far the class next to the top is behind it; none for a single class.
    pub(super) fn last_step(&self) -> Option<f64> {
        Some(self.behind[self.behind.len().checked_sub(2)?])
    }

    /// ln(pi(c)/m_c) by class at tilt b >= 0, infinity included.
    pub(crate) fn ln_ratio(&self, tilt: f64) -> Vec<f64> {
        let top = self.mass.len() - 1;
        let terms = |scores: &[f64], term: &dyn Fn(f64) -> f64| {
            sum(self.mass.iter().zip(scores).map(|(m, &s)| m * term(tilt * s)))
        };
        if tilt * self.ahead[top] <= LARGEST {
            let ln_total = terms(&self.ahead, &f64::exp_m1).ln_1p();
            return self.ahead.iter().map(|a| tilt * a - ln_total).collect();
        }
        // At an infinite tilt the top is 0 behind all the same.
        let behind = |b: f64| if b == 0.0 { 0.0 } else { tilt * b };
        let fall = |term: &dyn Fn(f64) -> f64| {
            sum(self.mass.iter().zip(&self.behind).map(|(m, &b)| m * term(-behind(b))))
        };
        let ln_total = ln_complement(fall(&|z| -z.exp_m1()), fall(&f64::exp));
        self.behind.iter().map(|&b| -behind(b) - ln_total).collect()
    }

    /// The KL at given log ratios.
    pub(crate) fn kl(&self, ln_ratio: &[f64]) -> f64 {
        sum(self.mass.iter().zip(ln_ratio).map(|(m, &l)| m * phi_of_ln(l)))
    }

    /// The tilt b at a KL, -ln m_top being `limit`: 0 for a KL that is not positive, infinity from the limit on.
    pub(crate) fn at_any_kl(&self, kl: f64, limit: f64) -> f64 {
        // `wanted` is always true here.
        self.at_any_kl_while(kl, limit, || true).unwrap_or(0.0)
    }

    /// The same, but only while it is `wanted`, which is checked before every pass over the classes; none when it is no
    /// longer.
    pub(super) fn at_any_kl_while(&self, kl: f64, limit: f64, wanted: impl Fn() -> bool) -> Option<f64> {
        if kl >= limit {
            Some(f64::INFINITY)
        } else if kl > 0.0 {
            self.at_kl_while(kl, wanted)
        } else {
            Some(0.0)
        }
    }

    /// The tilt b at a KL strictly between 0 and -ln m_top.
    fn at_kl_while(&self, kl: f64, wanted: impl Fn() -> bool) -> Option<f64> {
        // KL is close to b^2 Var(s) / 2 for small b, and never above b times the highest lead. Newton's method on ln KL
        // against ln b, kept within its bracket; halving that now and then, because near the limit the slope is only noise.
        let lead = sum(self.mass.iter().zip(&self.behind).map(|(m, b)| m * b));
        let (mut low, mut high) = (0.999 * kl / lead, f64::INFINITY);
        let mut tilt = (2.0 * kl / self.variance(&vec![0.0; self.mass.len()])).sqrt().max(low);
        let mut best = (f64::INFINITY, tilt);
        for attempt in 1..=ATTEMPTS {
            if !wanted() {
                return None;
            }
            let ln_ratio = self.ln_ratio(tilt);
            let found = self.kl(&ln_ratio);
            let error = (found / kl).ln();
            if error.abs() < best.0 {
                best = (error.abs(), tilt);
            }
            if error == 0.0 || high <= low * (1.0 + 2.0 * f64::EPSILON) {
                break;
            }
            *(if error < 0.0 { &mut low } else { &mut high }) = tilt;
            // d KL / d ln b = b^2 Var_pi(s).
            let next = tilt * (-error * found / (tilt * tilt * self.variance(&ln_ratio))).exp();
            tilt = if attempt % 4 != 0 && next > low && next < high.min(16.0 * tilt) {
                next
            } else if high.is_infinite() {
                16.0 * tilt
            } else {
                low.sqrt() * high.sqrt()
            };
        }
        Some(best.1)
    }

    /// The variance of the score under the policy with these log ratios.
    fn variance(&self, ln_ratio: &[f64]) -> f64 {
        let mean_of = |value: &dyn Fn(f64) -> f64| {
            let terms = self.mass.iter().zip(ln_ratio).zip(&self.ahead);
            sum(terms.map(|((m, l), &a)| m * l.exp() * value(a)))
        };
        let mean = mean_of(&|a| a);
        mean_of(&|a| (a - mean).powi(2))
    }
}
