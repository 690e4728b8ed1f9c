//! The paper's estimator d_n, the sharper s_n, and their distributions under the best-of-n policy.
//!
//! Both are the bound less what the cell of the observed outcome loses, as if the outcome were on top: d_n(e) = bound - q g(n, x)
//! with x = -ln(1-e) and q = 1 - (1-e)^n, s_n(e) = bound - g(n, x) (derived). Since g rises with x and q <= 1, the mean of
//! s_n lies between the exact KL and the mean of d_n.

use super::kernel::{Kernel, SMALL};
use crate::base::Base;
use crate::numeric::draws::Draws;
use crate::numeric::special::{ln_one_minus_exp_neg, phi_of_ln};
use crate::policy::spread::{self, Draw, Spread};
use crate::quantity::Estimate;

/// d_n(e), the estimator of the KL divergence from one observed probability e, in nats (B sec. 4).
///
/// It is the exact divergence of best-of-n when the top outcome has mass e and everything below is a
/// continuum (derived), so it falls from the bound at e -> 0 to 0 at e = 1. It takes ln e, because
/// probabilities of sequences underflow; `ln_e` above 0 is read as 0.
pub fn d_n(n: Draws, ln_e: f64) -> f64 {
    of_ln(&Kernel::new(n), ln_e)
}

/// [`d_n`] with what depends on n made before.
pub(crate) fn of_ln(kernel: &Kernel, ln_e: f64) -> f64 {
    // The bound less n e (n e)^2/24 or so: nothing is left of the difference at n e < 1e-8.
    if ln_e + kernel.ln_n < -18.5 && kernel.n > 1.5 {
        return kernel.bound;
    }
    Atom::of_ln(ln_e).estimate(kernel)
}

/// s_n(e) = ln n - (n-1)/n - g(n, -ln(1-e)), the sharper estimator of the KL divergence from one observed probability e, in
/// nats (derived); g(n, x) is what merging a cell of width x takes off it.
///
/// It falls from the bound at e -> 0 to 0 at e = 1, as d_n does, and is never above it; its mean under best-of-n is still
/// never below the exact divergence. It takes ln e; `ln_e` above 0 is read as 0.
pub fn s_n(n: Draws, ln_e: f64) -> f64 {
    sharp_of_ln(&Kernel::new(n), ln_e)
}

/// [`s_n`] with what depends on n made before.
pub(crate) fn sharp_of_ln(kernel: &Kernel, ln_e: f64) -> f64 {
    // The bound less (n e)^2/24 or so.
    if ln_e + kernel.ln_n < -18.5 && kernel.n > 1.5 {
        return kernel.bound;
    }
    Atom::of_ln(ln_e).sharp(kernel)
}

/// A top outcome seen by the estimator: its mass e, 1 - e, and x = -ln(1 - e), each to full precision.
#[derive(Clone, Copy, Debug)]
struct Atom {
    mass: f64,
    rest: f64,
    width: f64,
}

impl Atom {
    fn new(mass: f64, rest: f64) -> Atom {
        let width = if mass < 0.5 { -(-mass).ln_1p() } else { -rest.ln() };
        Atom { mass, rest, width }
    }

    fn of_ln(ln_e: f64) -> Atom {
        let ln_e = ln_e.min(0.0);
        let rest = -ln_e.exp_m1();
        let width = if rest == 0.0 { f64::INFINITY } else { -ln_one_minus_exp_neg(-ln_e) };
        Atom { mass: ln_e.exp(), rest, width }
    }

    fn of_outcome(base: &Base, rank: usize) -> Atom {
        Atom::new(base.p(rank), base.outcome_complement(rank))
    }

    /// 1 - (1-e)^n, the chance that best-of-n returns the atom.
    fn hit(self, kernel: &Kernel) -> f64 {
        -(-kernel.n * self.width).exp_m1()
    }

    fn estimate(self, kernel: &Kernel) -> f64 {
        let Atom { mass, rest, width } = self;
        if rest == 0.0 {
            return 0.0;
        }
        let q = self.hit(kernel);
        let below_bound = kernel.bound - q * kernel.gap_density(width);
        if below_bound >= SMALL * kernel.bound {
            return below_bound;
        }
        // The estimate is the small part: the atom carries nearly everything, or n is close to 1.
        let ln_density = kernel.ln_n - kernel.excess * width;
        if kernel.n <= 2.0 {
            let density = ln_density.exp();
            let share = kernel.share;
            let continuum = phi_of_ln(ln_density) + density * share * (share - ln_density);
            return rest * continuum + mass * phi_of_ln(kernel.ln_gain(width));
        }
        let risen = rest * -(-kernel.excess * width).exp_m1();
        (-kernel.n * width).exp() * (ln_density - kernel.share) + q * (risen / mass).ln_1p()
    }

    fn sharp(self, kernel: &Kernel) -> f64 {
        // g is at most 0.99 of the bound below this, and nearly the whole bound above.
        if self.width < 1.0 {
            kernel.bound - kernel.gap_density(self.width)
        } else {
            kernel.gap_missing(self.width)
        }
    }
}

impl Estimate {
    /// The estimate from the outcome at `rank`.
    pub(crate) fn of_outcome(self, base: &Base, kernel: &Kernel, rank: usize) -> f64 {
        match self {
            Estimate::Paper => of_outcome(base, kernel, rank),
            Estimate::Sharp => Atom::of_outcome(base, rank).sharp(kernel),
        }
    }

    /// The estimates from p_y for y ~ pi_n, ascending, given ln(pi_n/p) by rank.
    pub(crate) fn draws(self, base: &Base, kernel: &Kernel, ln_ratio: &[f64]) -> Vec<Draw> {
        // An estimate falls as the mass grows, so this order is ascending.
        let draw = |rank: usize| {
            let atom = Atom::of_outcome(base, rank);
            let (value, hit) = match self {
                Estimate::Paper => (atom.estimate(kernel), atom.hit(kernel)),
                Estimate::Sharp => (atom.sharp(kernel), 1.0),
            };
            let shortfall = hit * kernel.gap_density(atom.width);
            Draw::new(value, (base, rank), ln_ratio[rank]).below_bound(shortfall, atom.rest, atom.width)
        };
        base.by_mass().iter().map(|&rank| draw(rank as usize)).collect()
    }

    /// How far the value of `a` lies above that of `b`, relative to the difference.
    fn above(self, kernel: &Kernel, a: &Draw, b: &Draw) -> f64 {
        let more = (b.p - a.p).value();
        // The one of lower mass, which has the higher value, comes first.
        let (low, high, sign) = if more >= 0.0 { (a, b, 1.0) } else { (b, a, -1.0) };
        let step = -(-more.abs() / low.rest).ln_1p();
        let rise = match self {
            Estimate::Paper => kernel.short_shortfall_rise(low.width, step),
            Estimate::Sharp => kernel.short_gap_rise(low.width, step),
        };
        let difference = || {
            let least = low.value.min(low.shortfall.max(high.shortfall));
            if least < low.value { high.shortfall - low.shortfall } else { low.value - high.value }
        };
        sign * rise.unwrap_or_else(difference)
    }

    /// Mean and spread of draws that ascend in value.
    pub(crate) fn spread(self, kernel: &Kernel, draws: &[Draw]) -> Spread {
        spread::of(draws, |a, b| self.above(kernel, a, b))
    }
}

/// d_n of the outcome at `rank`; the bound for one of weight 0.
pub(crate) fn of_outcome(base: &Base, kernel: &Kernel, rank: usize) -> f64 {
    Atom::of_outcome(base, rank).estimate(kernel)
}

/// bound - d_n(p) = q g(n, -ln(1-p)) for an outcome of probability `p`, the others having `rest`.
pub(crate) fn shortfall(kernel: &Kernel, p: f64, rest: f64) -> f64 {
    let atom = Atom::new(p, rest);
    atom.hit(kernel) * kernel.gap_density(atom.width)
}

/// 1 - (1-p)^n for the outcome at `rank`.
pub(crate) fn hit(base: &Base, kernel: &Kernel, rank: usize) -> f64 {
    Atom::of_outcome(base, rank).hit(kernel)
}

/// d_n of the mass of class `c`.
pub(crate) fn of_class(base: &Base, kernel: &Kernel, c: usize) -> f64 {
    Atom::new(base.classes()[c].mass, base.class_complement(c)).estimate(kernel)
}
