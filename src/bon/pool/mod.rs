//! Pools: what best-of-n does, estimated from logged draws of one prompt's base.
//!
//! A pool is N draws, each with a reward and the log-probability of its answer. Every estimate is the mean over all
//! n-subsets of the draws (a complete U-statistic, so unbiased; Gao appendix), found without listing them. The
//! entropy of the pool itself says nothing about the policy and is never computed.

mod average;
mod centred;
mod formula;
mod frontier;
mod interval;
mod jackknife;
mod paired;
mod pass;
mod ranked;
mod weights;
mod which_n;
mod within;

use thiserror::Error;

pub use average::{Averages, FEW_PROMPTS, MANY_PROMPTS, Member, RESAMPLES, average, weighted_mean};
pub use formula::{Cause, Verdict, verdict};
pub use frontier::{RewardFrontier, RewardTradeOff};
pub use interval::{BAND_RESAMPLES, Band, Curves, Interval, Range, Sample, SampleError, TAIL};
pub use paired::{Paired, Settled, paired};
pub use pass::{pass_at_k, pass_hat_k};
pub use ranked::{RankedDraw, RankedPoint, RankedPool};
pub use weights::subset_weights;
pub use which_n::{Choice, Pays, Question, Supported, which_n};
pub use within::{Ranked, best_interval};

use crate::numeric::draws::Draws;
use crate::numeric::sum::{Compensated, sum};
use crate::numeric::written::exact;
use crate::policy::estimator;
use crate::policy::kernel::Kernel;
use centred::Centre;
use weights::Chances;

/// One logged draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Draw {
    /// What best-of-n ranks by; finite.
    pub reward: f64,
    /// ln of the probability of the whole answer under the base, in nats, where it was logged; at most 0 and finite, -900
    /// is ordinary.
    pub logprob: Option<f64>,
    /// A second reward that the ranking ignores; finite.
    pub gold: Option<f64>,
}

impl Draw {
    /// The gold reward, 0 without one.
    fn gold_or_none(&self) -> f64 {
        self.gold.unwrap_or_default()
    }
}

/// Why draws make no pool. Indices are 0-based positions in the input.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
pub enum PoolError {
    /// No draws.
    #[error("a pool needs at least one draw")]
    Empty,
    /// A reward or gold reward that is not finite.
    #[error("the reward of draw {} is {}; rewards must be finite numbers", index + 1, exact(*reward))]
    Reward {
        /// Which draw.
        index: usize,
        /// Its reward.
        reward: f64,
    },
    /// A log-probability that is above 0 or not finite.
    #[error("the log-probability of draw {} is {}; it must be finite and at most 0", index + 1, exact(*logprob))]
    Logprob {
        /// Which draw.
        index: usize,
        /// Its log-probability.
        logprob: f64,
    },
}

/// The draws of one prompt, lowest reward first.
#[derive(Clone, Debug, PartialEq)]
pub struct Pool {
    draws: Vec<Draw>,
}

/// What a pool says about best-of-n at one n. Unbiased, each of them, for draws that are independent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Mean of d_n(exp(logprob)) over the best of every n-subset, in nats (B sec. 4), when every draw has a
    /// log-probability.
    pub kl: Option<f64>,
    /// Expected reward.
    pub reward: f64,
    /// What `reward` leaves out by rounding, which counts where rewards are large and differ little.
    pub reward_rest: f64,
    /// Expected gold reward, when every draw has one.
    pub gold: Option<f64>,
    /// What `gold` leaves out by rounding.
    pub gold_rest: f64,
    /// Chance to beat one further draw, ties counting 1/2; needs N > n.
    pub win_rate: Option<f64>,
    /// Kish's effective number of draws behind the means, 1/sum w_j^2.
    pub draws_effective: f64,
}

/// A number of draws n with what depends on n alone, made once for many pools.
#[derive(Clone, Debug)]
pub struct BestOf {
    n: u64,
    kernel: Kernel,
}

impl BestOf {
    /// Best-of-n for a whole n >= 1; none for 0 and beyond 1e15.
    pub fn new(n: u64) -> Option<BestOf> {
        Draws::new(n as f64).ok().map(|draws| BestOf { n, kernel: Kernel::new(draws) })
    }

    /// n.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// ln n - (n-1)/n, in nats (B Thm 3.1).
    pub fn bound(&self) -> f64 {
        self.kernel.bound
    }

    /// n/(n+1), the most a win rate can be (B Thm 5.3).
    pub fn win_rate_limit(&self) -> f64 {
        self.kernel.n / (self.kernel.n + 1.0)
    }

    /// 2 n (n-1) exp(-H2), the most the gap can be when rewards are distinct, in nats (B Thm 3.4).
    pub fn gap_bound(&self, collision: f64) -> f64 {
        2.0 * self.kernel.n * self.kernel.excess * collision
    }

    /// d_n(exp(logprob)) in nats, for `logprob` <= 0.
    pub fn d_n(&self, logprob: f64) -> f64 {
        estimator::of_ln(&self.kernel, logprob)
    }

    /// The bound less g(n, x), to full relative precision where it is the small part.
    fn missing(&self, x: f64) -> f64 {
        if x < 1.0 { self.kernel.bound - self.kernel.gap_density(x) } else { self.kernel.gap_missing(x) }
    }

    /// s_n(exp(logprob)) in nats, for `logprob` <= 0 (derived).
    pub fn s_n(&self, logprob: f64) -> f64 {
        estimator::sharp_of_ln(&self.kernel, logprob)
    }
}

impl Pool {
    /// A pool of `draws` in any order.
    ///
    /// # Errors
    /// [`PoolError`] for no draws and for numbers outside their domain.
    pub fn new(mut draws: Vec<Draw>) -> Result<Pool, PoolError> {
        if draws.is_empty() {
            return Err(PoolError::Empty);
        }
        for (index, draw) in draws.iter_mut().enumerate() {
            let rewards = [Some(draw.reward), draw.gold];
            if let Some(reward) = rewards.into_iter().flatten().find(|reward| !reward.is_finite()) {
                return Err(PoolError::Reward { index, reward });
            }
            if let Some(logprob) = draw.logprob.filter(|logprob| !(logprob.is_finite() && *logprob <= 0.0)) {
                return Err(PoolError::Logprob { index, logprob });
            }
            // So that -0.0 and 0.0 are one reward.
            draw.reward += 0.0;
        }
        draws.sort_unstable_by(|a, b| a.reward.total_cmp(&b.reward));
        Ok(Pool { draws })
    }

    /// The number of draws N.
    #[expect(clippy::len_without_is_empty, reason = "a pool always has at least one draw")]
    pub fn len(&self) -> usize {
        self.draws.len()
    }

    /// The draws, lowest reward first.
    pub fn draws(&self) -> &[Draw] {
        &self.draws
    }

    /// Whether all draws have one reward, so that best-of-n is the base itself; false for a single draw.
    pub fn is_all_tied(&self) -> bool {
        self.draws.len() > 1 && self.draws[0].reward == self.draws[self.draws.len() - 1].reward
    }

    /// exp(-H2), the chance that two answers of the base are the same: the mean of exp(logprob) over the draws,
    /// unbiased (derived). None unless every draw has a log-probability.
    pub fn collision(&self) -> Option<f64> {
        Some(sum(self.logprobs()?.into_iter().map(f64::exp)) / self.draws.len() as f64)
    }

    /// The log-probabilities of all draws; none unless every draw has one.
    fn logprobs(&self) -> Option<Vec<f64>> {
        self.draws.iter().map(|draw| draw.logprob).collect()
    }

    /// How many draws would repeat an earlier one if each answer had its logged probability:
    /// N - sum_y (1 - (1-p_y)^N), estimated from the draws (derived). None unless every draw has a log-probability.
    pub fn repeats_expected(&self) -> Option<f64> {
        let count = self.draws.len() as f64;
        let share = |logprob: f64| {
            let p = logprob.exp();
            // (1 - (1-p)^N)/p tends to N as p goes to 0.
            if p * count < 1e-12 {
                count
            } else if p == 1.0 {
                1.0
            } else {
                -(count * (-p).ln_1p()).exp_m1() / p
            }
        };
        Some((count - sum(self.logprobs()?.into_iter().map(share)) / count).max(0.0))
    }

    /// What the pool says about `best_of`; none when n is above N. Takes time proportional to N.
    pub fn estimate(&self, best_of: &BestOf) -> Option<Point> {
        let mut chances = Chances::new(self.draws.len(), best_of.n)?;
        let (mut kl, mut reward) = (Compensated::default(), Compensated::default());
        let (mut gold, mut squares) = (Compensated::default(), Compensated::default());
        let (mut has_gold, mut has_kl) = (true, true);
        let (of_reward, of_gold) = (self.centre(|draw| draw.reward), self.centre(Draw::gold_or_none));
        for block in self.blocks().rev() {
            let size = block.len() as f64;
            let weight = block.iter().map(|_| chances.next_below()).sum::<Compensated>().value() / size;
            if weight == 0.0 {
                has_gold &= block.iter().all(|draw| draw.gold.is_some());
                has_kl &= block.iter().all(|draw| draw.logprob.is_some());
                continue;
            }
            squares.add(size * weight * weight);
            for draw in block {
                match draw.logprob {
                    Some(logprob) => kl.add(weight * best_of.d_n(logprob)),
                    None => has_kl = false,
                }
                reward.add(weight * of_reward.deviation(draw.reward.into()));
                match draw.gold {
                    Some(value) => gold.add(weight * of_gold.deviation(value.into())),
                    None => has_gold = false,
                }
            }
        }
        let (reward, gold) = (of_reward.value(reward.value()), of_gold.value(gold.value()));
        Some(Point {
            kl: has_kl.then_some(kl.value()),
            reward: reward.high,
            reward_rest: reward.low,
            gold: has_gold.then_some(gold.high),
            gold_rest: if has_gold { gold.low } else { 0.0 },
            win_rate: self.win_rate(best_of.n),
            draws_effective: 1.0 / squares.value(),
        })
    }

    /// The chance that the best of n draws beats one more, over all subsets of n + 1 and every choice of the opponent.
    ///
    /// The opponent loses unless it is among the best of the subset: alone there it wins, tied with others it scores
    /// 1/2. With w_j = C(j-1, n)/C(N, n+1), a tied block a..b of m draws takes m (w_a + w_b)/(2(n+1)) off (derived).
    fn win_rate(&self, n: u64) -> Option<f64> {
        let mut chances = Chances::new(self.draws.len(), n.checked_add(1)?)?;
        let mut lost = Compensated::default();
        for block in self.blocks().rev() {
            let weights = block.iter().map(|_| chances.next_below());
            let (top, bottom) = weights.fold((None, 0.0), |(top, _), w| (top.or(Some(w)), w));
            lost.add(block.len() as f64 * (top.unwrap_or(bottom) + bottom));
        }
        Some(1.0 - lost.value() / (2.0 * (n as f64 + 1.0)))
    }

    /// The middle of a kind of reward, where deviations are taken from.
    fn centre(&self, value: impl Fn(&Draw) -> f64) -> Centre {
        let middle = value(&self.draws[self.draws.len() / 2]);
        Centre::new(middle.into(), self.draws.iter().map(|draw| value(draw).into()))
    }

    /// Draws of one reward each, lowest first.
    fn blocks(&self) -> impl DoubleEndedIterator<Item = &[Draw]> {
        self.draws.chunk_by(|a, b| a.reward == b.reward)
    }
}
