//! What else can be bought with KL: the best possible win rate at a KL divergence, and rewind-and-repeat.
//!
//! Everything here is a point on the plane of win rate against KL, for one base or for a continuum. It knows nothing
//! of n. Win rates are carried as their gain over 1/2, so that they keep their digits where the KL is tiny.

pub use super::cost::TradeOff;
use super::cost::gain;
use super::tilting::Tilting;
use crate::base::Base;
use crate::numeric::special::ln_complement;
use crate::numeric::sum::Compensated;
use crate::policy::kernel::BERNOULLI;

/// The best possible policies of one base: pi(c) proportional to m_c e^(b v_c), with v_c = F_c^- + m_c/2 the half-tie
/// win probability of class c. No policy of any kind has a higher win rate at the same KL (derived; for a continuum G).
#[derive(Clone, Debug)]
pub struct Frontier {
    tilting: Tilting,
    limit: TradeOff,
}

impl Frontier {
    /// The frontier of `base`.
    pub fn new(base: &Base) -> Frontier {
        let mass: Vec<f64> = base.classes().iter().map(|class| class.mass).collect();
        let limit = TradeOff { kl: base.kl_limit(), gain: 0.5 * base.strict_cdf(mass.len() - 1) };
        Frontier { tilting: Tilting::by_steps(mass.clone(), |c| 0.5 * (mass[c] + mass[c + 1])), limit }
    }

    /// Where the frontier ends: the highest class alone, with KL -ln m_top and win rate 1 - m_top/2.
    pub fn limit(&self) -> TradeOff {
        self.limit
    }

    /// The best possible policy at tilt `tilt` >= 0. Takes time proportional to the number of classes.
    pub fn at_tilt(&self, tilt: f64) -> TradeOff {
        if tilt == f64::INFINITY {
            return self.limit;
        }
        let ln_ratio = self.tilting.ln_ratio(tilt);
        TradeOff { kl: self.tilting.kl(&ln_ratio), gain: gain(self.tilting.mass(), &ln_ratio) }
    }

    /// The best possible policy at a KL of `kl` nats: the base for what is not positive, the highest class alone
    /// from [`Base::kl_limit`] on.
    pub fn at_kl(&self, kl: f64) -> TradeOff {
        self.at_tilt(self.tilt_at_kl(kl))
    }

    /// The tilt of that policy: 0 for the base, infinity for the highest class alone.
    pub fn tilt_at_kl(&self, kl: f64) -> f64 {
        self.tilting.at_any_kl(kl, self.limit.kl)
    }

    /// Like [`Frontier::tilt_at_kl`], but only while it is `wanted`, which is checked before every pass over the
    /// classes; none once it is not wanted.
    pub(super) fn tilt_at_kl_while(&self, kl: f64, wanted: impl Fn() -> bool) -> Option<f64> {
        self.tilting.at_any_kl_while(kl, self.limit.kl, wanted)
    }

    /// ln(pi(c)/m_c) by class at a tilt.
    pub(super) fn ln_ratio(&self, tilt: f64) -> Vec<f64> {
        self.tilting.ln_ratio(tilt)
    }

    /// How far the class next to the top is behind it in half-tie win probability; none for a single class.
    pub(super) fn last_step(&self) -> Option<f64> {
        self.tilting.last_step()
    }
}

/// The best possible policy of a continuous base at tilt `tilt` >= 0 (G): win rate ((c-1)e^c+1)/(c(e^c-1)) and
/// KL ((c-1)e^c+1)/(e^c-1) + ln(c/(e^c-1)), written with L(y) = coth y - 1/y at y = c/2.
pub fn continuum(tilt: f64) -> TradeOff {
    let y = 0.5 * tilt;
    if y > 1.0 {
        let decay = -(-2.0 * y).exp_m1();
        let beyond = 2.0 * (-2.0 * y).exp() / decay;
        return TradeOff {
            kl: y * beyond - 1.0 + (2.0 * y).ln() - decay.ln(),
            gain: 0.5 * (1.0 + beyond - 1.0 / y),
        };
    }
    // L(y) = sum 4^k B_2k / (2k)! y^(2k-1), and KL is the integral of y L'(y).
    let square = 4.0 * y * y;
    let (mut kl, mut gain, mut power) = (0.0, 0.0, 1.0);
    for (coefficient, twice) in BERNOULLI.iter().zip((2_u32..).step_by(2).map(f64::from)) {
        gain += coefficient * twice * power;
        kl += coefficient * (twice - 1.0) * power;
        power *= square;
    }
    TradeOff { kl: kl * square, gain: 2.0 * y * gain }
}

/// Rewind-and-repeat at one threshold (B sec. 6): redraw until the outcome is of a class or better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rewind {
    /// The share f of the draws that is accepted.
    pub accepted: f64,
    /// KL = -ln f, win rate = 1 - f/2.
    pub point: TradeOff,
    /// The mean reward of what is accepted.
    pub expected_reward: f64,
}

impl Rewind {
    /// How many draws it takes on average: 1/f.
    pub fn expected_draws(&self) -> f64 {
        1.0 / self.accepted
    }
}

/// Rewind-and-repeat at every threshold of `base`, from the lowest (the base itself) to the highest class alone. A base
/// of few classes has no others: f is the mass from some class on upward.
pub fn rewind(base: &Base) -> Vec<Rewind> {
    let mut above = Compensated::default();
    // Halves keep the difference of two rewards from overflowing.
    let mut half_reward = 0.0;
    let mut thresholds: Vec<Rewind> = base
        .classes()
        .iter()
        .enumerate()
        .rev()
        .map(|(c, class)| {
            above.add(class.mass);
            let (below, accepted) = (base.strict_cdf(c), above.value().min(1.0));
            // Subtracting from 0.0 spares the base itself a negative zero.
            let kl = 0.0 - ln_complement(below, accepted);
            half_reward += (0.5 * base.reward(class.first as usize) - half_reward) * (class.mass / accepted);
            let point = TradeOff { kl, gain: 0.5 * below };
            Rewind { accepted, point, expected_reward: 2.0 * half_reward }
        })
        .collect();
    thresholds.reverse();
    thresholds
}
