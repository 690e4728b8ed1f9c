//! The slack of Conjecture 4.4 (B) straight from the definitions, in as many bits as it takes.
//!
//! Shares no formula with the rest of the mathematics, which it is there to check: probabilities are differences of
//! powers, divergences are sums of logarithms. It must never be used where speed matters.

use dashu_float::FBig;
use dashu_float::round::mode::HalfEven;

/// A binary number of a chosen precision.
type Real = FBig<HalfEven, 2>;

/// The bits tried first, and those at which it is given up.
const BITS: [usize; 3] = [256, 512, 2048];

/// How closely the values of two precisions must agree.
const AGREEMENT: f64 = 1e-12;

/// The mean of the paper's estimator minus the exact KL of best-of-n, in nats, for weights from the lowest reward to the
/// highest and a whole n >= 1; none when even the highest precision does not settle its first digits, as where it is 0,
/// or when the weights are no distribution.
pub(crate) fn slack(weights: &[f64], n: u64) -> Option<f64> {
    let mut before: Option<(f64, f64)> = None;
    for bits in BITS {
        let (value, size) = at(weights, n, bits)?;
        // What the lower precision rounds away it rounds away every time, so agreement alone is no proof.
        let least = size * 2f64.powi(-(bits as i32) / 4);
        if before.is_some_and(|(before, least)| {
            (value - before).abs() <= AGREEMENT * value.abs() && value.abs() > least
        }) {
            return Some(value);
        }
        before = Some((value, least));
    }
    None
}

/// The slack at a precision of `bits` bits, and the size of the terms in its sum.
fn at(weights: &[f64], n: u64, bits: usize) -> Option<(f64, f64)> {
    let real = |value: Real| value.with_precision(bits).value();
    let whole = |value: u64| real(Real::from(value));
    let weights: Vec<Real> = weights
        .iter()
        .filter(|weight| **weight > 0.0)
        .map(|&weight| Real::try_from(weight).ok().map(real))
        .collect::<Option<_>>()?;
    let total = weights.iter().fold(whole(0), |sum, weight| sum + weight);
    let (draws, one) = (whole(n), whole(1));
    let power = |base: &Real| if *base == Real::ZERO { whole(0) } else { base.powi(n.into()) };
    let continuum = |rest: &Real| draws.ln() + (&draws - &one) * rest.ln() - (&draws - &one) / &draws;

    let (mut cumulated, mut below) = (whole(0), whole(0));
    let (mut slack, mut size) = (whole(0), 0.0);
    for (i, weight) in weights.iter().enumerate() {
        cumulated += weight;
        let cdf = if i + 1 == weights.len() { one.clone() } else { &cumulated / &total };
        let upto = power(&cdf);
        let pi = &upto - &below;
        below = upto;
        let mass = weight / &total;
        let rest = (&total - weight) / &total;
        if pi <= Real::ZERO || rest <= Real::ZERO {
            continue;
        }
        let missed = power(&rest);
        let hit = &one - &missed;
        let estimate = &missed * continuum(&rest) + &hit * (&hit / &mass).ln();
        let divergence = (&pi / &mass).ln();
        size += (&pi * &divergence).to_f64().value().abs() + (&pi * &estimate).to_f64().value().abs();
        slack += &pi * (estimate - divergence);
    }
    Some((slack.to_f64().value(), size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_anchors_are_met() {
        // estimator - kl of 1/2, 1/2 at n = 2 and of 0.9, 0.0999, 0.0001 at n = 1000; 4000-bit ball arithmetic.
        for (weights, n, exact) in [
            (&[1.0, 1.0][..], 2, 0.179_098_831_081_123_3 - 0.130_812_035_941_136_96),
            (&[0.9, 0.0999, 0.0001], 1000, 2.646_675_394_993_243_5 - 2.646_549_104_974_895_1),
        ] {
            let found = slack(weights, n).unwrap();
            assert!((found - exact).abs() < 1e-15, "{found}");
        }
        // (1 - 0.0034)^148244 is 1e-217, which these precisions round away.
        assert_eq!(slack(&[1.0, 0.0033841], 148_244), None);
        assert_eq!(slack(&[1.0], 4), None);
        assert_eq!(slack(&[0.3, 0.7], 1), None);
        assert_eq!(slack(&[f64::NAN], 4), None);
    }
}
