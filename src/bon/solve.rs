//! Going the other way: the n at which a quantity reaches a value.
//!
//! The exact KL, the win rate and the expected reward rise with n until they saturate. The gap need not rise, nor the KL where
//! best-of-n draws from a proposal, so for these the smallest n counts.

use super::base::Base;
use super::numeric::draws::Draws;
use super::numeric::root::{highest, root};
use super::numeric::special::exp_minus_one_minus;
use super::prompts::Average;
use super::proposal::{Drawing, ProposedPolicy};
use super::quantity::Quantity;

/// What n is to reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// An exact KL, in nats.
    Kl(f64),
    /// A win rate.
    WinRate(f64),
    /// A gap between the bound and the exact KL, in nats.
    Gap(f64),
    /// An expected reward.
    Reward(f64),
}

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
}

/// How close two values count as equal, relative to their size: a printed value must find its own n.
const ROUNDING: f64 = 1e-13;

/// The step in ln n at which the gap is evaluated. Its stretches are e-folds of n wide, because it depends on n
/// through n times the widths of the cells in -ln u.
const STEP: f64 = 0.125;

impl Target {
    /// The quantity that is to reach a value.
    pub fn quantity(self) -> Quantity {
        match self {
            Target::Kl(_) => Quantity::Kl,
            Target::WinRate(_) => Quantity::WinRate,
            Target::Gap(_) => Quantity::Gap,
            Target::Reward(_) => Quantity::ExpectedReward,
        }
    }

    /// The value it is to reach.
    pub fn value(self) -> f64 {
        let (Target::Kl(value) | Target::WinRate(value) | Target::Gap(value) | Target::Reward(value)) = self;
        value
    }

    /// What the quantity tends to for this base as n grows without end.
    pub fn limit(self, base: &Base) -> f64 {
        match self {
            Target::Kl(_) => base.kl_limit(),
            Target::WinRate(_) => 1.0 - 0.5 * base.top_mass(),
            Target::Gap(_) => f64::INFINITY,
            Target::Reward(_) => base.highest_reward(),
        }
    }

    /// The real n at which a continuous base gets there: for the KL by inverting ln n - (n-1)/n, for the win
    /// rate by inverting n/(n+1). There is none for a gap or a reward, nor for a win rate of 1 and above.
    pub fn n_formula(self) -> Option<f64> {
        match self {
            Target::Kl(kl) => Some(n_of_bound(kl)),
            Target::WinRate(rate) => (rate < 1.0).then(|| (rate / (1.0 - rate)).max(1.0)),
            Target::Gap(_) | Target::Reward(_) => None,
        }
    }
}

/// The smallest n at which `base` reaches `target`.
///
/// Real n to about 1e-14, relative, as far as the base and the target determine it. Evaluates the base some
/// twenty times, for a gap some hundreds of times.
pub fn solve(base: &Base, target: Target) -> Solution {
    solve_drawing(base.into(), target, &|_| {})
}

/// [`solve`] where best-of-n may draw from a proposal: the gap is then that to the bound for the proposal, and the KL is
/// looked for as a gap is. Tells `watch` every n before it looks there.
pub fn solve_drawing(drawing: Drawing<'_>, target: Target, watch: &dyn Fn(f64)) -> Solution {
    solve_law(drawing, target, watch)
}

/// [`solve_drawing`] for the average over prompts, every quantity as [`Average::evaluate`] gives it.
pub fn solve_average(average: &Average<'_>, target: Target, watch: &dyn Fn(f64)) -> Solution {
    solve_law(average, target, watch)
}

fn solve_law(law: impl Law, target: Target, watch: &dyn Fn(f64)) -> Solution {
    let sought = Sought { law, target, watch };
    let n_exact = sought.first_crossing(0.0).map(|ln_n| draws(ln_n.exp()));
    Solution {
        n_formula: target.n_formula(),
        n_exact,
        whole: n_exact.and_then(|n| sought.whole_numbers(n)),
        limit: law.limit(target),
    }
}

/// What has a value at every n.
trait Law: Copy {
    fn value(self, n: Draws, quantity: Quantity) -> f64;
    /// Whether best-of-n draws from a proposal.
    fn is_proposed(self) -> bool;
    /// What the quantity of a target tends to as n grows without end.
    fn limit(self, target: Target) -> f64;
}

impl Law for Drawing<'_> {
    fn value(self, n: Draws, quantity: Quantity) -> f64 {
        Drawing::value(self, n, quantity)
    }

    fn is_proposed(self) -> bool {
        Drawing::is_proposed(self)
    }

    fn limit(self, target: Target) -> f64 {
        match self.proposed {
            None => target.limit(self.base),
            Some(proposed) => {
                let policy = ProposedPolicy::new(self.base, proposed, Draws::MIN);
                match target {
                    Target::Kl(_) => policy.kl_limit(),
                    Target::WinRate(_) => policy.win_rate_limit(),
                    Target::Gap(_) => f64::INFINITY,
                    Target::Reward(_) => policy.reward_limit(),
                }
            }
        }
    }
}

impl Law for &Average<'_> {
    fn value(self, n: Draws, quantity: Quantity) -> f64 {
        Average::value(self, n, quantity)
    }

    fn is_proposed(self) -> bool {
        Average::is_proposed(self)
    }

    fn limit(self, target: Target) -> f64 {
        self.mean_of(|drawing| drawing.limit(target))
    }
}

/// A target and what is to reach it.
#[derive(Clone, Copy)]
struct Sought<'a, L> {
    law: L,
    target: Target,
    watch: &'a dyn Fn(f64),
}

/// The n at which ln n - (n-1)/n is `kl` >= 0. With t = ln n that is e^-t - 1 + t = kl (derived).
fn n_of_bound(kl: f64) -> f64 {
    if kl <= 0.0 {
        return 1.0;
    }
    // From above the root of a convex function Newton's method falls onto it.
    let mut t = if kl < 1.0 { (8.0 * kl).sqrt() } else { kl + 1.0 };
    loop {
        let next = t - (exp_minus_one_minus(-t) - kl) / -(-t).exp_m1();
        if next >= t {
            return t.exp();
        }
        t = next;
    }
}

fn draws(n: f64) -> Draws {
    Draws::new(n.clamp(Draws::MIN.get(), Draws::MAX.get())).unwrap_or(Draws::MIN)
}

impl<L: Law> Sought<'_, L> {
    /// How far the quantity is above the target at n.
    fn excess(self, n: f64) -> f64 {
        (self.watch)(n);
        let quantity = match self.target {
            Target::Gap(_) if self.law.is_proposed() => Quantity::ProposalGap,
            target => target.quantity(),
        };
        self.law.value(draws(n), quantity) - self.target.value()
    }

    /// Whether the quantity never falls as n grows.
    fn rises(self) -> bool {
        match self.target {
            Target::WinRate(_) | Target::Reward(_) => true,
            Target::Kl(_) => !self.law.is_proposed(),
            Target::Gap(_) => false,
        }
    }

    /// The smallest ln n from `from` on at which the quantity is at or above the target.
    fn first_crossing(self, from: f64) -> Option<f64> {
        let f = |ln_n: f64| self.excess(ln_n.exp());
        let start = f(from);
        let end = Draws::MAX.get().ln();
        if start >= 0.0 {
            return Some(from);
        }
        if self.rises() {
            let target = self.target;
            // What is only tended to is never reached, although its digits run out. Just below it the values all
            // agree within rounding, and the last of them need not be the highest.
            let missing = -f(end);
            let reached =
                target.value() < self.law.limit(target) && missing <= ROUNDING * target.value().abs();
            let raised = |ln_n: f64| f(ln_n) + missing.max(0.0);
            return reached.then(|| root(&raised, from, end));
        }
        let steps = ((end - from) / STEP).ceil().max(1.0) as usize;
        let at = |step: usize| if step >= steps { end } else { from + STEP * step as f64 };
        let (mut before, mut here) = (start, start);
        for step in 0..steps {
            let next = f(at(step + 1));
            if next >= 0.0 {
                return Some(root(&f, at(step), at(step + 1)));
            }
            if here > before && here >= next {
                let (top, value) = highest(&f, at(step - 1), at(step + 1));
                if value >= 0.0 {
                    return Some(root(&f, at(step - 1), top));
                }
            }
            (before, here) = (here, next);
        }
        None
    }

    /// The last whole number below or at the target and the first at or above it, next to the real `n`.
    fn whole_numbers(self, n: Draws) -> Option<(Draws, Draws)> {
        let slack = ROUNDING * self.target.value().abs();
        let nearest = n.get().round();
        if self.excess(nearest).abs() <= slack && (nearest - n.get()).abs() <= 0.01 {
            return Some((draws(nearest), draws(nearest)));
        }
        let below = n.get().floor();
        let mut above = n.get().ceil().max(1.0);
        if !self.rises() {
            // It may have fallen again by then.
            while self.excess(above) < -slack {
                above = self.first_crossing(above.ln())?.exp().ceil().max(above + 1.0);
            }
        }
        Some((draws(below), draws(above)))
    }
}
