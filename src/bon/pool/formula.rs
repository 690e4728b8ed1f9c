//! What the formula ln n - (n-1)/n gets wrong on a log at one n, and which prompts cause most of that.

use super::interval::{Interval, Range, Sample, SampleError, TAIL};
use super::{BestOf, RankedPoint};

/// The formula against the ranked estimates of the prompts.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// n.
    pub n: u64,
    /// What the formula says, in nats.
    pub bound: f64,
    /// The mean KL, in nats.
    pub kl: f64,
    /// By how much the formula overstates it, in nats: the mean gap,
    pub overstatement: f64,
    /// and the interval of that.
    pub interval: Option<Interval>,
    /// The formula divided by the mean KL; infinite for a KL of 0, and 1 at n = 1.
    pub times: f64,
    /// What each prompt of weight above 0 adds to the overstatement, the most first.
    pub causes: Vec<Cause>,
}

/// A prompt's part in the overstatement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cause {
    /// Its place in the input.
    pub prompt: usize,
    /// Its gap in nats.
    pub gap: f64,
    /// Its share of the overstatement of all; 0 where there is none.
    pub share: f64,
}

impl Verdict {
    /// The fewest prompts that cause at least `share` of the overstatement together; none where there is no overstatement.
    pub fn causes_of(&self, share: f64) -> &[Cause] {
        let mut so_far = 0.0;
        let before = self.causes.iter().take_while(|cause| {
            let is_needed = so_far < share && cause.share > 0.0;
            so_far += cause.share;
            is_needed
        });
        &self.causes[..before.count()]
    }
}

/// The verdict at n on prompts with their weights.
///
/// # Errors
/// [`SampleError`] where there is no prompt of weight above 0.
pub fn verdict(best_of: &BestOf, points: &[RankedPoint], weights: &[f64]) -> Result<Verdict, SampleError> {
    let bound = best_of.bound();
    let gaps: Vec<f64> = points.iter().map(|point| point.gap).collect();
    let kl: Vec<f64> = points.iter().map(|point| point.kl).collect();
    let sample = Sample::new(&gaps, weights)?;
    let kl = Sample::new(&kl, weights)?.mean();
    let overstatement = sample.mean();
    let total: f64 = weights.iter().zip(&gaps).map(|(weight, gap)| weight * gap).sum();
    let mut causes: Vec<Cause> = gaps
        .iter()
        .zip(weights)
        .enumerate()
        .filter(|(_, (_, weight))| **weight > 0.0)
        .map(|(prompt, (&gap, weight))| {
            let share = if total > 0.0 { weight * gap / total } else { 0.0 };
            Cause { prompt, gap, share }
        })
        .collect();
    causes.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.prompt.cmp(&b.prompt)));
    let times = if bound == 0.0 { 1.0 } else { bound / kl };
    let interval = sample.interval(Range::up_to(bound), TAIL);
    Ok(Verdict { n: best_of.n(), bound, kl, overstatement, interval, times, causes })
}
