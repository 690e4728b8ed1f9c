//! The gap: what merging a stretch of the continuum into one cell takes off the KL divergence.
//!
//! Put the base on [0, 1] as cells whose widths are the class masses. The continuum best-of-n has density
//! n u^(n-1) there and its KL divergence is the bound; a cell loses the part of the divergence inside it.
//! That gives the gap as a sum of terms >= 0, one a class, with no cancellation (derived).

use crate::numeric::draws::Draws;
use crate::numeric::special::{exp_minus_one_minus, minus_ln_one_plus};

/// B_2k / (2k (2k)!) for k = 1, 2, ..., with B_2k the Bernoulli numbers.
#[expect(clippy::excessive_precision, reason = "all digits of the exact values, so that they can be checked")]
pub(crate) const BERNOULLI: [f64; 16] = [
    0.041666666666666666667,
    -0.00034722222222222222222,
    5.5114638447971781305e-6,
    -1.0333994708994708995e-7,
    2.0876756987868098979e-9,
    -4.403491782239577654e-11,
    9.5589546647746705949e-13,
    -2.1185501852016142918e-14,
    4.7700344757099136467e-16,
    -1.0874343492790309365e-17,
    2.5040921947091952342e-19,
    -5.8143602857552180586e-21,
    1.3595027075497951814e-22,
    -3.1976847953705524466e-24,
    7.5598415077922768677e-26,
    -1.7952470840225632641e-27,
];

/// A divergence below this share of the bound would keep too few digits as the bound minus a gap; it is computed on
/// its own.
pub(crate) const SMALL: f64 = 0.01;

/// Up to this y = n x the series is used; its 16 terms leave less than 1e-16 of the value there.
const SERIES_LIMIT: f64 = 2.0;

/// Everything that depends on n alone, computed once for each n.
#[derive(Clone, Debug)]
pub(crate) struct Kernel {
    /// n.
    pub(crate) n: f64,
    /// n - 1.
    pub(crate) excess: f64,
    /// (n-1)/n.
    pub(crate) share: f64,
    /// ln n.
    pub(crate) ln_n: f64,
    /// ln n - (n-1)/n.
    pub(crate) bound: f64,
    /// Coefficients of y^2, y^4, ... in g(n, y/n).
    series: [f64; BERNOULLI.len()],
}

impl Kernel {
    pub(crate) fn new(n: Draws) -> Kernel {
        let n = n.get();
        let excess = n - 1.0;
        let share = excess / n;
        let ln_n = excess.ln_1p();
        let bound = if n > 2.0 { ln_n - share } else { minus_ln_one_plus(-share) };
        Kernel { n, excess, share, ln_n, bound, series: series(1.0 / n, share) }
    }

    /// Coefficients of y^2, y^4, ... in g(n, y/n).
    pub(crate) fn series(&self) -> &[f64; BERNOULLI.len()] {
        &self.series
    }

    /// ln( (1 - e^-nx) / (1 - e^-x) ) >= 0: the log of the factor by which best-of-n raises a cell of width
    /// x in -ln u, before the factor F^(n-1).
    pub(crate) fn ln_gain(&self, x: f64) -> f64 {
        if x.is_infinite() {
            return 0.0;
        }
        ((-x).exp() * (-self.excess * x).exp_m1() / (-x).exp_m1()).ln_1p()
    }

    /// g(n, x) >= 0: the KL divergence lost inside a cell, for each unit of best-of-n probability in it, in
    /// nats (derived). `x` in (0, infinity] is ln F - ln F^-.
    pub(crate) fn gap_density(&self, x: f64) -> f64 {
        if x.is_infinite() {
            return self.bound;
        }
        let y = self.n * x;
        if y <= SERIES_LIMIT {
            let y2 = y * y;
            return y2 * self.series.iter().rev().fold(0.0, |sum, c| sum * y2 + c);
        }
        let shift = self.excess * x;
        if x < 1.0 {
            return (self.n * (-x).exp_m1() / (-y).exp_m1()).ln() - self.share + shift / y.exp_m1();
        }
        self.bound - self.gap_missing(x)
    }

    /// The bound minus g(n, x), for x >= 1, where it becomes the small part.
    pub(crate) fn gap_missing(&self, x: f64) -> f64 {
        if x.is_infinite() {
            return 0.0;
        }
        let (y, shift) = (self.n * x, self.excess * x);
        if shift < 0.5 { near_one(x, y, shift) } else { self.ln_gain(x) - shift / y.exp_m1() }
    }

    /// dg/dy at a fixed ratio of x to y, where the series is used.
    pub(crate) fn series_slope(&self, y: f64) -> Option<f64> {
        let mut degree = 2.0 * BERNOULLI.len() as f64;
        let mut next = |sum: f64, c: &f64| {
            let sum = sum * y * y + degree * c;
            degree -= 2.0;
            sum
        };
        (y <= SERIES_LIMIT).then(|| y * self.series.iter().rev().fold(0.0, &mut next))
    }
}

/// The series of g in powers of y^2 for a fixed ratio x/y = 1/n.
///
/// The bracket x^2k + (2k-1) y^2k - 2k x y^(2k-1) is y^2k (1 - x/y)^2 sum_{j<2k-1} (j+1) (x/y)^(2k-2-j), whose
/// terms are all positive, so nothing is lost near n = 1.
fn series(ratio: f64, share: f64) -> [f64; BERNOULLI.len()] {
    let mut weight = 0.0;
    let mut next = 1.0;
    let mut horner = || {
        weight = weight * ratio + next;
        next += 1.0;
        weight
    };
    let mut first = true;
    BERNOULLI.map(|bernoulli| {
        if !std::mem::take(&mut first) {
            horner();
        }
        bernoulli * share * share * horner()
    })
}

/// bound - g for n close to 1 and a wide cell, where ln_gain - shift/(e^y - 1) cancels, by expanding ln(1 - e^-z) in powers of e^-z; every term is
/// positive. `shift` = y - x.
fn near_one(x: f64, y: f64, shift: f64) -> f64 {
    let mut total = 0.0;
    let mut k = 1.0;
    // The first term counts at any x; those that follow fall by e^-x each.
    while (k - 1.0) * x < 40.0 {
        total += (-k * y).exp() * exp_minus_one_minus(k * shift) / k;
        k += 1.0;
    }
    total
}
