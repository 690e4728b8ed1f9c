//! What a person would write without thinking of speed: one loop over all outcomes for each n.

/// What a sweep asks for.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    pub kl: f64,
    pub gap: f64,
    pub estimator: f64,
    pub win_rate: f64,
}

fn bound(n: f64) -> f64 {
    n.ln() - (n - 1.0) / n
}

/// The notebook formula: pi = F^n - F_^n, with powf and ln. `p` from the lowest reward to the highest.
pub fn notebook(p: &[f64], n: f64) -> Point {
    let (mut cdf, mut power) = (0.0_f64, 0.0);
    let (mut kl, mut estimator, mut win_rate) = (0.0, 0.0, 0.0);
    for &p in p {
        let below = cdf;
        cdf += p;
        let raised = cdf.powf(n);
        let pi = raised - power;
        power = raised;
        if pi > 0.0 {
            kl += pi * (pi / p).ln();
        }
        let miss = (1.0 - p).powf(n);
        let hit = 1.0 - miss;
        if hit > 0.0 && p < 1.0 {
            let d_n = miss * (n.ln() + (n - 1.0) * (1.0 - p).ln() - (n - 1.0) / n) + hit * (hit / p).ln();
            estimator += pi * d_n;
        }
        win_rate += pi * (below + 0.5 * p);
    }
    Point { kl, gap: bound(n) - kl, estimator, win_rate }
}

/// What the stable loop starts from at every n: p, ln F and ln F - ln F_ of each outcome.
pub fn cells(p: &[f64]) -> Vec<(f64, f64, f64)> {
    let mut above: Vec<f64> = p
        .iter()
        .rev()
        .scan(0.0, |above, p| {
            let here = *above;
            *above += p;
            Some(here)
        })
        .collect();
    above.reverse();
    let mut cdf = 0.0;
    p.iter()
        .zip(above)
        .map(|(&p, above)| {
            cdf += p;
            let ln_cdf = if above < 0.5 { (-above).ln_1p() } else { f64::ln(cdf) };
            (p, ln_cdf, -(-p / cdf).ln_1p())
        })
        .collect()
}

/// The same loop with logarithms and expm1, which keeps its digits except in the gap.
pub fn stable(cells: &[(f64, f64, f64)], n: f64) -> Point {
    let (mut kl, mut estimator, mut win_rate) = (0.0, 0.0, 0.0);
    for &(p, ln_cdf, width) in cells {
        let ln_pi = n * ln_cdf + (-(-n * width).exp_m1()).ln();
        let pi = ln_pi.exp();
        if pi > 0.0 {
            kl += pi * (ln_pi - p.ln());
        }
        let ln_miss = n * (-p).ln_1p();
        let hit = -ln_miss.exp_m1();
        if p < 1.0 {
            let continuum = n.ln() + (n - 1.0) / n * (ln_miss - 1.0);
            estimator += pi * (ln_miss.exp() * continuum + hit * (hit / p).ln());
        }
        win_rate += pi * (ln_cdf.exp() - 0.5 * p);
    }
    Point { kl, gap: bound(n) - kl, estimator, win_rate }
}
