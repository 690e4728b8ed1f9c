//! Laws of answers whose best-of-n is known exactly.

use bon::pool::{Range, RankedDraw, RankedPool};
use bon::{Base, Draws, Evaluation, Policy};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng;

/// A law: answers with probability and reward.
#[derive(Clone)]
pub struct Law {
    pub name: String,
    base: Base,
    /// Cumulative probability by rank.
    up_to: Vec<f64>,
}

/// A number from 0 to 1.
pub fn uniform(rng: &mut ChaCha8Rng) -> f64 {
    (rng.next_u64() >> 11) as f64 / 2f64.powi(53)
}

/// A normal number.
pub fn normal(rng: &mut ChaCha8Rng) -> f64 {
    let radius = (-2.0 * (1.0 - uniform(rng)).ln()).sqrt();
    radius * (std::f64::consts::TAU * uniform(rng)).cos()
}

impl Law {
    pub fn new(name: &str, weights: &[f64], rewards: &[f64]) -> Law {
        let base = Base::with_rewards(weights, rewards).unwrap();
        let mut sum = 0.0;
        let up_to = (0..base.len())
            .map(|rank| {
                sum += base.p(rank);
                sum
            })
            .collect();
        Law { name: name.to_owned(), base, up_to }
    }

    /// Distinct rewards in the order of `weights`.
    pub fn ranked(name: &str, weights: &[f64]) -> Law {
        let rewards: Vec<f64> = (0..weights.len()).map(|i| i as f64).collect();
        Law::new(name, weights, &rewards)
    }

    /// Classes of the given masses, each of `answers` answers whose probabilities fall like 1/k.
    pub fn tied(name: &str, masses: &[f64], answers: usize) -> Law {
        let harmonic: f64 = (1..=answers).map(|k| 1.0 / k as f64).sum();
        let (mut weights, mut rewards) = (Vec::new(), Vec::new());
        for (class, mass) in masses.iter().enumerate() {
            for k in 1..=answers {
                weights.push(mass / k as f64 / harmonic);
                rewards.push(class as f64);
            }
        }
        Law::new(name, &weights, &rewards)
    }

    /// The exact values at n.
    pub fn exact(&self, n: u64) -> Evaluation {
        Policy::new(&self.base, Draws::new(n as f64).unwrap()).evaluate()
    }

    /// The reward of the answer at a rank.
    pub fn reward(&self, rank: usize) -> f64 {
        self.base.reward(rank)
    }

    /// Where rewards lie.
    pub fn range(&self) -> Range {
        Range { low: self.base.reward(0), high: self.base.reward(self.base.len() - 1) }
    }

    /// The ranks of `size` independent draws.
    pub fn draw(&self, size: usize, rng: &mut ChaCha8Rng) -> Vec<usize> {
        let last = self.base.len() - 1;
        (0..size)
            .map(|_| {
                let u = uniform(rng);
                self.up_to.partition_point(|&up_to| up_to <= u).min(last)
            })
            .collect()
    }

    /// The pool of these draws, with or without log-probabilities.
    pub fn pool(&self, ranks: &[usize], has_logprobs: bool) -> RankedPool {
        let draw = |&rank: &usize| RankedDraw {
            reward: self.base.reward(rank),
            logprob: has_logprobs.then(|| self.base.p(rank).ln()),
            answer: Some(rank as u64),
        };
        RankedPool::new(ranks.iter().map(draw).collect()).unwrap()
    }

    /// The KL divergence of best-of-n over the pool itself.
    pub fn plug_in(&self, ranks: &[usize], n: u64) -> f64 {
        let mut counts = std::collections::BTreeMap::new();
        ranks.iter().for_each(|&rank| *counts.entry(rank).or_insert(0.0) += 1.0);
        let weights: Vec<f64> = counts.values().copied().collect();
        let rewards: Vec<f64> = counts.keys().map(|&rank| self.base.reward(rank)).collect();
        Law::new("", &weights, &rewards).exact(n).kl
    }
}

/// The laws of the table.
pub fn laws() -> Vec<Law> {
    let zipf = |count: usize, exponent: f64| -> Vec<f64> {
        (1..=count).map(|k| (k as f64).powf(-exponent)).collect()
    };
    let reversed = |mut weights: Vec<f64>| {
        weights.reverse();
        weights
    };
    // In an order that has nothing to do with the probability: 71 and 200 have no common factor.
    let mixed = |weights: &[f64]| -> Vec<f64> {
        (0..weights.len()).map(|i| weights[i * 71 % weights.len()]).collect()
    };
    let among = |below: usize, mass: f64, above: usize| -> Vec<f64> {
        let each = (1.0 - mass) / (below + above) as f64;
        std::iter::repeat_n(each, below).chain([mass]).chain(std::iter::repeat_n(each, above)).collect()
    };
    let ratings = [0.05, 0.1, 0.1, 0.15, 0.15, 0.15, 0.1, 0.1, 0.07, 0.03];
    let mut laws: Vec<Law> = [0.01, 0.05, 0.3, 0.7, 0.95, 0.99]
        .iter()
        .map(|&pass| Law::tied(&format!("verifier {pass}"), &[1.0 - pass, pass], 300))
        .collect();
    laws.extend(
        [0.1, 0.5, 0.99].map(|pass: f64| Law::ranked(&format!("two answers {pass}"), &[1.0 - pass, pass])),
    );
    laws.extend([
        Law::tied("ratings 1-10, many answers", &ratings, 300),
        Law::tied("ratings 1-10, 3 answers each", &ratings, 3),
        Law::ranked("continuous", &vec![1.0; 200_000]),
        Law::ranked("60 % in the middle", &among(50_000, 0.6, 50_000)),
        Law::ranked("60 % at the top", &among(100_000, 0.6, 0)),
        Law::ranked("60 % at the bottom", &among(0, 0.6, 100_000)),
        Law::ranked("staircase .9 .0999 1e-4", &[0.9, 0.0999, 1e-4]),
        Law::ranked("staircase 1/2 1/4 1/8", &(1..=30).map(|k| 0.5f64.powi(k)).collect::<Vec<_>>()),
        Law::ranked("uniform 10", &[1.0; 10]),
        Law::ranked("zipf 1000, likely low", &zipf(1000, 1.1)),
        Law::ranked("zipf 1000, likely high", &reversed(zipf(1000, 1.1))),
        Law::ranked("zipf 200, mixed", &mixed(&zipf(200, 1.5))),
    ]);
    laws
}
