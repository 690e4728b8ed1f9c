//! Tie classes of many outcomes, ready for sums over the outcomes inside one class.

use super::moments::powers;
use crate::numeric::sum::Compensated;

/// Outcomes between two marks.
const STRIDE: usize = 64;

/// The outcomes of one class, equal probabilities together, the most probable first.
#[derive(Clone, Debug)]
pub(crate) struct Tied {
    /// Probability and how many have it.
    members: Vec<(f64, f64)>,
    /// Before members 0, STRIDE, 2 STRIDE, ... and after the last.
    marks: Vec<Mark>,
    /// Power sums p^4 to p^8 of all.
    pub(crate) powers: [f64; 5],
}

/// Members of a class in three parts.
pub(crate) struct Parts<'a> {
    /// sum p over the large ones.
    pub(crate) mass: f64,
    /// sum p ln p over the large ones.
    pub(crate) p_ln_p: f64,
    /// Probability and how many have it, one by one.
    pub(crate) between: &'a [(f64, f64)],
    /// Power sums p^4 to p^8 of the small ones.
    pub(crate) powers: &'a [f64; 5],
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

impl Tied {
    pub(crate) fn new(mut p: Vec<f64>) -> Tied {
        p.sort_unstable_by(|a, b| b.total_cmp(a));
        let members: Vec<(f64, f64)> =
            p.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f64)).collect();
        // A class may have a hundred thousand members that are almost equal, so every running sum is compensated.
        let mut marks = vec![Mark::default()];
        let (mut mass, mut p_ln_p) = (Compensated::default(), Compensated::default());
        for chunk in members.chunks(STRIDE) {
            for &(p, count) in chunk {
                mass.add(count * p);
                p_ln_p.add(count * p * p.ln());
            }
            marks.push(Mark { mass: mass.value(), p_ln_p: p_ln_p.value(), powers: [0.0; 5] });
        }
        let mut after = [Compensated::default(); 5];
        for (mark, chunk) in marks.iter_mut().zip(members.chunks(STRIDE)).rev() {
            for &(p, count) in chunk.iter().rev() {
                after.iter_mut().zip(powers(p)).for_each(|(sum, power)| sum.add(count * power));
            }
            mark.powers = after.map(Compensated::value);
        }
        Tied { members, marks, powers: after.map(Compensated::value) }
    }

    /// The members in three parts by probability: those above `large`, those up to `small`, and those between. The first two
    /// are whole strides only; the rest of theirs is with those between.
    pub(crate) fn parts(&self, large: f64, small: f64) -> Parts<'_> {
        let first = self.members.partition_point(|&(p, _)| p > large) / STRIDE;
        let last =
            self.members.partition_point(|&(p, _)| p > small).div_ceil(STRIDE).min(self.marks.len() - 1);
        let (before, after) = (&self.marks[first], &self.marks[last]);
        Parts {
            mass: before.mass,
            p_ln_p: before.p_ln_p,
            between: &self.members[first * STRIDE..(last * STRIDE).min(self.members.len())],
            powers: &after.powers,
        }
    }
}
