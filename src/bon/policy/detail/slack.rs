//! The slack of Conjecture 4.4 (B): how far the mean of the estimator lies above the exact KL.
//!
//! Both are the bound minus a mean of cell losses g (derived; see `policy/kernel.rs`): the KL loses g(n, x_c) in every cell,
//! the estimator q g(n, x_p) with x_p = -ln(1-p), as if the outcome were on top, and q = 1 - (1-p)^n. So
//!
//! slack = sum_y pi_n(y) ( g(n, x_c) - g(n, x_p) + (1-p)^n g(n, x_p) ),  x_c - x_p = ln(1 + (m - p + p S)/F^-) >= 0
//!
//! with S the mass above. No term is negative, because g rises with x (derived): with B(t) = t/(e^t - 1), which is
//! convex, x dg/dx = B(x) - B(nx) - B'(nx) (x - nx).

use crate::numeric::sum::sum;
use crate::policy::Policy;

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
