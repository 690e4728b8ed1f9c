//! A proposal made for one base.

use super::asked::{Proposal, ProposalError};
use super::fine::Fine;
use super::making::{Made, Making};
use crate::base::Base;
use crate::numeric::double::Double;
use crate::numeric::lazy::Lazy;

/// A proposal made for one base.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    made: Made,
    /// How it was made, and what that gives in doubled precision.
    how: Proposal,
    fine: Lazy<Option<Fine>>,
}

impl Proposal {
    /// The proposal for `base`. Takes time proportional to the number of outcomes and its logarithm.
    ///
    /// # Errors
    /// [`ProposalError`] for a number outside its domain and for weights that do not fit the base.
    pub fn over(&self, base: &Base) -> Result<Proposed, ProposalError> {
        self.check()?;
        let made = Making::of(self, base)?.made()?;
        Ok(Proposed { made, how: self.clone(), fine: Lazy::default() })
    }
}

impl Proposed {
    /// What best-of-n draws from.
    pub fn q(&self) -> &Base {
        &self.made.q
    }

    /// ln(q/p) of the outcome at `rank`, minus infinity where it is left out; meaningless for one of weight 0 in the base.
    ///
    /// # Panics
    /// When `rank` is not below the number of outcomes.
    pub fn ln_weight(&self, rank: usize) -> f64 {
        self.made.ln_weight[rank]
    }

    /// max ln(q/p) over the outcomes kept, in nats, >= 0: what the bound on the KL rises by (derived).
    pub fn most(&self) -> f64 {
        self.made.most
    }

    /// What [`Proposed::ln_weight`] is below [`Proposed::most`], not rounded as their difference is.
    pub(crate) fn lack(&self, rank: usize) -> f64 {
        self.made.lack[rank]
    }

    /// What the KL of best-of-n over the proposal from the base tends to as n grows without end, in nats.
    pub(crate) fn kl_limit(&self) -> f64 {
        self.made.kl_limit
    }

    /// ln(pi/p) of the outcome at `rank` under best-of-n over the proposal, in doubled precision; the first call takes time
    /// proportional to the number of outcomes. None for a base that it was not made for.
    pub(crate) fn fine_ln_ratio(&self, base: &Base, rank: usize, n: f64) -> Option<f64> {
        let fine = self.fine(base)?;
        Some(fine.ln_ratio(base, (rank, self.made.q.class_of(rank)), n)).filter(|ln| ln.is_finite())
    }

    /// What the mean of a score gains over the base where best-of-n draws n from the proposal, in doubled precision; none for a
    /// base that it was not made for.
    pub(crate) fn fine_gain(&self, base: &Base, n: f64, score: impl Fn(usize) -> Double) -> Option<f64> {
        let fine = self.fine(base)?;
        let gain = (0..base.len()).fold(Double::default(), |sum, rank| {
            let pi = match self.made.ln_weight[rank] {
                f64::NEG_INFINITY => Double::default(),
                _ => fine.pi((rank, self.made.q.class_of(rank)), n),
            };
            sum + (pi - base.p_doubled(rank)) * score(rank)
        });
        Some(gain.value()).filter(|gain| gain.is_finite())
    }

    /// [`Proposed::kl_limit`] in doubled precision; none for a base that it was not made for.
    pub(crate) fn kl_limit_doubled(&self, base: &Base) -> Option<Double> {
        let top = self.made.q.class_count() - 1;
        Some(self.fine(base)?.kl_alone(base, top, self.made.q.members(top)))
    }

    /// The mass of class `c` of q in doubled precision; none for a base that it was not made for.
    pub(crate) fn mass_doubled(&self, base: &Base, c: usize) -> Option<Double> {
        Some(self.fine(base)?.mass(c))
    }

    fn fine(&self, base: &Base) -> Option<&Fine> {
        let made = || Making::of(&self.how, base).ok().map(|making| Fine::new(&making, &self.made.q));
        self.fine.get_or_make(made).as_ref()
    }

    /// Whether q is p to the last bit.
    pub fn changes_nothing(&self) -> bool {
        self.made.most == 0.0 && self.made.ln_weight.iter().all(|l| *l == 0.0 || *l == f64::NEG_INFINITY)
    }

    /// The number of outcomes kept.
    pub fn kept(&self) -> usize {
        self.made.ln_weight.iter().filter(|l| **l > f64::NEG_INFINITY).count()
    }
}
