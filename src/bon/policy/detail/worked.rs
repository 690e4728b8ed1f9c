//! One outcome at one n, with every number that goes into its terms: what is written out step by step.

use crate::policy::estimator;
use crate::policy::{OutcomeTerms, Policy};

/// The numbers behind the [`OutcomeTerms`] of an outcome of positive mass.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worked {
    /// What they lead to.
    pub terms: OutcomeTerms,
    /// The mass m of its tie class.
    pub mass: f64,
    /// How many outcomes of positive mass share its reward, itself included.
    pub tied: usize,
    /// F = P(r <= its reward).
    pub cdf: f64,
    /// F^- = P(r < its reward).
    pub strict_cdf: f64,
    /// ln F, which keeps its digits where F is close to 1.
    pub ln_cdf: f64,
    /// ln F^-; minus infinity for the lowest class.
    pub ln_strict_cdf: f64,
    /// pi_n of the tie class, F^n - (F^-)^n.
    pub class_pi: f64,
    /// x = ln F - ln F^-, infinite for the lowest class.
    pub width: f64,
    /// g(n, x) in nats: what merging the class takes off the KL for each unit of its probability.
    pub gap_density: f64,
    /// 1 - (1-p)^n, the chance that n draws hold an outcome of probability p.
    pub hit: f64,
}

impl Policy<'_> {
    /// The numbers behind what the outcome at `rank` contributes; none for one of weight 0.
    ///
    /// # Panics
    /// When `rank` is not below the number of outcomes.
    pub fn worked(&self, rank: usize) -> Option<Worked> {
        let terms = self.outcome(rank);
        let log_ratio = terms.log_ratio?;
        let (base, kernel) = (self.base, &self.kernel);
        let c = base.class_of(rank);
        let class = base.classes()[c];
        Some(Worked {
            terms,
            mass: class.mass,
            tied: base.members(c).filter(|&member| base.p(member) > 0.0).count(),
            cdf: class.cdf,
            strict_cdf: base.strict_cdf(c),
            ln_cdf: class.ln_cdf,
            ln_strict_cdf: class.ln_cdf - class.width,
            class_pi: class.mass * log_ratio.exp(),
            width: class.width,
            gap_density: kernel.gap_density(class.width),
            hit: estimator::hit(base, kernel, rank),
        })
    }
}
