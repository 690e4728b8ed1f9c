//! The integral where rewards are many temperatures apart. Each class has its own stretch of u = ln s, where s w_y is around
//! 1 or M(s) falls past it; one sweep from the highest class down visits them all, and skips what lies between.

use super::weights::{SPENT, STEP, TAIL, Weights};

/// How far the sweep goes from the class it counts from.
const REACH: f64 = 64.0;

/// The sum of numbers given by their logarithms.
#[derive(Clone, Copy)]
struct LogSum {
    scale: f64,
    sum: f64,
}

impl LogSum {
    const ZERO: LogSum = LogSum { scale: f64::NEG_INFINITY, sum: 0.0 };

    fn add(&mut self, ln: f64) {
        if ln > self.scale {
            *self = LogSum { scale: ln, sum: self.sum * (self.scale - ln).exp() + 1.0 };
        } else if ln > f64::NEG_INFINITY {
            self.sum += (ln - self.scale).exp();
        }
    }

    fn times(self, ln: f64) -> LogSum {
        LogSum { scale: self.scale + ln, ..self }
    }

    fn ln(self) -> f64 {
        self.scale + self.sum.ln()
    }
}

/// ln(pi(c)/m_c) for a whole n >= 2. Takes time proportional to the number of classes.
pub(super) fn ln_ratio(weights: Weights<'_>, n: f64) -> Vec<f64> {
    let classes = weights.base.classes();
    let below = weight_below(weights);
    let mut sums = vec![LogSum::ZERO; classes.len()];
    // The sum over the nodes so far of s M(s)^(n-1), s in units of 1/w of the anchor.
    let mut passed = LogSum::ZERO;
    // Classes from `entered` on have sums of their own; those from `spent` on have all they get.
    let (mut entered, mut spent) = (classes.len(), classes.len());
    // How far left of class c the first node has to be: M(s)^(n-1) falls already where n s times the mean w below is 1.
    let lead = |c: usize| -TAIL - (n * below[c] / classes[c].cdf).ln().max(0.0);
    let mut anchor = classes.len() - 1;
    let (mut start, mut step) = (lead(anchor), 0.0);
    let mut powers = Vec::new();
    loop {
        let mut u = start + STEP * step;
        while entered > 0 && u + weights.apart(entered - 1, anchor) > -TAIL {
            entered -= 1;
            sums[entered] = passed.times(weights.apart(entered, anchor));
        }
        while spent > entered && u + weights.apart(spent - 1, anchor) > SPENT {
            spent -= 1;
        }
        if spent == 0 {
            break;
        }
        let next = entered.saturating_sub(1);
        let nearest = if entered < spent { entered } else { next };
        let skips = entered == spent && u + weights.apart(next, anchor) < lead(next);
        if skips || u > REACH {
            passed = passed.times(weights.apart(nearest, anchor));
            u = if skips { lead(next) } else { u + weights.apart(nearest, anchor) };
            (anchor, start, step) = (nearest, u, 0.0);
        }
        // M(s) and 1 - M(s): classes that are spent, those under way, and the others to first order.
        let strictly_above =
            |c: usize| if c == classes.len() { 0.0 } else { (-classes[c - 1].ln_cdf.exp_m1()).max(0.0) };
        let mut lost = if spent == classes.len() { 0.0 } else { strictly_above(spent) };
        let mut kept = 0.0;
        powers.clear();
        for (c, class) in (entered..spent).zip(&classes[entered..spent]) {
            let x = u + weights.apart(c, anchor);
            let power = x.exp();
            lost -= class.mass * (-power).exp_m1();
            kept += class.mass * (-power).exp();
            powers.push(x - power);
        }
        if entered > 0 {
            let first_order = (u + weights.apart(next, anchor)).exp() * below[next];
            lost += first_order;
            kept += classes[next].cdf - first_order;
        }
        let ln_rest = (n - 1.0) * if lost < 0.5 { (-lost).ln_1p() } else { kept.ln() };
        passed.add(u + ln_rest);
        for (sum, x) in sums[entered..spent].iter_mut().zip(&powers) {
            sum.add(x + ln_rest);
        }
        step += 1.0;
    }
    sums.into_iter().map(|sum| (n * STEP).ln() + sum.ln()).collect()
}

/// sum over z <= c of m_z w_z, in units of w_c.
fn weight_below(weights: Weights<'_>) -> Vec<f64> {
    let mut so_far = 0.0;
    weights
        .base
        .classes()
        .iter()
        .enumerate()
        .map(|(c, class)| {
            so_far = class.mass + if c > 0 { so_far * weights.apart(c - 1, c).exp() } else { 0.0 };
            so_far
        })
        .collect()
}
