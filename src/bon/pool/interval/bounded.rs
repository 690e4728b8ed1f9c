//! The interval for the mean of values that lie between two ends.
//!
//! Gaffke's limit ("Three test statistics for a nonparametric one-sided hypothesis on the mean of a nonnegative variable",
//! Mathematical Methods of Statistics 2005): give each value a random share, the shares being those of a Dirichlet law with
//! one part for each value and one for the end; the lower limit is the quantile of the mean under such shares. For rates
//! this is the limit of Clopper and Pearson, and no law is known for which the limit holds less often than it says.
//!
//! The quantile is found by the saddlepoint approximation of Lugannani and Rice in the form of Barndorff-Nielsen, which is
//! right to a twentieth of the tail or better. The shares are gamma variables over their sum, so with x_0 = 0 at the end and shapes k_j
//!
//! ```text
//! P(mean <= m) = P(sum_j G_j (x_j - m) <= 0),   K(t) = -sum_j k_j ln(1 + t (x_j - m)),   0 = sum_j k_j (x_j - m)/(x_j + q),
//! ```
//!
//! q = 1/t - m. One number q gives m and the chance without another search (derived).

use crate::numeric::root::root;

/// The part of the end: as much as one value.
const END: f64 = 1.0;

/// How far the search for ln q goes below the least value and above 1: there the chance is 0, and 1/2.
const REACH: f64 = 60.0;

/// Below this the approximation is its own limit.
const MIDDLE: f64 = 1e-4;

/// The lower limit of the mean of values from 0 to 1 with their shapes, `z` normal deviations down.
pub(super) fn lower_limit(values: &[(f64, f64)], z: f64) -> f64 {
    let Some(least) = values.iter().map(|&(x, _)| x).filter(|&x| x > 0.0).reduce(f64::min) else {
        return 0.0;
    };
    let deviation = |ln_q: f64| at(values, ln_q.exp()).1 + z;
    let ln_q = root(&deviation, (least.ln() - REACH).max(f64::MIN_POSITIVE.ln()), REACH);
    at(values, ln_q.exp()).0
}

/// The mean m at q, and how many normal deviations it lies from the middle of its law.
fn at(values: &[(f64, f64)], q: f64) -> (f64, f64) {
    let (total, weighed) = values.iter().fold((END / q, 0.0), |(total, weighed), &(x, k)| {
        let share = k / (x + q);
        (total + share, weighed + share * x)
    });
    let mean = weighed / total;
    let t = 1.0 / (q + mean);
    let (mut exponent, mut curvature) = (END * (t * q).ln(), END * (mean / (t * q)).powi(2));
    for &(x, k) in values {
        let factor = t * (x + q);
        exponent += k * factor.ln();
        curvature += k * ((x - mean) / factor).powi(2);
    }
    let root = -(2.0 * exponent.max(0.0)).sqrt();
    let slope = -t * curvature.sqrt();
    (mean, if root > -MIDDLE { root } else { root + (slope / root).ln() / root })
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{Beta, ContinuousCDF};

    /// For 0 and 1 the law of the mean is a beta law.
    #[test]
    fn rates_have_the_limits_of_clopper_and_pearson() {
        for count in [1_u32, 2, 4, 12, 40, 164, 2000] {
            for solved in [1, count / 3, count / 2, count - 1, count] {
                if solved == 0 {
                    continue;
                }
                let values: Vec<(f64, f64)> =
                    (0..count).map(|i| (if i < solved { 1.0 } else { 0.0 }, 1.0)).collect();
                for z in [1.0, 1.96, 3.0] {
                    let limit = lower_limit(&values, z);
                    let normal = statrs::distribution::Normal::standard();
                    let tail = Beta::new(solved.into(), f64::from(count - solved) + 1.0).unwrap().cdf(limit);
                    let found = -normal.inverse_cdf(tail);
                    assert!((found - z).abs() < 0.03, "{solved} of {count}: {found} not {z}");
                }
            }
        }
    }

    #[test]
    fn limits_of_a_scattered_sample_are_those_of_random_shares() {
        use rand_chacha::ChaCha8Rng;
        use rand_chacha::rand_core::SeedableRng;
        use rand_distr::{Distribution, Exp1, Gamma};
        let values: Vec<(f64, f64)> =
            (1..=9).map(|i| (f64::from(i * i) / 90.0, if i < 5 { 1.0 } else { 0.5 })).collect();
        let limit = lower_limit(&values, 1.959_963_985);
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let below = (0..200_000)
            .filter(|_| {
                let end: f64 = Exp1.sample(&mut rng);
                let (total, mean) = values.iter().fold((end, 0.0), |(total, mean), &(x, k)| {
                    let share: f64 = Gamma::new(k, 1.0).unwrap().sample(&mut rng);
                    (total + share, mean + share * x)
                });
                mean / total <= limit
            })
            .count();
        // 0.025 within 4 standard errors and the five percent that the approximation may be off.
        assert!((below as f64 / 200_000.0 - 0.025).abs() < 0.0019, "{below}");
    }
}
