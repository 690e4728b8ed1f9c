//! The search for the smallest n at which a quantity reaches a value.
//!
//! The exact KL, the win rate and the expected reward rise with n until they saturate. The gap need not rise, nor the KL where
//! best-of-n draws from a proposal. There a stretch of n is passed over only when it is proven that nothing in it reaches the
//! target, and a root is taken only where the quantity is proven to rise, so that no n is skipped however narrow a hump is.

use super::law::Law;
use super::target::{Target, n_of_bound};
use crate::base::Base;
use crate::numeric::draws::Draws;
use crate::numeric::root::root;
use crate::prompts::Average;
use crate::proposal::Drawing;

/// Where a target is reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Solution {
    /// The real n at which the formula for a continuous base reaches it, if there is a formula and it does.
    pub n_formula: Option<f64>,
    /// The smallest real n at which this base reaches it; none when none up to [`Draws::MAX`] does.
    pub n_exact: Option<Draws>,
    /// The whole numbers around it: the last n below or at the target, the first at or above it.
    pub whole: Option<(Draws, Draws)>,
    /// What the quantity tends to as n grows without end.
    pub limit: f64,
    /// 1 minus this limit where it is that of a win rate, without the rounding of that difference.
    pub limit_lacking: Option<f64>,
}

/// How close two values count as equal, relative to their size: a printed value must find its own n.
const ROUNDING: f64 = 1e-13;

/// The first stretch in ln n that is examined, and the longest.
const STRETCHES: (f64, f64) = (0.25, 2.0);

/// Below this stretch in ln n a hump is flat to the last digits.
const FLAT: f64 = 1e-8;

/// The step in ln n from which on a bound by values alone is worth taking.
const WORTH: f64 = 0.02;

/// The smallest n at which `base` reaches `target`.
///
/// Real n to about 1e-14, relative, as far as the base and the target determine it. Evaluates the base some
/// twenty times, for a gap some tens of times or, where a hump all but touches the target, some hundreds of times.
pub fn solve(base: &Base, target: Target) -> Solution {
    solve_drawing(base.into(), target, &|_| {})
}

/// [`solve`] where best-of-n may draw from a proposal: the gap is then that to the corrected bound, and the KL is
/// looked for as a gap is. Gives `watch` every n before it evaluates there.
pub fn solve_drawing(drawing: Drawing<'_>, target: Target, watch: &dyn Fn(f64)) -> Solution {
    solve_law(&Law::of(drawing), target, watch)
}

/// [`solve_drawing`] for the average over prompts, every quantity as [`Average::evaluate`] gives it.
pub fn solve_average(average: &Average<'_>, target: Target, watch: &dyn Fn(f64)) -> Solution {
    solve_law(&Law::of_average(average), target, watch)
}

fn solve_law(law: &Law<'_>, target: Target, watch: &dyn Fn(f64)) -> Solution {
    let limit = law.limit(target);
    let sought = Sought { law, target, watch, told: Told::of(law, target, limit) };
    let n_exact = sought.first_crossing(Draws::MIN.get()).map(draws);
    Solution {
        n_formula: target.n_formula(),
        n_exact,
        whole: n_exact.and_then(|n| sought.whole_numbers(n)),
        limit,
        limit_lacking: matches!(target, Target::WinRate(_)).then(|| law.limit_lacking(target)),
    }
}

/// What tells whether a target is reached: the smallest number that does, which has the most digits.
#[derive(Clone, Copy)]
enum Told {
    /// The quantity itself.
    Value,
    /// What it has above n = 1, where the target has so much.
    Gain(f64),
    /// What it lacks to its limit, where the target lacks so much.
    Room(f64),
}

impl Told {
    fn of(law: &Law<'_>, target: Target, limit: f64) -> Told {
        if matches!(target, Target::Gap(_)) {
            return Told::Value;
        }
        let room = law.room(target);
        // For a large base the value costs less than either difference; far below its limit the KL itself has more digits.
        let worth = if law.is_large() { 1e-3 } else { 0.5 };
        match target {
            Target::Gap(_) => Told::Value,
            Target::Kl(_) if room.abs() < worth * limit => Told::Room(room),
            Target::Kl(_) => Told::Value,
            Target::WinRate(_) | Target::Reward(_) => {
                let need = law.need(target);
                let smaller = need.abs().min(room.abs());
                if matches!(target, Target::WinRate(_)) && law.is_large() && smaller >= worth * limit {
                    Told::Value
                } else if need.abs() < room.abs() {
                    Told::Gain(need)
                } else {
                    Told::Room(room)
                }
            }
        }
    }
}

/// A target and what is to reach it.
struct Sought<'a> {
    law: &'a Law<'a>,
    target: Target,
    watch: &'a dyn Fn(f64),
    told: Told,
}

fn draws(n: f64) -> Draws {
    Draws::new(n.clamp(Draws::MIN.get(), Draws::MAX.get())).unwrap_or(Draws::MIN)
}

impl Sought<'_> {
    /// How far the quantity is above the target at n; of a reward, half of that.
    fn excess(&self, n: f64) -> f64 {
        (self.watch)(n);
        let n = draws(n);
        match self.told {
            Told::Room(room) => room - self.law.missing(n, self.target),
            Told::Gain(need) => self.law.gained(n, self.target) - need,
            Told::Value => self.law.value(n, self.law.quantity(self.target)) - self.target.value(),
        }
    }

    /// Whether the quantity never falls as n grows.
    fn rises(&self) -> bool {
        match self.target {
            Target::WinRate(_) | Target::Reward(_) => true,
            Target::Kl(_) => !self.law.is_proposed(),
            Target::Gap(_) => false,
        }
    }

    /// The smallest n from `from` on at which the quantity is at or above the target.
    fn first_crossing(&self, from: f64) -> Option<f64> {
        let end = Draws::MAX.get();
        let start = self.excess(from);
        if start >= 0.0 {
            return Some(from);
        }
        if !self.rises() {
            return self.first_proven(from, start);
        }
        // What is only tended to is never reached, although its digits run out.
        let reached = self.target.value() < self.law.limit(self.target) && self.excess(end) >= 0.0;
        reached.then(|| self.root(from, end))
    }

    /// The n from `low` to `high` at which the quantity, which rises there, meets the target.
    fn root(&self, low: f64, high: f64) -> f64 {
        root(&|ln_n: f64| self.excess(ln_n.exp()), low.ln(), high.ln()).exp()
    }

    /// [`Sought::first_crossing`] for what may rise and fall; `below` is the excess at `from`, less than 0.
    fn first_proven(&self, from: f64, below: f64) -> Option<f64> {
        let end = Draws::MAX.get();
        let (mut low, mut at_low) = (from, below);
        let mut stretch = STRETCHES.0;
        while low < end {
            // Nothing before `next` reaches the target.
            if let Some(next) = self.not_before(low).filter(|next| (next / low).ln() >= WORTH) {
                low = next.min(end);
                at_low = self.excess(low);
                if at_low >= 0.0 {
                    return Some(low);
                }
                continue;
            }
            let high = (low * stretch.exp()).min(end);
            let at_high = self.excess(high);
            let slope = self.law.slope((draws(low), draws(high)), self.target);
            let is_flat = stretch < FLAT;
            if at_high < 0.0 && (is_flat || peak((at_low, at_high), slope, high - low) < 0.0) {
                (low, at_low) = (high, at_high);
                stretch = (2.0 * stretch).min(STRETCHES.1);
            } else if at_high >= 0.0 && (is_flat || slope.0 >= 0.0) {
                return Some(self.root(low, high));
            } else {
                stretch *= 0.5;
            }
        }
        None
    }

    /// An n before which a gap cannot reach the target, from its value and the KL at `n` alone: the KL only rises, so the
    /// gap is at most the bound less this KL; and it rises at most as n (n-1)^2, because pi/n and g/(n-1)^2 never rise
    /// (derived).
    fn not_before(&self, n: f64) -> Option<f64> {
        let Target::Gap(target) = self.target else { return None };
        let (gap, kl) = self.law.gap_and_kl(draws(n))?;
        let by_kl = n_of_bound(target + kl);
        let by_growth = 1.0 + (n - 1.0) * (target / gap).cbrt();
        // The values are known to some 1e-13 only.
        Some(by_kl.max(if gap > 0.0 { by_growth } else { n }) * (1.0 - ROUNDING))
    }

    /// The last whole number below or at the target and the first at or above it, next to the real `n`.
    fn whole_numbers(&self, n: Draws) -> Option<(Draws, Draws)> {
        let slack = match self.told {
            Told::Room(part) | Told::Gain(part) => {
                ROUNDING * part.abs() + f64::EPSILON * self.target.value().abs()
            }
            Told::Value => ROUNDING * self.target.value().abs(),
        };
        let nearest = n.get().round();
        if self.excess(nearest).abs() <= slack && (nearest - n.get()).abs() <= 0.01 {
            return Some((draws(nearest), draws(nearest)));
        }
        let below = n.get().floor();
        let mut above = n.get().ceil().max(1.0);
        if !self.rises() {
            // It may have fallen again by then.
            while self.excess(above) < -slack {
                above = self.first_crossing(above)?.ceil().max(above + 1.0);
            }
        }
        Some((draws(below), draws(above)))
    }
}

/// The most that a function can be in a stretch of this length with these values at its ends and a derivative between these.
fn peak((low, high): (f64, f64), (least, most): (f64, f64), length: f64) -> f64 {
    if most <= 0.0 || least >= 0.0 {
        return low.max(high);
    }
    let place = ((high - low - least * length) / (most - least)).clamp(0.0, length);
    low + most * place
}
