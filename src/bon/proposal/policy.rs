//! Best-of-n over a proposal, measured against the base.
//!
//! Where q is not proportional to p inside a tie class, neither is pi, so every divergence is a sum over outcomes:
//! ln(pi(y)/p_y) = ln(q_y/p_y) + ln(pi(c)/q(c)).

use super::proposed::Proposed;
use crate::base::Base;
use crate::numeric::double::Double;
use crate::numeric::draws::Draws;
use crate::numeric::list::likeliest;
use crate::numeric::renyi_order::Order;
use crate::numeric::sum::{Compensated, sum};
use crate::policy::divergence::Ratios;
use crate::policy::win_rate;
use crate::policy::{OutcomeTerms, Policy};
use crate::quantity::{Evaluation, Lacking, Quantity};

/// The best-of-n policy over a proposal.
#[derive(Clone, Debug)]
pub struct ProposedPolicy<'a> {
    base: &'a Base,
    proposed: &'a Proposed,
    drawn: Policy<'a>,
}

/// A base and what best-of-n draws from: the base itself, or a proposal made for it.
#[derive(Clone, Copy, Debug)]
pub struct Drawing<'a> {
    /// What everything is measured against.
    pub base: &'a Base,
    /// What is drawn from, where that is not the base.
    pub proposed: Option<&'a Proposed>,
}

impl<'a> Drawing<'a> {
    /// Every quantity at this n, as [`Policy::evaluate`] or [`ProposedPolicy::evaluate`] gives it.
    pub fn evaluate(self, n: Draws) -> Evaluation {
        match self.over(n) {
            Some(over) => over.evaluate(),
            None => Policy::new(self.base, n).evaluate(),
        }
    }

    /// At least the quantities asked for, as [`Policy::evaluate_these`] gives them; others may be NaN.
    pub fn evaluate_these(self, n: Draws, quantities: &[Quantity]) -> Evaluation {
        match self.over(n) {
            Some(over) => over.evaluate(),
            None => Policy::new(self.base, n).evaluate_these(quantities),
        }
    }

    /// One quantity at this n.
    pub fn value(self, n: Draws, quantity: Quantity) -> f64 {
        match self.over(n) {
            Some(over) => over.value(quantity),
            None => Policy::new(self.base, n).value(quantity),
        }
    }

    /// What the outcome at `rank` contributes, as [`Policy::outcome`] or [`ProposedPolicy::outcome`] gives it.
    ///
    /// # Panics
    /// When `rank` is not below the number of outcomes.
    pub fn outcome(self, n: Draws, rank: usize) -> OutcomeTerms {
        match self.over(n) {
            Some(over) => over.outcome(rank),
            None => Policy::new(self.base, n).outcome(rank),
        }
    }

    /// The Rényi divergence D_A(pi_n ‖ base), in nats.
    pub fn renyi(self, n: Draws, order: Order) -> f64 {
        match self.over(n) {
            Some(over) => over.renyi(order),
            None => Policy::new(self.base, n).renyi(order),
        }
    }

    /// Its value for a continuous base, in nats (M); not a number where a proposal is drawn from that differs from the base,
    /// because nothing bounds it there.
    pub fn renyi_bound(self, n: Draws, order: Order) -> f64 {
        if self.is_proposed() { f64::NAN } else { Policy::new(self.base, n).renyi_bound(order) }
    }

    /// Whether a proposal is drawn from that differs from the base.
    pub fn is_proposed(self) -> bool {
        self.proposed.is_some_and(|proposed| !proposed.changes_nothing())
    }

    /// 1 minus the probabilities of the outcome at `rank`: under the base, under what is drawn from, and under best-of-n.
    ///
    /// # Panics
    /// When `rank` is not below the number of outcomes.
    pub fn lacking(self, n: Draws, rank: usize) -> [f64; 3] {
        match self.over(n) {
            Some(over) => over.lacking(rank),
            None => {
                let [p, pi] = Policy::new(self.base, n).lacking(rank);
                [p, p, pi]
            }
        }
    }

    fn over(self, n: Draws) -> Option<ProposedPolicy<'a>> {
        Some(ProposedPolicy::new(self.base, self.proposed?, n))
    }
}

impl<'a> From<&'a Base> for Drawing<'a> {
    fn from(base: &'a Base) -> Drawing<'a> {
        Drawing { base, proposed: None }
    }
}

/// Below this share of its parts a sum is taken anew.
const UNDONE: f64 = 0.01;

/// A mean of numbers this far apart has this as its rounding in doubled precision.
const DUST: f64 = 4e-30;

/// By rank, outcomes of weight 0 in the base left out.
struct Outcomes {
    rank: Vec<usize>,
    p: Vec<f64>,
    ln_ratio: Vec<f64>,
    pi: Vec<f64>,
}

impl Outcomes {
    fn ratios(&self) -> Ratios<'_> {
        Ratios { mass: &self.p, ln_ratio: &self.ln_ratio }
    }
}

impl<'a> ProposedPolicy<'a> {
    /// The best-of-n policy over the proposal made for `base`.
    pub fn new(base: &'a Base, proposed: &'a Proposed, n: Draws) -> ProposedPolicy<'a> {
        ProposedPolicy { base, proposed, drawn: Policy::new(proposed.q(), n) }
    }

    /// One quantity at this n; not a number for one outside [`Quantity::UNDER_PROPOSAL`]. The ones a solver asks for cost
    /// less than [`ProposedPolicy::evaluate`].
    pub fn value(&self, quantity: Quantity) -> f64 {
        if let Some(plain) = self.plain() {
            return plain.value(quantity);
        }
        let outcomes = || self.outcomes();
        match quantity {
            Quantity::Kl => outcomes().ratios().kl(),
            Quantity::WinRate => {
                let outcomes = outcomes();
                win_rate::settled(self.win_rate(&outcomes), self.win_rate_lacking(&outcomes))
            }
            Quantity::ExpectedReward => self.expected_reward(&outcomes()),
            Quantity::ProposalGap => self.gap(&outcomes()),
            _ => self.evaluate().get(quantity),
        }
    }

    /// The Rényi divergence D_A(pi_n ‖ base) where best-of-n draws from the proposal, in nats. Takes time proportional to
    /// the number of outcomes.
    pub fn renyi(&self, order: Order) -> f64 {
        match self.plain() {
            Some(plain) => plain.renyi(order),
            None => self.outcomes().ratios().renyi(order),
        }
    }

    /// Every quantity at this n; those outside [`Quantity::UNDER_PROPOSAL`] are not a number, because what they say of the
    /// base does not hold for a proposal. A proposal that changes nothing gives what [`Policy::evaluate`] does.
    pub fn evaluate(&self) -> Evaluation {
        if let Some(plain) = self.plain() {
            return plain.evaluate();
        }
        let outcomes = self.outcomes();
        let ratios = outcomes.ratios();
        let left_out = outcomes.ln_ratio.contains(&f64::NEG_INFINITY);
        let (chi2, hellinger2) = (ratios.chi2(), ratios.hellinger2());
        let mut known = Evaluation::unknown(self.drawn.kernel.n);
        known.kl = ratios.kl();
        known.proposal_bound = self.drawn.kernel.bound + self.proposed.most();
        known.proposal_gap = self.gap(&outcomes);
        known.kl_limit = self.proposed.kl_limit();
        known.lacking = Lacking {
            win_rate: self.win_rate_lacking(&outcomes),
            tv: ratios.shared(),
            hellinger2: ratios.affinity(),
        };
        known.win_rate = win_rate::settled(self.win_rate(&outcomes), known.lacking.win_rate);
        known.expected_reward = self.expected_reward(&outcomes);
        known.expected_reward_gain = self.reward_gain(&outcomes);
        known.reverse_kl = if left_out { f64::INFINITY } else { ratios.reverse_kl() };
        known.chi2 = chi2;
        known.tv = ratios.tv();
        known.hellinger2 = hellinger2;
        known.renyi_half = ratios.renyi_half(hellinger2);
        known.renyi_two = chi2.ln_1p();
        known.renyi_inf = ratios.renyi_inf();
        known
    }

    /// What the outcome at `rank` contributes; what it is in the gap and the estimator is not a number.
    ///
    /// # Panics
    /// When `rank` is not below the number of outcomes.
    pub fn outcome(&self, rank: usize) -> OutcomeTerms {
        if let Some(plain) = self.plain() {
            return plain.outcome(rank);
        }
        let p = self.base.p(rank);
        let unknown =
            OutcomeTerms { p, pi: 0.0, log_ratio: None, kl_term: 0.0, gap_term: f64::NAN, d_n: f64::NAN };
        if p == 0.0 {
            return unknown;
        }
        let log_ratio = self.ln_ratio(rank);
        let pi = p * log_ratio.exp();
        let kl_term = if pi > 0.0 { pi * log_ratio } else { 0.0 };
        OutcomeTerms { pi, log_ratio: Some(log_ratio), kl_term, ..unknown }
    }

    /// The probability of the outcome at `rank` under the proposal.
    ///
    /// # Panics
    /// When `rank` is not below the number of outcomes.
    pub fn q(&self, rank: usize) -> f64 {
        self.proposed.q().p(rank)
    }

    /// The policy over the base, where the proposal changes nothing.
    fn plain(&self) -> Option<Policy<'a>> {
        let policy = || Policy { base: self.base, kernel: self.drawn.kernel.clone() };
        self.proposed.changes_nothing().then(policy)
    }

    /// ln(pi/p) of the outcome at `rank`.
    pub(crate) fn ln_ratio(&self, rank: usize) -> f64 {
        let q = self.proposed.q();
        match self.proposed.ln_weight(rank) {
            f64::NEG_INFINITY => f64::NEG_INFINITY,
            ln_weight => {
                let gain = self.drawn.ln_ratio(q.class_of(rank));
                let sum = ln_weight + gain;
                // Where the two all but undo each other, what is left of them is rounding.
                let is_undone = sum.abs() < UNDONE * ln_weight.abs();
                let fine = || self.proposed.fine_ln_ratio(self.base, rank, self.drawn.kernel.n);
                is_undone.then(fine).flatten().unwrap_or(sum)
            }
        }
    }

    fn outcomes(&self) -> Outcomes {
        let rank: Vec<usize> = (0..self.base.len()).filter(|&rank| self.base.p(rank) > 0.0).collect();
        let p: Vec<f64> = rank.iter().map(|&rank| self.base.p(rank)).collect();
        let mut ln_ratio: Vec<f64> = rank.iter().map(|&rank| self.ln_ratio(rank)).collect();
        balance(&p, &mut ln_ratio);
        let pi = p.iter().zip(&ln_ratio).map(|(p, l)| p * l.exp()).collect();
        Outcomes { rank, p, ln_ratio, pi }
    }

    fn win_rate(&self, Outcomes { rank, pi, .. }: &Outcomes) -> f64 {
        sum(pi.iter().zip(rank).map(|(pi, &rank)| pi * self.half_tie(rank)))
    }

    /// 1 minus the win rate: the chance that one draw of the base lies above, a tie counting 1/2.
    fn win_rate_lacking(&self, Outcomes { rank, pi, .. }: &Outcomes) -> f64 {
        sum(pi.iter().zip(rank).map(|(pi, &rank)| {
            let class = &self.base.classes()[self.base.class_of(rank)];
            pi * (0.5 * class.mass - class.ln_cdf.exp_m1())
        }))
    }

    /// 1 minus the probabilities of the outcome at `rank`: under the base, under the proposal, and under best-of-n.
    /// Takes time proportional to the number of outcomes where one of them is close to 1.
    ///
    /// # Panics
    /// When `rank` is not below the number of outcomes.
    pub fn lacking(&self, rank: usize) -> [f64; 3] {
        let (base, q) = (self.base, self.proposed.q());
        if let Some(plain) = self.plain() {
            let [p, pi] = plain.lacking(rank);
            return [p, p, pi];
        }
        let pi = base.p(rank) * self.ln_ratio(rank).exp();
        let others = || {
            let Outcomes { rank: ranks, pi, .. } = self.outcomes();
            sum(ranks.iter().zip(pi).filter(|(other, _)| **other != rank).map(|(_, pi)| pi))
        };
        let lacking = if pi > 0.9 { others() } else { 1.0 - pi };
        [base.outcome_complement(rank), q.outcome_complement(rank), lacking]
    }

    fn expected_reward(&self, Outcomes { rank, pi, .. }: &Outcomes) -> f64 {
        sum(pi.iter().zip(rank).map(|(pi, &rank)| pi * self.base.reward(rank)))
    }

    /// The gap to the corrected bound: what merging the cells of q loses, and what q favours the outcomes drawn less
    /// than the one it favours most.
    fn gap(&self, Outcomes { rank, pi, .. }: &Outcomes) -> f64 {
        let drawn = pi.iter().zip(rank).filter(|(pi, _)| **pi > 0.0);
        let missed = sum(drawn.map(|(pi, &rank)| pi * self.proposed.lack(rank)));
        self.drawn.value(Quantity::Gap) + missed
    }

    /// P(the outcome beats one base draw), a tie counting 1/2.
    fn half_tie(&self, rank: usize) -> f64 {
        let c = self.base.class_of(rank);
        self.base.strict_cdf(c) + 0.5 * self.base.classes()[c].mass
    }

    /// The gain over the base as steps of reward, each times the mass carried over it. A proposal may carry either way. What
    /// is carried over a step is summed from the end that is reached without the likeliest outcome, whose change is a small
    /// difference where it has nearly all of the mass.
    fn reward_gain(&self, outcomes: &Outcomes) -> f64 {
        let reward = |rank: usize| self.base.reward(rank);
        let (gain, size) = climbed(outcomes, |low, high| reward(high) - reward(low));
        // What is carried up and down all but undoes itself: what is left is rounding.
        let fine = || {
            let above_lowest = |rank: usize| Double::from(reward(rank)) - Double::from(reward(0));
            self.proposed.fine_gain(self.base, self.drawn.kernel.n, above_lowest)
        };
        match (gain.abs() < UNDONE * size).then(fine).flatten() {
            Some(fine) if fine.abs() < DUST * (reward(self.base.len() - 1) - reward(0)) => 0.0,
            Some(fine) => fine,
            None => gain,
        }
    }

    /// The win rate minus 1/2, which it would be without a proposal at n = 1, computed directly.
    pub(crate) fn win_rate_gain(&self) -> f64 {
        let (base, outcomes) = (self.base, self.outcomes());
        climbed(&outcomes, |low, high| {
            let (low, high) = (base.class_of(low), base.class_of(high));
            if low == high { 0.0 } else { 0.5 * (base.classes()[low].mass + base.classes()[high].mass) }
        })
        .0
    }
}

/// What the mean of a score gains over the base, the score of an outcome rising by `step` >= 0 to that of the next one; and
/// the size of what is carried up and down, and of the rounding of that.
fn climbed(Outcomes { rank, p, ln_ratio, .. }: &Outcomes, step: impl Fn(usize, usize) -> f64) -> (f64, f64) {
    let likeliest = likeliest(p);
    let risen = |i: usize| p[i] * ln_ratio[i].exp_m1();
    let step = |i: usize| step(rank[i], rank[i + 1]);
    let (mut gain, mut size) = (Compensated::default(), 0.0);
    let (mut carried, mut moved) = (Compensated::default(), 0.0);
    for i in 0..likeliest {
        carried.add(-risen(i));
        moved += risen(i).abs();
        gain.add(carried.value() * step(i));
        size += moved * step(i);
    }
    (carried, moved) = (Compensated::default(), 0.0);
    for i in (likeliest + 1..p.len()).rev() {
        carried.add(risen(i));
        moved += risen(i).abs();
        gain.add(carried.value() * step(i - 1));
        size += moved * step(i - 1);
    }
    (gain.value(), size)
}

/// Where the proposal and best-of-n move the likeliest outcome by about as much in opposite directions, what is left of it
/// is rounding. What it gains is what the others lose, which is known better where they are rare (derived).
fn balance(p: &[f64], ln_ratio: &mut [f64]) {
    let likeliest = likeliest(p);
    let others = || p.iter().zip(&*ln_ratio).enumerate().filter(|(i, _)| *i != likeliest);
    let moved = || others().map(|(_, (p, l))| p * l.exp_m1());
    if sum(moved().map(f64::abs)) < 0.5 * p[likeliest] {
        ln_ratio[likeliest] = (-sum(moved()) / p[likeliest]).ln_1p();
    }
}
