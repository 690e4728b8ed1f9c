//! The targets of the solver, and what a continuous base makes of them.

use crate::base::Base;
use crate::numeric::special::exp_minus_one_minus;
use crate::quantity::Quantity;

/// What n is to reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// An exact KL, in nats.
    Kl(f64),
    /// A win rate.
    WinRate(f64),
    /// A gap between the bound and the exact KL, in nats.
    Gap(f64),
    /// An expected reward.
    Reward(f64),
}

impl Target {
    /// The quantity that is to reach a value.
    pub fn quantity(self) -> Quantity {
        match self {
            Target::Kl(_) => Quantity::Kl,
            Target::WinRate(_) => Quantity::WinRate,
            Target::Gap(_) => Quantity::Gap,
            Target::Reward(_) => Quantity::ExpectedReward,
        }
    }

    /// The value it is to reach.
    pub fn value(self) -> f64 {
        let (Target::Kl(value) | Target::WinRate(value) | Target::Gap(value) | Target::Reward(value)) = self;
        value
    }

    /// What the quantity tends to for this base as n grows without end.
    pub fn limit(self, base: &Base) -> f64 {
        match self {
            Target::Kl(_) => base.kl_limit(),
            Target::WinRate(_) => 1.0 - 0.5 * base.top_mass(),
            Target::Gap(_) => f64::INFINITY,
            Target::Reward(_) => base.highest_reward(),
        }
    }

    /// The real n at which a continuous base gets there: for the KL by inverting ln n - (n-1)/n, for the win
    /// rate by inverting n/(n+1). There is none for a gap or a reward, nor for a win rate of 1 and above.
    pub fn n_formula(self) -> Option<f64> {
        match self {
            Target::Kl(kl) => Some(n_of_bound(kl)),
            Target::WinRate(rate) => (rate < 1.0).then(|| (rate / (1.0 - rate)).max(1.0)),
            Target::Gap(_) | Target::Reward(_) => None,
        }
    }
}

/// The n at which ln n - (n-1)/n is `kl` >= 0. With t = ln n that is e^-t - 1 + t = kl (derived).
pub(super) fn n_of_bound(kl: f64) -> f64 {
    if kl <= 0.0 {
        return 1.0;
    }
    // From above the root of a convex function Newton's method falls onto it.
    let mut t = if kl < 1.0 { (8.0 * kl).sqrt() } else { kl + 1.0 };
    loop {
        let next = t - (exp_minus_one_minus(-t) - kl) / -(-t).exp_m1();
        if next >= t {
            return t.exp();
        }
        t = next;
    }
}
