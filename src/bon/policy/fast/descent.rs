//! From the top of the tree down to where nothing more can be added.

use super::kernel::{FastKernel, Parts};
use crate::base::Base;
use crate::base::tree::moments::LEAF;
use crate::base::tree::{FAN, Stretch, Tree};
use crate::numeric::special::phi_of_ln;
use crate::numeric::sum::Compensated;
use crate::policy::Policy;
use crate::policy::kernel::Kernel;
use crate::policy::{estimator, win_rate};

/// The main quantities of one policy at one n, at a cost that does not grow with the number of outcomes.
///
/// Information is in nats. The fields mean what those of [`Evaluation`](crate::Evaluation) mean and agree with
/// them to 1e-12 of their size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// The number of draws.
    pub n: f64,
    /// Exact D(pi_n ‖ base).
    pub kl: f64,
    /// ln n - (n-1)/n.
    pub bound: f64,
    /// bound - kl, by its own formula.
    pub gap: f64,
    /// Mean of d_n(p_y) over y ~ pi_n.
    pub estimator: f64,
    /// P(best-of-n beats one base draw), ties counting 1/2.
    pub win_rate: f64,
    /// n/(n+1) - win_rate, by its own formula.
    pub win_rate_gap: f64,
    /// What it took.
    pub effort: Effort,
}

/// How much a [`Summary`] had to look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Stretches of classes that counted as one.
    pub stretches: usize,
    /// Classes that no series covers, summed one by one.
    pub classes: usize,
    /// Outcomes of large tie classes that no series covers, summed one by one.
    pub outcomes: usize,
}

/// What is below this share of a sum does not change it.
const NEGLIGIBLE: f64 = 1e-16;
/// Its logarithm.
pub(super) const LN_NEGLIGIBLE: f64 = -36.841_361_487_904_734;

struct Descent<'a> {
    base: &'a Base,
    tree: &'a Tree,
    /// Whether every class is a single outcome.
    untied: bool,
    kernel: FastKernel,
    /// Sums over the classes above the dominant one, over it, and over those below it.
    gap: [Compensated; 3],
    region: usize,
    win: Compensated,
    draws: Compensated,
    /// A value that what is left out must be negligible for.
    scale: f64,
    effort: Effort,
}

impl Policy<'_> {
    /// The main quantities at this n. The first call on a base prepares it, in time proportional to its
    /// outcomes; the cost of all others does not grow with their number.
    pub fn summary(&self) -> Summary {
        let Policy { base, kernel } = self;
        let coarse = Coarse::new(self);
        let mut descent = Descent {
            base,
            tree: base.tree(),
            untied: base.class_count() == base.len(),
            kernel: FastKernel::new(kernel.clone()),
            gap: [Compensated::default(); 3],
            region: 0,
            win: Compensated::default(),
            draws: Compensated::default(),
            scale: coarse.as_ref().map_or(kernel.bound, |coarse| coarse.kl),
            effort: Effort::default(),
        };
        descent.run();
        let [above, here, below] = descent.gap.map(Compensated::value);
        let gap = above + here + below;
        let draws = descent.draws.value();
        let (kl, estimator) = match coarse {
            Some(coarse) => (coarse.kl(kernel, above, below), self.estimator(&coarse, draws)),
            None => (kernel.bound - gap, kernel.bound - draws),
        };
        let win_rate_gap = descent.win.value();
        Summary {
            n: kernel.n,
            kl,
            bound: kernel.bound,
            gap,
            estimator,
            win_rate: win_rate::settled(
                kernel.n / (kernel.n + 1.0) - win_rate_gap,
                win_rate::lacking(kernel, win_rate_gap),
            ),
            win_rate_gap,
            effort: descent.effort,
        }
    }

    /// The mean of the estimator, given what the outcomes other than a dominant one take from the bound.
    fn estimator(&self, coarse: &Coarse, draws: f64) -> f64 {
        let Policy { base, kernel } = self;
        let Some(rank) = base.dominant_outcome() else { return kernel.bound - draws };
        let ratio = coarse.ln_ratio.exp();
        let others = coarse.pi_above + coarse.pi_below + ratio * base.tree().beside_dominant;
        let own = base.p(rank) * ratio * estimator::of_outcome(base, kernel, rank);
        own + others * kernel.bound - draws
    }
}

/// A base with a class of more than half of the mass, seen as three classes: that one, all above, all below.
/// Best-of-n may then hardly move, so that the KL is no difference of larger numbers any more.
struct Coarse {
    /// The KL of the three classes.
    kl: f64,
    /// ln(pi_n/m) of the dominant class.
    ln_ratio: f64,
    pi_above: f64,
    pi_below: f64,
    /// g of all above as one class.
    density_above: f64,
}

impl Coarse {
    fn new(policy: &Policy<'_>) -> Option<Coarse> {
        let Policy { base, kernel } = policy;
        let c = base.dominant_class()?;
        let class = base.classes()[c];
        let ln_ratio = policy.ln_ratio(c);
        let mut coarse = Coarse {
            kl: class.mass * phi_of_ln(ln_ratio),
            ln_ratio,
            pi_above: -(kernel.n * class.ln_cdf).exp_m1(),
            pi_below: 0.0,
            density_above: 0.0,
        };
        if class.ln_cdf < 0.0 {
            let width = -class.ln_cdf;
            coarse.density_above = kernel.gap_density(width);
            coarse.kl += -class.ln_cdf.exp_m1() * phi_of_ln(kernel.ln_gain(width));
        }
        if c > 0 {
            let below = base.classes()[c - 1];
            coarse.pi_below = (kernel.n * below.ln_cdf).exp();
            coarse.kl += below.cdf * phi_of_ln(kernel.excess * below.ln_cdf);
        }
        Some(coarse)
    }

    /// The KL, given the parts of the gap above and below the dominant class. Among the outcomes below it the policy
    /// is again a best-of-n; among those above it is the continuum's, cut off below.
    fn kl(&self, kernel: &Kernel, above: f64, below: f64) -> f64 {
        let inside_above = (self.pi_above * self.density_above - above).max(0.0);
        let inside_below = (self.pi_below * kernel.bound - below).max(0.0);
        self.kl + inside_above + inside_below
    }
}

impl Descent<'_> {
    fn run(&mut self) {
        let tree = self.tree;
        let mut waiting = vec![(tree.levels.len() - 1, 0)];
        while let Some((level, i)) = waiting.pop() {
            let stretch = &tree.levels[level][i];
            if self.is_done(stretch.top) {
                return;
            }
            if let Some(parts) = self.stretch(stretch) {
                self.effort.stretches += 1;
                self.add(parts);
            } else if level > 0 {
                let end = (FAN * (i + 1)).min(tree.levels[level - 1].len());
                waiting.extend((FAN * i..end).map(|below| (level - 1, below)));
            } else if self.leaf(i) {
                return;
            }
        }
    }

    /// The sum over a stretch, if its classes need not be visited.
    fn stretch(&self, stretch: &Stretch) -> Option<Parts> {
        let Stretch { top, widest, centre, half, moments } = stretch;
        let parts = || self.kernel.stretch(*centre, &moments.cells, &moments.draws);
        if self.kernel.takes(*half, *widest) {
            return Some(parts());
        }
        let share = self.kernel.tolerates(*top, *half, *widest)?;
        let scale = self.gap().min(self.scale);
        Some(parts()).filter(|parts| {
            parts.gap <= share * scale
                && parts.win <= share * self.win.value()
                && parts.draws <= share * self.scale
        })
    }

    /// Adds the classes of a leaf; true when no class below matters.
    fn leaf(&mut self, i: usize) -> bool {
        let dominant = self.base.dominant_class();
        let end = ((i + 1) * LEAF).min(self.base.class_count());
        let mut together = Parts::default();
        for c in (i * LEAF..end).rev() {
            let ln_cdf = self.base.classes()[c].ln_cdf;
            if self.is_low(ln_cdf) {
                self.add(std::mem::take(&mut together));
                if self.is_done(ln_cdf) {
                    return true;
                }
            }
            self.effort.classes += 1;
            let parts = self.class(c);
            if dominant == Some(c) {
                self.add(std::mem::take(&mut together));
                self.region = 1;
                self.add(parts);
                self.region = 2;
            } else {
                together += parts;
            }
        }
        self.add(together);
        false
    }

    fn class(&mut self, c: usize) -> Parts {
        let class = &self.base.classes()[c];
        let kernel = &self.kernel;
        if self.untied
            && let Some(parts) = kernel.small_class(class)
        {
            return parts;
        }
        let (parts, pi) = kernel.class(class.ln_cdf, class.width).unwrap_or_else(|| {
            let plain = &kernel.plain;
            let pi = (plain.n * class.ln_cdf).exp() * -(-plain.n * class.width).exp_m1();
            let gap = pi * plain.gap_density(class.width);
            (Parts { gap, win: win_rate::loss(plain, class), draws: 0.0 }, pi)
        });
        let draws = pi / class.mass * self.inside(c);
        Parts { draws, ..parts }
    }

    /// sum p q g over the outcomes of class `c` other than a dominant one.
    fn inside(&mut self, c: usize) -> f64 {
        let (base, kernel) = (self.base, &self.kernel);
        let dominant = base.dominant_outcome();
        if let Some(tied) = self.tree.tied(c) {
            let (sum, outcomes) = kernel.tied_shortfall(tied);
            self.effort.outcomes += outcomes;
            return sum;
        }
        base.members(c)
            .filter(|&rank| Some(rank) != dominant && base.p(rank) > 0.0)
            .map(|rank| base.p(rank) * kernel.shortfall(base.p(rank), 1.0 - base.p(rank)))
            .sum()
    }

    fn add(&mut self, parts: Parts) {
        self.gap[self.region].add(parts.gap);
        self.win.add(parts.win);
        self.draws.add(parts.draws);
    }

    fn gap(&self) -> f64 {
        self.gap.iter().map(|gap| gap.value()).sum()
    }

    /// Whether F^n is negligible.
    fn is_low(&self, ln_cdf: f64) -> bool {
        self.kernel.plain.n * ln_cdf < LN_NEGLIGIBLE
    }

    /// Whether the classes whose tops are at `ln_cdf` and below are too improbable to change any sum: at most F^n times
    /// the bound in the gap and the estimator, F^(n+1) in the win-rate gap.
    fn is_done(&self, ln_cdf: f64) -> bool {
        if !self.is_low(ln_cdf) {
            return false;
        }
        let kernel = &self.kernel.plain;
        let below = (kernel.n * ln_cdf).exp();
        below * kernel.bound <= NEGLIGIBLE * self.gap().min(self.scale)
            && below * kernel.share <= NEGLIGIBLE * self.win.value()
    }
}
