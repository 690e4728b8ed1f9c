//! How a number that depends on the outcome drawn scatters.

use crate::base::Base;
use crate::numeric::double::Double;
use crate::numeric::sum::{Compensated, sum};
use crate::quantity::Scatter;

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
    pub(crate) fn get(&self, of: Scatter) -> f64 {
        match of {
            Scatter::Mean => self.mean,
            Scatter::Sd => self.sd,
            Scatter::Q05 => self.q05,
            Scatter::Q50 => self.q50,
            Scatter::Q95 => self.q95,
        }
    }
}

/// The levels of the quantiles.
pub(crate) const LEVELS: [f64; 3] = [0.05, 0.5, 0.95];
/// A level that is reached exactly must not be missed by a rounding error of the cumulative weight.
pub(crate) const SLACK: f64 = 1e-13;

/// A value and how likely it is; the root keeps probabilities that underflow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Draw {
    pub(crate) value: f64,
    /// The probability of its outcome under the base.
    pub(crate) p: Double,
    /// What the value of an estimator is below the bound, and the 1 - p and -ln(1-p) it is made from.
    pub(crate) shortfall: f64,
    pub(crate) rest: f64,
    pub(crate) width: f64,
    pub(crate) pi: f64,
    root_pi: f64,
}

impl Draw {
    /// `value` at the outcome of a rank of a base, ln(pi_n/p) being `ln_ratio`.
    pub(crate) fn new(value: f64, (base, rank): (&Base, usize), ln_ratio: f64) -> Draw {
        let p = base.p(rank);
        Draw {
            value,
            p: base.p_doubled(rank),
            shortfall: f64::NAN,
            rest: f64::NAN,
            width: f64::NAN,
            pi: p * ln_ratio.exp(),
            root_pi: p.sqrt() * (0.5 * ln_ratio).exp(),
        }
    }

    /// The same with what an estimator is below the bound, at an outcome of this 1 - p and -ln(1-p).
    pub(crate) fn below_bound(self, shortfall: f64, rest: f64, width: f64) -> Draw {
        Draw { shortfall, rest, width, ..self }
    }

    /// The same value, its probability times a share and its root.
    pub(crate) fn scaled(self, share: f64, root: f64) -> Draw {
        Draw { pi: self.pi * share, root_pi: self.root_pi * root, ..self }
    }
}

/// Mean and spread of draws that ascend in value, given how far the value of one draw lies above that of another.
pub(crate) fn of(draws: &[Draw], above: impl Fn(&Draw, &Draw) -> f64) -> Spread {
    let [q05, q50, q95] = quantiles(draws, LEVELS);
    let mean = sum(draws.iter().map(|draw| draw.pi * draw.value));
    Spread { mean, sd: standard_deviation(draws, above), q05, q50, q95 }
}

/// Deviations are taken from the likeliest value, so that a policy which has all but settled on one outcome keeps its digits,
/// and never of rounded values, so that values which nearly agree keep theirs.
fn standard_deviation(draws: &[Draw], above: impl Fn(&Draw, &Draw) -> f64) -> f64 {
    let Some(likeliest) = draws.iter().max_by(|a, b| a.pi.total_cmp(&b.pi)) else { return 0.0 };
    let above: Vec<f64> = draws.iter().map(|draw| above(draw, likeliest)).collect();
    let shift = sum(draws.iter().zip(&above).map(|(draw, above)| draw.pi * above));
    let deviation = |(draw, above): (&Draw, &f64)| draw.root_pi * (above - shift);
    let scale = draws.iter().zip(&above).map(|each| deviation(each).abs()).fold(0.0, f64::max);
    if scale == 0.0 {
        return 0.0;
    }
    scale * sum(draws.iter().zip(&above).map(|each| (deviation(each) / scale).powi(2))).sqrt()
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
