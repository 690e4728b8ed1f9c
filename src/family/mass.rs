//! The masses of the classical distributions, each right to a few units in its last place, deep into the tails.
//!
//! Unimodal masses are built outward from the mode by the exact ratio of neighbours in doubled precision:
//! exp(ln pmf) would lose as many digits as ln pmf has before its point. No sum is normalised here;
//! [`crate::bon::Base`] does that.

use statrs::distribution::{DiscreteCDF, NegativeBinomial, Poisson};

use crate::bon::{Double, MAX_OUTCOMES, MIN_MASS};

/// The upper tail of an infinite distribution is cut where less than this mass is left.
const TAIL: f64 = 1e-15;

/// The weight given to the mode: so large that [`MIN_MASS`] of it is far from the subnormal numbers, so small
/// that [`MAX_OUTCOMES`] of it stay finite.
const MODE_WEIGHT: f64 = 1e270;

/// Weights of consecutive outcomes, with a notice of what was left out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Masses {
    /// The reward of the first outcome kept; the others follow in steps of 1.
    pub(super) first: f64,
    pub(super) weights: Vec<f64>,
    /// What each weight leaves out by rounding, for differences of weights that nearly agree; empty where that is nothing.
    pub(super) low: Vec<f64>,
    pub(super) notices: Vec<String>,
}

impl Masses {
    /// Weights of consecutive outcomes from the first on.
    pub(super) fn exact(weights: Vec<f64>, notices: Vec<String>) -> Masses {
        Masses { first: 0.0, weights, low: Vec::new(), notices }
    }

    fn doubled(first: f64, weights: &[Double]) -> Masses {
        Masses {
            first,
            weights: weights.iter().map(|weight| weight.high).collect(),
            low: weights.iter().map(|weight| weight.low).collect(),
            notices: Vec::new(),
        }
    }
}

/// e^x times the weight of the mode; what rounding leaves out of it only where the weight is close to that of the mode.
fn mode_times_exp(x: Double) -> Double {
    let power = if x.high.abs() < 0.5 {
        Double::from(1.0) + Double::from(x.high.exp_m1()) + Double::from(x.low)
    } else {
        Double::from(x.high.exp() * (1.0 + x.low))
    };
    power * Double::from(MODE_WEIGHT)
}

/// More outcomes than a base may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TooMany;

/// Successes in `trials` attempts that succeed with chance `q`.
pub(super) fn binomial(trials: f64, q: f64) -> Result<Masses, TooMany> {
    let odds = Double::from(q) / Double::one_minus(q);
    let mode = ((trials + 1.0) * q).floor().min(trials);
    outward(mode, trials, |k| (Double::from(trials - k) * odds, k + 1.0))
}

/// k = 0, 1, 2, ... with weights lambda^k / k!.
pub(super) fn poisson(lambda: f64) -> Result<Masses, TooMany> {
    let tail = Poisson::new(lambda).map_err(|_| TooMany)?;
    endless(lambda.floor(), lambda, |k| tail.sf(k), |k| (Double::from(lambda), k + 1.0))
}

/// Failures before the `r`-th success, r real, of attempts that succeed with chance `q`.
pub(super) fn negative_binomial(r: f64, q: f64) -> Result<Masses, TooMany> {
    let tail = NegativeBinomial::new(r, q).map_err(|_| TooMany)?;
    let failure = Double::one_minus(q);
    let mode = ((r - 1.0) * (failure.value() / q)).floor().max(0.0);
    // Adding r and k may round; their sum in doubled precision does not.
    let ratio = |k: f64| ((Double::from(k) + Double::from(r)) * failure, k + 1.0);
    endless(mode, r * failure.value() / q, |k| tail.sf(k), ratio)
}

/// k = 0..length-1 with weights (1-q)^k.
pub(super) fn geometric(length: f64, q: f64) -> Result<Masses, TooMany> {
    let failure = Double::one_minus(q);
    outward(0.0, length - 1.0, |_| (failure, 1.0))
}

/// k = 1..length with weights k^-s.
pub(super) fn zipf(length: f64, s: f64) -> Masses {
    let weight = |k: u64| {
        let exponent = -s * (k as f64).ln();
        // Where the weights nearly agree, what they are below 1 counts.
        if exponent > -0.5 {
            mode_times_exp(Double::from(exponent))
        } else {
            Double::from((k as f64).powf(-s) * MODE_WEIGHT)
        }
    };
    let weights: Vec<Double> = (1..=length as u64).map(weight).collect();
    without_dust(Masses::doubled(0.0, &weights), length)
}

/// `length` equally spaced z from -width to width with weights exp(-z^2/2), and the z.
pub(super) fn normal(length: f64, width: f64) -> (Masses, f64) {
    let intervals = (length - 1.0).max(1.0);
    let z = |steps: f64| Double::from(width) * Double::from(steps) / Double::from(intervals);
    // The outcome nearest to the middle, half a step away for even lengths; relative to it nothing underflows.
    let nearest = z((length - 1.0) % 2.0);
    let nearest = nearest * nearest;
    let weights: Vec<Double> = (0..length as u64)
        .map(|i| {
            let z = z(2.0 * i as f64 - (length - 1.0));
            let exponent = (nearest + z * z * Double::from(-1.0)) * Double::from(0.5);
            mode_times_exp(exponent)
        })
        .collect();
    (without_dust(Masses::doubled(0.0, &weights), length), width / intervals)
}

/// Masses of an infinite distribution, cut where less than [`TAIL`] is left above.
fn endless(
    mode: f64,
    mean: f64,
    tail: impl Fn(u64) -> f64,
    ratio: impl Fn(f64) -> (Double, f64),
) -> Result<Masses, TooMany> {
    // Beyond 2^52 neighbouring counts round to the same f64, and the spread is too wide for a base anyway.
    const END: f64 = 4_503_599_627_370_496.0;
    let enough = |k: u64| tail(k) < TAIL;
    let mut high = mean.max(mode).max(8.0);
    while high < END && !enough(high as u64) {
        high *= 1.5;
    }
    if high >= END {
        return Err(TooMany);
    }
    let mut low = 0;
    let mut high = high as u64;
    while low < high {
        let middle = low + (high - low) / 2;
        if enough(middle) { high = middle } else { low = middle + 1 }
    }
    if high as f64 - mode > MAX_OUTCOMES as f64 {
        return Err(TooMany);
    }
    let mut masses = outward(mode.min(high as f64), high as f64, ratio)?;
    masses.notices.insert(
        0,
        format!("outcomes with a count above {high} were cut; they hold {:.2e} of the mass", tail(high)),
    );
    Ok(masses)
}

/// Weights from the mode outward to 0 and to `last`, given w(k+1)/w(k) as a numerator and a denominator.
fn outward(mode: f64, last: f64, ratio: impl Fn(f64) -> (Double, f64)) -> Result<Masses, TooMany> {
    // The whole is at least the mode, so what is smaller than this is smaller than MIN_MASS of the whole.
    const FLOOR: f64 = MODE_WEIGHT * MIN_MASS;
    let start = Double::from(MODE_WEIGHT);

    let mut below = Vec::new();
    let (mut k, mut weight) = (mode, start);
    while k > 0.0 {
        let (numerator, denominator) = ratio(k - 1.0);
        weight = weight * Double::from(denominator) / numerator;
        if weight.high < FLOOR {
            break;
        }
        k -= 1.0;
        below.push(weight);
        if below.len() > MAX_OUTCOMES {
            return Err(TooMany);
        }
    }
    let first = k;

    let mut weights: Vec<Double> = below.into_iter().rev().collect();
    weights.push(start);
    (k, weight) = (mode, start);
    while k < last {
        let (numerator, denominator) = ratio(k);
        weight = weight * numerator / Double::from(denominator);
        if weight.high < FLOOR {
            break;
        }
        k += 1.0;
        weights.push(weight);
        if weights.len() > MAX_OUTCOMES {
            return Err(TooMany);
        }
    }
    Ok(without_dust(Masses::doubled(first, &weights), last + 1.0))
}

/// Leaves out the outcomes whose mass a base would refuse; `listed` is the number of outcomes of the distribution.
fn without_dust(masses: Masses, listed: f64) -> Masses {
    let Masses { mut first, mut weights, mut low, mut notices } = masses;
    let total = weights.iter().fold(Double::from(0.0), |sum, &weight| sum + Double::from(weight)).value();
    // A hair above the limit, so that the rounding of the normalisation cannot fall below it.
    let kept = |weight: &f64| *weight / total >= MIN_MASS * (1.0 + 1e-12);
    let start = weights.iter().position(kept).unwrap_or(0);
    let end = weights.iter().rposition(kept).map_or(weights.len(), |last| last + 1);
    weights.truncate(end);
    weights.drain(..start);
    low.truncate(end);
    low.drain(..start.min(low.len()));
    first += start as f64;
    let cut = listed - weights.len() as f64;
    if cut > 0.0 {
        notices.push(format!(
            "{cut} of {listed} outcomes were cut because each has a probability below {MIN_MASS:e}; together they have less than {:.1e}",
            cut * MIN_MASS
        ));
    }
    Masses { first, weights, low, notices }
}
