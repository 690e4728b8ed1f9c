//! The policies of one base, each at a KL or at a cost in draws.

use super::cost::Cost;
use super::frontier::Frontier;
use super::kind::{Kind, Missing, PolicyAt};
use super::poisson;
use super::soft::{Soft, SoftPoint};
use super::threshold::Threshold;
use super::tilting::Tilting;
use crate::base::Base;
use crate::base::tie::Class;
use crate::numeric::draws::Draws;
use crate::numeric::sum::sum;
use crate::policy::Policy;
use crate::proposal::{Proposed, ProposedPolicy};
use crate::quantity::Quantity;
use crate::solve::{Target, solve};

/// How close to -ln m_top a KL counts as the limit: even best-of-n cannot be told from it there.
const ROUNDING: f64 = 1e-13;

/// The policies of one base.
#[derive(Clone, Debug)]
pub struct Comparators<'a> {
    pub(super) base: &'a Base,
    pub(super) frontier: Frontier,
    pub(super) rewards: Tilting,
    /// Half of the highest reward less half of the lowest, which cannot overflow.
    half_range: f64,
    pub(super) soft: Option<Soft<'a>>,
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
    pub fn best_of_n(&self, n: Draws) -> PolicyAt {
        let policy = Policy::new(self.base, n);
        let ln_ratio: Vec<f64> = (0..self.base.class_count()).map(|c| policy.ln_ratio(c)).collect();
        let kl = policy.value(Quantity::Kl);
        let cost = Cost { kl, ..Cost::new(self.base, &ln_ratio) };
        PolicyAt { cost, expected_draws: Some(n.get()), parameter: n.get(), error: None }
    }

    /// Best-of-n over a proposal made for the base.
    pub fn best_of_n_over(&self, proposed: &Proposed, n: Draws) -> PolicyAt {
        let policy = ProposedPolicy::new(self.base, proposed, n);
        let found = policy.evaluate();
        let cost = Cost {
            kl: found.kl,
            win_rate: found.win_rate,
            win_rate_lacking: found.lacking.win_rate,
            gain: policy.win_rate_gain(),
            expected_reward: found.expected_reward,
            expected_reward_gain: found.expected_reward_gain,
        };
        PolicyAt { cost, expected_draws: Some(n.get()), parameter: n.get(), error: None }
    }

    /// The policy of this kind at a KL of `kl` >= 0 nats; for best-of-n and its soft form the one of the n that gets there.
    ///
    /// # Errors
    /// [`Missing::KlBelow`] where every policy of the kind stays below.
    pub fn at_kl(&self, kind: Kind, kl: f64) -> Result<PolicyAt, Missing> {
        // `wanted` is always true here.
        self.at_kl_while(kind, kl, || true).unwrap_or(Err(Missing::KlBelow(0.0)))
    }

    /// Like [`Comparators::at_kl`], but only while it is `wanted`; none once it is not. That is checked before
    /// every pass over the classes by the tilts, which take the most of them next to soft best-of-n.
    pub fn at_kl_while(
        &self,
        kind: Kind,
        kl: f64,
        wanted: impl Fn() -> bool,
    ) -> Option<Result<PolicyAt, Missing>> {
        let limit = self.base.kl_limit();
        if kl > limit * (1.0 + ROUNDING) {
            return Some(Err(Missing::KlBelow(limit)));
        }
        // A KL that only tends to the limit can still be told from it here.
        let inside = kl.min(limit * (1.0 - ROUNDING));
        let starts = inside <= 0.0;
        let found = match kind {
            Kind::BestOfN => {
                let n = if starts { None } else { solve(self.base, Target::Kl(inside)).n_exact };
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
    /// [`Missing::NoDraws`] for a kind that is not a way of drawing, [`Missing::DrawsBelow`] where none takes this many
    /// draws.
    pub fn at_draws(&self, kind: Kind, draws: Draws) -> Result<PolicyAt, Missing> {
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

    fn placed(&self, ln_ratio: &[f64], expected_draws: Option<f64>, parameter: f64) -> PolicyAt {
        PolicyAt { cost: Cost::new(self.base, ln_ratio), expected_draws, parameter, error: None }
    }

    /// The highest class alone, to which every kind but soft best-of-n tends.
    pub(super) fn top_alone(&self) -> Cost {
        let mut ln_ratio = vec![f64::NEG_INFINITY; self.base.class_count()];
        if let Some(top) = ln_ratio.last_mut() {
            *top = self.base.kl_limit();
        }
        Cost::new(self.base, &ln_ratio)
    }

    pub(super) fn rewind_at_share(&self, share: f64) -> PolicyAt {
        self.rewind(Threshold::of_share(self.base, share))
    }

    fn rewind(&self, threshold: Threshold) -> PolicyAt {
        let accepted = threshold.accepted(self.base).min(1.0);
        self.placed(&threshold.ln_ratio(self.base), Some(1.0 / accepted), accepted)
    }

    pub(super) fn poisson(&self, mu: f64) -> PolicyAt {
        self.placed(&poisson::ln_ratio(self.base, mu), Some(1.0 + mu), mu)
    }

    pub(super) fn soft_at(&self, n: Draws) -> PolicyAt {
        let base =
            || SoftPoint { cost: Cost::new(self.base, &vec![0.0; self.base.class_count()]), error: 0.0 };
        let point = self.soft.as_ref().map_or_else(base, |soft| soft.at(n));
        PolicyAt {
            cost: point.cost,
            expected_draws: Some(n.get()),
            parameter: n.get(),
            error: Some(point.error),
        }
    }

    fn soft_at_kl(&self, kl: f64) -> Result<PolicyAt, Missing> {
        let Some(soft) = &self.soft else { return Err(Missing::KlBelow(0.0)) };
        let limit = soft.limit().kl;
        if kl >= limit {
            return Err(Missing::KlBelow(limit));
        }
        let near = Target::Kl(kl).n_formula().unwrap_or(2.0);
        let (n, point) = soft.at_kl(kl, near).ok_or(Missing::TooManyDraws)?;
        Ok(PolicyAt { cost: point.cost, expected_draws: Some(n), parameter: n, error: Some(point.error) })
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
    let square = |(c, class): (usize, &Class)| class.mass * (behind(c) / scale - mean).powi(2);
    scale * sum(classes.iter().enumerate().map(square)).sqrt() * 2.0
}
