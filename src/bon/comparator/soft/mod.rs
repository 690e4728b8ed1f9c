//! Soft best-of-n (V): of n draws keep one with probability proportional to e^(r/t).
//!
//! pi(y) = n p_y w_y times the integral over s of e^(-s w_y) M(s)^(n-1), with w = e^(r/t) and M(s) = sum_z p_z e^(-s w_z).
//! With s = e^u the integrand falls off on both sides and, for a whole n, is analytic in u; turning u by an angle d < pi/2
//! only stretches it: |f(u + id)| <= f(u + ln cos d)/cos d. So the trapezoid rule of step h is within
//! 2/(cos d (e^(2 pi d/h) - 1)) of pi(y), relative to pi(y) itself, whatever the base, n and t (derived).

mod far;
mod near;
mod weights;

use self::weights::Weights;
use super::cost::{Cost, divergence};
use super::tilting::Tilting;
use crate::base::Base;
use crate::numeric::draws::Draws;
use crate::numeric::root::meet;
use crate::numeric::sum::sum;

/// What is stated as the error of the quadrature, relative to each probability: both tails and the step.
const QUADRATURE: f64 = 2e-17;

/// Rewards within this many temperatures of each other are integrated as differences from the base, over all classes at
/// once.
const NEAR: f64 = 40.0;

/// Soft best-of-n over one base at one temperature.
#[derive(Clone, Debug)]
pub struct Soft<'a> {
    weights: Weights<'a>,
}

/// Soft best-of-n at one n.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SoftPoint {
    /// What it costs and brings.
    pub cost: Cost,
    /// The error of its probabilities as far as it is visible: what the quadrature leaves out by its own bound or,
    /// where that is more, how far the probabilities are from a sum of 1.
    pub error: f64,
}

/// ln(pi(c)/m_c) by class, and the error of the probabilities.
type Ratios = (Vec<f64>, f64);

/// One side of a KL: a whole n, ln of what is found over what is sought, and the policy.
struct Side {
    n: f64,
    error: f64,
    found: Ratios,
}

impl<'a> Soft<'a> {
    /// Soft best-of-n over `base` at a finite temperature t > 0, in the unit of the rewards; none at another t.
    pub fn new(base: &'a Base, temperature: f64) -> Option<Soft<'a>> {
        (temperature > 0.0 && temperature.is_finite())
            .then_some(Soft { weights: Weights { base, temperature } })
    }

    /// The temperature t.
    pub fn temperature(&self) -> f64 {
        self.weights.temperature
    }

    /// The cost at n draws. A real n is a coin: as many draws as the whole number below it or the one above, n on
    /// average.
    pub fn at(&self, n: Draws) -> SoftPoint {
        self.point(self.ln_ratio(n))
    }

    /// What it tends to as n grows without end: the reward tilt of beta = t.
    pub fn limit(&self) -> Cost {
        let tilting = Tilting::by_difference(self.weights.masses(), |a, b| self.weights.apart(a, b));
        Cost::new(self.weights.base, &tilting.ln_ratio(1.0))
    }

    /// The n on average at which the KL is `kl` > 0, and the policy there; none where it takes more than the most draws.
    /// `near` is an n to look around.
    pub(super) fn at_kl(&self, kl: f64, near: f64) -> Option<(f64, SoftPoint)> {
        let most = Draws::MAX.get();
        let whole = |n: f64| {
            let found = self.whole(n);
            let error = (divergence(self.weights.base, &found.0) / kl).ln();
            Side { n, error, found }
        };
        let mut low = Side { n: 1.0, error: f64::NEG_INFINITY, found: self.whole(1.0) };
        let mut high = whole(near.round().clamp(2.0, most));
        while high.error < 0.0 {
            if high.n >= most {
                return None;
            }
            let next = (2.0 * high.n).min(most);
            low = std::mem::replace(&mut high, whole(next));
        }
        let mut up = false;
        while high.n - low.n > 1.0 {
            let (from, to) = (low.n.ln(), high.n.ln());
            let secant = from - low.error * (to - from) / (high.error - low.error);
            let guess = if low.error.is_finite() { secant } else { 0.5 * (from + to) }.exp();
            // A good guess is between two whole numbers that have the answer between them: first one, then the other.
            up = !up;
            let n = if up { guess.ceil() } else { guess.floor() }.clamp(low.n + 1.0, high.n - 1.0);
            let here = whole(n);
            let side = if here.error < 0.0 { &mut low } else { &mut high };
            *side = here;
        }
        let mixed = |share: f64| mixture(&low.found, &high.found, share);
        let share = meet(kl, 0.0, 1.0, |share| divergence(self.weights.base, &mixed(share).0));
        Some((low.n + share, self.point(mixed(share))))
    }

    /// ln(pi(c)/m_c) by class, and the error of the probabilities.
    fn ln_ratio(&self, n: Draws) -> Ratios {
        let (below, share) = (n.get().floor(), n.get().fract());
        if share == 0.0 {
            self.whole(below)
        } else {
            mixture(&self.whole(below), &self.whole(below + 1.0), share)
        }
    }

    fn point(&self, (ln_ratio, error): Ratios) -> SoftPoint {
        SoftPoint { cost: Cost::new(self.weights.base, &ln_ratio), error }
    }

    fn whole(&self, n: f64) -> Ratios {
        let classes = self.weights.base.class_count();
        if n == 1.0 || classes == 1 {
            return (vec![0.0; classes], 0.0);
        }
        let is_near = self.weights.apart(classes - 1, 0) <= NEAR;
        let mut ln_ratio =
            if is_near { near::ln_ratio(self.weights, n) } else { far::ln_ratio(self.weights, n) };
        let masses = self.weights.masses();
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
}

/// One policy with probability 1 - `share`, the other with probability `share`.
fn mixture((one, one_error): &Ratios, (other, other_error): &Ratios, share: f64) -> Ratios {
    let mix = |(a, b): (&f64, &f64)| {
        let shift = (1.0 - share) * a.exp_m1() + share * b.exp_m1();
        if shift > -0.5 { shift.ln_1p() } else { ((1.0 - share) * a.exp() + share * b.exp()).ln() }
    };
    (one.iter().zip(other).map(mix).collect(), one_error.max(*other_error))
}
