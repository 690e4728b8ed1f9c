//! ln(pi/p) in doubled precision, for outcomes that a proposal takes to where best-of-n takes them from: there it is a small
//! difference of large logarithms.

use std::ops::Range;

use super::making::Making;
use crate::base::Base;
use crate::numeric::double::Double;

/// What is drawn from, in doubled precision.
#[derive(Clone, Debug)]
pub(super) struct Fine {
    /// The probability of each outcome by rank, 0 for what is left out.
    q: Vec<Double>,
    /// By class of q: its mass, that below it, and that above it.
    class: Vec<[Double; 3]>,
}

impl Fine {
    /// In time proportional to the number of outcomes.
    pub(super) fn new(making: &Making<'_>, q: &Base) -> Fine {
        let zero = Double::default();
        let mut odds = vec![zero; q.len()];
        making.kept().iter().for_each(|&rank| odds[rank] = making.odds_doubled(rank));
        let total = odds.iter().fold(zero, |sum, odds| sum + *odds);
        let q_doubled: Vec<Double> = odds.into_iter().map(|odds| odds / total).collect();
        let mut class: Vec<[Double; 3]> = (0..q.class_count())
            .map(|c| [q.members(c).fold(zero, |sum, rank| sum + q_doubled[rank]), zero, zero])
            .collect();
        let mut below = zero;
        for [mass, strictly_below, _] in &mut class {
            *strictly_below = below;
            below = below + *mass;
        }
        let mut above = zero;
        for [mass, _, strictly_above] in class.iter_mut().rev() {
            *strictly_above = above;
            above = above + *mass;
        }
        Fine { q: q_doubled, class }
    }

    /// The mass of a class of q.
    pub(super) fn mass(&self, c: usize) -> Double {
        self.class[c][0]
    }

    /// The KL of q on one class of it alone from the base, in nats; `ranks` has the members of the class.
    pub(super) fn kl_alone(&self, base: &Base, c: usize, ranks: Range<usize>) -> Double {
        let kept = ranks.filter(|&rank| self.q[rank].high > 0.0);
        kept.fold(Double::default(), |sum, rank| {
            let share = self.q[rank] / self.class[c][0];
            sum + share * (share / base.p_doubled(rank)).ln()
        })
    }

    /// pi of an outcome of class `c` of q.
    pub(super) fn pi(&self, (rank, c): (usize, usize), n: f64) -> Double {
        let held = self.ln_held(c, n);
        // Below it there is nothing that a number keeps.
        if held.high < -700.0 { Double::default() } else { self.q[rank] / self.class[c][0] * held.exp() }
    }

    /// ln(pi/p) of an outcome of class `c` of q.
    pub(super) fn ln_ratio(&self, base: &Base, (rank, c): (usize, usize), n: f64) -> f64 {
        let share = self.q[rank] / self.class[c][0];
        let share = if share.high == 1.0 && share.low == 0.0 { Double::default() } else { share.ln() };
        (share + self.ln_held(c, n) - base.p_doubled(rank).ln()).value()
    }

    /// ln of what best-of-n has of a class.
    fn ln_held(&self, c: usize, n: f64) -> Double {
        let [mass, below, above] = self.class[c];
        let n = Double::from(n);
        let upto = below + mass;
        let ln_upto = if above.high < 0.5 { (-above).ln_1p() } else { upto.ln() };
        let inside = mass / upto;
        // F^n (1 - e^-nx).
        let held = if below.high == 0.0 {
            Double::default()
        } else {
            let width = -(-inside).ln_1p();
            (-(-(n * width)).exp_m1()).ln()
        };
        n * ln_upto + held
    }
}
