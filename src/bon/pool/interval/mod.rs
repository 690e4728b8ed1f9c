//! Intervals for means over prompts, and bands for curves.
//!
//! A mean of values that lie between two ends has an interval that knows the ends: twelve problems of twelve solved are no
//! certainty. Any other mean has the interval of Student's t, made longer on the side to which the values are skewed. A band
//! holds a whole curve at once.

mod band;
mod bounded;
mod ends;
mod mean;
mod skewed;

pub(super) use band::tail_of;
pub use band::{BAND_RESAMPLES, Band, Curves};
pub use ends::{Interval, Range, TAIL};
pub use mean::{Sample, SampleError};
