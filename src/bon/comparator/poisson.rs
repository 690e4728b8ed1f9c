//! Best-of-Poisson: the best of n draws where n is 1 + a Poisson number.

use super::cost::divergence;
use crate::base::Base;
use crate::numeric::root::{bracket, meet};
use crate::numeric::sum::Compensated;

/// ln(pi(c)/m_c) by class where n = 1 + Poisson(mu), mu >= 0.
///
/// The class probability e^(-mu) (F e^(mu F) - F^- e^(mu F^-)) is m e^(-mu S) (1 + F^- (1 - e^(-mu m))/m) with S the mass
/// above the class, a product of positive terms (derived).
pub(super) fn ln_ratio(base: &Base, mu: f64) -> Vec<f64> {
    let mut above = Compensated::default();
    let mut ratios: Vec<f64> = base
        .classes()
        .iter()
        .enumerate()
        .rev()
        .map(|(c, class)| {
            let lift = base.strict_cdf(c) * -(-mu * class.mass).exp_m1() / class.mass;
            let ratio = lift.ln_1p() - mu * above.value();
            above.add(class.mass);
            ratio
        })
        .collect();
    ratios.reverse();
    ratios
}

/// The mu at a KL strictly between 0 and -ln m_top. The KL rises with mu, because the ratio of two such policies rises
/// with the reward (derived).
pub(super) fn at_kl(base: &Base, kl: f64) -> f64 {
    let found = |ln_mu: f64| divergence(base, &ln_ratio(base, ln_mu.exp()));
    // For small mu the log ratio is close to 2 mu (v - 1/2), and the variance of v is below 1/12.
    let start = (6.0 * kl).sqrt().ln();
    let (low, high) = bracket(kl, start, -700.0, 705.0, found);
    meet(kl, low, high, found).exp()
}
