//! What else can be done with a base: the policies best-of-n is compared with, at a KL and at a cost in draws.
//!
//! Every one of them depends on an outcome through its reward alone, and raises better classes by more.

mod meet;
mod poisson;
mod soft;
mod standing;
mod threshold;
mod tilting;
mod trace;

pub use soft::{Soft, SoftPoint};
pub use standing::Standing;
pub(super) use standing::gain;
pub(super) use tilting::{Tilting, likeliest};
pub use trace::{Trace, Traced};

use crate::bon::base::Base;
use crate::bon::comparator::threshold::Threshold;
use crate::bon::draws::Draws;
use crate::bon::frontier::Frontier;
use crate::bon::policy::Policy;
use crate::bon::proposal::{Proposed, ProposedPolicy};
use crate::bon::sum::sum;

/// How close to -ln m_top a KL counts as that: best-of-n itself cannot be told from it there.
const ROUNDING: f64 = 1e-13;

/// A kind of policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The best of n draws.
    BestOfN,
    /// The best possible win rate at a KL: a tilt by the half-tie win probability (derived; for a continuum G).
    BestPossible,
    /// KL-regularised RL: pi(y) proportional to p_y e^(r_y/beta).
    RewardTilt,
    /// Redraw until the reward reaches a threshold (B sec. 6).
    Rewind,
    /// Of n draws keep one with probability proportional to e^(r/t) (V).
    Soft,
    /// The best of 1 + Poisson(mu) draws.
    Poisson,
}

impl Kind {
    /// Every kind, best-of-n first.
    pub const ALL: &[Kind] =
        &[Kind::BestOfN, Kind::BestPossible, Kind::RewardTilt, Kind::Rewind, Kind::Soft, Kind::Poisson];

    /// The name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Kind::BestOfN => "best_of_n",
            Kind::BestPossible => "best_possible",
            Kind::RewardTilt => "reward_tilt",
            Kind::Rewind => "rewind_and_repeat",
            Kind::Soft => "soft_best_of_n",
            Kind::Poisson => "best_of_poisson",
        }
    }

    /// The name for a person.
    pub fn title(self) -> &'static str {
        match self {
            Kind::BestOfN => "best-of-n",
            Kind::BestPossible => "best possible",
            Kind::RewardTilt => "reward tilt",
            Kind::Rewind => "rewind-and-repeat",
            Kind::Soft => "soft best-of-n",
            Kind::Poisson => "best-of-Poisson",
        }
    }

    /// What its parameter is called: b of the tilt e^(b v), beta, the share of the draws that is accepted, n or mu.
    pub fn parameter(self) -> &'static str {
        match self {
            Kind::BestOfN | Kind::Soft => "n",
            Kind::BestPossible => "b",
            Kind::RewardTilt => "beta",
            Kind::Rewind => "accepted",
            Kind::Poisson => "mu",
        }
    }
}

/// One policy of a kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// What it costs and brings.
    pub standing: Standing,
    /// How many draws of the base it takes on average; none for a policy that is no way of drawing.
    pub expected_draws: Option<f64>,
    /// Its parameter, as [`Kind::parameter`] calls it.
    pub parameter: f64,
    /// The stated error of its probabilities, where they are integrated numerically.
    pub error: Option<f64>,
}

/// Why no policy of a kind is where it was looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Missing {
    /// The policies are no way of drawing and cost no draws.
    NoDraws,
    /// Every policy of the kind stays below this KL in nats, or at most reaches it.
    KlBelow(f64),
    /// It takes more than [`Draws::MAX`] draws.
    TooManyDraws,
    /// Every policy of the kind takes at most so many draws on average.
    DrawsBelow(f64),
}

/// The policies of one base.
#[derive(Clone, Debug)]
pub struct Comparators<'a> {
    base: &'a Base,
    frontier: Frontier,
    rewards: Tilting,
    /// Half of the highest reward less half of the lowest, which cannot overflow.
    half_range: f64,
    soft: Option<Soft<'a>>,
}

impl<'a> Comparators<'a> {
    /// The policies of `base`; soft best-of-n at a finite temperature t > 0, or at the standard deviation of the rewards.
    pub fn new(base: &'a Base, soft_temperature: Option<f64>) -> Comparators<'a> {
        let classes = base.classes();
        let reward = |c: usize| base.reward(classes[c].first as usize);
        let mass: Vec<f64> = classes.iter().map(|class| class.mass).collect();
        // Halves keep the difference from overflowing.
        let half_range = 0.5 * reward(mass.len() - 1) - 0.5 * reward(0);
        let score = |a: usize, b: usize| (0.5 * reward(a) - 0.5 * reward(b)) / half_range;
        let rewards = if mass.len() == 1 {
            Tilting::by_difference(mass, |_, _| 0.0)
        } else {
            Tilting::by_difference(mass, score)
        };
        let temperature = soft_temperature.unwrap_or_else(|| reward_deviation(base));
        Comparators {
            base,
            frontier: Frontier::new(base),
            rewards,
            half_range,
            soft: Soft::new(base, temperature),
        }
    }

    /// The temperature of soft best-of-n; none where every temperature gives the base, all rewards being equal.
    pub fn soft_temperature(&self) -> Option<f64> {
        self.soft.as_ref().map(Soft::temperature)
    }

    /// The same policies with soft best-of-n at another temperature.
    #[must_use]
    pub fn with_soft_temperature(self, temperature: f64) -> Comparators<'a> {
        Comparators { soft: Soft::new(self.base, temperature), ..self }
    }

    /// The same policies with soft best-of-n at a temperature at which it reaches a KL of `kl` nats, whatever n it takes: half
    /// the beta of the reward tilt there. The temperature stays as it is where no beta has that KL, or every one.
    #[must_use]
    pub fn reaching(self, kl: f64) -> Comparators<'a> {
        match self.at_kl(Kind::RewardTilt, kl) {
            Ok(tilt) if tilt.parameter.is_finite() => self.with_soft_temperature(0.5 * tilt.parameter),
            _ => self,
        }
    }

    /// Best-of-n, exactly as [`Policy`] has it.
    pub fn best_of_n(&self, n: Draws) -> Placed {
        let policy = Policy::new(self.base, n);
        let ln_ratio: Vec<f64> = (0..self.base.class_count()).map(|c| policy.ln_ratio(c)).collect();
        let kl = policy.value(crate::bon::Quantity::Kl);
        let standing = Standing { kl, ..Standing::new(self.base, &ln_ratio) };
        Placed { standing, expected_draws: Some(n.get()), parameter: n.get(), error: None }
    }

    /// Best-of-n over a proposal made for the base.
    pub fn best_of_n_over(&self, proposed: &Proposed, n: Draws) -> Placed {
        let found = ProposedPolicy::new(self.base, proposed, n).evaluate();
        let standing = Standing {
            kl: found.kl,
            win_rate: found.win_rate,
            gain: found.win_rate - 0.5,
            expected_reward: found.expected_reward,
            expected_reward_gain: found.expected_reward_gain,
        };
        Placed { standing, expected_draws: Some(n.get()), parameter: n.get(), error: None }
    }

    /// The policy of this kind at a KL of `kl` >= 0 nats; for best-of-n and its soft form the one of the n that gets there.
    ///
    /// # Errors
    /// [`Missing::KlBelow`] where every policy of the kind stays below.
    pub fn at_kl(&self, kind: Kind, kl: f64) -> Result<Placed, Missing> {
        // It is always wanted.
        self.at_kl_while(kind, kl, || true).unwrap_or(Err(Missing::KlBelow(0.0)))
    }

    /// As [`Comparators::at_kl`], for as long as it is `wanted`; none when it is no longer. That is asked before every pass
    /// over the classes by the tilts, which take the most of them next to soft best-of-n.
    pub fn at_kl_while(
        &self,
        kind: Kind,
        kl: f64,
        wanted: impl Fn() -> bool,
    ) -> Option<Result<Placed, Missing>> {
        let limit = self.base.kl_limit();
        if kl > limit * (1.0 + ROUNDING) {
            return Some(Err(Missing::KlBelow(limit)));
        }
        // What only tends to the limit is still told from it here.
        let inside = kl.min(limit * (1.0 - ROUNDING));
        let starts = inside <= 0.0;
        let found = match kind {
            Kind::BestOfN => {
                let n = if starts {
                    None
                } else {
                    crate::bon::solve(self.base, crate::bon::Target::Kl(inside)).n_exact
                };
                if starts {
                    Ok(self.best_of_n(Draws::MIN))
                } else {
                    n.map(|n| self.best_of_n(n)).ok_or(Missing::KlBelow(limit))
                }
            }
            Kind::BestPossible => {
                let tilt = self.frontier.tilt_at_kl_while(inside, wanted)?;
                Ok(self.placed(&self.frontier.ln_ratio(tilt), None, tilt))
            }
            Kind::RewardTilt => {
                let tilt = self.rewards.at_any_kl_while(inside, limit, wanted)?;
                Ok(self.placed(&self.rewards.ln_ratio(tilt), None, self.half_range / tilt * 2.0))
            }
            Kind::Rewind => Ok(self.rewind(Threshold::at_kl(self.base, kl))),
            Kind::Soft if starts => Ok(self.soft_at(Draws::MIN)),
            Kind::Soft => self.soft_at_kl(inside),
            Kind::Poisson => Ok(self.poisson(if starts { 0.0 } else { poisson::at_kl(self.base, inside) })),
        };
        Some(found)
    }

    /// The policy of this kind that takes `draws` draws on average.
    ///
    /// # Errors
    /// [`Missing::NoDraws`] for a kind that is no way of drawing, [`Missing::DrawsBelow`] where none takes so many.
    pub fn at_draws(&self, kind: Kind, draws: Draws) -> Result<Placed, Missing> {
        match kind {
            Kind::BestOfN => Ok(self.best_of_n(draws)),
            Kind::BestPossible | Kind::RewardTilt => Err(Missing::NoDraws),
            Kind::Rewind => {
                let most = 1.0 / self.base.top_mass();
                if draws.get() > most * (1.0 + ROUNDING) {
                    return Err(Missing::DrawsBelow(most));
                }
                Ok(self.rewind_at_share(1.0 / draws.get()))
            }
            Kind::Soft => Ok(self.soft_at(draws)),
            Kind::Poisson => Ok(self.poisson(draws.get() - 1.0)),
        }
    }

    fn placed(&self, ln_ratio: &[f64], expected_draws: Option<f64>, parameter: f64) -> Placed {
        Placed { standing: Standing::new(self.base, ln_ratio), expected_draws, parameter, error: None }
    }

    /// The highest class alone, to which every kind but soft best-of-n tends.
    fn top_alone(&self) -> Standing {
        let mut ln_ratio = vec![f64::NEG_INFINITY; self.base.class_count()];
        if let Some(top) = ln_ratio.last_mut() {
            *top = self.base.kl_limit();
        }
        Standing::new(self.base, &ln_ratio)
    }

    fn rewind_at_share(&self, share: f64) -> Placed {
        self.rewind(Threshold::of_share(self.base, share))
    }

    fn rewind(&self, threshold: Threshold) -> Placed {
        let accepted = threshold.accepted(self.base).min(1.0);
        self.placed(&threshold.ln_ratio(self.base), Some(1.0 / accepted), accepted)
    }

    fn poisson(&self, mu: f64) -> Placed {
        self.placed(&poisson::ln_ratio(self.base, mu), Some(1.0 + mu), mu)
    }

    fn soft_at(&self, n: Draws) -> Placed {
        let base = || SoftPoint {
            standing: Standing::new(self.base, &vec![0.0; self.base.class_count()]),
            error: 0.0,
        };
        let point = self.soft.as_ref().map_or_else(base, |soft| soft.at(n));
        Placed {
            standing: point.standing,
            expected_draws: Some(n.get()),
            parameter: n.get(),
            error: Some(point.error),
        }
    }

    fn soft_at_kl(&self, kl: f64) -> Result<Placed, Missing> {
        let Some(soft) = &self.soft else { return Err(Missing::KlBelow(0.0)) };
        let limit = soft.limit().kl;
        if kl >= limit {
            return Err(Missing::KlBelow(limit));
        }
        let near = crate::bon::Target::Kl(kl).n_formula().unwrap_or(2.0);
        let (n, point) = soft.at_kl(kl, near).ok_or(Missing::TooManyDraws)?;
        Ok(Placed {
            standing: point.standing,
            expected_draws: Some(n),
            parameter: n,
            error: Some(point.error),
        })
    }
}

/// The standard deviation of the reward under the base.
pub fn reward_deviation(base: &Base) -> f64 {
    let classes = base.classes();
    let top = classes.len() - 1;
    let behind = |c: usize| {
        0.5 * base.reward(classes[top].first as usize) - 0.5 * base.reward(classes[c].first as usize)
    };
    let scale = behind(0);
    if scale == 0.0 {
        return 0.0;
    }
    let mean = sum(classes.iter().enumerate().map(|(c, class)| class.mass * (behind(c) / scale)));
    let square =
        |(c, class): (usize, &crate::bon::tie::Class)| class.mass * (behind(c) / scale - mean).powi(2);
    scale * sum(classes.iter().enumerate().map(square)).sqrt() * 2.0
}
