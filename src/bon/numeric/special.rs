//! Elementary functions of small differences, each to full relative precision.

use std::f64::consts::LN_2;

use super::double::Double;
use super::sum::sum;

/// ln(1 - u) where both `u` and `v` = 1 - u are known to full relative precision.
pub(crate) fn ln_complement(u: f64, v: f64) -> f64 {
    if u < 0.5 { (-u).ln_1p() } else { v.ln() }
}

/// ln(a/b) of positive numbers, to full relative precision also where they nearly agree.
pub(crate) fn ln_quotient(a: Double, b: Double) -> f64 {
    let more = (a - b).value();
    if more.abs() <= 0.5 * b.high {
        return (more / b.high).ln_1p();
    }
    let quotient = a.high / b.high;
    if quotient.is_normal() { quotient.ln() } else { a.high.ln() - b.high.ln() }
}

/// ln(1 - exp(-z)) for z > 0.
pub(crate) fn ln_one_minus_exp_neg(z: f64) -> f64 {
    if z < LN_2 { (-(-z).exp_m1()).ln() } else { (-(-z).exp()).ln_1p() }
}

/// exp(z) - 1 - z >= 0.
pub(crate) fn exp_minus_one_minus(z: f64) -> f64 {
    if z.abs() > 0.5 { z.exp_m1() - z } else { z * z * exponential_tail(z, |_| 1.0) }
}

/// ln(sum share e^(a value)) / a for shares that sum to 1, values >= 0 and a != 0: their mean as exponents see it.
pub(crate) fn ln_mean_exp<I: Iterator<Item = (f64, f64)>>(values: impl Fn() -> I, a: f64) -> f64 {
    const FAR: f64 = 600.0;
    let exponents = || values().map(|(share, value)| (share, a * value));
    let highest = exponents().map(|(_, z)| z).fold(f64::NEG_INFINITY, f64::max);
    // All terms have the sign of a, so nothing cancels.
    let risen =
        if highest < FAR { sum(exponents().map(|(share, z)| share * z.exp_m1())) } else { f64::INFINITY };
    let ln = if (-0.5..f64::INFINITY).contains(&risen) {
        risen.ln_1p()
    } else {
        highest + sum(exponents().map(|(share, z)| share * (z - highest).exp())).ln()
    };
    // Adding 0.0 spares what did not move a negative zero.
    ln / a + 0.0
}

/// z e^z - (e^z - 1) >= 0, which is phi(r) = r ln r - r + 1 at ln r = z.
pub(crate) fn phi_of_ln(z: f64) -> f64 {
    if z.abs() > 0.5 {
        // e^z underflows before z e^z could be 0 times infinity.
        let r = z.exp();
        if r == 0.0 { 1.0 } else { r * z - z.exp_m1() }
    } else {
        z * z * exponential_tail(z, |k| k - 1.0)
    }
}

/// sum over k >= 2 of factor(k) z^(k-2) / k!, for |z| <= 1/2.
fn exponential_tail(z: f64, factor: impl Fn(f64) -> f64) -> f64 {
    // The first term left out is below 2^-15 / 16!, 1e-18 of the leading 1/2.
    let mut coefficient = 0.5;
    let mut total = 0.0;
    for k in 2..=16 {
        let k = f64::from(k);
        total += factor(k) * coefficient;
        coefficient *= z / (k + 1.0);
    }
    total
}

/// t - ln(1 + t) >= 0 for t > -1.
pub(crate) fn minus_ln_one_plus(t: f64) -> f64 {
    if !(-0.4..=0.6).contains(&t) {
        return t - t.ln_1p();
    }
    // With u = t/(2+t): ln(1+t) = 2 atanh(u) and t = 2u/(1-u), so t - ln(1+t) = u t - 2 (u^3/3 + u^5/5 + ...).
    let u = t / (2.0 + t);
    let square = u * u;
    let mut power = u * square;
    let mut series = 0.0;
    let mut k = 3.0;
    while power.abs() > f64::EPSILON * 1e-3 * t.abs() * u.abs() {
        series += power / k;
        power *= square;
        k += 2.0;
    }
    u * t - 2.0 * series
}
