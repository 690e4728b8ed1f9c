//! Everything that one value of n gives the sums: the coefficients of the series.

use crate::base::tie::Class;
use crate::base::tree::moments::{Cells, Draws};
use crate::base::tree::tied::{self, Tied};
use crate::numeric::sum::sum;
use crate::policy::estimator;
use crate::policy::kernel::Kernel;

/// Up to this n x a class may be part of a stretch: three terms of the gap and of the win-rate gap, and five of the
/// estimator, then leave less than 1e-13 of the whole.
const SMOOTH: f64 = 1.0 / 24.0;
/// Up to this (n+1) times half its extent in ln u a stretch counts as one: eleven powers of it leave less than 1e-14.
const NARROW: f64 = 0.25;
/// Wider stretches, whose series leave more.
const ROUGH: [Rough; 2] = [
    Rough { narrow: 2.0, smooth: 4.0, share: 1e-7, depth: 12.0 },
    Rough { narrow: 4.0, smooth: 12.0, share: 1e-10, depth: 18.0 },
];
/// Up to this n x a single class is a power series of medium length.
const MEDIUM: f64 = 0.5;
/// From this n p on 1 - (1-p)^n is 1.
const SETTLED: f64 = 45.0;
/// 2 sinh(y/2) / y in powers of y^2.
const SINH: [f64; 5] = [1.0, 1.0 / 24.0, 1.0 / 1920.0, 1.0 / 322_560.0, 1.0 / 92_897_280.0];
/// e^z in powers of z.
const EXP: [f64; 6] = [1.0, 1.0, 0.5, 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0];
/// Up to this z these powers leave less than 2e-15.
const NEAR: f64 = 0.01;
/// Coefficients of p^(3+i) to p^7 in (-ln(1-p))^(3+i), by Stirling numbers of the first kind.
const POWERS_OF_LN: [[f64; 5]; 5] = [
    [1.0, 1.5, 1.75, 1.875, 29.0 / 15.0],
    [0.0, 1.0, 2.0, 17.0 / 6.0, 3.5],
    [0.0, 0.0, 1.0, 2.5, 25.0 / 6.0],
    [0.0, 0.0, 0.0, 1.0, 3.0],
    [0.0, 0.0, 0.0, 0.0, 1.0],
];

/// Times [`NARROW`] and [`SMOOTH`] the series leave 1e-14 / `share` of the stretch.
#[derive(Clone, Copy, Debug)]
struct Rough {
    narrow: f64,
    smooth: f64,
    share: f64,
    /// From this -n ln F on it is worth trying.
    depth: f64,
}

/// The coefficients for one n.
#[derive(Clone, Debug)]
pub(super) struct FastKernel {
    pub(super) plain: Kernel,
    /// pi_n g: weights of a stretch at e^(n ln u).
    gap: Cells,
    /// The win-rate loss: weights of a stretch at e^((n+1) ln u).
    win: Cells,
    /// pi_n q g: weights of a stretch at e^((n-1) ln u).
    draws: Draws,
    /// pi_n g in powers of y^2, from y^3 on.
    cell: [f64; 3],
    /// g in powers of y^2, from y^2 on.
    series: [f64; 8],
    /// The win-rate loss in powers of y^2, from y^3 on.
    loss: [f64; 6],
    /// q g in powers of p, from p^3 on.
    shortfall: [f64; 5],
}

/// What a class or a stretch adds to the sums.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    /// To the gap.
    pub(super) gap: f64,
    /// To the win-rate gap.
    pub(super) win: f64,
    /// To the bound minus the mean of the estimator.
    pub(super) draws: f64,
}

impl std::ops::AddAssign for Parts {
    fn add_assign(&mut self, other: Parts) {
        self.gap += other.gap;
        self.win += other.win;
        self.draws += other.draws;
    }
}

impl FastKernel {
    pub(super) fn new(plain: Kernel) -> FastKernel {
        let n = plain.n;
        let mut series = [0.0; 8];
        series.copy_from_slice(&plain.series()[..8]);
        let [s1, s2, s3, ..] = series;
        let cubes = [n.powi(3), n.powi(5), n.powi(7)];
        let scaled = |c: [f64; 3]| [c[0] * cubes[0], c[1] * cubes[1], c[2] * cubes[2]];
        let cell = [s1, s2 + s1 / 24.0, s3 + s2 / 24.0 + s1 / 1920.0];
        let loss = loss_series(1.0 / n, plain.share);

        // q g in powers of w = -ln(1-p), then of p.
        let of_w = [s1, -s1 / 2.0, s1 / 6.0 + s2, -s1 / 24.0 - s2 / 2.0, s1 / 120.0 + s2 / 6.0 + s3];
        let mut shortfall = [0.0; 5];
        for (i, (row, c)) in POWERS_OF_LN.iter().zip(of_w).enumerate() {
            let c = c * n.powi(i as i32 + 3);
            shortfall.iter_mut().zip(row).for_each(|(sum, power)| *sum += c * power);
        }
        let [k3, k4, k5, k6, k7] = shortfall;
        let bend = plain.excess * (n + 1.0) / 24.0;
        let kinds = [k3, k4, k5, bend * k3, k6, bend * k4, k7, bend * k5].map(|kind| n * kind);
        FastKernel {
            gap: Cells::weighing(scaled(cell), n),
            win: Cells::weighing(scaled([loss[0], loss[1], loss[2]]), n + 1.0),
            draws: Draws::weighing(kinds, plain.excess),
            cell,
            series,
            loss,
            shortfall,
            plain,
        }
    }

    /// Whether a stretch of this half extent, with classes up to this width, counts as one.
    pub(super) fn takes(&self, half: f64, widest: f64) -> bool {
        self.takes_at(1.0, 1.0, half, widest)
    }

    /// The share of the sums up to which such a stretch may count as one, if it is that unimportant; the series then
    /// leave less than 1e-14 of the sums.
    pub(super) fn tolerates(&self, top: f64, half: f64, widest: f64) -> Option<f64> {
        let depth = -self.plain.n * top;
        ROUGH
            .into_iter()
            .find(|rough| depth > rough.depth && self.takes_at(rough.narrow, rough.smooth, half, widest))
            .map(|rough| rough.share)
    }

    fn takes_at(&self, narrow: f64, smooth: f64, half: f64, widest: f64) -> bool {
        (self.plain.n + 1.0) * half <= narrow * NARROW && self.plain.n * widest <= smooth * SMOOTH
    }

    /// What a stretch around ln u = `centre` adds.
    pub(super) fn stretch(&self, centre: f64, cells: &Cells, draws: &Draws) -> Parts {
        let n = self.plain.n;
        Parts {
            gap: (n * centre).exp() * cells.dot(&self.gap),
            win: ((n + 1.0) * centre).exp() * cells.dot(&self.win),
            draws: (self.plain.excess * centre).exp() * draws.dot(&self.draws),
        }
    }

    /// q g(n, -ln(1-p)) for an outcome of probability `p`, the others having `rest`.
    pub(super) fn shortfall(&self, p: f64, rest: f64) -> f64 {
        let n = self.plain.n;
        if n * p > MEDIUM || p > 0.25 {
            return estimator::shortfall(&self.plain, p, rest);
        }
        let y = -n * (-p).ln_1p();
        -(-y).exp_m1() * self.gap_density(y * y)
    }

    /// sum p q g(n, -ln(1-p)) over the tied outcomes of a class, and how many of them were visited one by one.
    pub(super) fn tied_shortfall(&self, tied: &Tied) -> (f64, usize) {
        let tied::Parts { mass, p_ln_p, between, powers } =
            tied.parts(SETTLED / self.plain.n, SMOOTH / self.plain.n);
        let one_by_one = sum(between.iter().map(|&(p, count)| count * p * self.shortfall(p, 1.0 - p)));
        (mass * self.plain.bound + p_ln_p + one_by_one + self.small_shortfall(powers), between.len())
    }

    /// sum p q g over outcomes up to [`SMOOTH`] of 1/n, given their power sums p^4 to p^8.
    fn small_shortfall(&self, powers: &[f64; 5]) -> f64 {
        self.shortfall.iter().zip(powers).map(|(c, power)| c * power).sum()
    }

    /// What a class of one outcome adds, if it is as small as those in a stretch.
    pub(super) fn small_class(&self, class: &Class) -> Option<Parts> {
        let (n, x, p) = (self.plain.n, class.width, class.mass);
        let y = n * x;
        if y > SMOOTH {
            return None;
        }
        let (x2, y2) = (x * x, y * y);
        let height = (n * (class.ln_cdf - 0.5 * x)).exp();
        // u in the middle of ln u: between the strict CDF and the CDF, by 1/cosh(x/2).
        let middle =
            (class.cdf - 0.5 * p) * (1.0 - x2 * (0.125 - x2 * (5.0 / 384.0 - x2 * (61.0 / 46_080.0))));
        let [g0, g1, g2] = self.cell;
        let [l0, l1, l2, ..] = self.loss;
        let [k3, k4, k5, k6, k7] = self.shortfall;
        let cube = height * y * y2;
        Some(Parts {
            gap: cube * (g0 + y2 * (g1 + y2 * g2)),
            win: cube * middle * (l0 + y2 * (l1 + y2 * l2)),
            draws: height
                * y
                * (1.0 + y2 * (1.0 / 24.0))
                * p
                * p
                * p
                * (k3 + p * (k4 + p * (k5 + p * (k6 + p * k7)))),
        })
    }

    /// The gap and the win-rate loss of a class with its top at `ln_cdf` and of width `x`, and its pi_n.
    pub(super) fn class(&self, ln_cdf: f64, x: f64) -> Option<(Parts, f64)> {
        let y = self.plain.n * x;
        if y > MEDIUM {
            return None;
        }
        let middle = ln_cdf - 0.5 * x;
        let y2 = y * y;
        let height = (self.plain.n * middle).exp();
        let pi = height * y * horner(&SINH, y2);
        let win = height * middle.exp() * y * y2 * horner(&self.loss, y2);
        Some((Parts { gap: pi * self.gap_density(y2), win, draws: 0.0 }, pi))
    }

    /// The share of the gap that a class has.
    pub(super) fn gap(&self, class: &Class) -> f64 {
        match self.class(class.ln_cdf, class.width) {
            Some((parts, _)) => parts.gap,
            None => self.pi(class) * self.plain.gap_density(class.width),
        }
    }

    /// pi_n of a class.
    pub(super) fn pi(&self, class: &Class) -> f64 {
        let (n, y) = (self.plain.n, self.plain.n * class.width);
        if y > MEDIUM {
            return (n * class.ln_cdf).exp() * -(-y).exp_m1();
        }
        (n * (class.ln_cdf - 0.5 * class.width)).exp() * y * horner(&SINH, y * y)
    }

    /// pi_n of each of these neighbouring classes.
    pub(super) fn pi_in(&self, run: &[Class]) -> impl Iterator<Item = f64> {
        let n = self.plain.n;
        let centre = run[run.len() / 2].ln_cdf;
        let height = (n * centre).exp();
        run.iter().map(move |class| {
            let (y, z) = (n * class.width, n * (class.ln_cdf - 0.5 * class.width - centre));
            if y > MEDIUM || z.abs() > NEAR {
                return self.pi(class);
            }
            height * horner(&EXP, z) * y * horner(&SINH, y * y)
        })
    }

    /// g, given y^2 = (n x)^2 of at most [`MEDIUM`]^2.
    fn gap_density(&self, y2: f64) -> f64 {
        y2 * horner(&self.series, y2)
    }
}

fn horner(coefficients: &[f64], z: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * z + c)
}

/// Coefficients of y^3, y^5, ... in (n-1)/(n+1) sinh((n+1)x/2) - sinh((n-1)x/2) for x = y/n, `ratio` = 1/n and
/// `share` = (n-1)/n; all positive.
fn loss_series(ratio: f64, share: f64) -> [f64; 6] {
    let (above, below) = ((1.0 + ratio) * (1.0 + ratio), share * share);
    // sum_{i<j} (1+1/n)^2i (1-1/n)^(2(j-1-i)), which times 4/n is (1+1/n)^2j - (1-1/n)^2j.
    let (mut quotient, mut power) = (0.0, 1.0);
    let mut factor = 0.5;
    let mut k = 1.0;
    [(); 6].map(|()| {
        quotient = quotient * above + power;
        power *= below;
        factor *= 0.25 / ((k + 1.0) * (k + 2.0));
        k += 2.0;
        share * 4.0 * ratio * quotient * factor
    })
}
