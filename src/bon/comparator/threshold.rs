//! Rewind-and-repeat at any KL or share: the class at the threshold is accepted with a probability of its own.

use crate::base::Base;
use crate::numeric::root::meet;
use crate::numeric::special::{ln_complement, phi_of_ln};
use crate::numeric::sum::{Compensated, sum};

/// A threshold (B sec. 6; the coin at the threshold derived): better classes are always accepted, worse ones never, and the
/// class itself with odds e^-`doubt` : 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Threshold {
    /// The class.
    class: usize,
    /// Minus the logit of the probability with which it is accepted.
    doubt: f64,
    /// The mass above it.
    above: f64,
}

impl Threshold {
    /// The threshold that accepts a share f of the draws; the highest class alone where f is below its mass.
    pub(super) fn of_share(base: &Base, share: f64) -> Threshold {
        let mut above = Compensated::default();
        let mut at = Threshold { class: 0, doubt: f64::NEG_INFINITY, above: 0.0 };
        for (class, terms) in base.classes().iter().enumerate().rev() {
            at = Threshold { class, above: above.value(), ..at };
            above.add(terms.mass);
            if share < above.value() {
                let within = share - at.above;
                let alone = class + 1 == base.class_count();
                return if alone {
                    at
                } else {
                    Threshold { doubt: ((above.value() - share) / within).ln(), ..at }
                };
            }
            if share == above.value() {
                break;
            }
        }
        at
    }

    /// The threshold at a KL from 0 to -ln m_top. Between two whole thresholds the KL rises with the doubt (derived).
    pub(super) fn at_kl(base: &Base, kl: f64) -> Threshold {
        let mut above = Compensated::default();
        let mut at = Threshold { class: 0, doubt: f64::NEG_INFINITY, above: 0.0 };
        for class in (0..base.class_count()).rev() {
            at = Threshold { class, doubt: f64::NEG_INFINITY, above: above.value() };
            if at.kl(base) <= kl {
                break;
            }
            above.add(base.classes()[class].mass);
        }
        let whole = at.kl(base);
        if whole >= kl || at.class + 1 == base.class_count() {
            return at;
        }
        let found = |doubt: f64| Threshold { doubt, ..at }.kl(base);
        Threshold { doubt: meet(kl, -740.0, 740.0, found), ..at }
    }

    /// The share f of the draws that is accepted.
    pub(super) fn accepted(&self, base: &Base) -> f64 {
        self.above + self.chance() * base.classes()[self.class].mass
    }

    /// The probability with which the class itself is accepted.
    fn chance(&self) -> f64 {
        1.0 / (1.0 + self.doubt.exp())
    }

    fn kl(&self, base: &Base) -> f64 {
        let [below, at, above] = self.ln_ratios(base);
        let classes = base.classes();
        let terms = [
            base.strict_cdf(self.class) * phi_of_ln(below),
            classes[self.class].mass * phi_of_ln(at),
            if self.above > 0.0 { self.above * phi_of_ln(above) } else { 0.0 },
        ];
        sum(terms)
    }

    /// ln(pi/m) below the class, in it and above it.
    fn ln_ratios(&self, base: &Base) -> [f64; 3] {
        let mass = base.classes()[self.class].mass;
        let refused = 1.0 / (1.0 + (-self.doubt).exp());
        let lost = base.strict_cdf(self.class) + refused * mass;
        let ln_accepted = ln_complement(lost, self.accepted(base));
        // With a chance a, f/a = S/a + m = 1 + S (1-a)/a - F^-.
        let beyond = self.above * self.doubt.exp() - base.strict_cdf(self.class);
        let ln_at = -ln_complement(-beyond, self.above * (1.0 + self.doubt.exp()) + mass);
        [f64::NEG_INFINITY, ln_at, 0.0 - ln_accepted]
    }

    /// ln(pi(c)/m_c) by class.
    pub(super) fn ln_ratio(&self, base: &Base) -> Vec<f64> {
        let [below, at, above] = self.ln_ratios(base);
        (0..base.class_count())
            .map(|c| match c.cmp(&self.class) {
                std::cmp::Ordering::Less => below,
                std::cmp::Ordering::Equal => at,
                std::cmp::Ordering::Greater => above,
            })
            .collect()
    }
}
