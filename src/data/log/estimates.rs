//! Estimates of best-of-n from a sample log: averages over its prompts, with intervals.

use crate::bon::pool::{Averages, BestOf, FEW_PROMPTS, MANY_PROMPTS, Member, Point, average, weighted_mean};
use crate::data::log::progress::{Progress, Stage};
use crate::data::log::samples::Samples;
use crate::data::notice::Notice;

/// The averages over the prompts of a sample log.
#[derive(Debug)]
pub struct Estimates {
    /// The log, prompt by prompt.
    pub samples: Samples,
    /// One entry for each n, ascending.
    pub results: Vec<Estimate>,
    /// The number of prompts in the averages.
    pub prompts: usize,
    /// exp(-H2), averaged over those of them whose draws all have a log-probability.
    pub collision: Option<f64>,
    /// The fewest draws of one of these prompts.
    pub smallest: usize,
    /// The most draws of one of them.
    pub largest: usize,
    /// The seed of the random numbers for the intervals.
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
    pub gap_bound: Option<f64>,
    /// KL, rewards and win rate.
    pub averages: Averages,
}

/// An n above the size of every pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "n is {n}, but no prompt has more than {largest} usable draws; best-of-n is estimated from subsets of n draws of one prompt, and a pool says nothing about more draws than it has, so n must be at most {largest}"
)]
pub struct Refusal {
    /// The n asked for.
    pub n: u64,
    /// The size of the largest pool.
    pub largest: usize,
}

/// The averages at one n, with the estimates of every prompt.
#[derive(Clone, Debug)]
pub struct AtN {
    /// The averages.
    pub estimate: Estimate,
    /// The estimates of each prompt, in the order of [`Samples::prompts`]; none for those left out.
    pub points: Vec<Option<Point>>,
}

impl Estimates {
    /// Averages a log; intervals come from a bootstrap over prompts drawn from `seed`, or for a single prompt from the
    /// jackknife over its draws. `progress` is called now and then.
    ///
    /// # Errors
    /// [`Refusal`] when `asked`, the largest n asked for, is above the size of every pool.
    pub fn of(
        mut samples: Samples,
        asked: Option<u64>,
        seed: u64,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Estimates, Refusal> {
        let used = samples.used();
        let largest = samples.prompts.iter().map(|prompt| prompt.draws).max().unwrap_or(0);
        if used.is_empty() {
            return Err(Refusal { n: asked.unwrap_or(1), largest });
        }
        let rows = samples.rows;
        let points: Vec<&[Point]> = used.iter().map(|&index| samples.points(index)).collect();
        let averages = averages(&samples, &used, samples.best_of(), &points, seed, &mut |share| {
            progress(Progress { stage: Stage::Averaging, rows, share: Some(share) });
        });
        let members = || used.iter().map(|&index| &samples.prompts[index]);
        let known = || members().filter_map(|prompt| Some((prompt.weight, prompt.collision?)));
        let has_weight = known().any(|(weight, _)| weight > 0.0);
        let collision = has_weight.then(|| weighted_mean(known()));
        let results = samples.best_of().iter().zip(averages);
        let results: Vec<Estimate> =
            results.map(|(best_of, averages)| Estimate::new(best_of, collision, averages)).collect();
        let sizes = || members().map(|prompt| prompt.draws);
        let (smallest, largest) = (sizes().min().unwrap_or(0), sizes().max().unwrap_or(0));
        let prompts = used.len();
        let remarks = remarks(prompts, smallest, largest, asked, &results);
        samples.notices.extend(remarks.into_iter().map(|text| Notice { is_fault: false, text }));
        Ok(Estimates { samples, results, prompts, collision, smallest, largest, seed })
    }

    /// The largest n for [`Estimates::at`], and whether every n up to it works; otherwise only those of the results do.
    pub fn reach(&self) -> (u64, bool) {
        let is_kept = |&index: &usize| self.samples.prompts[index].pool.is_some();
        let last = self.results.last().map_or(1, |estimate| estimate.n);
        let all = self.samples.used().iter().all(is_kept);
        (if all { self.smallest as u64 } else { last }, all)
    }

    /// The averages and the estimates of every prompt at n: for the n of the results, and for any n up to the smallest pool
    /// when the draws were kept; otherwise none.
    pub fn at(&self, n: u64) -> Option<AtN> {
        let samples = &self.samples;
        let used = samples.used();
        let known = self.results.iter().position(|estimate| estimate.n == n);
        let (estimate, own) = match known.map(|at| (at, self.results[at])) {
            Some((at, estimate)) => {
                let own: Option<Vec<Point>> =
                    used.iter().map(|&index| samples.points(index).get(at).copied()).collect();
                (estimate, own?)
            }
            None => {
                let best_of = BestOf::new(n)?;
                let own = |&index: &usize| samples.prompts[index].pool.as_ref()?.estimate(&best_of);
                let own: Vec<Point> = used.iter().map(own).collect::<Option<_>>()?;
                let points: Vec<&[Point]> = own.iter().map(std::slice::from_ref).collect();
                let here = std::slice::from_ref(&best_of);
                let averages = averages(samples, &used, here, &points, self.seed, &mut |_| ());
                (Estimate::new(&best_of, self.collision, *averages.first()?), own)
            }
        };
        let mut points = vec![None; samples.prompts.len()];
        used.into_iter().zip(own).for_each(|(index, point)| points[index] = Some(point));
        Some(AtN { estimate, points })
    }
}

impl Estimate {
    fn new(best_of: &BestOf, collision: Option<f64>, averages: Averages) -> Estimate {
        let gap_bound = collision.map(|collision| best_of.gap_bound(collision));
        Estimate { n: best_of.n(), bound: best_of.bound(), gap_bound, averages }
    }
}

/// The averages over the prompts `used`, with their points at every n.
fn averages(
    samples: &Samples,
    used: &[usize],
    best_of: &[BestOf],
    points: &[&[Point]],
    seed: u64,
    progress: &mut dyn FnMut(f64),
) -> Vec<Averages> {
    if let [index] = used[..]
        && let Some(pool) = &samples.prompts[index].pool
    {
        let count = best_of.len() as f64;
        let each = best_of.iter().enumerate().filter_map(|(done, best_of)| {
            progress(done as f64 / count);
            pool.average(best_of)
        });
        return each.collect();
    }
    let weight = |&index: &usize| samples.prompts[index].weight;
    let members: Vec<Member<'_>> =
        used.iter().map(weight).zip(points).map(|(weight, &points)| Member { weight, points }).collect();
    average(best_of, &members, seed, progress)
}

/// Remarks on the averages.
fn remarks(
    prompts: usize,
    smallest: usize,
    largest: usize,
    asked: Option<u64>,
    results: &[Estimate],
) -> Vec<String> {
    let mut remarks = Vec::new();
    if (2..FEW_PROMPTS).contains(&prompts) {
        remarks.push(format!("{prompts} prompts are too few for a bootstrap, so the intervals are Student's t and rough; {FEW_PROMPTS} or more do better"));
    }
    if (FEW_PROMPTS..MANY_PROMPTS).contains(&prompts) {
        remarks.push(format!("{prompts} prompts are few: where they differ widely, the 95 % intervals of the KL hold the truth less often than that, about 84 times in 100 with 8 such prompts, 87 with 12 and 91 with 20; {MANY_PROMPTS} or more do better"));
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
