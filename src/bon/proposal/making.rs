//! How a proposal is made: from the weights as they were given, so that neighbours which rounding would make equal keep their
//! order, and so that ln(q/p) keeps its digits where q is nearly p.

use super::asked::{Proposal, ProposalError};
use crate::base::{Base, MIN_MASS};
use crate::numeric::double::Double;
use crate::numeric::list::power_of_two_below;
use crate::numeric::special::{ln_complement, ln_quotient, phi_of_ln};
use crate::numeric::sum::{Compensated, sum};

/// A share that is reached exactly must not be missed by a rounding error of the sum.
const ROUNDING: f64 = 2e-15;

/// The result.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Made {
    /// q, ranks as in the base; what is left out has weight 0.
    pub(super) q: Base,
    /// ln(q/p) by rank, minus infinity for what is left out.
    pub(super) ln_weight: Vec<f64>,
    /// The greatest of these.
    pub(super) most: f64,
    /// What ln(q/p) is below its greatest value, by rank; infinite for what is left out.
    pub(super) lack: Vec<f64>,
    /// What the KL of best-of-n over q tends to.
    pub(super) kl_limit: f64,
}

/// A proposal in the making. Where it says weight, q before its temperature is proportional to it.
pub(super) struct Making<'a> {
    base: &'a Base,
    /// By rank: the weights in place of those of the base, divided by a power of two.
    given: Option<Vec<f64>>,
    temperature: f64,
    /// The ranks of what is kept, the most probable first.
    kept: Vec<usize>,
}

impl<'a> Making<'a> {
    pub(super) fn of(how: &Proposal, base: &'a Base) -> Result<Making<'a>, ProposalError> {
        let given = how.weights.as_deref().map(|weights| given(base, weights)).transpose()?;
        let temperature = how.temperature.unwrap_or(1.0);
        let mut making = Making { base, given, temperature, kept: Vec::new() };
        let mut kept: Vec<usize> = (0..base.len()).filter(|&rank| making.weight(rank).high > 0.0).collect();
        let listed = |rank: usize| base.input_index(rank);
        let falling = |a: &usize, b: &usize| {
            let (a_weight, b_weight) = (making.weight(*a), making.weight(*b));
            let higher = b_weight.high.total_cmp(&a_weight.high);
            higher.then(b_weight.low.total_cmp(&a_weight.low)).then(listed(*a).cmp(&listed(*b)))
        };
        if how.top_k.is_some() || how.top_p.is_some() {
            kept.sort_by(falling);
            kept.truncate(how.top_k.unwrap_or(usize::MAX));
        } else if let Some((at, _)) = kept.iter().enumerate().min_by(|a, b| falling(a.1, b.1)) {
            kept.swap(0, at);
        }
        making.kept = kept;
        if let Some(share) = how.top_p.filter(|share| *share < 1.0) {
            making.cut(share);
        }
        Ok(making)
    }

    /// The most probable outcome, which everything is taken relative to.
    fn first(&self) -> usize {
        self.kept[0]
    }

    fn weight(&self, rank: usize) -> Double {
        match &self.given {
            Some(given) => given[rank].into(),
            None => self.base.weight(rank),
        }
    }

    /// Keeps the fewest of the most probable outcomes with at least this share.
    fn cut(&mut self, share: f64) {
        let total = sum(self.kept.iter().map(|&rank| self.odds(rank)));
        let enough = share * total * (1.0 - ROUNDING);
        let mut before = Compensated::default();
        let end = self.kept.iter().position(|&rank| {
            let reached = before.value() >= enough;
            before.add(self.odds(rank));
            reached
        });
        self.kept.truncate(end.unwrap_or(self.kept.len()));
    }

    /// ln of the weight of one outcome over that of another.
    fn ln_weights(&self, rank: usize, other: usize) -> f64 {
        ln_quotient(self.weight(rank), self.weight(other))
    }

    /// 1/T - 1.
    fn power(&self) -> f64 {
        (1.0 - self.temperature) / self.temperature
    }

    /// q over that of the most probable outcome.
    fn odds(&self, rank: usize) -> f64 {
        let first = self.first();
        let ratio = (self.weight(rank) / self.weight(first)).value();
        if self.temperature == 1.0 {
            return ratio;
        }
        let (ln, power) = (self.ln_weights(rank, first), self.power());
        // The smaller exponent loses fewer digits.
        if power.abs() < 1.0 / self.temperature && ratio >= f64::MIN_POSITIVE {
            ratio * (power * ln).exp()
        } else {
            (ln / self.temperature).exp()
        }
    }

    /// The ranks of what is kept.
    pub(super) fn kept(&self) -> &[usize] {
        &self.kept
    }

    /// q over that of the most probable outcome, in doubled precision.
    pub(super) fn odds_doubled(&self, rank: usize) -> Double {
        let first = self.first();
        let ratio = self.weight(rank) / self.weight(first);
        if rank == first || self.temperature == 1.0 {
            return ratio;
        }
        (ratio.ln() / Double::from(self.temperature)).exp()
    }

    /// ln(q/p) of one outcome less that of another.
    fn rise(&self, rank: usize, other: usize) -> f64 {
        let power = self.power();
        let tempered = if power == 0.0 { 0.0 } else { power * self.ln_weights(rank, other) };
        let Some(given) = &self.given else { return tempered };
        let to_base = |rank: usize| Double::from(given[rank]) / self.base.weight(rank);
        tempered + ln_quotient(to_base(rank), to_base(other))
    }

    pub(super) fn made(&self) -> Result<Made, ProposalError> {
        let (base, first) = (self.base, self.first());
        let mut q = vec![0.0; base.len()];
        let mut rise = vec![f64::NEG_INFINITY; base.len()];
        for &rank in &self.kept {
            q[rank] = self.odds(rank);
            rise[rank] = self.rise(rank, first);
        }
        let total = sum(q.iter().copied());
        if let Some(&rank) = self.kept.iter().filter(|&&rank| q[rank] / total < MIN_MASS).min() {
            let ln_mass = self.ln_weights(rank, first) / self.temperature - total.ln();
            return Err(ProposalError::TooSmall { index: base.input_index(rank), ln_mass });
        }
        let ln_total = self.ln_total(&q, &rise);
        let ln_weight: Vec<f64> = rise.iter().map(|rise| rise - ln_total).collect();
        let most = ln_weight.iter().copied().fold(0.0, f64::max);
        let favoured = self.kept.iter().copied().max_by(|&a, &b| rise[a].total_cmp(&rise[b]));
        let favoured = favoured.unwrap_or(first);
        let mut lack = vec![f64::INFINITY; base.len()];
        for &rank in &self.kept {
            lack[rank] = -if favoured == first { rise[rank] } else { self.rise(rank, favoured) };
        }
        let rewards: Vec<f64> = (0..q.len()).map(|rank| base.reward(rank)).collect();
        // Nothing else can be wrong with weights that were a distribution.
        let q = Base::with_rewards(&q, &rewards).map_err(|_| ProposalError::NoMass)?;
        let kl_limit = self.kl_limit(&q);
        Ok(Made { q, ln_weight, most, lack, kl_limit })
    }

    /// ln of the sum of p e^rise, which is that of q over that of the most probable outcome.
    fn ln_total(&self, odds: &[f64], rise: &[f64]) -> f64 {
        let base = self.base;
        let p_first = base.p(self.first());
        let more = |rank: usize| match rise[rank] {
            // Neither way loses digits that the other keeps.
            rise if rise.abs() <= 1.0 => base.p(rank) * rise.exp_m1(),
            _ => p_first * odds[rank] - base.p(rank),
        };
        let more = sum((0..base.len()).map(more));
        if more > -0.5 { more.ln_1p() } else { p_first.ln() + sum(odds.iter().copied()).ln() }
    }

    /// The KL of q on its highest class alone from the base: that from the base on this class alone, and -ln of what the base
    /// has there.
    fn kl_limit(&self, q: &Base) -> f64 {
        let base = self.base;
        let top: Vec<usize> = q.members(q.class_count() - 1).filter(|&rank| q.p(rank) > 0.0).collect();
        let held = sum(top.iter().map(|&rank| base.p(rank)));
        let others = (0..base.len()).filter(|rank| top.binary_search(rank).is_err());
        let ln_held = ln_complement(sum(others.map(|rank| base.p(rank))), held);
        let likeliest = top.iter().copied().max_by(|&a, &b| q.p(a).total_cmp(&q.p(b))).unwrap_or(0);
        let rise = |rank: usize| self.rise(rank, likeliest);
        let share = |rank: usize| base.p(rank) / held;
        let more = sum(top.iter().map(|&rank| share(rank) * rise(rank).exp_m1()));
        let ln_total = if more > -0.5 {
            more.ln_1p()
        } else {
            sum(top.iter().map(|&rank| share(rank) * rise(rank).exp())).ln()
        };
        let inside = sum(top.iter().map(|&rank| share(rank) * phi_of_ln(rise(rank) - ln_total)));
        // Adding 0.0 spares a class that has all of the mass a negative zero.
        inside - ln_held + 0.0
    }
}

/// Weights in place of those of the base by rank, divided by a power of two.
fn given(base: &Base, weights: &[f64]) -> Result<Vec<f64>, ProposalError> {
    if weights.len() != base.len() {
        return Err(ProposalError::Lengths { found: weights.len(), wanted: base.len() });
    }
    let wrong = |weight: &f64| !(weight.is_finite() && *weight >= 0.0);
    if let Some((index, &weight)) = weights.iter().enumerate().find(|(_, weight)| wrong(weight)) {
        return Err(ProposalError::Weight { index, weight });
    }
    let largest = weights.iter().copied().fold(0.0, f64::max);
    if largest == 0.0 {
        return Err(ProposalError::NoMass);
    }
    let grows = |&rank: &usize| weights[base.input_index(rank)] > 0.0 && base.p(rank) == 0.0;
    if let Some(rank) = (0..base.len()).find(grows) {
        return Err(ProposalError::Grows { index: base.input_index(rank) });
    }
    let scale = power_of_two_below(largest);
    // What is too small beside the others for a number is refused later, if it is kept.
    let scaled = |weight: f64| if weight > 0.0 { (weight / scale).max(f64::MIN_POSITIVE) } else { 0.0 };
    Ok((0..base.len()).map(|rank| scaled(weights[base.input_index(rank)])).collect())
}
