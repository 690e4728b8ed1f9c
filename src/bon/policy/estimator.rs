//! The paper's estimator d_n, the sharper s_n, and their distributions under the best-of-n policy.
//!
//! Both are the bound less what the cell of the observed outcome loses, as if the outcome were on top: d_n(e) = bound - q g(n, x)
//! with x = -ln(1-e) and q = 1 - (1-e)^n, s_n(e) = bound - g(n, x) (derived). Since g rises with x and q <= 1, the mean of
//! s_n lies between the exact KL and the mean of d_n.

use super::kernel::{Kernel, SMALL};
use crate::bon::base::Base;
use crate::bon::numeric::draws::Draws;
use crate::bon::numeric::special::{ln_one_minus_exp_neg, phi_of_ln};
use crate::bon::numeric::sum::{Compensated, sum};
use crate::bon::quantity::{Estimate, Scatter};

/// d_n(e), the estimator of the KL divergence from one observed probability e, in nats (B sec. 4).
///
/// It is the exact divergence of best-of-n when the top outcome has mass e and everything below is a
/// continuum (derived), so it falls from the bound at e -> 0 to 0 at e = 1. It takes ln e, because
/// probabilities of sequences underflow; `ln_e` above 0 is read as 0.
pub fn d_n(n: Draws, ln_e: f64) -> f64 {
    of_ln(&Kernel::new(n), ln_e)
}

/// [`d_n`] with what depends on n made before.
pub(in crate::bon) fn of_ln(kernel: &Kernel, ln_e: f64) -> f64 {
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
pub(in crate::bon) fn sharp_of_ln(kernel: &Kernel, ln_e: f64) -> f64 {
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

/// Mean and spread of a number that depends on the outcome drawn. Quantile q is the least value with at least q of the
/// probability at or below it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation.
    pub sd: f64,
    /// Its 5 % quantile.
    pub q05: f64,
    /// Its median.
    pub q50: f64,
    /// Its 95 % quantile.
    pub q95: f64,
}

impl Spread {
    /// One of its numbers.
    pub(in crate::bon) fn get(&self, of: Scatter) -> f64 {
        match of {
            Scatter::Mean => self.mean,
            Scatter::Sd => self.sd,
            Scatter::Q05 => self.q05,
            Scatter::Q50 => self.q50,
            Scatter::Q95 => self.q95,
        }
    }
}

impl Estimate {
    /// The estimate from the outcome at `rank`.
    pub(in crate::bon) fn of_outcome(self, base: &Base, kernel: &Kernel, rank: usize) -> f64 {
        match self {
            Estimate::Paper => of_outcome(base, kernel, rank),
            Estimate::Sharp => Atom::of_outcome(base, rank).sharp(kernel),
        }
    }

    /// What it is below the bound, where that is worth more than the difference.
    fn shortfall(self, base: &Base, kernel: &Kernel, rank: usize) -> Option<f64> {
        match self {
            Estimate::Paper => None,
            Estimate::Sharp => Some(kernel.gap_density(Atom::of_outcome(base, rank).width)),
        }
    }

    /// The estimates from p_y for y ~ pi_n, ascending, given ln(pi_n/p) by rank.
    pub(in crate::bon) fn draws(self, base: &Base, kernel: &Kernel, ln_ratio: &[f64]) -> Vec<Draw> {
        // An estimate falls as the mass grows, so this order is ascending.
        let draw = |rank: usize| Draw {
            shortfall: self.shortfall(base, kernel, rank),
            ..Draw::new(self.of_outcome(base, kernel, rank), base.p(rank), ln_ratio[rank])
        };
        base.by_mass().iter().map(|&rank| draw(rank as usize)).collect()
    }
}

/// d_n of the outcome at `rank`; the bound for one of weight 0.
pub(in crate::bon) fn of_outcome(base: &Base, kernel: &Kernel, rank: usize) -> f64 {
    Atom::of_outcome(base, rank).estimate(kernel)
}

/// bound - d_n(p) = q g(n, -ln(1-p)) for an outcome of probability `p`, the others having `rest`.
pub(in crate::bon) fn shortfall(kernel: &Kernel, p: f64, rest: f64) -> f64 {
    let atom = Atom::new(p, rest);
    atom.hit(kernel) * kernel.gap_density(atom.width)
}

/// 1 - (1-p)^n for the outcome at `rank`.
pub(in crate::bon) fn hit(base: &Base, kernel: &Kernel, rank: usize) -> f64 {
    Atom::of_outcome(base, rank).hit(kernel)
}

/// d_n of the mass of class `c`.
pub(in crate::bon) fn of_class(base: &Base, kernel: &Kernel, c: usize) -> f64 {
    Atom::new(base.classes()[c].mass, base.class_complement(c)).estimate(kernel)
}

/// The levels of the quantiles.
pub(in crate::bon) const LEVELS: [f64; 3] = [0.05, 0.5, 0.95];
/// A level that is reached exactly must not be missed by a rounding error of the cumulative weight.
pub(in crate::bon) const SLACK: f64 = 1e-13;

/// Mean and spread of draws that ascend in value.
pub(in crate::bon) fn summary(draws: &[Draw]) -> Spread {
    let [q05, q50, q95] = quantiles(draws, LEVELS);
    let mean = sum(draws.iter().map(|draw| draw.pi * draw.value));
    Spread { mean, sd: standard_deviation(draws), q05, q50, q95 }
}

/// A value and how likely it is; the root keeps probabilities that underflow.
pub(in crate::bon) struct Draw {
    pub(in crate::bon) value: f64,
    /// What the value is below the bound, where it was computed by itself.
    shortfall: Option<f64>,
    pub(in crate::bon) pi: f64,
    pub(in crate::bon) root_pi: f64,
}

impl Draw {
    /// `value` at an outcome of probability `p` under the base, ln(pi_n/p) being `ln_ratio`.
    pub(in crate::bon) fn new(value: f64, p: f64, ln_ratio: f64) -> Draw {
        Draw { value, shortfall: None, pi: p * ln_ratio.exp(), root_pi: p.sqrt() * (0.5 * ln_ratio).exp() }
    }

    /// How far the value is above that of `other`, from their shortfalls where those are the small part of `other`.
    fn above(&self, other: &Draw) -> f64 {
        match (self.shortfall, other.shortfall) {
            (Some(own), Some(others)) if others < other.value => others - own,
            _ => self.value - other.value,
        }
    }

    /// The same value, its probability times `share`.
    pub(in crate::bon) fn scaled(self, share: f64) -> Draw {
        Draw { pi: self.pi * share, root_pi: self.root_pi * share.sqrt(), ..self }
    }
}

/// Deviations are taken from the likeliest value, so that a policy which has all but settled on one outcome
/// keeps its digits.
fn standard_deviation(draws: &[Draw]) -> f64 {
    let Some(likeliest) = draws.iter().max_by(|a, b| a.pi.total_cmp(&b.pi)) else { return 0.0 };
    let shift = sum(draws.iter().map(|draw| draw.pi * draw.above(likeliest)));
    let deviation = |draw: &Draw| draw.root_pi * (draw.above(likeliest) - shift);
    let scale = draws.iter().map(|draw| deviation(draw).abs()).fold(0.0, f64::max);
    if scale == 0.0 {
        return 0.0;
    }
    scale * sum(draws.iter().map(|draw| (deviation(draw) / scale).powi(2))).sqrt()
}

/// Least values with at least the given shares at or below them; `levels` ascend, `draws` ascend in value.
fn quantiles(draws: &[Draw], levels: [f64; 3]) -> [f64; 3] {
    let mut reached = Compensated::default();
    let mut rest = draws.iter();
    let mut value = draws[0].value;
    levels.map(|level| {
        while reached.value() < level * (1.0 - SLACK) {
            let Some(draw) = rest.next() else { break };
            reached.add(draw.pi);
            value = draw.value;
        }
        value
    })
}
