//! The best gain in reward that any policy can have at a KL divergence, from the rewards of a pool.
//!
//! That policy is the base tilted by e^(r/beta). In the pool its gain is Cov(r, e^(r/beta))/E e^(r/beta) and its KL
//! E_tilt[r]/beta - ln E e^(r/beta) (derived). Both are those of the pool and not of the base: for small beta a few draws decide
//! everything, and the effective number of draws says so.

use crate::comparator::Tilting;
use crate::numeric::sum::sum;

/// A policy on the frontier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RewardTradeOff {
    /// 1/beta, what the reward is multiplied by; 0 for the base and infinite for the best draws alone.
    pub tilt: f64,
    /// Its KL divergence, in nats.
    pub kl: f64,
    /// By how much its mean reward is above that of the base.
    pub gain: f64,
    /// Kish's effective number of draws behind it.
    pub draws_effective: f64,
}

/// The frontier of one pool.
#[derive(Clone, Debug)]
pub struct RewardFrontier {
    tilting: Tilting,
    /// Per tie class, the lowest reward first: its reward less the mean,
    deviations: Vec<f64>,
    /// and its draws.
    counts: Vec<f64>,
}

impl RewardFrontier {
    /// The frontier of a pool with these rewards in any order; none without rewards and where one, or the
    /// difference of two, is not finite.
    pub fn new(rewards: &[f64]) -> Option<RewardFrontier> {
        if rewards.is_empty() || rewards.iter().any(|reward| !reward.is_finite()) {
            return None;
        }
        // Adding 0.0 makes one reward of -0.0 and 0.0.
        let mut rewards: Vec<f64> = rewards.iter().map(|reward| reward + 0.0).collect();
        rewards.sort_by(f64::total_cmp);
        let count = rewards.len() as f64;
        if !(rewards[rewards.len() - 1] - rewards[0]).is_finite() {
            return None;
        }
        let classes = || rewards.chunk_by(|a, b| a == b);
        let reward: Vec<f64> = classes().map(|class| class[0]).collect();
        let counts: Vec<f64> = classes().map(|class| class.len() as f64).collect();
        let mean = sum(reward.iter().zip(&counts).map(|(reward, own)| reward * (own / count)));
        let mass = counts.iter().map(|own| own / count).collect();
        let tilting = Tilting::by_difference(mass, |a, b| reward[a] - reward[b]);
        Some(RewardFrontier { tilting, deviations: reward.iter().map(|r| r - mean).collect(), counts })
    }

    /// Where it ends: the best draws alone.
    pub fn limit(&self) -> RewardTradeOff {
        self.at_tilt(f64::INFINITY)
    }

    /// The policy at 1/beta = `tilt` >= 0, infinity included.
    pub fn at_tilt(&self, tilt: f64) -> RewardTradeOff {
        let mass = self.tilting.mass();
        let top = mass.len() - 1;
        if tilt == f64::INFINITY || top == 0 {
            let gain = if top == 0 { 0.0 } else { self.deviations[top] };
            return RewardTradeOff {
                tilt,
                kl: 0.0 - mass[top].ln(),
                gain,
                draws_effective: self.counts[top],
            };
        }
        let ln_ratio = self.tilting.ln_ratio(tilt);
        let terms = || mass.iter().zip(&ln_ratio);
        let gain = sum(terms().zip(&self.deviations).map(|((m, ln), d)| m * ln.exp_m1() * d));
        let squares = sum(terms().zip(&self.counts).map(|((m, ln), count)| (m * ln.exp()).powi(2) / count));
        RewardTradeOff { tilt, kl: self.tilting.kl(&ln_ratio), gain, draws_effective: 1.0 / squares }
    }

    /// The policy at a KL of `kl` nats: the base for what is not positive, the best draws alone from their KL on.
    pub fn at_kl(&self, kl: f64) -> RewardTradeOff {
        self.at_tilt(self.tilting.at_any_kl(kl, self.limit().kl))
    }
}
