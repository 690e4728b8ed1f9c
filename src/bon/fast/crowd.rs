//! Tie classes of many outcomes: the estimator's sum over the outcomes inside one class.

use crate::bon::fast::kernel::FastKernel;
use crate::bon::fast::moments::powers;

/// Outcomes between two marks.
const STRIDE: usize = 64;

/// The outcomes of one class, equal probabilities together, the most probable first.
#[derive(Clone, Debug)]
pub(super) struct Crowd {
    /// Probability and how many have it.
    members: Vec<(f64, f64)>,
    /// Before members 0, STRIDE, 2 STRIDE, ... and after the last.
    marks: Vec<Mark>,
    /// Power sums p^4 to p^8 of all.
    pub(super) powers: [f64; 5],
}

/// What the members before a mark and after it sum to.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    /// sum p before.
    mass: f64,
    /// sum p ln p before.
    p_ln_p: f64,
    /// Power sums p^4 to p^8 after.
    powers: [f64; 5],
}

impl Crowd {
    pub(super) fn new(mut p: Vec<f64>) -> Crowd {
        p.sort_unstable_by(|a, b| b.total_cmp(a));
        let members: Vec<(f64, f64)> =
            p.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f64)).collect();
        let mut marks = vec![Mark::default()];
        for chunk in members.chunks(STRIDE) {
            let Mark { mut mass, mut p_ln_p, .. } = marks[marks.len() - 1];
            for &(p, count) in chunk {
                mass += count * p;
                p_ln_p += count * p * p.ln();
            }
            marks.push(Mark { mass, p_ln_p, powers: [0.0; 5] });
        }
        let mut after = [0.0; 5];
        for (mark, chunk) in marks.iter_mut().zip(members.chunks(STRIDE)).rev() {
            for &(p, count) in chunk.iter().rev() {
                for (sum, power) in after.iter_mut().zip(powers(p)) {
                    *sum += count * power;
                }
            }
            mark.powers = after;
        }
        Crowd { members, marks, powers: after }
    }

    /// sum p q g(n, -ln(1-p)) over the members, and how many of them were looked at one by one.
    pub(super) fn shortfall(&self, kernel: &FastKernel) -> (f64, usize) {
        let settled = kernel.settled();
        let smooth = kernel.smooth();
        // Whole strides only: the others are looked at.
        let first = self.members.partition_point(|&(p, _)| p > settled) / STRIDE;
        let last =
            self.members.partition_point(|&(p, _)| p > smooth).div_ceil(STRIDE).min(self.marks.len() - 1);
        let (before, after) = (&self.marks[first], &self.marks[last]);
        let looked_at = &self.members[first * STRIDE..(last * STRIDE).min(self.members.len())];
        let one_by_one: f64 =
            looked_at.iter().map(|&(p, count)| count * p * kernel.shortfall(p, 1.0 - p)).sum();
        let large = before.mass * kernel.plain.bound + before.p_ln_p;
        (large + one_by_one + kernel.small_shortfall(&after.powers), looked_at.len())
    }
}
