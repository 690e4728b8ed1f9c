//! Random bases and n, each known by a number and made anew from it.

use bon::Base;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What the weights look like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    Random,
    Geometric,
    HeavyTailed,
    /// Masses down to 1e-290.
    Tiny,
    Tied,
    NearlyDeterministic,
    ManyEqual,
    /// Outcomes of weight 0 among the others.
    Zeros,
}

#[derive(Clone, Debug)]
pub struct Sample {
    pub weights: Vec<f64>,
    pub rewards: Vec<f64>,
    pub n: f64,
}

/// A seeded source of numbers.
pub struct Source(ChaCha8Rng);

impl Source {
    pub fn new(seed: u64) -> Source {
        Source(ChaCha8Rng::seed_from_u64(seed))
    }

    /// From [0, 1).
    pub fn share(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / 2f64.powi(53)
    }

    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    pub fn power_of_ten(&mut self, low: f64, high: f64) -> f64 {
        10f64.powf(self.between(low, high))
    }

    /// A whole number from `low` to `high`, both included.
    pub fn whole(&mut self, low: u64, high: u64) -> u64 {
        low + self.0.next_u64() % (high - low + 1)
    }

    pub fn chance(&mut self, share: f64) -> bool {
        self.share() < share
    }
}

impl Sample {
    pub fn new(shape: Shape, number: u64) -> Sample {
        let mut source = Source::new(number * 64 + shape as u64);
        let weights = weights(shape, &mut source);
        let rewards = rewards(shape, weights.len(), &mut source);
        let n = draws(&weights, &mut source);
        Sample { weights, rewards, n }
    }

    pub fn base(&self) -> Base {
        Base::with_rewards(&self.weights, &self.rewards).expect("a valid base")
    }

    /// The least positive probability, about.
    pub fn least(&self) -> f64 {
        let total: f64 = self.weights.iter().sum();
        self.weights
            .iter()
            .filter(|weight| **weight > 0.0)
            .fold(1.0, |least, weight| least.min(weight / total))
    }
}

fn weights(shape: Shape, source: &mut Source) -> Vec<f64> {
    let length = source.whole(1, 10);
    match shape {
        Shape::Random | Shape::Tied => some(length, source, |source| source.between(1e-3, 1.0)),
        Shape::Geometric => {
            let ratio = source.power_of_ten(-8.0, 0.0);
            let rising = source.chance(0.5);
            let power = |i: u64| ratio.powi(if rising { length - i } else { i } as i32);
            (0..length).map(power).collect()
        }
        Shape::HeavyTailed => {
            let exponent = source.between(0.3, 12.0);
            some(length, source, |source| (1.0 - source.share()).powf(exponent).max(1e-100))
        }
        Shape::Tiny => some(length, source, |source| source.power_of_ten(-290.0, 0.0)),
        Shape::NearlyDeterministic => {
            let depth = if source.chance(0.8) { 20.0 } else { 250.0 };
            let mut weights: Vec<f64> = (0..length).map(|_| source.power_of_ten(-depth, -1.0)).collect();
            let likeliest = source.whole(0, length - 1) as usize;
            weights[likeliest] = 1.0;
            weights
        }
        Shape::ManyEqual => {
            let mut weights = vec![source.power_of_ten(-5.0, 5.0); source.whole(2, 40) as usize];
            if source.chance(0.5) {
                weights[0] *= source.power_of_ten(-12.0, 3.0);
            }
            weights
        }
        Shape::Zeros => {
            let mut weights =
                some(
                    length,
                    source,
                    |source| {
                        if source.chance(0.4) { 0.0 } else { source.power_of_ten(-15.0, 0.0) }
                    },
                );
            weights.push(1.0);
            weights
        }
    }
}

fn some(length: u64, source: &mut Source, weight: impl Fn(&mut Source) -> f64) -> Vec<f64> {
    (0..length).map(|_| weight(source)).collect()
}

fn rewards(shape: Shape, length: usize, source: &mut Source) -> Vec<f64> {
    let few = shape == Shape::Tied || source.chance(0.2);
    let shifted = if source.chance(0.2) { 1e6 } else { 0.0 };
    let mut reward = |i: usize| match source.whole(0, 9) {
        _ if few => source.whole(0, 3) as f64 - 1.0,
        0..5 => source.between(-3.0, 3.0) + shifted,
        _ => i as f64,
    };
    (0..length).map(&mut reward).collect()
}

fn draws(weights: &[f64], source: &mut Source) -> f64 {
    let n = match source.whole(0, 19) {
        0 => 1.0,
        1 => 1.0 + 1e-9,
        2 => 1.0 + source.power_of_ten(-15.0, 0.0),
        3..7 => source.whole(2, 12) as f64,
        7..10 => source.power_of_ten(0.0, 15.0),
        10..15 => {
            // About as many draws as it takes to meet one of the outcomes.
            let index = source.whole(0, weights.len() as u64 - 1) as usize;
            let total: f64 = weights.iter().sum();
            (total / weights[index].max(1e-20 * total) * source.power_of_ten(-1.5, 1.5)).round()
        }
        15 => 1e15,
        _ => source.power_of_ten(0.0, 15.0).round(),
    };
    n.clamp(1.0, 1e15)
}
