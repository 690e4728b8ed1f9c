//! The slack of Conjecture 4.4 (B): how far the mean of the estimator lies above the exact KL.
//!
//! Both are the bound minus a mean of cell losses g (derived; see `policy/kernel.rs`): the KL loses g(n, x_c) in every cell,
//! the estimator q g(n, x_p) with x_p = -ln(1-p), as if the outcome were on top, and q = 1 - (1-p)^n. So
//!
//! slack = sum_y pi_n(y) ( g(n, x_c) - g(n, x_p) + (1-p)^n g(n, x_p) ),  x_c - x_p = ln(1 + (m - p + p S)/F^-) >= 0
//!
//! with S the mass above. No term is negative, because g rises with x (derived): with B(t) = t/(e^t - 1), which is
//! convex, x dg/dx = B(x) - B(nx) - B'(nx) (x - nx).

use crate::bon::numeric::sum::sum;
use crate::bon::policy::Policy;
use crate::bon::policy::kernel::Kernel;

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

impl Policy<'_> {
    /// The mean of the estimator minus the exact KL, in nats, without subtracting the two; for n >= 2 to some 1e-12,
    /// relative. Takes time proportional to the number of outcomes.
    pub fn slack(&self) -> f64 {
        let Policy { base, kernel } = self;
        let classes = base.classes();
        sum((0..classes.len()).flat_map(|c| {
            let (class, below) = (&classes[c], base.strict_cdf(c));
            let ratio = self.ln_ratio(c).exp();
            let above = -class.ln_cdf.exp_m1();
            let others = move |rank: usize| {
                sum(base.members(c).filter(|&other| other != rank).map(|other| base.p(other)))
            };
            base.members(c).filter(|&rank| base.p(rank) > 0.0).map(move |rank| {
                let (p, rest) = (base.p(rank), base.outcome_complement(rank));
                let x = if p < 0.5 { -(-p).ln_1p() } else { -rest.ln() };
                // At most one member has more than half of the class; what is left beside it is not a difference.
                let tied = if p > 0.5 * class.mass { others(rank) } else { class.mass - p };
                let step = if c == 0 { f64::INFINITY } else { ((tied + p * above) / below).ln_1p() };
                let missed = (-kernel.n * x).exp();
                p * ratio * (kernel.gap_rise(x, step) + missed * kernel.gap_density(x))
            })
        }))
    }
}

impl Kernel {
    /// g(n, x + step) - g(n, x) >= 0.
    fn gap_rise(&self, x: f64, step: f64) -> f64 {
        if x.is_infinite() {
            return 0.0;
        }
        if step <= STEP * x.min(1.0) {
            return step
                * GAUSS.iter().map(|(node, weight)| weight * self.gap_slope(x + node * step)).sum::<f64>();
        }
        if x >= 1.0 {
            return self.gap_missing(x) - self.gap_missing(x + step);
        }
        self.gap_density(x + step) - self.gap_density(x)
    }

    /// dg/dx at x > 0: B(x) - B(y) - B'(y) (x - y) over x, for y = n x.
    fn gap_slope(&self, x: f64) -> f64 {
        let y = self.n * x;
        if let Some(slope) = self.series_slope(y) {
            return self.n * slope;
        }
        let decay = (-y).exp();
        let part = -(-y).exp_m1();
        let bernoulli = y * decay / part;
        let slope = decay * (part - y) / (part * part);
        (x / x.exp_m1() - bernoulli + self.excess * x * slope) / x
    }
}
