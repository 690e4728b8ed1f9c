//! A weighted mean over prompts with its interval.

use statrs::distribution::{ContinuousCDF, Normal};
use thiserror::Error;

use super::bounded::lower_limit;
use super::ends::{Interval, Range};
use super::skewed::{self, Moments};
use crate::numeric::sum::sum;

/// One value for each prompt with how much it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    values: Vec<f64>,
    /// Of sum 1.
    shares: Vec<f64>,
    mean: f64,
}

/// Why values have no mean. Indices are 0-based positions in the input.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
pub enum SampleError {
    /// Nothing to take a mean of.
    #[error("a mean needs at least one value with a weight above 0")]
    Empty,
    /// As many weights as values are needed.
    #[error("there are {values} values and {weights} weights; each value needs its weight")]
    Lengths {
        /// The number of values,
        values: usize,
        /// and of weights.
        weights: usize,
    },
    /// A value that is not finite.
    #[error("value {} is {value}; values must be finite numbers", index + 1)]
    Value {
        /// Which value.
        index: usize,
        /// The value.
        value: f64,
    },
    /// A weight that is negative or not finite.
    #[error("weight {} is {weight}; weights must be finite and at least 0", index + 1)]
    Weight {
        /// Which weight.
        index: usize,
        /// The weight.
        weight: f64,
    },
}

impl Sample {
    /// The values with their weights, which need no particular sum. Values of weight 0 do not count.
    ///
    /// # Errors
    /// [`SampleError`] where there is no mean.
    pub fn new(values: &[f64], weights: &[f64]) -> Result<Sample, SampleError> {
        if values.len() != weights.len() {
            return Err(SampleError::Lengths { values: values.len(), weights: weights.len() });
        }
        for (index, (&value, &weight)) in values.iter().zip(weights).enumerate() {
            if !value.is_finite() {
                return Err(SampleError::Value { index, value });
            }
            if !(weight.is_finite() && weight >= 0.0) {
                return Err(SampleError::Weight { index, weight });
            }
        }
        // Divided by the largest, so that no sum overflows.
        let largest = weights.iter().copied().fold(0.0, f64::max);
        let counted = || values.iter().zip(weights).filter(|(_, weight)| **weight > 0.0);
        let total = sum(counted().map(|(_, weight)| weight / largest));
        if largest == 0.0 {
            return Err(SampleError::Empty);
        }
        let shares: Vec<f64> = counted().map(|(_, weight)| weight / largest / total).collect();
        let values: Vec<f64> = counted().map(|(value, _)| *value).collect();
        let mean = sum(values.iter().zip(&shares).map(|(value, share)| value * share));
        Ok(Sample { values, shares, mean })
    }

    /// The weighted mean.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Kish's effective number of prompts, 1/sum W_p^2.
    pub fn effective(&self) -> f64 {
        1.0 / sum(self.shares.iter().map(|share| share * share))
    }

    /// The standard error of the mean; 0 for a single prompt.
    pub fn error(&self) -> f64 {
        self.moments().error
    }

    /// Share times deviation of each prompt of weight above 0, whose sum is 0.
    pub(super) fn deviations(&self) -> impl Iterator<Item = f64> {
        self.values.iter().zip(&self.shares).map(|(value, share)| share * (value - self.mean))
    }

    /// The interval for the mean over all prompts that these are a sample of, leaving `tail` in (0, 1/2) on each side. Always
    /// inside `range`, which must hold every value.
    ///
    /// With both ends of the range known this is Gaffke's interval, for rates that of Clopper and Pearson, and has a width
    /// unless the range has none. Otherwise it is Student's t, longer on the side of the skewness; none for a single prompt
    /// and for prompts that are all alike, because these do not show how much prompts differ.
    pub fn interval(&self, range: Range, tail: f64) -> Option<Interval> {
        if range.low == range.high {
            return Some(Interval { low: range.low, high: range.high });
        }
        let interval = if range.is_bounded() && (range.high - range.low).is_finite() {
            self.bounded(range, tail)
        } else {
            skewed::interval(self.moments(), tail)?
        };
        Some(range.keep(interval))
    }

    fn bounded(&self, range: Range, tail: f64) -> Interval {
        let width = range.high - range.low;
        let z = Normal::standard().inverse_cdf(1.0 - tail);
        let shape = self.shape();
        let limit = |from_end: &dyn Fn(f64) -> f64| {
            let value =
                |(&value, &share): (&f64, &f64)| ((from_end(value) / width).clamp(0.0, 1.0), share * shape);
            width * lower_limit(&self.values.iter().zip(&self.shares).map(value).collect::<Vec<_>>(), z)
        };
        Interval {
            low: (range.low + limit(&|value| value - range.low)).min(self.mean),
            high: (range.high - limit(&|value| range.high - value)).max(self.mean),
        }
    }

    /// How many values of equal weight scatter as the mean does: fewer than Kish's number where weight and scatter go
    /// together.
    fn shape(&self) -> f64 {
        let kish = self.effective();
        let squares = |power: i32| {
            sum(self.values.iter().zip(&self.shares).map(|(x, w)| w.powi(power) * (x - self.mean).powi(2)))
        };
        let (plain, weighed) = (squares(1), squares(2));
        if weighed > 0.0 { (plain / weighed).min(kish) } else { kish }
    }

    fn moments(&self) -> Moments {
        let count = self.effective();
        let power = |power: i32| sum(self.deviations().map(|deviation| deviation.powi(power)));
        let (square, cube) = (power(2), power(3));
        // Values that are alike but for rounding do not scatter.
        let scale = self.values.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
        let scatters = self.deviations().zip(&self.shares).any(|(d, w)| d.abs() > 1e-13 * w * scale);
        let is_sample = count > 1.0 + 1e-9 && scatters;
        Moments {
            mean: self.mean,
            error: if is_sample { (square * count / (count - 1.0)).sqrt() } else { 0.0 },
            skewness: if is_sample { cube / (square * square.sqrt()) } else { 0.0 },
            count,
        }
    }
}
