//! The best-of-n policy of a base at one n, and the evaluation of everything known about it.

mod chosen;
mod detail;
pub(super) mod divergence;
pub(super) mod estimator;
mod fast;
pub(super) mod kernel;
pub(super) mod renyi;
mod slope;
pub(super) mod spread;
pub(super) mod win_rate;

pub use self::detail::{Attribution, Bin, GapShare, Group, Spreads, Worked};
pub use self::fast::{Effort, Summary};

use self::divergence::Ratios;
use self::kernel::{Kernel, SMALL};
use self::spread::Draw;
use super::base::Base;
use super::numeric::draws::Draws;
use super::numeric::renyi_order::Order;
use super::numeric::sum::sum;
use super::quantity::{Estimate, Evaluation, Lacking, Quantity};

/// The best-of-n policy pi_n: the distribution of the highest-reward outcome among n draws of a base, ties
/// broken uniformly among the tied draws (B sec. 2).
#[derive(Clone, Debug)]
pub struct Policy<'a> {
    pub(crate) base: &'a Base,
    pub(crate) kernel: Kernel,
}

/// What one outcome contributes at one n.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutcomeTerms {
    /// Probability under the base.
    pub p: f64,
    /// Probability under best-of-n.
    pub pi: f64,
    /// ln(pi/p) in nats; none for an outcome of weight 0.
    pub log_ratio: Option<f64>,
    /// pi ln(pi/p) in nats; these sum to the exact KL.
    pub kl_term: f64,
    /// Share of the gap in nats, >= 0; these sum to the gap (derived).
    pub gap_term: f64,
    /// The estimator d_n(p) in nats; the bound for an outcome of weight 0.
    pub d_n: f64,
}

/// What every sum over tie classes needs, by class.
pub(crate) struct Classes {
    mass: Vec<f64>,
    ln_ratio: Vec<f64>,
    pi: Vec<f64>,
}

impl Classes {
    pub(crate) fn of(policy: &Policy<'_>) -> Classes {
        let classes = policy.base.classes();
        let ln_ratio: Vec<f64> = (0..classes.len()).map(|c| policy.ln_ratio(c)).collect();
        let mass: Vec<f64> = classes.iter().map(|class| class.mass).collect();
        let pi = mass.iter().zip(&ln_ratio).map(|(mass, ln_ratio)| mass * ln_ratio.exp()).collect();
        Classes { mass, ln_ratio, pi }
    }

    pub(crate) fn ratios(&self) -> Ratios<'_> {
        Ratios { mass: &self.mass, ln_ratio: &self.ln_ratio }
    }
}

impl<'a> Policy<'a> {
    /// The best-of-n policy over `base`.
    pub fn new(base: &'a Base, n: Draws) -> Policy<'a> {
        Policy { base, kernel: Kernel::new(n) }
    }

    /// ln n - (n-1)/n, in nats (B Thm 3.1).
    pub(crate) fn bound(&self) -> f64 {
        self.kernel.bound
    }

    /// One quantity by its sum over all classes.
    pub(crate) fn value_of_all(&self, quantity: Quantity) -> f64 {
        let classes = || Classes::of(self);
        match quantity {
            Quantity::Kl => self.kl_and_gap(&classes()).0,
            Quantity::Gap => self.kl_and_gap(&classes()).1,
            Quantity::Bound => self.kernel.bound,
            Quantity::WinRate => {
                let lacking = win_rate::lacking(&self.kernel, win_rate::gap(self.base, &self.kernel));
                win_rate::settled(win_rate::win_rate(self.base, &classes().pi), lacking)
            }
            Quantity::ExpectedReward => self.expected_reward(&classes().pi),
            _ => self.evaluate().get(quantity),
        }
    }

    /// Every quantity at this n. Takes time proportional to the number of outcomes.
    pub fn evaluate(&self) -> Evaluation {
        let Policy { base, kernel } = self;
        let classes = Classes::of(self);
        let (kl, gap) = self.kl_and_gap(&classes);
        let Classes { ln_ratio, pi, .. } = &classes;
        let by_rank = self.by_rank(ln_ratio);
        let win_rate_gap = win_rate::gap(base, kernel);
        let lacking = Lacking { win_rate: win_rate::lacking(kernel, win_rate_gap), ..Lacking::UNKNOWN };
        let mut known = Evaluation {
            kl,
            gap,
            win_rate: win_rate::settled(win_rate::win_rate(base, pi), lacking.win_rate),
            win_rate_gap,
            lacking,
            proposal_gap: gap,
            ..self.without_sums()
        };
        for estimate in Estimate::ALL {
            let spread = estimate.spread(kernel, &estimate.draws(base, kernel, &by_rank));
            Quantity::of_one_draw(estimate).for_each(|(quantity, of)| known.set(quantity, spread.get(of)));
        }
        known.estimator_tied = if base.class_count() == base.len() {
            known.estimator
        } else {
            sum(pi.iter().enumerate().map(|(c, pi)| pi * estimator::of_class(base, kernel, c)))
        };
        self.with_ratios(&classes, known)
    }

    /// What follows from the ratios of the classes alone, the rest as it is `known`.
    pub(crate) fn with_ratios(&self, classes: &Classes, known: Evaluation) -> Evaluation {
        let ratios = classes.ratios();
        let (chi2, hellinger2) = (ratios.chi2(), ratios.hellinger2());
        Evaluation {
            expected_reward: self.expected_reward(&classes.pi),
            expected_reward_gain: self.reward_gain(),
            reverse_kl: ratios.reverse_kl(),
            chi2,
            tv: ratios.tv(),
            hellinger2,
            renyi_half: ratios.renyi_half(hellinger2),
            renyi_two: chi2.ln_1p(),
            renyi_inf: ratios.renyi_inf(),
            lacking: Lacking { tv: ratios.shared(), hellinger2: ratios.affinity(), ..known.lacking },
            ..known
        }
    }

    /// What needs no sum over outcomes at this n; all other quantities are NaN.
    pub(crate) fn without_sums(&self) -> Evaluation {
        let Policy { base, kernel } = self;
        let collision = base.collision();
        Evaluation {
            bound: kernel.bound,
            gap_bound: 2.0 * kernel.n * kernel.excess * collision,
            estimator_top: estimator::of_class(base, kernel, base.class_count() - 1),
            kl_limit: base.kl_limit(),
            win_rate_bound: kernel.n / (kernel.n + 1.0),
            win_rate_gap_bound: 0.5 * kernel.excess * collision,
            n_eps_top: kernel.n * base.top_mass(),
            renyi2_entropy: base.renyi2_entropy(),
            reverse_kl_bound: kernel.continuum_reverse_kl(),
            chi2_bound: kernel.continuum_chi2(),
            tv_bound: kernel.continuum_tv(),
            hellinger2_bound: kernel.continuum_hellinger2(),
            renyi_half_bound: kernel.continuum_renyi(Order::HALF),
            renyi_two_bound: kernel.continuum_renyi(Order::TWO),
            renyi_inf_bound: kernel.ln_n,
            proposal_bound: kernel.bound,
            ..Evaluation::unknown(kernel.n)
        }
    }

    /// What the outcome at `rank` contributes.
    ///
    /// # Panics
    /// When `rank` is not below the number of outcomes.
    pub fn outcome(&self, rank: usize) -> OutcomeTerms {
        let p = self.base.p(rank);
        let d_n = estimator::of_outcome(self.base, &self.kernel, rank);
        if p == 0.0 {
            return OutcomeTerms { p, pi: 0.0, log_ratio: None, kl_term: 0.0, gap_term: 0.0, d_n };
        }
        let c = self.base.class_of(rank);
        let log_ratio = self.ln_ratio(c);
        let pi = p * log_ratio.exp();
        OutcomeTerms {
            p,
            pi,
            log_ratio: Some(log_ratio),
            // Adding 0.0 turns the -0.0 of a probability that underflows into 0.0.
            kl_term: pi * log_ratio + 0.0,
            gap_term: pi * self.kernel.gap_density(self.base.classes()[c].width),
            d_n,
        }
    }

    /// 1 minus the probabilities of the outcome at `rank`, under the base and under best-of-n, each by its own sum.
    ///
    /// # Panics
    /// When `rank` is not below the number of outcomes.
    pub fn lacking(&self, rank: usize) -> [f64; 2] {
        let (base, n) = (self.base, self.kernel.n);
        let p = base.p(rank);
        if p == 0.0 {
            return [1.0; 2];
        }
        let c = base.class_of(rank);
        let class = &base.classes()[c];
        let tied = if p > 0.5 * class.mass {
            sum(base.members(c).filter(|&other| other != rank).map(|other| base.p(other)))
        } else {
            class.mass - p
        };
        let (below, above) = ((n * (class.ln_cdf - class.width)).exp(), -(n * class.ln_cdf).exp_m1());
        [base.outcome_complement(rank), below + tied * self.ln_ratio(c).exp() + above]
    }

    /// The exact KL and the gap, each by the way that keeps its digits.
    fn kl_and_gap(&self, classes: &Classes) -> (f64, f64) {
        let Policy { base, kernel } = self;
        let terms = base.classes().iter().zip(&classes.pi);
        let gap = sum(terms.map(|(class, pi)| pi * kernel.gap_density(class.width)));
        let remainder = kernel.bound - gap;
        if remainder >= SMALL * kernel.bound {
            return (remainder, gap);
        }
        (classes.ratios().kl(), gap)
    }

    fn expected_reward(&self, pi: &[f64]) -> f64 {
        sum(self.base.classes().iter().zip(pi).map(|(class, pi)| pi * self.reward(class.first)))
    }

    /// The estimate from every outcome, ascending, with its probability.
    pub(crate) fn draws(&self, estimate: Estimate) -> Vec<Draw> {
        estimate.draws(self.base, &self.kernel, &self.by_rank(&Classes::of(self).ln_ratio))
    }

    /// ln(pi_n(c)/m_c) = (n-1) ln F_c + ln((1 - e^-nx) / (1 - e^-x)).
    pub(crate) fn ln_ratio(&self, c: usize) -> f64 {
        let class = &self.base.classes()[c];
        self.kernel.excess * class.ln_cdf + self.kernel.ln_gain(class.width)
    }

    /// ln(pi_n/p) by rank, given by class; an outcome of weight 0 has whatever its neighbour has.
    fn by_rank(&self, ln_ratio: &[f64]) -> Vec<f64> {
        let mut by_rank = vec![0.0; self.base.len()];
        for (c, &ln_ratio) in ln_ratio.iter().enumerate() {
            by_rank[self.base.members(c)].fill(ln_ratio);
        }
        by_rank
    }

    fn reward(&self, rank: u32) -> f64 {
        self.base.reward(rank as usize)
    }

    /// The gain as steps of reward weighted by F_c - F_c^n, so that every term is >= 0.
    fn reward_gain(&self) -> f64 {
        sum(self.base.classes().windows(2).map(|pair| {
            let (class, next) = (&pair[0], &pair[1]);
            let step = self.reward(next.first) - self.reward(class.first);
            step * class.cdf * -(self.kernel.excess * class.ln_cdf).exp_m1()
        }))
    }
}
