//! How g and q g rise with the width x of a cell: differences at widths that nearly agree, which the values themselves would
//! round away.

use super::kernel::Kernel;

/// Up to this share of x, and of the 1 over which g falls by e, a step is integrated; a longer one is a difference that
/// keeps its digits.
const STEP: f64 = 0.1;

/// Nodes and weights of Gauss's rule of five points on [0, 1].
const GAUSS: [(f64, f64); 5] = [
    (0.5, 0.284_444_444_444_444_44),
    (0.230_765_344_947_158_45, 0.239_314_335_249_683_23),
    (0.769_234_655_052_841_5, 0.239_314_335_249_683_23),
    (0.046_910_077_030_668_0, 0.118_463_442_528_094_54),
    (0.953_089_922_969_332, 0.118_463_442_528_094_54),
];

/// The same with two points, and up to which share of x and of 1 they do.
const SHORT: ([(f64, f64); 2], f64) =
    ([(0.211_324_865_405_187_1, 0.5), (0.788_675_134_594_812_9, 0.5)], 1e-4);

/// Whether a step from x is integrated.
fn is_short(x: f64, step: f64) -> bool {
    step <= STEP * x.min(1.0)
}

/// The integral of `slope` from x to x + step.
fn integral(x: f64, step: f64, slope: impl Fn(f64) -> f64) -> f64 {
    let mean = |points: &[(f64, f64)]| {
        points.iter().map(|(node, weight)| weight * slope(x + node * step)).sum::<f64>()
    };
    step * if step <= SHORT.1 * x.min(1.0) { mean(&SHORT.0) } else { mean(&GAUSS) }
}

impl Kernel {
    /// g(n, x + step) - g(n, x) >= 0.
    pub(crate) fn gap_rise(&self, x: f64, step: f64) -> f64 {
        if x.is_infinite() {
            return 0.0;
        }
        if let Some(rise) = self.short_gap_rise(x, step) {
            return rise;
        }
        if x >= 1.0 {
            return self.gap_missing(x) - self.gap_missing(x + step);
        }
        self.gap_density(x + step) - self.gap_density(x)
    }

    /// g(n, x + step) - g(n, x) >= 0 for a step that is short beside x and 1; none for a longer one.
    pub(crate) fn short_gap_rise(&self, x: f64, step: f64) -> Option<f64> {
        is_short(x, step).then(|| integral(x, step, |x| self.gap_slope(x)))
    }

    /// The same of q g with q = 1 - e^-nx.
    pub(crate) fn short_shortfall_rise(&self, x: f64, step: f64) -> Option<f64> {
        let slope = |x: f64| {
            let y = self.n * x;
            self.n * (-y).exp() * self.gap_density(x) - (-y).exp_m1() * self.gap_slope(x)
        };
        is_short(x, step).then(|| integral(x, step, slope))
    }

    /// dg/dx at x > 0: B(x) - B(y) - B'(y) (x - y) over x, for y = n x and B(t) = t/(e^t - 1).
    fn gap_slope(&self, x: f64) -> f64 {
        let y = self.n * x;
        if let Some(slope) = self.series_slope(y) {
            return self.n * slope;
        }
        let shift = self.excess * x;
        if shift < 0.5 {
            // x and y nearly agree: the remainder of a Taylor series, the integral of (t - x) B''(t) from x to y.
            let inside =
                GAUSS.iter().map(|(node, weight)| weight * node * bend(x + node * shift)).sum::<f64>();
            return shift * shift * inside / x;
        }
        let decay = (-y).exp();
        let part = -(-y).exp_m1();
        let bernoulli = y * decay / part;
        let slope = decay * (part - y) / (part * part);
        (x / x.exp_m1() - bernoulli + shift * slope) / x
    }
}

/// B''(t) of B(t) = t/(e^t - 1), for t > 1.
fn bend(t: f64) -> f64 {
    let decay = (-t).exp();
    let part = -(-t).exp_m1();
    decay * ((t - 2.0) + (t + 2.0) * decay) / (part * part * part)
}
