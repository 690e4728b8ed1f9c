//! The interval for the mean of values without known ends.
//!
//! Student's t with the cubic correction for skewness of Hall ("On the removal of skewness by transformation", Journal of
//! the Royal Statistical Society B 1992). A sample shows less skewness than its law has, so what it shows is taken larger;
//! and the interval is only made longer on the long side, and moved by half as much on the short one. These choices hold the
//! truth where rewards are skewed and prompts are few, where BCa and the bootstrap-t do not, and cost little elsewhere (measured
//! in tests/simulations).

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::ends::Interval;

/// The degrees of freedom that mean, scatter and skewness take; at least one is left.
const TAKEN: f64 = 2.5;

/// The factor on the skewness is the first number times one plus the second over the number of values.
const LARGER: (f64, f64) = (1.25, 6.0);

/// A mean with its standard error, the skewness of its error, and the number of values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moments {
    pub(super) mean: f64,
    pub(super) error: f64,
    pub(super) skewness: f64,
    pub(super) count: f64,
}

/// The interval that leaves `tail` on each side; none without scatter, which shows nothing then.
pub(super) fn interval(Moments { mean, error, skewness, count }: Moments, tail: f64) -> Option<Interval> {
    if !(error > 0.0 && error.is_finite()) {
        return None;
    }
    let t = StudentsT::new(0.0, 1.0, (count - TAKEN).max(1.0)).ok()?.inverse_cdf(1.0 - tail);
    let skewness = LARGER.0 * (1.0 + LARGER.1 / count) * skewness;
    // Where the corrected deviation is t: with a the skewness, (3/a) (cbrt(1 + a (t - a/6)) - 1).
    let corrected = |t: f64| {
        let by = skewness * (t - skewness / 6.0);
        if by.abs() < 1e-8 { t - skewness / 6.0 } else { 3.0 / skewness * ((1.0 + by).cbrt() - 1.0) }
    };
    let plain = Interval { low: mean - t * error, high: mean + t * error };
    let skewed = Interval { low: mean - corrected(t) * error, high: mean - corrected(-t) * error };
    Some(if skewness >= 0.0 {
        Interval { low: 0.5 * (plain.low + skewed.low), high: plain.high.max(skewed.high) }
    } else {
        Interval { low: plain.low.min(skewed.low), high: 0.5 * (plain.high + skewed.high) }
    })
}
