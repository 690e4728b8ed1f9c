//! Which answers count with their probability instead of how often they happened to be drawn.
//!
//! How often an answer was drawn says nothing where nearly every pool of this size shows it: its probability is known.
//! Such answers are strata of their own; the rest of the probability is one more stratum, of which the other draws are an
//! even sample. Given their number, every subset weight stays unbiased (derived).

use super::answers::{Answer, complement};

/// An answer counts with its probability from this expected number of draws on: one pool in 150 misses it.
const EXPECTED: f64 = 5.0;

/// A rest of fewer expected draws than this may be taken for nothing while no draw is from it.
const NEGLIGIBLE: f64 = 0.05;

/// By how many standard deviations the number of other draws may miss its mean before the log-probabilities are taken to be
/// those of another law.
const DEVIATIONS: f64 = 5.0;

/// The strata of a pool.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Strata {
    /// Which answers count with their probability.
    pub(super) is_sure: Vec<bool>,
    /// The probability of the others.
    pub(super) rest: f64,
    /// The number of draws of the others.
    pub(super) rest_draws: usize,
}

impl Strata {
    /// None when every draw counts alike.
    pub(super) fn of(answers: &[Answer], draws: usize) -> Option<Strata> {
        let count = draws as f64;
        let mut likely: Vec<usize> =
            (0..answers.len()).filter(|&at| answers[at].mass * count >= EXPECTED).collect();
        likely.sort_unstable_by(|&a, &b| answers[b].mass.total_cmp(&answers[a].mass).then(a.cmp(&b)));
        while !likely.is_empty() {
            let rest = complement(likely.iter().map(|&at| &answers[at]));
            let rest_draws = draws - likely.iter().map(|&at| answers[at].draws).sum::<usize>();
            let expected = count * rest;
            let is_nothing = rest_draws == 0 && expected.abs() <= NEGLIGIBLE;
            if is_nothing || expected >= EXPECTED {
                let slack = DEVIATIONS * (expected.max(0.0) * (1.0 - rest)).sqrt() + DEVIATIONS / 2.0;
                let mut is_sure = vec![false; answers.len()];
                likely.iter().for_each(|&at| is_sure[at] = true);
                let fits = (rest_draws as f64 - expected).abs() <= slack && (is_nothing || rest_draws > 0);
                return fits.then_some(Strata { is_sure, rest: rest.max(0.0), rest_draws });
            }
            // Too little is left over to be sampled: the least likely of the likely answers joins it.
            likely.pop();
        }
        None
    }
}
