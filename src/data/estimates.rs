//! What a sample log says about best-of-n: averages over its prompts, with intervals.

use super::notice::Notice;
use super::samples::{Prompt, Samples};
use crate::bon::pool::{Averages, FEW_PROMPTS, Member, average};

/// The averages over the prompts of a sample log.
#[derive(Debug)]
pub struct Estimates {
    /// The log, prompt by prompt.
    pub samples: Samples,
    /// One entry for each n, ascending.
    pub results: Vec<Estimate>,
    /// How many prompts are in the averages.
    pub prompts: usize,
    /// exp(-H2), averaged over them.
    pub collision: f64,
    /// The fewest draws of one of them,
    pub smallest: usize,
    /// and the most.
    pub largest: usize,
    /// Where the random numbers of the intervals start.
    pub seed: u64,
}

/// The averages at one n.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The number of draws.
    pub n: u64,
    /// ln n - (n-1)/n, in nats.
    pub bound: f64,
    /// 2 n (n-1) exp(-H2), in nats: the most by which the bound can exceed the KL when rewards are distinct.
    pub gap_bound: f64,
    /// KL, rewards and win rate.
    pub averages: Averages,
}

/// An n that no pool of the log can answer for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "n is {n}, but no prompt has more than {largest} usable draws; best-of-n is estimated from subsets of n draws of one prompt, and a pool cannot show what more draws than it has would find, so n must be at most {largest}"
)]
pub struct Refusal {
    /// The n asked for.
    pub n: u64,
    /// The size of the largest pool.
    pub largest: usize,
}

impl Estimates {
    /// Averages a log; intervals come from a bootstrap over prompts drawn from `seed`, or for a single prompt from the
    /// jackknife over its draws.
    ///
    /// # Errors
    /// [`Refusal`] when an n was asked for that is above every pool; `asked` is the largest of them.
    pub fn of(mut samples: Samples, asked: Option<u64>, seed: u64) -> Result<Estimates, Refusal> {
        let indices: Vec<usize> =
            (0..samples.prompts.len()).filter(|&index| !samples.points(index).is_empty()).collect();
        let largest = samples.prompts.iter().map(|prompt| prompt.draws).max().unwrap_or(0);
        if indices.is_empty() {
            return Err(Refusal { n: asked.unwrap_or(1), largest });
        }
        let used: Vec<&Prompt> = indices.iter().map(|&index| &samples.prompts[index]).collect();
        let members: Vec<Member<'_>> = indices
            .iter()
            .map(|&index| Member { weight: samples.prompts[index].weight, points: samples.points(index) })
            .collect();
        let averages: Vec<Averages> = match used[..] {
            [Prompt { pool: Some(pool), .. }] => {
                samples.best_of().iter().filter_map(|best_of| pool.average(best_of)).collect()
            }
            _ => average(samples.best_of(), &members, seed),
        };
        let weight: f64 = used.iter().map(|prompt| prompt.weight).sum();
        let collision = used.iter().map(|prompt| prompt.weight * prompt.collision).sum::<f64>() / weight;
        let results = samples.best_of().iter().zip(averages).map(|(best_of, averages)| Estimate {
            n: best_of.n(),
            bound: best_of.bound(),
            gap_bound: best_of.gap_bound(collision),
            averages,
        });
        let results: Vec<Estimate> = results.collect();
        let sizes = || used.iter().map(|prompt| prompt.draws);
        let (smallest, largest) = (sizes().min().unwrap_or(0), sizes().max().unwrap_or(0));
        let prompts = used.len();
        let remarks = remarks(prompts, smallest, largest, asked, &results);
        samples.notices.extend(remarks.into_iter().map(|text| Notice { is_fault: false, text }));
        Ok(Estimates { samples, results, prompts, collision, smallest, largest, seed })
    }
}

/// What else there is to say, from the averages.
fn remarks(
    prompts: usize,
    smallest: usize,
    largest: usize,
    asked: Option<u64>,
    results: &[Estimate],
) -> Vec<String> {
    let mut remarks = Vec::new();
    if (2..FEW_PROMPTS).contains(&prompts) {
        remarks.push(format!("{prompts} prompts are too few for a bootstrap, so the intervals are Student's t and rough; {FEW_PROMPTS} or more tell better"));
    }
    if asked.is_none() && smallest * 2 < largest {
        remarks.push(format!(
            "the grid of n ends at the smallest pool, of {smallest} draws, while the largest has {largest}; with --n the prompts with fewer draws are left out"
        ));
    }
    let last = results.last().map_or(0, |estimate| estimate.n);
    if smallest as u64 == last {
        remarks.push(format!(
            "at n = {last} there is no win rate, because it takes n + 1 draws of every prompt and the smallest pool has {smallest}"
        ));
    }
    remarks
}
