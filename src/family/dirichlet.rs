//! A random base: the masses are one draw of a symmetric Dirichlet distribution, fixed by a seed.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, Gamma, Open01};

use crate::bon::MIN_MASS;

/// Weights of one draw with concentration `alpha`, the largest of them 1, and how many were too small and are 0.
///
/// Gamma variates are drawn in logs, ln Gamma(a) = ln Gamma(a+1) + ln(u)/a, so a small alpha does not underflow
/// before the largest is known.
pub(super) fn weights(length: usize, alpha: f64, seed: u64) -> (Vec<f64>, usize) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let Ok(gamma) = Gamma::new(alpha + 1.0, 1.0) else { return (vec![1.0; length], 0) };
    let logs: Vec<f64> = (0..length)
        .map(|_| {
            let boosted: f64 = gamma.sample(&mut rng);
            let u: f64 = Open01.sample(&mut rng);
            boosted.ln() + u.ln() / alpha
        })
        .collect();
    let largest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut weights: Vec<f64> = logs.iter().map(|ln| (ln - largest).exp()).collect();
    let total: f64 = weights.iter().sum();
    let mut vanished = 0;
    for weight in weights.iter_mut().filter(|weight| **weight < MIN_MASS * total * 1.01) {
        *weight = 0.0;
        vanished += 1;
    }
    (weights, vanished)
}
