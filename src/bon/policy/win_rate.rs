//! The win rate of best-of-n against one draw of the base, and what ties take from it.

use super::kernel::Kernel;
use crate::base::Base;
use crate::base::tie::Class;
use crate::numeric::sum::sum;

/// P(best-of-n beats one base draw), ties counting 1/2 (B sec. 5), given `pi` by class.
pub(crate) fn win_rate(base: &Base, pi: &[f64]) -> f64 {
    sum(base
        .classes()
        .iter()
        .zip(pi)
        .enumerate()
        .map(|(c, (class, pi))| pi * (base.strict_cdf(c) + 0.5 * class.mass)))
}

/// 1 minus the win rate, given its gap to n/(n+1).
pub(crate) fn lacking(kernel: &Kernel, gap: f64) -> f64 {
    1.0 / (kernel.n + 1.0) + gap
}

/// A win rate near 1 is computed from 1 minus it, which has been summed without rounding; another one stays as it is.
pub(crate) fn settled(win_rate: f64, lacking: f64) -> f64 {
    if lacking < 0.01 { 1.0 - lacking } else { win_rate }
}

/// n/(n+1) minus the win rate (derived): inside each cell best-of-n sits above the middle, and a tie counts
/// only as the middle. Every term is >= 0.
pub(crate) fn gap(base: &Base, kernel: &Kernel) -> f64 {
    sum(base.classes().iter().map(|class| loss(kernel, class)))
}

/// pi_n(c) (E[u | cell c] - middle of cell c) for u with density n u^(n-1).
pub(crate) fn loss(kernel: &Kernel, class: &Class) -> f64 {
    ((kernel.n + 1.0) * class.ln_cdf).exp() * unit_loss(kernel, class.width)
}

/// The loss of a cell [e^-x, 1]: e^-a ( (n-1)/(n+1) sinh a - sinh b ) with a = (n+1) x/2 and b = (n-1) x/2.
fn unit_loss(kernel: &Kernel, x: f64) -> f64 {
    let (n, excess) = (kernel.n, kernel.excess);
    let a = 0.5 * (n + 1.0) * x;
    let b = 0.5 * excess * x;
    if a <= 2.0 {
        return (-a).exp() * b * sinhc_difference(a, b, n * x * x);
    }
    // e^-a sinh a and e^-a cosh a.
    let sinh = -0.5 * (-2.0 * a).exp_m1();
    let cosh = 1.0 - sinh;
    if x < 1.0 && n >= 3.0 {
        let half = (0.5 * x).sinh();
        return x * (cosh - sinh / a) + cosh * (x.sinh() - x) - 2.0 * sinh * half * half;
    }
    // b is far below a, so the two parts differ in size; an infinite cell has no lower part.
    let lower = if x.is_infinite() { 0.0 } else { -0.5 * (-x).exp() * (-2.0 * b).exp_m1() };
    excess / (n + 1.0) * sinh - lower
}

/// sinh(a)/a - sinh(b)/b for b <= a <= 2, given a^2 - b^2; a series of positive terms.
fn sinhc_difference(a: f64, b: f64, difference: f64) -> f64 {
    let (a2, b2) = (a * a, b * b);
    let mut sum = 0.0;
    let mut quotient = 1.0;
    let mut b_power = 1.0;
    let mut factorial = 6.0;
    // The term k leaves 4^k / (2k+1)!, below 1e-17 at k = 13.
    for k in 1..=13 {
        sum += quotient / factorial;
        b_power *= b2;
        quotient = a2 * quotient + b_power;
        let next = f64::from(2 * k + 2);
        factorial *= next * (next + 1.0);
    }
    difference * sum
}
