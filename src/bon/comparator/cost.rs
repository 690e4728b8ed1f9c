//! The cost in KL and the gains of a policy that raises better classes by more, given ln(pi(c)/m_c) by class. Every sum
//! has terms >= 0 only.

use crate::base::Base;
use crate::base::tie::Class;
use crate::numeric::special::phi_of_ln;
use crate::numeric::sum::{Compensated, sum};
use crate::policy::win_rate;

/// A policy as a point on the plane of win rate against KL.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TradeOff {
    /// D(policy ‖ base) in nats.
    pub kl: f64,
    /// P(policy beats one base draw) - 1/2, ties counting 1/2.
    pub gain: f64,
}

impl TradeOff {
    /// The base itself.
    pub const BASE: TradeOff = TradeOff { kl: 0.0, gain: 0.0 };

    /// P(policy beats one base draw), ties counting 1/2.
    pub fn win_rate(&self) -> f64 {
        0.5 + self.gain
    }
}

/// What a policy costs and brings, against its base.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// D(policy ‖ base) in nats.
    pub kl: f64,
    /// P(policy beats one base draw), ties counting 1/2.
    pub win_rate: f64,
    /// 1 minus the win rate, computed directly.
    pub win_rate_lacking: f64,
    /// The win rate minus 1/2, computed directly.
    pub gain: f64,
    /// The mean reward of the policy.
    pub expected_reward: f64,
    /// That minus the mean reward of the base, computed directly.
    pub expected_reward_gain: f64,
}

impl Cost {
    /// The cost of the policy whose log ratios, which must not fall from class to class, are `ln_ratio`.
    pub(super) fn new(base: &Base, ln_ratio: &[f64]) -> Cost {
        let classes = base.classes();
        let mass: Vec<f64> = classes.iter().map(|class| class.mass).collect();
        let pi: Vec<f64> = mass.iter().zip(ln_ratio).map(|(m, l)| m * l.exp()).collect();
        let reward = |c: usize| base.reward(classes[c].first as usize);
        // One draw of the base lies above, or ties and wins.
        let above = |class: &Class| 0.5 * class.mass - class.ln_cdf.exp_m1();
        let win_rate_lacking = sum(pi.iter().zip(classes).map(|(pi, class)| pi * above(class)));
        Cost {
            kl: divergence(base, ln_ratio),
            win_rate: win_rate::settled(win_rate::win_rate(base, &pi), win_rate_lacking),
            win_rate_lacking,
            gain: gain(&mass, ln_ratio),
            expected_reward: sum(pi.iter().enumerate().map(|(c, pi)| pi * reward(c))),
            expected_reward_gain: climbed(&mass, ln_ratio, |c| reward(c + 1) - reward(c)),
        }
    }

    /// The point on the plane of win rate against KL.
    pub fn trade_off(&self) -> TradeOff {
        TradeOff { kl: self.kl, gain: self.gain }
    }
}

/// D(policy ‖ base) in nats.
pub(super) fn divergence(base: &Base, ln_ratio: &[f64]) -> f64 {
    sum(base.classes().iter().zip(ln_ratio).map(|(class, &l)| class.mass * phi_of_ln(l)))
}

/// The gain in win rate over 1/2; from one class to the next the half-tie win probability rises by half of both masses.
pub(super) fn gain(mass: &[f64], ln_ratio: &[f64]) -> f64 {
    climbed(mass, ln_ratio, |c| 0.5 * (mass[c] + mass[c + 1]))
}

/// What the mean of a score rises by, `step(c)` >= 0 being its rise from class c to the next: the sum of the steps, each
/// times the mass carried over it, F_c - Pi_c. Below the crossing of the two policies that is what was taken from under the
/// step, above it what was put on top, so that nothing cancels.
fn climbed(mass: &[f64], ln_ratio: &[f64], step: impl Fn(usize) -> f64) -> f64 {
    let carried = |c: usize| (mass[c] * ln_ratio[c].exp_m1()).abs();
    let crossing = ln_ratio.partition_point(|l| *l < 0.0);
    let mut total = Compensated::default();
    let mut moved = Compensated::default();
    for c in 0..crossing.min(mass.len() - 1) {
        moved.add(carried(c));
        total.add(moved.value() * step(c));
    }
    moved = Compensated::default();
    for c in (crossing + 1..mass.len()).rev() {
        moved.add(carried(c));
        total.add(moved.value() * step(c - 1));
    }
    total.value()
}
