//! Which n to use: the best on a curve of means over prompts, those that cannot be told apart from it, and the one that the curve supports.

use super::interval::{BAND_RESAMPLES, Curves, Interval, Range, Sample, SampleError, TAIL, tail_of};

/// What a curve says about n; every index is a place in the list of n.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Where the mean is highest, the first of equal ones.
    pub best: usize,
    /// Whether the mean at each n is not told apart from the best, all of them together with 95 % confidence.
    pub is_near_best: Vec<bool>,
    /// Whether the mean at the last n is below the best and told apart from it: the curve has peaked and falls.
    pub falls: bool,
    /// The gain over the first n at each n,
    pub gain: Vec<f64>,
    /// and its simultaneous band; none at the first n, and where prompts show no scatter and the range is not known.
    pub band: Vec<Option<Interval>>,
    /// The n whose gain is surely largest; none where the band is above 0 nowhere.
    pub supported: Option<Supported>,
    /// The same of the gain less the cost of the draws, where they have one.
    pub pays: Option<Pays>,
}

/// An n that the band supports.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Supported {
    /// Its place.
    pub at: usize,
    /// What is gained over the first n with 95 % confidence; above 0.
    pub at_least: f64,
}

/// What draws bring when each costs something.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pays {
    /// Where the mean less the cost is highest, the first of equal ones: the first n of all where no draw more pays.
    pub best: usize,
    /// The n whose gain less its cost is surely largest; none where it is surely above 0 nowhere.
    pub supported: Option<Supported>,
}

/// What is asked of a curve.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The numbers of draws, ascending, the first being what gains are measured from.
    pub n: &'a [u64],
    /// `values[k][p]` is the value of prompt p at `n[k]`.
    pub values: &'a [Vec<f64>],
    /// How much each prompt counts.
    pub weights: &'a [f64],
    /// Where values lie for certain at any n.
    pub range: Range,
    /// Whether the value is what draws are ranked by, which never falls with n.
    pub is_ranked_by: bool,
    /// What a draw costs in units of the value; at least 0.
    pub cost: f64,
    /// The seed of the resamples.
    pub seed: u64,
}

/// What the curve says.
///
/// # Errors
/// [`SampleError`] where an n has no mean.
pub fn which_n(question: &Question<'_>) -> Result<Choice, SampleError> {
    let Question { n, values, weights, range, seed, .. } = *question;
    let first = values.first().ok_or(SampleError::Empty)?;
    let gains: Vec<Vec<f64>> = values
        .iter()
        .map(|values| values.iter().zip(first).map(|(value, first)| value - first).collect())
        .collect();
    let of_gain = range.of_difference();
    let of_gain = if question.is_ranked_by { Range { low: 0.0, ..of_gain } } else { of_gain };
    let curves = Curves::new(&gains, weights)?;
    let gain: Vec<f64> = curves.points().iter().map(|point| point.mean()).collect();
    let mut band = curves.band(&vec![of_gain; gain.len()], seed).intervals;
    // The first n gains nothing over itself.
    band[0] = None;
    let best = highest(&gain, |_| 0.0);
    let is_near_best = near_best(values, weights, &curves, best, range.of_difference(), seed)?;
    let falls = !is_near_best[gain.len() - 1];
    let further =
        |k: usize| n.get(k).zip(n.first()).map_or(0.0, |(n, first)| n.saturating_sub(*first) as f64);
    let cost = |k: usize| question.cost * further(k);
    let pays =
        (question.cost > 0.0).then(|| Pays { best: highest(&gain, cost), supported: supported(&band, cost) });
    Ok(Choice { best, is_near_best, falls, supported: supported(&band, |_| 0.0), pays, gain, band })
}

/// The place of the highest gain less its cost, the first of equal ones.
fn highest(gain: &[f64], cost: impl Fn(usize) -> f64) -> usize {
    let left = |k: usize| gain[k] - cost(k);
    (1..gain.len()).fold(0, |best, k| if left(k) > left(best) { k } else { best })
}

/// The place of the highest lower end less the cost, where that is above 0.
fn supported(band: &[Option<Interval>], cost: impl Fn(usize) -> f64) -> Option<Supported> {
    let ends =
        band.iter().enumerate().filter_map(|(at, interval)| Some((at, interval.as_ref()?.low - cost(at))));
    let above = ends.filter(|(_, low)| *low > 0.0).map(|(at, at_least)| Supported { at, at_least });
    above.reduce(|best, next| if next.at_least > best.at_least { next } else { best })
}

/// Whether each mean is not told apart from the one at `best`. Which one is best was read off the same curve, so the
/// differences of any two points are kept in hand together.
fn near_best(
    values: &[Vec<f64>],
    weights: &[f64],
    curves: &Curves,
    best: usize,
    range: Range,
    seed: u64,
) -> Result<Vec<bool>, SampleError> {
    let count = values.len();
    let pairs: Vec<(usize, usize, f64)> = (0..count)
        .flat_map(|a| (0..a).map(move |b| (a, b)))
        .map(|(a, b)| (a, b, curves.error_of_difference(a, b)))
        .filter(|(.., error)| *error > 0.0)
        .collect();
    let largest = |resample: u64| {
        let moved = curves.moved(seed, resample);
        let deviations = pairs.iter().map(|&(a, b, error)| (moved[a] - moved[b]).abs() / error);
        deviations.fold(0.0, f64::max)
    };
    let tail = tail_of((0..BAND_RESAMPLES as u64).map(largest).collect()).min(TAIL);
    let lost = |k: usize| -> Vec<f64> { values[best].iter().zip(&values[k]).map(|(a, b)| a - b).collect() };
    (0..count)
        .map(|k| {
            let interval = Sample::new(&lost(k), weights)?.interval(range, tail);
            Ok(k == best || interval.is_none_or(|interval| interval.low <= 0.0))
        })
        .collect()
}
