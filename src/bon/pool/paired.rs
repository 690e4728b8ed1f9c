//! Two logs on the same prompts: the difference of their means at each n.

use super::interval::{Band, Curves, Range, SampleError};

/// On which side of 0 a difference surely is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The second is above the first,
    Above,
    /// or below it.
    Below,
}

/// The second log less the first, over prompts that both have.
#[derive(Clone, Debug, PartialEq)]
pub struct Paired {
    /// The mean difference at each n,
    pub difference: Vec<f64>,
    /// and its simultaneous band.
    pub band: Band,
    /// Where the band leaves one sign only.
    pub settled: Vec<Option<Settled>>,
}

/// The difference of two logs: `first[k][p]` and `second[k][p]` are the values of prompt p at the kth n, which lie in the kth
/// of `ranges`.
///
/// # Errors
/// [`SampleError`] where an n has no mean, or the logs differ in the number of their prompts.
pub fn paired(
    first: &[Vec<f64>],
    second: &[Vec<f64>],
    weights: &[f64],
    ranges: &[Range],
    seed: u64,
) -> Result<Paired, SampleError> {
    let difference = |(first, second): (&Vec<f64>, &Vec<f64>)| {
        if first.len() != second.len() {
            return Err(SampleError::Lengths { values: first.len(), weights: second.len() });
        }
        Ok(first.iter().zip(second).map(|(first, second)| second - first).collect())
    };
    let values: Vec<Vec<f64>> = first.iter().zip(second).map(difference).collect::<Result<_, _>>()?;
    let curves = Curves::new(&values, weights)?;
    let ranges: Vec<Range> = ranges.iter().map(Range::of_difference).collect();
    let band = curves.band(&ranges, seed);
    let settled = band.intervals.iter().map(|interval| match interval {
        Some(interval) if interval.low > 0.0 => Some(Settled::Above),
        Some(interval) if interval.high < 0.0 => Some(Settled::Below),
        _ => None,
    });
    let settled = settled.collect();
    Ok(Paired { difference: curves.points().iter().map(|point| point.mean()).collect(), band, settled })
}
