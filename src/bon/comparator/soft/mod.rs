//! Soft best-of-n (V): of n draws keep one with probability proportional to e^(r/t).
//!
//! pi(y) = n p_y w_y times the integral over s of e^(-s w_y) M(s)^(n-1), with w = e^(r/t) and M(s) = sum_z p_z e^(-s w_z).
//! With s = e^u the integrand falls off on both sides and, for a whole n, is analytic in u; turning u by an angle d < pi/2
//! only stretches it: |f(u + id)| <= f(u + ln cos d)/cos d. So the trapezoid rule of step h is within
//! 2/(cos d (e^(2 pi d/h) - 1)) of pi(y), relative to pi(y) itself, whatever the base, n and t (derived).

mod far;
mod near;

use super::standing::Standing;
use super::tilting::Tilting;
use crate::bon::base::Base;
use crate::bon::draws::Draws;
use crate::bon::sum::sum;

/// The step of the trapezoid rule, for which the error above is below 1e-19.
const STEP: f64 = 0.2;

/// e^-TAIL is left out on each side of an integral.
const TAIL: f64 = 39.0;

/// What is stated as the error of the quadrature, relative to each probability: both tails and the step.
const QUADRATURE: f64 = 2e-17;

/// Beyond this x, e^(-e^x) is 0.
const SPENT: f64 = 6.7;

/// Rewards that lie within so many temperatures are integrated as differences to the base, over all classes at once.
const NEAR: f64 = 40.0;

/// Soft best-of-n over one base at one temperature.
#[derive(Clone, Debug)]
pub struct Soft<'a> {
    base: &'a Base,
    temperature: f64,
}

/// Soft best-of-n at one n.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SoftPoint {
    /// What it costs and brings.
    pub standing: Standing,
    /// The error of its probabilities as far as it shows: what the quadrature leaves out by its own bound or, where that is
    /// more, how far the probabilities are from a sum of 1.
    pub error: f64,
}

impl<'a> Soft<'a> {
    /// Soft best-of-n over `base` at a finite temperature t > 0, in the unit of the rewards; none at another t.
    pub fn new(base: &'a Base, temperature: f64) -> Option<Soft<'a>> {
        (temperature > 0.0 && temperature.is_finite()).then_some(Soft { base, temperature })
    }

    /// The temperature t.
    pub fn temperature(&self) -> f64 {
        self.temperature
    }

    /// The standing at n draws. A real n is a coin: so many draws as the whole number below it or the one above, n on average.
    pub fn at(&self, n: Draws) -> SoftPoint {
        let (ln_ratio, error) = self.ln_ratio(n);
        SoftPoint { standing: Standing::new(self.base, &ln_ratio), error }
    }

    /// What it tends to as n grows without end: the reward tilt of beta = t.
    pub fn limit(&self) -> Standing {
        let tilting = Tilting::by_difference(self.masses(), |a, b| self.apart(a, b));
        Standing::new(self.base, &tilting.ln_ratio(1.0))
    }

    /// ln(pi(c)/m_c) by class, and the error of the probabilities.
    fn ln_ratio(&self, n: Draws) -> (Vec<f64>, f64) {
        let (below, share) = (n.get().floor(), n.get().fract());
        let (mut ln_ratio, mut error) = self.whole(below);
        if share > 0.0 {
            let (above, other) = self.whole(below + 1.0);
            for (l, &above) in ln_ratio.iter_mut().zip(&above) {
                let shift = (1.0 - share) * l.exp_m1() + share * above.exp_m1();
                *l = if shift > -0.5 {
                    shift.ln_1p()
                } else {
                    ((1.0 - share) * l.exp() + share * above.exp()).ln()
                };
            }
            error = error.max(other);
        }
        (ln_ratio, error)
    }

    fn whole(&self, n: f64) -> (Vec<f64>, f64) {
        let classes = self.base.class_count();
        if n == 1.0 || classes == 1 {
            return (vec![0.0; classes], 0.0);
        }
        let is_near = self.apart(classes - 1, 0) <= NEAR;
        let mut ln_ratio = if is_near { near::ln_ratio(self, n) } else { far::ln_ratio(self, n) };
        let masses = self.masses();
        let shift = |c: usize| masses[c] * ln_ratio[c].exp_m1();
        let error = sum((0..classes).map(shift)).abs().max(QUADRATURE);
        // What all others gain or lose is known to more digits than the little a class of nearly all the mass does.
        if let Some(most) = masses.iter().position(|m| *m > 0.5) {
            let given = -sum((0..classes).filter(|c| *c != most).map(shift)) / masses[most];
            if given.abs() < 0.5 {
                ln_ratio[most] = given.ln_1p();
            }
        }
        (ln_ratio, error)
    }

    fn masses(&self) -> Vec<f64> {
        self.base.classes().iter().map(|class| class.mass).collect()
    }

    /// ln w_a - ln w_b. Halves keep the difference of the rewards from overflowing.
    fn apart(&self, a: usize, b: usize) -> f64 {
        let half = |c: usize| 0.5 * self.base.reward(self.base.classes()[c].first as usize);
        (half(a) - half(b)) / self.temperature * 2.0
    }
}
