//! The base distribution: outcomes sorted by reward, their tie classes, and the cumulative masses every
//! formula starts from.
//!
//! Sums run from both ends and are compensated, so a mass, a CDF value and its complement each keep their
//! relative precision. Nothing here depends on n.

pub(super) mod blocks;
pub(super) mod by_mass;
pub(super) mod tie;
pub(super) mod tree;

use std::ops::Range;

use thiserror::Error;

use self::blocks::Blocks;
use self::by_mass::{Buckets, ByMass, Direction};
use self::tie::Class;
use self::tree::{Source, Tree};
use super::numeric::double::Double;
use super::numeric::lazy::Lazy;
use super::numeric::list::{ascending, order_by, power_of_two_below};
use super::numeric::special::ln_complement;
use super::numeric::sum::sum;
use super::numeric::written::{exact, of_ln};

/// The largest number of outcomes a base may have.
pub const MAX_OUTCOMES: usize = 10_000_000;

/// The smallest positive mass a base may give an outcome; below it `f64` loses digits.
pub const MIN_MASS: f64 = 1e-300;

/// A base distribution (the reference policy) over finitely many outcomes.
///
/// Outcomes are addressed by *rank*: 0 is the lowest reward, outcomes of equal reward keep the order in
/// which they were given. Outcomes of equal reward form one tie class, `0..class_count()` from the lowest.
/// An outcome of weight 0 keeps its rank and is left out of the tie classes and of every sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Base {
    total_weight: f64,
    /// The sum of `weight`.
    total: Double,
    /// What `weight` was divided by.
    scale: f64,
    /// Per rank: the weights as they were given, divided by a power of two.
    weight: Vec<f64>,
    /// What the weights leave out by rounding; empty where that is nothing.
    low: Vec<f64>,
    p: Vec<f64>,
    reward: Vec<f64>,
    input_index: Vec<u32>,
    /// Per class, lowest reward first.
    class: Vec<Class>,
    dominant_outcome: Option<Dominant>,
    dominant_class: Option<Dominant>,
    /// exp(-H2) = sum_c m_c^2.
    collision: f64,
    /// The outcomes in the order of their probabilities.
    by_mass: ByMass,
    /// The block sums that sums over neighbouring outcomes start from.
    blocks: Lazy<Blocks>,
    /// The tree that the fast sums descend.
    tree: Lazy<Tree>,
}

/// The outcome or class that holds more than half of the mass, with the mass of all the others, which
/// subtraction from 1 would round.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Dominant {
    index: usize,
    complement: f64,
}

/// Why numbers do not make a base. Indices are 0-based positions in the input.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
pub enum BaseError {
    /// No outcomes at all.
    #[error("a base needs at least one outcome")]
    Empty,
    /// More than [`MAX_OUTCOMES`].
    #[error("the base has {0} outcomes; at most {MAX_OUTCOMES} are allowed")]
    TooMany(usize),
    /// A weight that is negative or not finite.
    #[error("the weight of outcome {} is {}; weights must be finite and not negative", index + 1, exact(*weight))]
    Weight {
        /// Which outcome.
        index: usize,
        /// Its weight.
        weight: f64,
    },
    /// Every weight is zero.
    #[error("every weight is 0; at least one outcome must have a positive weight")]
    NoMass,
    /// A positive mass below [`MIN_MASS`].
    #[error(
        "the probability of outcome {} is {} after normalising; it must be 0 or at least {MIN_MASS:e}",
        index + 1, of_ln(*ln_mass)
    )]
    TooSmall {
        /// Which outcome.
        index: usize,
        /// The logarithm of its probability, which may be too small for a number.
        ln_mass: f64,
    },
    /// A reward that is not a finite number.
    #[error("the reward of outcome {} is {}; rewards must be finite numbers", index + 1, exact(*reward))]
    Reward {
        /// Which outcome.
        index: usize,
        /// Its reward.
        reward: f64,
    },
    /// A different number of rewards than of weights.
    #[error("there are {weights} weights but {rewards} rewards; give one reward for each weight")]
    Lengths {
        /// Number of weights.
        weights: usize,
        /// Number of rewards.
        rewards: usize,
    },
}

impl Base {
    /// A base whose outcomes are listed from the lowest reward to the highest; their rewards are 1, 2, 3, ...
    ///
    /// Weights are normalised to sum to 1.
    ///
    /// # Errors
    /// [`BaseError`] for an empty or too long list and for weights that make no distribution.
    pub fn from_weights(weights: &[f64]) -> Result<Base, BaseError> {
        check_weights(weights)?;
        let rewards = (1..=weights.len()).map(|i| i as f64).collect();
        Self::sorted(weights, rewards, (0..weights.len() as u32).collect())
    }

    /// A base with one finite reward for each weight, in any order; equal rewards are ties.
    ///
    /// # Errors
    /// [`BaseError`] as for [`Base::from_weights`], for a reward that is not finite and for lists of
    /// different lengths.
    pub fn with_rewards(weights: &[f64], rewards: &[f64]) -> Result<Base, BaseError> {
        if weights.len() != rewards.len() {
            return Err(BaseError::Lengths { weights: weights.len(), rewards: rewards.len() });
        }
        check_weights(weights)?;
        if let Some((index, &reward)) = rewards.iter().enumerate().find(|(_, r)| !r.is_finite()) {
            return Err(BaseError::Reward { index, reward });
        }
        // Adding 0.0 turns -0.0 into 0.0, so that the two are one reward.
        let rewards: Vec<f64> = rewards.iter().map(|reward| reward + 0.0).collect();
        if rewards.is_sorted() {
            return Self::sorted(weights, rewards, (0..weights.len() as u32).collect());
        }
        let order = order_by(rewards.iter().map(|&reward| ascending(reward)));
        let sorted = order.iter().map(|&i| rewards[i as usize]).collect();
        Self::sorted(weights, sorted, order)
    }

    fn sorted(weights: &[f64], reward: Vec<f64>, input_index: Vec<u32>) -> Result<Base, BaseError> {
        let largest = weights.iter().copied().fold(0.0, f64::max);
        if largest == 0.0 {
            return Err(BaseError::NoMass);
        }
        // Scaling by a power of two rounds nothing and keeps the sum from overflowing.
        let scale = power_of_two_below(largest);
        let total = Double::sum(weights.iter().map(|w| w / scale));
        let relative_total = total.value();
        let mass = |weight: f64| weight / scale / relative_total;
        let p: Vec<f64> = input_index.iter().map(|&i| mass(weights[i as usize])).collect();
        let too_small = |mass: f64, weight: f64| mass < MIN_MASS && weight > 0.0;
        if p.iter().zip(&input_index).any(|(&mass, &i)| too_small(mass, weights[i as usize])) {
            let first = weights.iter().position(|&weight| too_small(mass(weight), weight));
            let ln_mass = |index: usize| weights[index].ln() - scale.ln() - relative_total.ln();
            return Err(first
                .map_or(BaseError::NoMass, |index| BaseError::TooSmall { index, ln_mass: ln_mass(index) }));
        }
        let class = tie::classes(&p, &reward);
        Ok(Base {
            total_weight: relative_total * scale,
            total,
            scale,
            weight: input_index.iter().map(|&i| weights[i as usize] / scale).collect(),
            low: Vec::new(),
            dominant_outcome: dominant(p.iter().copied()),
            dominant_class: dominant(class.iter().map(|class| class.mass)),
            collision: sum(class.iter().map(|class| class.mass * class.mass)),
            p,
            reward,
            input_index,
            class,
            by_mass: ByMass::default(),
            blocks: Lazy::default(),
            tree: Lazy::default(),
        })
    }

    /// The same base made of weights that left out these numbers by rounding, by input position.
    pub fn with_low(mut self, low: &[f64]) -> Base {
        if low.iter().any(|low| *low != 0.0) {
            self.low = self.input_index.iter().map(|&i| low[i as usize] / self.scale).collect();
            self.total = self.low.iter().fold(self.total, |total, &low| total + Double::from(low));
        }
        self
    }

    /// The sum of the weights as they were given; infinite where it overflows.
    pub fn total_weight(&self) -> f64 {
        self.total_weight
    }

    /// The logarithm of the sum of the weights as they were given.
    pub fn ln_total_weight(&self) -> f64 {
        self.total.value().ln() + self.scale.ln()
    }

    /// The number of outcomes, those of weight 0 included.
    #[expect(clippy::len_without_is_empty, reason = "a base always has at least one outcome")]
    pub fn len(&self) -> usize {
        self.p.len()
    }

    /// The number of tie classes.
    pub fn class_count(&self) -> usize {
        self.class.len()
    }

    /// The probability of the outcome at `rank`.
    ///
    /// # Panics
    /// When `rank` is not below [`Base::len`].
    pub fn p(&self, rank: usize) -> f64 {
        self.p[rank]
    }

    /// The weight of the outcome at `rank` as given, in the units of the weights: without the rounding of the probability.
    pub(crate) fn weight(&self, rank: usize) -> Double {
        Double { high: self.weight[rank], low: self.low.get(rank).copied().unwrap_or(0.0) }
    }

    /// The sum of all weights in these units.
    pub(crate) fn sum_of_weights(&self) -> Double {
        self.total
    }

    /// The probability of the outcome at `rank` in doubled precision, for differences from others.
    pub(crate) fn p_doubled(&self, rank: usize) -> Double {
        self.weight(rank) / self.total
    }

    /// The reward of the outcome at `rank`.
    ///
    /// # Panics
    /// When `rank` is not below [`Base::len`].
    pub fn reward(&self, rank: usize) -> f64 {
        self.reward[rank]
    }

    /// The reward of the highest tie class.
    pub(crate) fn highest_reward(&self) -> f64 {
        self.reward[self.class[self.class.len() - 1].first as usize]
    }

    /// The position in the input of the outcome at `rank`.
    ///
    /// # Panics
    /// When `rank` is not below [`Base::len`].
    pub fn input_index(&self, rank: usize) -> usize {
        self.input_index[rank] as usize
    }

    /// The mass of the highest tie class.
    pub fn top_mass(&self) -> f64 {
        self.class[self.class.len() - 1].mass
    }

    /// -ln m_top, where the exact KL saturates as n grows, in nats (derived).
    pub fn kl_limit(&self) -> f64 {
        let top = self.class.len() - 1;
        -ln_complement(self.class_complement(top), self.class[top].mass)
    }

    /// H2 = -ln sum_c m_c^2, in nats (B Thm 3.4).
    pub fn renyi2_entropy(&self) -> f64 {
        if self.collision < 0.5 {
            return -self.collision.ln();
        }
        let distinct =
            sum(self.class.iter().enumerate().map(|(c, class)| class.mass * self.class_complement(c)));
        // Adding 0.0 spares a base of one class a negative zero.
        -(-distinct).ln_1p() + 0.0
    }

    /// exp(-H2) = sum_c m_c^2.
    pub(crate) fn collision(&self) -> f64 {
        self.collision
    }

    /// The sums over stretches of classes, made when they are first asked for.
    pub(crate) fn tree(&self) -> &Tree {
        let source = || Source { p: &self.p, classes: &self.class, dominant: self.dominant_outcome() };
        self.tree.get_or_make(|| Tree::new(source()))
    }

    /// The probability of outcomes of neighbouring ranks, to full relative precision. The first call prepares the base,
    /// in time proportional to its outcomes.
    ///
    /// # Panics
    /// When the range goes beyond [`Base::len`].
    pub fn mass(&self, ranks: Range<usize>) -> f64 {
        self.blocks.get_or_make(|| Blocks::new(&self.p)).sum(&self.p, ranks)
    }

    /// Ranks of positive mass, the most probable outcome first.
    pub(crate) fn by_mass(&self) -> &[u32] {
        self.by_mass.ranks(&self.p)
    }

    /// In which part of [`Base::by_mass`] each outcome stands.
    pub(crate) fn buckets(&self) -> &Buckets {
        self.by_mass.buckets(&self.p)
    }

    /// How the probabilities follow each other, when nothing is tied or of weight 0 and they only fall or only rise.
    pub(crate) fn direction(&self) -> Option<Direction> {
        self.by_mass.direction(&self.p, self.class_count() == self.len())
    }

    /// The class that holds more than half of the mass.
    pub(crate) fn dominant_class(&self) -> Option<usize> {
        self.dominant_class.map(|dominant| dominant.index)
    }

    /// The rank of the outcome that holds more than half of the mass.
    pub(crate) fn dominant_outcome(&self) -> Option<usize> {
        self.dominant_outcome.map(|dominant| dominant.index)
    }

    pub(crate) fn classes(&self) -> &[Class] {
        &self.class
    }

    /// The ranks of class `c`, outcomes of weight 0 among them.
    pub(crate) fn members(&self, c: usize) -> Range<usize> {
        tie::members(&self.class, self.p.len(), c)
    }

    /// The class of the outcome at `rank`; meaningless for one of weight 0.
    pub(crate) fn class_of(&self, rank: usize) -> usize {
        tie::class_of(&self.class, self.p.len(), rank)
    }

    /// F_c^-, the mass strictly below class `c`.
    pub(crate) fn strict_cdf(&self, c: usize) -> f64 {
        if c == 0 { 0.0 } else { self.class[c - 1].cdf }
    }

    /// 1 - p of the outcome at `rank`, to full relative precision.
    pub(crate) fn outcome_complement(&self, rank: usize) -> f64 {
        complement(self.dominant_outcome, rank, self.p[rank])
    }

    /// 1 - m_c, to full relative precision.
    pub(crate) fn class_complement(&self, c: usize) -> f64 {
        complement(self.dominant_class, c, self.class[c].mass)
    }
}

fn check_weights(weights: &[f64]) -> Result<(), BaseError> {
    match weights.len() {
        0 => return Err(BaseError::Empty),
        n if n > MAX_OUTCOMES => return Err(BaseError::TooMany(n)),
        _ => {}
    }
    match weights.iter().enumerate().find(|(_, w)| !(w.is_finite() && **w >= 0.0)) {
        Some((index, &weight)) => Err(BaseError::Weight { index, weight }),
        None => Ok(()),
    }
}

fn dominant(masses: impl Iterator<Item = f64> + Clone) -> Option<Dominant> {
    let index = masses.clone().position(|m| m > 0.5)?;
    let complement = sum(masses.enumerate().filter(|&(i, _)| i != index).map(|(_, m)| m));
    Some(Dominant { index, complement })
}

fn complement(dominant: Option<Dominant>, index: usize, mass: f64) -> f64 {
    match dominant {
        Some(d) if d.index == index => d.complement,
        _ => 1.0 - mass,
    }
}
