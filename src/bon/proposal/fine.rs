//! ln(pi/p) in doubled precision, for outcomes that a proposal takes to where best-of-n takes them from: there it is a small
//! difference of large logarithms.

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

    /// ln(pi/p) of an outcome of class `c` of q.
    pub(super) fn ln_ratio(&self, base: &Base, (rank, c): (usize, usize), n: f64) -> f64 {
        let [mass, below, above] = self.class[c];
        let n = Double::from(n);
        let upto = below + mass;
        let ln_upto = if above.high < 0.5 { (-above).ln_1p() } else { upto.ln() };
        let inside = mass / upto;
        // What best-of-n has of the class, F^n (1 - e^-nx).
        let held = if below.high == 0.0 {
            Double::default()
        } else {
            let width = -(-inside).ln_1p();
            (-(-(n * width)).exp_m1()).ln()
        };
        let share = self.q[rank] / mass;
        let share = if share.high == 1.0 && share.low == 0.0 { Double::default() } else { share.ln() };
        (share + n * ln_upto + held - base.p_doubled(rank).ln()).value()
    }
}
