//! The integral where no two rewards are many temperatures apart: as the difference to that of the base, so that log
//! ratios keep their digits also where soft best-of-n hardly moves.

use super::weights::{SPENT, STEP, TAIL, Weights};
use crate::numeric::list::likeliest;
use crate::numeric::special::{exp_minus_one_minus, ln_complement};
use crate::numeric::sum::{Compensated, sum};

/// Up to this n v, and as long as nothing has moved by more than a factor e, the integrand is a difference from e^(-nv).
const EARLY: f64 = 30.0;

/// ln(pi(c)/m_c) for a whole n >= 2, with w measured by its mean: pi/m - 1 is n times the integral over v of
/// e^(-nv) (e^E - 1), E = ln w - v (w - 1) + (n-1) (ln M(v) + v).
pub(super) fn ln_ratio(weights: Weights<'_>, n: f64) -> Vec<f64> {
    let masses = weights.masses();
    let middle = likeliest(&masses);
    let ln_mean = sum(masses.iter().enumerate().map(|(c, m)| m * weights.apart(c, middle).exp_m1())).ln_1p();
    let ln_w: Vec<f64> = (0..masses.len()).map(|c| weights.apart(c, middle) - ln_mean).collect();
    let w: Vec<f64> = ln_w.iter().map(|l| l.exp()).collect();
    let lead: Vec<f64> = ln_w.iter().map(|l| l.exp_m1()).collect();
    let (lowest, highest) = (ln_w[0], ln_w[ln_w.len() - 1]);
    let spread = lead[0].abs().max(lead[lead.len() - 1]);
    let mean = |values: &[f64], term: &dyn Fn(f64) -> f64| {
        sum(masses.iter().zip(values).map(|(m, &value)| m * term(value)))
    };

    let start = -TAIL - n.ln() - highest.max(0.0);
    let steps = ((SPENT - n.ln() - lowest - start) / STEP).ceil();
    let mut shift = vec![Compensated::default(); masses.len()];
    let mut ratio = shift.clone();
    for step in 0..=steps as u64 {
        let u = start + STEP * step as f64;
        let v = u.exp();
        let ln_base = u + n.ln() - n * v;
        let base = ln_base.exp();
        let early = n * v <= EARLY || n * v * spread <= 1.0;
        // ln M + v, which is >= 0, or ln M itself.
        let ln_m = if early {
            mean(&lead, &|lead| exp_minus_one_minus(-v * lead)).ln_1p()
        } else {
            let lost = mean(&w, &|w| -(-v * w).exp_m1());
            ln_complement(lost, mean(&w, &|w| (-v * w).exp()))
        };
        for c in 0..masses.len() {
            let excess = ln_w[c] - v * lead[c] + (n - 1.0) * ln_m;
            let (moved, whole) = if !early {
                let whole = (u + n.ln() + ln_w[c] - v * w[c] + (n - 1.0) * ln_m).exp();
                (whole - base, whole)
            } else if excess.abs() <= 1.0 {
                let moved = base * excess.exp_m1();
                (moved, base + moved)
            } else {
                let whole = (ln_base + excess).exp();
                (whole - base, whole)
            };
            shift[c].add(STEP * moved);
            ratio[c].add(STEP * whole);
        }
    }
    let ln = |(shift, ratio): (&Compensated, &Compensated)| {
        if shift.value() > -0.5 { shift.value().ln_1p() } else { ratio.value().ln() }
    };
    shift.iter().zip(&ratio).map(ln).collect()
}
