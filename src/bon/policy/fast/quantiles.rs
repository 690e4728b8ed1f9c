//! Quantiles of one draw of the estimator without the sums of a full evaluation.

use super::descent::LN_NEGLIGIBLE;
use super::kernel::FastKernel;
use crate::base::by_mass::{Buckets, Direction};
use crate::numeric::sum::Compensated;
use crate::policy::Policy;
use crate::policy::estimator;
use crate::policy::spread::{LEVELS, SLACK};

/// Classes that share an exponential.
const RUN: usize = 32;

impl Policy<'_> {
    /// The 5 %, 50 % and 95 % quantiles of one draw of the estimator, in nats, as an
    /// [`Evaluation`](crate::Evaluation) has them.
    ///
    /// Takes a logarithmic search where probabilities only fall or only rise with the reward; elsewhere time proportional
    /// to the number of outcomes that best-of-n may still return, about 37/n of all but never more.
    pub fn estimator_quantiles(&self) -> [f64; 3] {
        self.quantile_ranks().map(|rank| estimator::of_outcome(self.base, &self.kernel, rank))
    }

    /// The ranks of the outcomes at which the 5 %, 50 % and 95 % quantiles of one draw are reached, of any estimate that falls
    /// as the probability of the outcome rises.
    pub(in crate::policy) fn quantile_ranks(&self) -> [usize; 3] {
        match self.base.direction() {
            Some(direction) => LEVELS.map(|level| self.in_order(direction, level * (1.0 - SLACK))),
            None => self.anywhere(),
        }
    }

    /// The rank at which the level is reached when every outcome is a class and the rank is the order by probability.
    fn in_order(&self, direction: Direction, level: f64) -> usize {
        let (classes, n) = (self.base.classes(), self.kernel.n);
        match direction {
            // The outcomes up to a rank have F^n.
            Direction::Falling => {
                let ln_level = level.ln();
                classes.partition_point(|class| n * class.ln_cdf < ln_level).min(classes.len() - 1)
            }
            // Those from a rank on have 1 - F_^n, and F_ is the F of the rank before.
            Direction::Rising => {
                let ln_rest = (-level).ln_1p();
                classes.partition_point(|class| n * class.ln_cdf <= ln_rest)
            }
        }
    }

    /// The ranks at which the levels are reached.
    fn anywhere(&self) -> [usize; 3] {
        let base = self.base;
        let (ranks, &Buckets { size, count, ref of }) = (base.by_mass(), base.buckets());
        let mut buckets = vec![0.0; count];
        let kernel = FastKernel::new(self.kernel.clone());
        let untied = base.class_count() == base.len();
        let mut end = base.class_count();
        for run in base.classes().rchunks(RUN) {
            let start = end - run.len();
            if self.kernel.n * run[run.len() - 1].ln_cdf < LN_NEGLIGIBLE {
                break;
            }
            let pi = kernel.pi_in(run);
            if untied {
                of[start..end].iter().zip(pi).for_each(|(&bucket, pi)| buckets[usize::from(bucket)] += pi);
            } else {
                for (c, pi) in (start..end).zip(pi) {
                    let ratio = pi / base.classes()[c].mass;
                    for rank in base.members(c).filter(|&rank| base.p(rank) > 0.0) {
                        buckets[usize::from(of[rank])] += base.p(rank) * ratio;
                    }
                }
            }
            end = start;
        }
        let mut reached = Compensated::default();
        let mut bucket = 0;
        LEVELS.map(|level| {
            let level = level * (1.0 - SLACK);
            while bucket + 1 < buckets.len() {
                let mut after = reached;
                after.add(buckets[bucket]);
                if after.value() >= level {
                    break;
                }
                reached = after;
                bucket += 1;
            }
            self.inside(&ranks[bucket * size..ranks.len().min((bucket + 1) * size)], reached, level)
        })
    }

    /// The rank among these, in order, at which the level is reached from what has been reached before them.
    fn inside(&self, ranks: &[u32], mut reached: Compensated, level: f64) -> usize {
        let reaches = |&&rank: &&u32| {
            let rank = rank as usize;
            reached.add(self.base.p(rank) * self.ln_ratio(self.base.class_of(rank)).exp());
            reached.value() >= level
        };
        ranks.iter().find(reaches).or(ranks.last()).map_or(0, |&rank| rank as usize)
    }
}
