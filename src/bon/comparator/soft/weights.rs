//! The weights w = e^(r/t) of the classes of a base, and where the integrals over them are cut off.

use crate::base::Base;

/// The step of the trapezoid rule, for which the error above is below 1e-19.
pub(super) const STEP: f64 = 0.2;

/// e^-TAIL is left out on each side of an integral.
pub(super) const TAIL: f64 = 39.0;

/// Beyond this x, e^(-e^x) is 0.
pub(super) const SPENT: f64 = 6.7;

/// The weights of one base at one temperature.
#[derive(Clone, Copy, Debug)]
pub(in crate::comparator) struct Weights<'a> {
    pub(super) base: &'a Base,
    pub(super) temperature: f64,
}

impl Weights<'_> {
    pub(super) fn masses(&self) -> Vec<f64> {
        self.base.classes().iter().map(|class| class.mass).collect()
    }

    /// ln w_a - ln w_b. Halves keep the difference of the rewards from overflowing.
    pub(super) fn apart(&self, a: usize, b: usize) -> f64 {
        let half = |c: usize| 0.5 * self.base.reward(self.base.classes()[c].first as usize);
        (half(a) - half(b)) / self.temperature * 2.0
    }
}
