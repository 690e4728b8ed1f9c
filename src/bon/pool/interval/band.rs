//! Bands that hold a whole curve at once.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardNormal};
use statrs::distribution::{ContinuousCDF, Normal};

use super::ends::{Interval, Range, TAIL};
use super::mean::{Sample, SampleError};
use crate::numeric::sum::sum;

/// How often the curves are shaken.
pub const BAND_RESAMPLES: usize = 2000;

/// More prompts than this are shaken in groups; the work stays bounded, and the scatter right.
const GROUPS: usize = 4096;

/// A curve for each prompt, at the same points for all, and their mean.
#[derive(Clone, Debug)]
pub struct Curves {
    points: Vec<Sample>,
    /// For each point, what each prompt or group does to the mean; none where prompts are alike.
    pulls: Vec<Option<Vec<f64>>>,
    /// For each of these points, the standard error that the pulls show.
    errors: Vec<f64>,
}

/// An interval at each point, all of which hold the truth together with 95 % confidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// What each interval leaves on each side.
    pub tail: f64,
    /// As [`Sample::interval`] gives them.
    pub intervals: Vec<Option<Interval>>,
}

impl Curves {
    /// `values[k][p]` is the value of prompt p at point k.
    ///
    /// # Errors
    /// [`SampleError`] where a point has no mean.
    pub fn new(values: &[Vec<f64>], weights: &[f64]) -> Result<Curves, SampleError> {
        let points: Vec<Sample> =
            values.iter().map(|values| Sample::new(values, weights)).collect::<Result<_, _>>()?;
        let pulls: Vec<Option<Vec<f64>>> = points.iter().map(pulls).collect();
        let error = |pulls: &Option<Vec<f64>>| {
            pulls.as_ref().map_or(0.0, |pulls| sum(pulls.iter().map(|pull| pull * pull)).sqrt())
        };
        let errors = pulls.iter().map(error).collect();
        Ok(Curves { points, pulls, errors })
    }

    /// The samples at each point.
    pub fn points(&self) -> &[Sample] {
        &self.points
    }

    /// The largest deviation over the curve, in standard errors, when the prompts are shaken for the `resample`th time: each
    /// deviation of a prompt from the mean is multiplied by a normal number of its own (the multiplier bootstrap of
    /// Chernozhukov, Chetverikov and Kato, Annals of Statistics 2013). Depends on nothing else, so that resamples may be
    /// shared out among threads.
    pub fn largest_deviation(&self, seed: u64, resample: u64) -> f64 {
        let moved = self.moved(seed, resample);
        let deviations = moved.iter().zip(&self.errors).filter(|(_, error)| **error > 0.0);
        deviations.map(|(moved, error)| moved.abs() / error).fold(0.0, f64::max)
    }

    /// The standard error of the difference of the means at two points, as the resamples have it.
    pub(in crate::pool) fn error_of_difference(&self, a: usize, b: usize) -> f64 {
        let pull = |point: usize, at: usize| self.pulls[point].as_ref().map_or(0.0, |pulls| pulls[at]);
        let count = self.pulls.iter().flatten().map(Vec::len).max().unwrap_or(0);
        sum((0..count).map(|at| (pull(a, at) - pull(b, at)).powi(2))).sqrt()
    }

    /// How far the mean moves at each point in that resample.
    pub(in crate::pool) fn moved(&self, seed: u64, resample: u64) -> Vec<f64> {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(resample);
        let count = self.pulls.iter().flatten().map(Vec::len).max().unwrap_or(0);
        let shakes: Vec<f64> = (0..count).map(|_| StandardNormal.sample(&mut rng)).collect();
        let moved = |pulls: &Option<Vec<f64>>| {
            pulls.as_ref().map_or(0.0, |pulls| pulls.iter().zip(&shakes).map(|(a, b)| a * b).sum())
        };
        self.pulls.iter().map(moved).collect()
    }

    /// The band at 95 %, from [`BAND_RESAMPLES`] resamples; `ranges` are those of the points.
    pub fn band(&self, ranges: &[Range], seed: u64) -> Band {
        let deviations = (0..BAND_RESAMPLES as u64).map(|resample| self.largest_deviation(seed, resample));
        self.band_from(ranges, deviations.collect())
    }

    /// The same from [`Curves::largest_deviation`] of every resample in any order.
    ///
    /// The quantile of the largest deviation says what each point may leave outside; the intervals of the points with so much
    /// outside are the band, which therefore respects ranges and skewness as they do (derived).
    pub fn band_from(&self, ranges: &[Range], deviations: Vec<f64>) -> Band {
        let tail = tail_of(deviations);
        let interval = |(point, range): (&Sample, &Range)| point.interval(*range, tail);
        Band { tail, intervals: self.points.iter().zip(ranges).map(interval).collect() }
    }
}
/// What intervals may leave on each side so that the largest deviation is inside 95 % of the time, from that of each resample
/// in any order.
pub(in crate::pool) fn tail_of(mut deviations: Vec<f64>) -> f64 {
    deviations.sort_by(f64::total_cmp);
    let place = ((1.0 - 2.0 * TAIL) * deviations.len() as f64).ceil() as usize;
    let quantile = deviations.get(place.saturating_sub(1)).copied().unwrap_or(0.0);
    Normal::standard().cdf(-quantile).min(TAIL)
}

fn pulls(point: &Sample) -> Option<Vec<f64>> {
    if point.error() == 0.0 {
        return None;
    }
    let mut groups = vec![0.0; point.deviations().count().min(GROUPS)];
    let count = groups.len();
    point.deviations().enumerate().for_each(|(prompt, deviation)| groups[prompt % count] += deviation);
    Some(groups)
}
