//! The other divergences of best-of-n from its base, and their continuum values, which bound them because
//! merging outcomes only lowers an f-divergence (M).
//!
//! Each divergence is written as a sum of terms of one sign in the log ratio l = ln(pi_n(c)/m_c), so that it
//! keeps its digits where best-of-n hardly moves.

use super::kernel::Kernel;
use crate::numeric::special::{exp_minus_one_minus, minus_ln_one_plus, phi_of_ln};
use crate::numeric::sum::sum;

/// The masses of the base by class, or by any finer division, next to the log ratios there.
#[derive(Clone, Copy)]
pub(crate) struct Ratios<'a> {
    pub(crate) mass: &'a [f64],
    pub(crate) ln_ratio: &'a [f64],
}

impl Ratios<'_> {
    /// sum_c m_c term(l_c).
    fn mean(self, term: impl Fn(f64) -> f64) -> f64 {
        sum(self.mass.iter().zip(self.ln_ratio).map(|(mass, &l)| mass * term(l)))
    }

    /// D(pi_n ‖ base) as the mean of phi(r) = r ln r - r + 1; precise where the divergence is small.
    pub(crate) fn kl(self) -> f64 {
        self.mean(phi_of_ln)
    }

    /// D(base ‖ pi_n), in nats.
    pub(crate) fn reverse_kl(self) -> f64 {
        self.mean(exp_minus_one_minus)
    }

    /// Chi-squared divergence.
    pub(crate) fn chi2(self) -> f64 {
        // Neither factor overflows, because the mass comes first.
        let square = |(mass, l): (&f64, &f64)| mass * l.exp_m1() * l.exp_m1();
        sum(self.mass.iter().zip(self.ln_ratio).map(square))
    }

    /// Total variation.
    pub(crate) fn tv(self) -> f64 {
        0.5 * self.mean(|l| l.exp_m1().abs())
    }

    /// Squared Hellinger distance.
    pub(crate) fn hellinger2(self) -> f64 {
        0.5 * self.mean(|l| (0.5 * l).exp_m1().powi(2))
    }

    /// 1 - [`Ratios::tv`], the mass that both have.
    pub(crate) fn shared(self) -> f64 {
        self.mean(|l| l.min(0.0).exp())
    }

    /// 1 - [`Ratios::hellinger2`], the mean of the square root of the ratio.
    pub(crate) fn affinity(self) -> f64 {
        self.mean(|l| (0.5 * l).exp())
    }

    /// Rényi divergence of order 1/2 given the squared Hellinger distance, in nats.
    pub(crate) fn renyi_half(self, hellinger2: f64) -> f64 {
        -2.0 * if hellinger2 < 0.5 { (-hellinger2).ln_1p() } else { self.affinity().ln() }
    }

    /// Rényi divergence of order infinity, in nats.
    pub(crate) fn renyi_inf(self) -> f64 {
        self.ln_ratio.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }
}

/// The divergences of best-of-n over a continuous base.
impl Kernel {
    /// n - 1 - ln n.
    pub(crate) fn continuum_reverse_kl(&self) -> f64 {
        minus_ln_one_plus(self.excess)
    }

    /// (n-1)^2/(2n-1).
    pub(crate) fn continuum_chi2(&self) -> f64 {
        self.excess * self.excess / (self.n + self.excess)
    }

    /// n^(-1/(n-1)) (1 - 1/n).
    pub(crate) fn continuum_tv(&self) -> f64 {
        if self.excess == 0.0 { 0.0 } else { (-self.ln_n / self.excess).exp() * self.share }
    }

    /// 1 - 2 sqrt(n)/(n+1).
    pub(crate) fn continuum_hellinger2(&self) -> f64 {
        let root_excess = self.excess / (self.n.sqrt() + 1.0);
        root_excess * root_excess / (self.n + 1.0)
    }
}
