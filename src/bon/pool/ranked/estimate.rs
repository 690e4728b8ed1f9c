//! The ranked estimate of the KL divergence at one n.

use super::answers::Answers;
use super::classes::Classes;
use super::draw::RankedDraw;
use crate::numeric::sum::{Compensated, sum};
use crate::policy::kernel::SMALL;
use crate::pool::weights::Chances;
use crate::pool::{BestOf, PoolError};

/// The draws of one prompt, ranked, with what they say of the tie classes of the base.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedPool {
    /// The lowest reward first.
    draws: Vec<RankedDraw>,
    answers: Option<Answers>,
    classes: Classes,
}

/// What a pool says of the KL divergence of best-of-n at one n, in nats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankedPoint {
    /// The ranked estimate of the KL divergence (derived), from 0 to the bound ln n - (n-1)/n.
    pub kl: f64,
    /// The bound less that, computed by itself.
    pub gap: f64,
    /// The most the gap can be, 2 n (n-1) exp(-H2) (B Thm 3.4), and never below `gap`: where no two answers seen share a
    /// reward, which is what the theorem asks for, and log-probabilities are known.
    pub gap_bound: Option<f64>,
    /// The paper's estimate, the mean of d_n over the best of every n-subset (B sec. 4), where log-probabilities are known.
    pub estimator: Option<f64>,
    /// The mean of s_n likewise (derived).
    pub estimator_sharp: Option<f64>,
    /// The share of best-of-n whose class mass was counted from draws, not known from probabilities; from 0 to 1.
    pub counted: f64,
}

impl RankedPool {
    /// A pool of `draws` in any order. Log-probabilities count when every draw has one.
    ///
    /// # Errors
    /// [`PoolError`] for no draws and for numbers outside their domain.
    pub fn new(mut draws: Vec<RankedDraw>) -> Result<RankedPool, PoolError> {
        if draws.is_empty() {
            return Err(PoolError::Empty);
        }
        for (index, draw) in draws.iter_mut().enumerate() {
            if !draw.reward.is_finite() {
                return Err(PoolError::Reward { index, reward: draw.reward });
            }
            if let Some(logprob) = draw.logprob.filter(|logprob| !(logprob.is_finite() && *logprob <= 0.0)) {
                return Err(PoolError::Logprob { index, logprob });
            }
            // So that -0.0 and 0.0 are one reward.
            draw.reward += 0.0;
        }
        draws.sort_by(|a, b| a.reward.total_cmp(&b.reward));
        let has_logprobs = draws.iter().all(|draw| draw.logprob.is_some());
        let answers = has_logprobs.then(|| Answers::of(&draws));
        let classes = Classes::of(&draws, answers.as_ref());
        Ok(RankedPool { draws, answers, classes })
    }

    /// The number of draws N.
    #[expect(clippy::len_without_is_empty, reason = "a pool always has at least one draw")]
    pub fn len(&self) -> usize {
        self.draws.len()
    }

    /// Whether all draws have one reward, so that best-of-n shows nothing; false for a single draw.
    pub fn is_all_tied(&self) -> bool {
        self.draws.len() > 1 && self.classes.list.len() == 1
    }

    /// The probability of all answers seen, where it is known; above 1 the log-probabilities are wrong.
    pub fn mass_seen(&self) -> Option<f64> {
        Some(sum(self.answers.as_ref()?.list.iter().map(|answer| answer.mass)))
    }

    pub(super) fn classes(&self) -> &Classes {
        &self.classes
    }

    /// The probability of the answers not seen, where it is known.
    pub(super) fn unseen_known(&self) -> Option<f64> {
        Some(self.answers.as_ref()?.unseen)
    }

    /// How many answers were given different rewards, where log-probabilities are known.
    pub fn answers_split(&self) -> Option<usize> {
        Some(self.answers.as_ref()?.split)
    }

    /// What the pool says about `best_of`; none when n is above N. Takes time proportional to N, and to the square root of n
    /// as well where answers are likely enough to count with their probability.
    pub fn at(&self, best_of: &BestOf) -> Option<RankedPoint> {
        let (kernel, bound) = (&best_of.kernel, best_of.bound());
        let weights = self.classes.weights(best_of.n, self.draws.len())?;
        let (mut gap, mut counted) = (Compensated::default(), Compensated::default());
        let mut kl = Compensated::default();
        for (class, weight) in self.classes.list.iter().rev().zip(weights) {
            let x = class.width();
            let known = weight.own * (1.0 - class.counted);
            gap.add(known * kernel.gap_density(x));
            kl.add(known * best_of.missing(x));
            if class.counted > 0.0 {
                let loss = weight.reached * class.counted_loss(kernel);
                gap.add(class.counted * loss);
                kl.add(class.counted * (weight.own * bound - loss));
                counted.add(weight.own * class.counted);
            }
        }
        let gap = gap.value().clamp(0.0, bound);
        // The small one of the two has its own sum.
        let kl = if bound - gap >= SMALL * bound { bound - gap } else { kl.value().clamp(0.0, bound) };
        let mean = |value: fn(&BestOf, f64) -> f64| self.mean(best_of, value);
        Some(RankedPoint {
            kl,
            gap,
            gap_bound: self.collision().map(|collision| best_of.gap_bound(collision).max(gap)),
            estimator: mean(BestOf::d_n),
            estimator_sharp: mean(BestOf::s_n),
            counted: counted.value().clamp(0.0, 1.0),
        })
    }

    /// exp(-H2), where no two answers seen share a reward and probabilities are known.
    fn collision(&self) -> Option<f64> {
        let answers = self.answers.as_ref().filter(|answers| !answers.has_ties && answers.split == 0)?;
        let count = self.draws.len() as f64;
        Some(sum(answers.list.iter().map(|answer| answer.draws as f64 / count * answer.mass)))
    }

    /// The mean of a function of the log-probability over the best of every n-subset.
    fn mean(&self, best_of: &BestOf, value: fn(&BestOf, f64) -> f64) -> Option<f64> {
        self.answers.as_ref()?;
        if best_of.n == 1 {
            return Some(0.0);
        }
        let mut chances = Chances::new(self.draws.len(), best_of.n)?;
        let mut mean = Compensated::default();
        for tied in self.draws.chunk_by(|a, b| a.reward == b.reward).rev() {
            let weight =
                tied.iter().map(|_| chances.next_below()).sum::<Compensated>().value() / tied.len() as f64;
            if weight == 0.0 {
                break;
            }
            for logprob in tied.iter().filter_map(|draw| draw.logprob) {
                mean.add(weight * value(best_of, logprob));
            }
        }
        Some(mean.value())
    }
}
