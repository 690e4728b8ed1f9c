//! Rényi divergences of any order, of best-of-n from its base and of best-of-n over a continuous base.
//!
//! D_A = ln(sum pi^A m^(1-A)) / (A-1) (M). The sum is 1 where nothing moved, so what it is away from 1 is summed
//! in terms of one sign (derived): with l = ln(pi/m) and the identities sum m e^l = sum m = 1, the terms are
//! m (e^Al - A e^l + A - 1), which has the sign of A - 1 for every l.

use super::divergence::Ratios;
use super::kernel::Kernel;
use super::{Classes, Policy};
use crate::numeric::renyi_order::Order;
use crate::numeric::special::{exp_minus_one_minus, minus_ln_one_plus, phi_of_ln};
use crate::numeric::sum::sum;

/// Log ratios up to here take the form of the terms that does not cancel near 0.
const NEAR: f64 = 1.0;

/// Exponents up to here stay far from overflow.
const FAR: f64 = 600.0;

impl Policy<'_> {
    /// The Rényi divergence D_A(pi_n ‖ base), in nats (M). Takes time proportional to the number of classes.
    pub fn renyi(&self, order: Order) -> f64 {
        Classes::of(self).ratios().renyi(order)
    }

    /// Its value for a continuous base, which no base exceeds (M), in nats.
    pub fn renyi_bound(&self, order: Order) -> f64 {
        self.kernel.continuum_renyi(order)
    }
}

impl Ratios<'_> {
    /// The Rényi divergence, in nats; what is left out has the log ratio minus infinity.
    pub(crate) fn renyi(self, order: Order) -> f64 {
        let order = order.get();
        let excess = order - 1.0;
        let top = self.renyi_inf();
        if excess.is_infinite() {
            return top;
        }
        if order > 1.0 {
            let total = sum(self.pairs().map(|(m, l)| above_one(m, l, excess)));
            let scaled = excess * total;
            return if scaled < FAR.exp() { scaled.ln_1p() / excess } else { self.renyi_far(excess) };
        }
        let missing = if order > 0.5 {
            -excess * sum(self.pairs().map(|(m, l)| m * below_one(l, order, excess)))
        } else {
            sum(self.pairs().map(|(m, l)| m * near_zero(l, order)))
        };
        let ln_sum = if missing < 0.5 {
            (-missing).ln_1p()
        } else {
            sum(self.pairs().map(|(m, l)| m * (order * l).exp())).ln()
        };
        // Adding 0.0 spares what did not move a negative zero.
        ln_sum / excess + 0.0
    }

    /// The divergence where its sum overflows, next to the greatest log ratio.
    fn renyi_far(self, excess: f64) -> f64 {
        let top = self.renyi_inf();
        let weight = |(m, l): (f64, f64)| m * (l + excess * (l - top)).exp();
        top + sum(self.pairs().map(weight)).ln() / excess
    }

    fn pairs(self) -> impl Iterator<Item = (f64, f64)> {
        self.mass.iter().copied().zip(self.ln_ratio.iter().copied())
    }
}

/// m (e^Al - A e^l + A - 1) / (A - 1) for A > 1 and `excess` = A - 1.
fn above_one(m: f64, l: f64, excess: f64) -> f64 {
    let shift = excess * l;
    if l.abs() <= NEAR && shift <= NEAR {
        return m * (l.exp() * exp_minus_one_minus(shift) / excess + phi_of_ln(l));
    }
    let risen = if shift > FAR {
        // The mass may be so small that the product does not overflow.
        (m.ln() + l + shift).exp() / excess
    } else {
        m * l.exp() * shift.exp_m1() / excess
    };
    risen - m * l.exp_m1()
}

/// (e^Al - A e^l + A - 1) / (A - 1) for 1/2 < A < 1 and `excess` = A - 1.
fn below_one(l: f64, order: f64, excess: f64) -> f64 {
    let shift = excess * l;
    if l.abs() <= NEAR {
        l.exp() * exp_minus_one_minus(shift) / excess + phi_of_ln(l)
    } else if shift > NEAR {
        ((order * l).exp() - l.exp()) / excess - l.exp_m1()
    } else {
        l.exp() * shift.exp_m1() / excess - l.exp_m1()
    }
}

/// -(e^Al - A e^l + A - 1) for A <= 1/2.
fn near_zero(l: f64, order: f64) -> f64 {
    if l.abs() <= NEAR {
        order * exp_minus_one_minus(l) - exp_minus_one_minus(order * l)
    } else {
        order * l.exp_m1() - (order * l).exp_m1()
    }
}

impl Kernel {
    /// ln( n^A / (A(n-1)+1) ) / (A-1).
    pub(crate) fn continuum_renyi(&self, order: Order) -> f64 {
        let order = order.get();
        let distance = order - 1.0;
        if distance.is_infinite() {
            return self.ln_n;
        }
        if order > 0.5 {
            // The bound, which is the order 1, and what the distance from it adds.
            return self.bound + minus_ln_one_plus(distance * self.share) / distance;
        }
        let scaled = order * self.excess;
        let numerator = if self.excess < 0.5 {
            minus_ln_one_plus(scaled) - order * minus_ln_one_plus(self.excess)
        } else {
            order * self.ln_n - scaled.ln_1p()
        };
        // Adding 0.0 spares n = 1 a negative zero.
        numerator / distance + 0.0
    }
}
