//! Best-of-n over one base or one proposal as a function of n: its distance to its limits, and bounds on its derivatives over
//! a stretch of n.
//!
//! With A = -ln F and x = ln F - ln F^- of a class, everything depends on n through pi(n) = e^-An (1 - e^-nx), whose
//! logarithm has the falling derivative h = x/(e^nx - 1) - A, and through (derived)
//!
//! ```text
//! dg/dn = (n-1) V(n, x),  V the variance of ln u over the cell under the density n u^(n-1), which falls with n,
//! dKL/dn = sum over the bounds between classes of A e^-An ( l_above - l_below ),  l = ln(pi/q), whose difference rises with n.
//! ```
//!
//! So each factor of a derivative is monotone in n, and its values at the ends of a stretch bound the derivative in it.

use std::ops::Range;

use dashu_float::FBig;
use dashu_float::round::mode::HalfEven;

use super::target::Target;
use crate::base::Base;
use crate::base::tie::Class;
use crate::numeric::double::Double;
use crate::numeric::draws::Draws;
use crate::numeric::special::ln_one_minus_exp_neg;
use crate::numeric::sum::{Compensated, sum};
use crate::policy::Policy;
use crate::policy::kernel::Kernel;
use crate::proposal::{Drawing, Proposed};

/// The bits of a limit, of which twice as many as a number has are kept.
const BITS: usize = 192;

/// What is below this share of a sum does not change it.
const NEGLIGIBLE: f64 = 1e-18;

/// A drawing, prepared.
pub(super) struct Curve<'a> {
    pub(super) drawing: Drawing<'a>,
    /// What is drawn from.
    q: &'a Base,
    /// By class of q: what ln(q/p) lies below its greatest value, on average; empty where the base is drawn from.
    lack: Vec<f64>,
}

impl<'a> Curve<'a> {
    pub(super) fn of(drawing: Drawing<'a>) -> Curve<'a> {
        let proposed = drawing.proposed.filter(|proposed| !proposed.changes_nothing());
        let Some(proposed) = proposed else {
            return Curve { drawing: drawing.base.into(), q: drawing.base, lack: Vec::new() };
        };
        let q = proposed.q();
        let of_class = |c: usize| {
            let kept = q.members(c).filter(|&rank| q.p(rank) > 0.0);
            sum(kept.map(|rank| q.p(rank) * proposed.lack(rank))) / q.classes()[c].mass
        };
        Curve { drawing, q, lack: (0..q.class_count()).map(of_class).collect() }
    }

    fn proposed(&self) -> Option<&'a Proposed> {
        self.drawing.proposed
    }

    fn lack(&self, c: usize) -> f64 {
        self.lack.get(c).copied().unwrap_or(0.0)
    }

    /// The rank in the base of an outcome of a class of q.
    fn rank(&self, c: usize) -> usize {
        self.q.members(c).find(|&rank| self.q.p(rank) > 0.0).unwrap_or(0)
    }

    /// The class of the base that a class of q lies in.
    fn class_of_base(&self, c: usize) -> usize {
        if self.lack.is_empty() { c } else { self.drawing.base.class_of(self.rank(c)) }
    }

    fn reward(&self, c: usize) -> f64 {
        self.q.reward(self.q.classes()[c].first as usize)
    }

    fn top(&self) -> usize {
        self.q.class_count() - 1
    }

    /// What the values of a target are multiplied by so that differences do not overflow.
    pub(super) fn unit(target: Target) -> f64 {
        if matches!(target, Target::Reward(_)) { 0.5 } else { 1.0 }
    }

    /// What the quantity of a target tends to as n grows without end.
    pub(super) fn limit(&self, target: Target) -> f64 {
        match (target, self.proposed()) {
            (Target::Kl(_), Some(proposed)) => proposed.kl_limit(),
            (Target::Kl(_), None) => self.drawing.base.kl_limit(),
            (Target::WinRate(_), _) => self.win_rate_limit().value(),
            (Target::Gap(_), _) => f64::INFINITY,
            (Target::Reward(_), _) => self.reward(self.top()),
        }
    }

    /// The same in doubled precision, in the unit of the target; not a number for the gap.
    pub(super) fn limit_doubled(&self, target: Target) -> Double {
        match (target, self.proposed()) {
            (Target::Kl(_), Some(proposed)) => {
                let mut kept = self.q.members(self.top()).filter(|&rank| self.q.p(rank) > 0.0);
                match (kept.next(), kept.next()) {
                    (Some(only), None) => minus_ln_of_mass(self.drawing.base, only..only + 1),
                    _ => proposed
                        .kl_limit_doubled(self.drawing.base)
                        .unwrap_or_else(|| Double::from(proposed.kl_limit())),
                }
            }
            (Target::Kl(_), None) => {
                let base = self.drawing.base;
                minus_ln_of_mass(base, base.members(base.class_count() - 1))
            }
            (Target::WinRate(_), _) => self.win_rate_limit(),
            (Target::Gap(_), _) => Double::from(f64::NAN),
            (Target::Reward(_), _) => Double::from(Curve::unit(target) * self.reward(self.top())),
        }
    }

    /// The mass below the highest class that is drawn, and half of that of this class.
    fn win_rate_limit(&self) -> Double {
        let base = self.drawing.base;
        let members = base.members(self.class_of_base(self.top()));
        let below = weight(base, 0..members.start);
        (below + weight(base, members) * Double::from(0.5)) / base.sum_of_weights()
    }

    /// The value of a target less the quantity at n = 1, not rounded as their difference is, in the unit of the target; not a
    /// number for the KL and the gap.
    pub(super) fn need(&self, target: Target) -> Double {
        let base = self.drawing.base;
        let value = Double::from(Curve::unit(target) * target.value());
        match target {
            Target::WinRate(_) if self.lack.is_empty() => value - Double::from(0.5),
            Target::WinRate(_) => {
                let (mut below, mut counted) = (Double::default(), 0);
                (0..=self.top()).fold(Double::default(), |sum, c| {
                    let members = base.members(self.class_of_base(c));
                    below = below + weight(base, counted..members.start);
                    counted = members.start;
                    let beats = (below + weight(base, members) * Double::from(0.5)) / base.sum_of_weights();
                    sum + self.mass_doubled(c) * (value - beats)
                })
            }
            Target::Reward(_) => (0..=self.top()).fold(Double::default(), |sum, c| {
                let reward = Double::from(Curve::unit(target) * self.reward(c));
                sum + self.mass_doubled(c) * (value - reward)
            }),
            Target::Kl(_) | Target::Gap(_) => Double::from(f64::NAN),
        }
    }

    /// The mass of a class of q.
    fn mass_doubled(&self, c: usize) -> Double {
        let base = self.drawing.base;
        match self.proposed().filter(|_| !self.lack.is_empty()) {
            None => weight(base, base.members(c)) / base.sum_of_weights(),
            Some(proposed) => {
                proposed.mass_doubled(base, c).unwrap_or_else(|| Double::from(self.q.classes()[c].mass))
            }
        }
    }

    /// What a win rate or reward at n is above that at n = 1, in the unit of the target: the sum over the bounds between
    /// classes of F - F^n times what the class above brings more than the class below, every term >= 0 (derived). Not a number
    /// for the KL and the gap.
    pub(super) fn gained(&self, n: Draws, target: Target) -> f64 {
        let (base, excess) = (self.drawing.base, n.get() - Draws::MIN.get());
        let win_rate = |c: usize| {
            let (below, above) = (self.class_of_base(c), self.class_of_base(c + 1));
            let between = sum((below + 1..above).map(|own| base.classes()[own].mass));
            between + 0.5 * (base.classes()[below].mass + base.classes()[above].mass)
        };
        let reward =
            |c: usize| Curve::unit(target) * self.reward(c + 1) - Curve::unit(target) * self.reward(c);
        sum((0..self.top()).map(|c| {
            let class = &self.q.classes()[c];
            let step = match target {
                Target::WinRate(_) => win_rate(c),
                Target::Reward(_) => reward(c),
                Target::Kl(_) | Target::Gap(_) => f64::NAN,
            };
            -class.ln_cdf.exp() * (excess * class.ln_cdf).exp_m1() * step
        }))
    }

    /// The limit of the quantity of a target less its value at n, in the unit of the target; every term is >= 0 unless the
    /// KL of a proposal lies above its limit. Not a number for the gap.
    pub(super) fn missing(&self, n: Draws, target: Target) -> f64 {
        let policy = Policy::new(self.q, n);
        let top = self.top();
        let classes = self.q.classes();
        let limit = self.q.kl_limit();
        let pi = |c: usize| classes[c].mass * policy.ln_ratio(c).exp();
        let (base, best) = (self.drawing.base, self.class_of_base(top));
        // The mass between a class and the best one, from the best downward.
        let (mut between, mut reached) = (Compensated::default(), best);
        let mut distance = |c: usize| {
            let class = self.class_of_base(c);
            while reached > class + 1 {
                reached -= 1;
                between.add(base.classes()[reached].mass);
            }
            let ends = if class == best {
                0.0
            } else {
                0.5 * (base.classes()[class].mass + base.classes()[best].mass)
            };
            between.value() + ends
        };
        let mut missing = Compensated::default();
        for c in (0..=top).rev() {
            let above = match target {
                Target::Kl(_) if c == top && top == 0 => 0.0,
                // -ln pi of the highest class.
                Target::Kl(_) if c == top => -ln_one_minus_exp_neg(n.get() * classes[top].width),
                Target::Kl(_) => (limit - policy.ln_ratio(c)) + (self.lack(c) - self.lack(top)),
                Target::WinRate(_) => distance(c),
                Target::Reward(_) => {
                    Curve::unit(target) * self.reward(top) - Curve::unit(target) * self.reward(c)
                }
                Target::Gap(_) => f64::NAN,
            };
            let pi = pi(c);
            missing.add(if pi > 0.0 { pi * above } else { 0.0 });
            // All that is below has F^n, and no term is more than some times what the last one was.
            let below = (n.get() * (classes[c].ln_cdf - classes[c].width)).exp();
            let most = 1e3 * (above.abs() + n.get() * -classes[c].ln_cdf + 1.0);
            if !matches!(target, Target::Reward(_)) && below * most < NEGLIGIBLE * missing.value().abs() {
                break;
            }
            if below == 0.0 {
                break;
            }
        }
        missing.value()
    }

    /// Bounds on the derivative in n of the quantity of a target, for every n from `low` to `high`; for the gap, and for
    /// the KL of a proposal.
    pub(super) fn slope(&self, (low, high): (Draws, Draws), target: Target) -> (f64, f64) {
        let ends = [Policy::new(self.q, low), Policy::new(self.q, high)];
        match target {
            Target::Gap(_) => {
                let merged = self.q.classes().iter().rev().map(|class| gap_slope(&ends, class));
                let (least, most) = total(merged);
                // What the outcomes drawn are favoured less than the most favoured one changes with their chances.
                let (own_least, own_most) = self.bounds(&ends, |c, _| self.lack(c + 1) - self.lack(c));
                (least + own_least, most + own_most)
            }
            _ => self.bounds(&ends, |c, end: &Policy<'_>| {
                (end.ln_ratio(c + 1) - end.ln_ratio(c)) + (self.lack(c) - self.lack(c + 1))
            }),
        }
    }

    /// The sum over the bounds between classes c and c + 1 of A e^-An times what `step` says of them, which rises with n.
    fn bounds(&self, ends: &[Policy<'a>; 2], step: impl Fn(usize, &Policy<'a>) -> f64) -> (f64, f64) {
        let classes = self.q.classes();
        total((0..self.top()).rev().map(|c| {
            let a = -classes[c].ln_cdf;
            let [most, least] = [0, 1].map(|end: usize| a * (-a * ends[end].kernel.n).exp());
            if most == 0.0 {
                return (0.0, 0.0);
            }
            product((least, most), (step(c, &ends[0]), step(c, &ends[1])))
        }))
    }
}

/// The weight of outcomes.
fn weight(base: &Base, ranks: Range<usize>) -> Double {
    ranks.fold(Double::default(), |sum, rank| sum + base.weight(rank))
}

/// -ln of the mass of outcomes in doubled precision.
fn minus_ln_of_mass(base: &Base, ranks: Range<usize>) -> Double {
    let of = |ranks: &mut dyn Iterator<Item = usize>| {
        ranks.fold(Double::default(), |sum, rank| sum + base.weight(rank)) / base.sum_of_weights()
    };
    let held = of(&mut ranks.clone());
    let limit = if held.high > 0.5 {
        let others = of(&mut (0..base.len()).filter(|rank| !ranks.contains(rank)));
        real(others).map(|others| -(-others).ln_1p())
    } else {
        real(held).map(|held| -held.ln())
    };
    let high = limit.as_ref().map_or(0.0, |limit| limit.to_f64().value());
    let rest = limit.zip(FBig::try_from(high).ok()).map(|(limit, high): (Real, Real)| limit - high);
    Double { high, low: rest.map_or(0.0, |rest| rest.to_f64().value()) }
}

type Real = FBig<HalfEven, 2>;

fn real(Double { high, low }: Double) -> Option<Real> {
    let of = |part: f64| Some(Real::try_from(part).ok()?.with_precision(BITS).value());
    Some(of(high)? + of(low)?)
}

/// Bounds on d(pi g)/dn = pi ( (n-1) V + h g ) of a class.
fn gap_slope(ends: &[Policy<'_>; 2], class: &Class) -> (f64, f64) {
    let [low, high] = ends.each_ref().map(|end| &end.kernel);
    let chance = |kernel: &Kernel| (kernel.n * class.ln_cdf).exp() * -(-kernel.n * class.width).exp_m1();
    let (at_low, at_high) = (chance(low), chance(high));
    if at_low.max(at_high) == 0.0 {
        return (0.0, 0.0);
    }
    let rate = |kernel: &Kernel| {
        let within =
            if class.width.is_infinite() { 0.0 } else { class.width / (kernel.n * class.width).exp_m1() };
        within + class.ln_cdf
    };
    let (first, last) = (rate(low), rate(high));
    let most = if first > 0.0 && last < 0.0 {
        // pi is highest in between; its logarithm is concave, so it stays below its tangents.
        let length = high.n - low.n;
        (at_low * (first * length).exp()).min(at_high * (-last * length).exp())
    } else {
        at_low.max(at_high)
    };
    let lost = (low.gap_density(class.width), high.gap_density(class.width));
    let spread = (low.excess * variance(high.n, class.width), high.excess * variance(low.n, class.width));
    let moved = product(lost, (last, first));
    product((at_low.min(at_high), most), (spread.0 + moved.0, spread.1 + moved.1))
}

/// The variance of ln u over a cell of width x under the density n u^(n-1).
fn variance(n: f64, x: f64) -> f64 {
    if x.is_infinite() {
        return 1.0 / (n * n);
    }
    // (1/n^2)(1 - (u/sinh u)^2) at u = n x/2.
    let u = 0.5 * n * x;
    if u > 300.0 {
        return 1.0 / (n * n);
    }
    let sinh = u.sinh();
    let u2 = u * u;
    let more = if u < 1.0 {
        // sinh u - u.
        u * u2 / 6.0 * (1.0 + u2 / 20.0 * (1.0 + u2 / 42.0 * (1.0 + u2 / 72.0 * (1.0 + u2 / 110.0))))
    } else {
        sinh - u
    };
    let share = if u < 1e-100 { 0.0 } else { more / sinh * ((sinh + u) / sinh) };
    if share == 0.0 { x * x / 12.0 } else { share / (n * n) }
}

/// The least and the greatest product of a number >= 0 of the first range and one of the second.
fn product((least, most): (f64, f64), (low, high): (f64, f64)) -> (f64, f64) {
    (if low < 0.0 { most * low } else { least * low }, if high > 0.0 { most * high } else { least * high })
}

/// The sum of ranges.
fn total(ranges: impl Iterator<Item = (f64, f64)>) -> (f64, f64) {
    let mut ends = [Compensated::default(); 2];
    for (least, most) in ranges {
        ends[0].add(least);
        ends[1].add(most);
    }
    (ends[0].value(), ends[1].value())
}
