//! Random shares of a Dirichlet law, and quantiles of what is made from them.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, Exp1, Gamma};

use crate::pool::interval::TAIL;

/// How often best-of-n is made anew, at least and at most;
const RESAMPLES: (usize, usize) = (200, 1000);

/// in between it is so often that about so many shares are drawn.
const SHARES: usize = 20_000_000;

/// The values of `make`, which is given random numbers, each kind ascending by itself. `size` shares are drawn each time.
pub(super) fn made_anew<const KINDS: usize>(
    size: usize,
    seed: u64,
    mut make: impl FnMut(&mut ChaCha8Rng) -> [f64; KINDS],
) -> [Vec<f64>; KINDS] {
    let times = (SHARES / size.max(1)).clamp(RESAMPLES.0, RESAMPLES.1);
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut values = [const { Vec::new() }; KINDS];
    for _ in 0..times {
        values.iter_mut().zip(make(&mut rng)).for_each(|(values, value)| values.push(value));
    }
    values.iter_mut().for_each(|values| values.sort_by(f64::total_cmp));
    values
}

/// The value with [`TAIL`] below it,
pub(super) fn low(values: &[f64]) -> f64 {
    values[(TAIL * values.len() as f64) as usize]
}

/// and that with [`TAIL`] above it.
pub(super) fn high(values: &[f64]) -> f64 {
    values[values.len() - 1 - (TAIL * values.len() as f64) as usize]
}

/// The value in the middle.
pub(super) fn middle(values: &[f64]) -> f64 {
    values[values.len() / 2]
}

/// A part of weight 1.
pub(super) fn one(rng: &mut ChaCha8Rng) -> f64 {
    Exp1.sample(rng)
}

/// A part of weight `shape`; 0 for no weight.
pub(super) fn part(shape: f64, rng: &mut ChaCha8Rng) -> f64 {
    if shape == 1.0 {
        return one(rng);
    }
    Gamma::new(shape, 1.0).map_or(0.0, |gamma| gamma.sample(rng))
}
