//! Sums over stretches of a list, each from positive numbers alone.

use std::ops::Range;

use crate::numeric::sum::{Compensated, sum};

/// Numbers under one sum.
const BLOCK: usize = 64;

/// Sums over blocks of probabilities, over blocks of these sums, and so on: any stretch is the sum of a few positive
/// numbers, so that it keeps its relative precision, which differences of sums from one end would not.
#[derive(Clone, Debug)]
pub(super) struct Blocks(Vec<Vec<f64>>);

impl Blocks {
    pub(super) fn new(p: &[f64]) -> Blocks {
        let over = |numbers: &[f64]| -> Vec<f64> {
            numbers.chunks(BLOCK).map(|block| sum(block.iter().copied())).collect()
        };
        let mut levels = vec![over(p)];
        while let Some(last) = levels.last().filter(|last| last.len() > BLOCK) {
            let next = over(last);
            levels.push(next);
        }
        Blocks(levels)
    }

    /// The sum over the numbers `p` in a range.
    pub(super) fn sum(&self, p: &[f64], range: Range<usize>) -> f64 {
        let mut total = Compensated::default();
        let mut numbers = p;
        let Range { mut start, mut end } = range;
        for above in &self.0 {
            let (first, last) = (start.div_ceil(BLOCK), end / BLOCK);
            if first >= last {
                break;
            }
            numbers[start..first * BLOCK]
                .iter()
                .chain(&numbers[last * BLOCK..end])
                .for_each(|p| total.add(*p));
            (numbers, start, end) = (above, first, last);
        }
        numbers[start..end].iter().for_each(|p| total.add(*p));
        total.value()
    }
}
