//! Answers that come again, held against their probabilities.

use crate::data::log::record::{Record, UNKNOWN};

/// An answer is rare when so few of it are to be expected in its pool.
const RARE: f64 = 0.01;

/// From so many expected pairs on their number is close to normal.
const ENOUGH: f64 = 10.0;

/// So many standard deviations are no chance.
const FAR: f64 = 5.0;

/// Pairs of draws of one answer, observed and expected.
#[derive(Default)]
pub(super) struct Repeats {
    /// Repeats of rare answers, and how many of them the probabilities let expect.
    rare: u64,
    rare_expected: f64,
    /// Pairs of draws of one answer that are to be expected.
    pairs: f64,
    /// Such pairs, each counted with the probability of its answer, less those to be expected.
    excess: f64,
    variance: f64,
    /// Draws of the likeliest answer of each prompt, and how many of them are to be expected.
    likeliest: u64,
    likeliest_expected: f64,
}

/// Draws that are more or less alike than their probabilities say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Alike {
    /// How often the likeliest answers of the prompts were drawn, and how often that was to be expected.
    pub(super) likeliest: u64,
    pub(super) expected: f64,
    /// By how many standard deviations pairs of draws are one answer too often.
    pub(super) z: f64,
}

impl Repeats {
    /// Takes in the draws of one prompt; those of one answer stand together.
    ///
    /// Another draw is the same answer with the probability p of the answer, so pairs of draws that are one answer, each
    /// weighted with p, less the mean of p^2 over the draws, are a U-statistic of mean 0. Its variance is Hoeffding's, with the
    /// sums of powers of probabilities estimated from the draws. The weight turns to likely answers, which come too often from a
    /// sharper distribution and too seldom from a flatter one; without it the two would cancel (derived).
    pub(super) fn take(&mut self, records: &[Record]) {
        let count = records.len() as f64;
        let is_known = |record: &Record| !record.logprob.is_nan() && record.answer != UNKNOWN;
        if records.len() < 2 || !records.iter().all(is_known) {
            return;
        }
        let p = || records.iter().map(|record| record.logprob.exp());
        let mean = |power: i32| p().map(|p| p.powi(power)).sum::<f64>() / count;
        let [first, second, third, fourth] = [1, 2, 3, 4].map(mean);
        let pairs = count * (count - 1.0) / 2.0;
        let of_one = (fourth - second * second).max(0.0) / 4.0;
        let of_two = (third - 1.5 * fourth + 0.5 * second * second).max(0.0);
        self.variance += pairs * (2.0 * (count - 2.0) * of_one + of_two);
        self.pairs += pairs * first;
        self.excess -= pairs * second;
        let rare = p().filter(|p| p * count < RARE);
        self.rare_expected += rare.map(|p| p * (count - 1.0) / 2.0).sum::<f64>();
        let mut likeliest = (0.0, 0);
        for answer in records.chunk_by(|a, b| a.answer == b.answer) {
            let others = answer.len() as f64 - 1.0;
            let sum: f64 = answer.iter().map(|record| record.logprob.exp()).sum();
            self.excess += others / 2.0 * sum;
            let mean = sum / answer.len() as f64;
            if mean > likeliest.0 {
                likeliest = (mean, answer.len() as u64);
            }
            if mean * count < RARE {
                self.rare += answer.len() as u64 - 1;
            }
        }
        self.likeliest += likeliest.1;
        self.likeliest_expected += likeliest.0 * count;
    }

    /// Whether rare answers come again more often than chance lets them.
    pub(super) fn are_rare(&self) -> bool {
        self.rare > 0 && by_chance(self.rare, self.rare_expected) < 1e-4
    }

    /// Whether draws are far more or far less alike than their probabilities say.
    pub(super) fn alike(&self) -> Option<Alike> {
        let z = self.excess / self.variance.sqrt();
        let is_far = self.pairs >= ENOUGH && z.is_finite() && z.abs() > FAR;
        is_far.then_some(Alike { likeliest: self.likeliest, expected: self.likeliest_expected, z })
    }
}

/// The chance of at least so many repeats, if they occur independently.
pub(super) fn by_chance(count: u64, expected: f64) -> f64 {
    statrs::function::gamma::gamma_lr(count as f64, expected.max(1e-12))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws of the answers 1, 2, ... so often, each with the logarithm of its probability.
    fn draws(answers: &[(usize, f64)]) -> Vec<Record> {
        let draw = |(answer, (_, p)): (usize, &(usize, f64))| Record {
            answer: answer as u64 + 1,
            logprob: p.ln(),
            ..Record::default()
        };
        answers.iter().enumerate().flat_map(|place| std::iter::repeat_n(draw(place), place.1.0)).collect()
    }

    #[test]
    fn the_variance_is_that_of_all_samples() {
        // All samples of 3 draws from probabilities that are known exactly.
        let p = [0.5, 0.3, 0.2_f64];
        let (mut mean, mut square) = (0.0, 0.0);
        for a in 0..3 {
            for b in 0..3 {
                for c in 0..3 {
                    let pairs = [(a, b), (a, c), (b, c)];
                    let equal: f64 = pairs.iter().filter(|(x, y)| x == y).map(|(x, _)| p[*x]).sum();
                    let difference = equal - [a, b, c].iter().map(|x| p[*x] * p[*x]).sum::<f64>();
                    let chance = p[a] * p[b] * p[c];
                    mean += chance * difference;
                    square += chance * difference * difference;
                }
            }
        }
        assert!(mean.abs() < 1e-12);
        let power = |k: i32| p.iter().map(|p| p.powi(k)).sum::<f64>();
        let of_one = (power(5) - power(3) * power(3)) / 4.0;
        let of_two = power(4) - 1.5 * power(5) + 0.5 * power(3) * power(3);
        let variance = 3.0 * (2.0 * of_one + of_two);
        assert!((variance - square).abs() < 1e-12, "{variance} {square}");
        // What is taken in is the same formula with the sums estimated from the draws.
        let mut found = Repeats::default();
        found.take(&draws(&[(5, 0.5), (3, 0.3), (2, 0.2)]));
        let expected = 45.0 * (16.0 * of_one + of_two);
        assert!((found.variance - expected).abs() < 1e-12, "{} {expected}", found.variance);
        assert!((found.pairs - 45.0 * power(2)).abs() < 1e-12);
        let excess = 10.0 * 0.5 + 3.0 * 0.3 + 0.2 - 45.0 * power(3);
        assert!((found.excess - excess).abs() < 1e-12, "{} {excess}", found.excess);
        assert_eq!((found.likeliest, found.likeliest_expected), (5, 5.0));
    }

    #[test]
    fn draws_as_likely_as_they_say_are_not_told() {
        let of = |answers: &[(usize, f64)]| {
            let mut found = Repeats::default();
            (0..20).for_each(|_| found.take(&draws(answers)));
            found.alike().map(|alike| alike.z > 0.0)
        };
        assert_eq!(of(&[(50, 0.5), (30, 0.3), (20, 0.2)]), None);
        assert_eq!(of(&[(70, 0.5), (20, 0.3), (10, 0.2)]), Some(true));
        assert_eq!(of(&[(34, 0.5), (33, 0.3), (33, 0.2)]), Some(false));
        assert_eq!(of(&[(1, 0.5), (1, 0.3), (1, 0.1)]), Some(false));
    }
}
