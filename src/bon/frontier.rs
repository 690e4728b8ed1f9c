//! What else can be bought with KL: the best possible win rate at a KL divergence, and rewind-and-repeat.
//!
//! Everything here is a point on the plane of win rate against KL, for one base or for a continuum. It knows nothing
//! of n. Win rates are carried as their gain over 1/2, so that they keep their digits where the KL is tiny.

use super::base::Base;
use super::gap::BERNOULLI;
use super::special::{exp_minus_one_minus, ln_complement, phi_of_ln};
use super::sum::{Compensated, sum};

/// Up to this tilt no e^(b w) can overflow, because |w| <= 1/2. Beyond it every base has moved far, so that its
/// small divergences are no concern.
const WIDE_TILT: f64 = 1400.0;

/// The least tilt a curve shows, next to the base itself.
const LEAST_TILT: f64 = 0.05;

/// How often a KL is approached before the point at hand is good enough; about ten times are seen.
const ATTEMPTS: usize = 200;

/// A policy as a point on the plane of win rate against KL.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TradeOff {
    /// D(policy ‖ base) in nats.
    pub kl: f64,
    /// P(policy beats one base draw) - 1/2, ties counting 1/2.
    pub gain: f64,
}

impl TradeOff {
    /// The base itself.
    pub const BASE: TradeOff = TradeOff { kl: 0.0, gain: 0.0 };

    /// P(policy beats one base draw), ties counting 1/2.
    pub fn win_rate(&self) -> f64 {
        0.5 + self.gain
    }
}

/// The best possible policies of one base: pi(c) proportional to m_c e^(b v_c), with v_c = F_c^- + m_c/2 the half-tie
/// win probability of class c. No policy of any kind has a higher win rate at the same KL (derived; for a continuum G).
#[derive(Clone, Debug)]
pub struct Frontier {
    /// Per class, lowest first: its mass,
    mass: Vec<f64>,
    /// v_c - 1/2, which has mean 0 under the base,
    lead: Vec<f64>,
    /// and v_top - v_c.
    behind: Vec<f64>,
    limit: TradeOff,
}

/// A point of the frontier with its tilt b: 0 is the base, infinity the highest class alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tilted {
    /// b >= 0; 1/b is the slope of the win rate in the KL.
    pub tilt: f64,
    /// Where it lies.
    pub point: TradeOff,
}

impl Frontier {
    /// The frontier of `base`.
    pub fn new(base: &Base) -> Frontier {
        let classes = base.classes();
        let mut above = Compensated::default();
        let mut lead = vec![0.0; classes.len()];
        let mut behind = vec![0.0; classes.len()];
        let top = classes.len() - 1;
        for (c, class) in classes.iter().enumerate().rev() {
            lead[c] = 0.5 * (base.strict_cdf(c) - above.value());
            if c < top {
                behind[c] = above.value() - 0.5 * base.top_mass() + 0.5 * class.mass;
            }
            above.add(class.mass);
        }
        let limit = TradeOff { kl: base.kl_limit(), gain: 0.5 * base.strict_cdf(top) };
        Frontier { mass: classes.iter().map(|class| class.mass).collect(), lead, behind, limit }
    }

    /// Where the frontier ends: the highest class alone, with KL -ln m_top and win rate 1 - m_top/2.
    pub fn limit(&self) -> TradeOff {
        self.limit
    }

    /// The best possible policy at tilt `tilt` >= 0. Takes time proportional to the number of classes.
    pub fn at_tilt(&self, tilt: f64) -> TradeOff {
        self.moved(tilt).0
    }

    /// The best possible policy at a KL of `kl` nats: the base for what is not positive, the highest class alone
    /// from [`Base::kl_limit`] on.
    pub fn at_kl(&self, kl: f64) -> TradeOff {
        self.at_kl_while(kl, || true).unwrap_or(TradeOff::BASE)
    }

    /// As [`Frontier::at_kl`], for as long as it is `wanted`, which is asked before every pass over the classes; none
    /// when it is no longer.
    pub fn at_kl_while(&self, kl: f64, wanted: impl Fn() -> bool) -> Option<TradeOff> {
        if kl >= self.limit.kl {
            return Some(self.limit);
        }
        if kl.is_nan() || kl <= 0.0 {
            return Some(TradeOff::BASE);
        }
        // KL is close to b^2 Var(v) / 2 for small b, and never above b times the gain. Newton's method on ln KL against
        // ln b, kept within its bracket; halving that now and then, because near the limit the slope is only noise.
        let variance = sum(self.mass.iter().zip(&self.lead).map(|(m, w)| m * w * w));
        let (mut low, mut high) = (0.999 * kl / self.limit.gain, f64::INFINITY);
        let mut tilt = (2.0 * kl / variance).sqrt().max(low);
        let mut best = (f64::INFINITY, TradeOff::BASE);
        for attempt in 1..=ATTEMPTS {
            if !wanted() {
                return None;
            }
            let (point, rise) = self.moved(tilt);
            let error = (point.kl / kl).ln();
            if error.abs() < best.0 {
                best = (error.abs(), point);
            }
            if error == 0.0 || high <= low * (1.0 + 2.0 * f64::EPSILON) {
                break;
            }
            if error < 0.0 {
                low = tilt
            } else {
                high = tilt
            }
            let next = tilt * (-error * point.kl / rise).exp();
            tilt = if attempt % 4 != 0 && next > low && next < high.min(16.0 * tilt) {
                next
            } else if high.is_infinite() {
                16.0 * tilt
            } else {
                low.sqrt() * high.sqrt()
            };
        }
        Some(best.1)
    }

    /// The coarsest curve: the base, the limit, and the ends of what lies between.
    pub fn ends(&self) -> Vec<Tilted> {
        let at = |tilt| Tilted { tilt, point: self.at_tilt(tilt) };
        let mut points = vec![Tilted { tilt: 0.0, point: TradeOff::BASE }];
        if let [.., next, _] = self.behind[..] {
            // From there on the highest class has all but 1e-17 of what it shares with the next one, if they are alike.
            let greatest = (40.0 / next).min(1e305);
            points.extend([at(LEAST_TILT), at(greatest), Tilted { tilt: f64::INFINITY, point: self.limit }]);
        }
        points
    }

    /// Adds the point that a curve begun with [`Frontier::ends`] misses most; nothing where it has all there are.
    pub fn refine(&self, points: &mut Vec<Tilted>) {
        let length = |pair: &[Tilted]| {
            let (a, b) = (pair[0], pair[1]);
            let apart = a.tilt > 0.0 && b.tilt.is_finite() && b.tilt > a.tilt * (1.0 + 1e-9);
            let along = (b.point.kl - a.point.kl) / self.limit.kl;
            let up = (b.point.gain - a.point.gain) / self.limit.gain;
            if apart { along.hypot(up) } else { 0.0 }
        };
        let longest = points.windows(2).map(length).enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((index, _)) = longest.filter(|(_, length)| *length > 0.0) {
            let tilt = points[index].tilt.sqrt() * points[index + 1].tilt.sqrt();
            points.insert(index + 1, Tilted { tilt, point: self.at_tilt(tilt) });
        }
    }

    /// A curve of about `points` points, from the base to the limit, ascending.
    pub fn curve(&self, points: usize) -> Vec<Tilted> {
        let mut curve = self.ends();
        for _ in curve.len()..points {
            self.refine(&mut curve);
        }
        curve
    }

    /// The point at a tilt, and d KL / d ln b = b^2 Var_pi(v).
    fn moved(&self, tilt: f64) -> (TradeOff, f64) {
        if tilt == f64::INFINITY {
            return (self.limit, 0.0);
        }
        // ln(pi(c)/m_c), from the middle or, where that would overflow, from the top.
        let ln_ratio: Box<dyn Fn(usize) -> f64> = if tilt <= WIDE_TILT {
            let excess = self.terms(|m, lead, _| m * exp_minus_one_minus(tilt * lead));
            let ln_total = excess.ln_1p();
            Box::new(move |c| tilt * self.lead[c] - ln_total)
        } else {
            let lost = self.terms(|m, _, behind| -m * (-tilt * behind).exp_m1());
            let kept = self.terms(|m, _, behind| m * (-tilt * behind).exp());
            let ln_total = ln_complement(lost, kept);
            Box::new(move |c| -tilt * self.behind[c] - ln_total)
        };
        let (mut kl, mut gain) = (Compensated::default(), Compensated::default());
        for (c, (m, lead)) in self.mass.iter().zip(&self.lead).enumerate() {
            let l = ln_ratio(c);
            kl.add(m * phi_of_ln(l));
            gain.add(m * l.exp_m1() * lead);
        }
        let point = TradeOff { kl: kl.value(), gain: gain.value() };
        let square =
            |(c, lead): (usize, &f64)| self.mass[c] * ln_ratio(c).exp() * (lead - point.gain).powi(2);
        let variance = sum(self.lead.iter().enumerate().map(square));
        (point, tilt * tilt * variance)
    }

    /// The sum over the classes of a function of m, v - 1/2 and v_top - v.
    fn terms(&self, term: impl Fn(f64, f64, f64) -> f64) -> f64 {
        sum(self.mass.iter().zip(&self.lead).zip(&self.behind).map(|((&m, &w), &t)| term(m, w, t)))
    }
}

/// The best possible policy of a continuous base at tilt `tilt` >= 0 (G): win rate ((c-1)e^c+1)/(c(e^c-1)) and
/// KL ((c-1)e^c+1)/(e^c-1) + ln(c/(e^c-1)), written with L(y) = coth y - 1/y at y = c/2.
pub fn continuum(tilt: f64) -> TradeOff {
    let y = 0.5 * tilt;
    if y > 1.0 {
        let decay = -(-2.0 * y).exp_m1();
        let beyond = 2.0 * (-2.0 * y).exp() / decay;
        return TradeOff {
            kl: y * beyond - 1.0 + (2.0 * y).ln() - decay.ln(),
            gain: 0.5 * (1.0 + beyond - 1.0 / y),
        };
    }
    // L(y) = sum 4^k B_2k / (2k)! y^(2k-1), and KL is the integral of y L'(y).
    let square = 4.0 * y * y;
    let (mut kl, mut gain, mut power) = (0.0, 0.0, 1.0);
    for (coefficient, twice) in BERNOULLI.iter().zip((2_u32..).step_by(2).map(f64::from)) {
        gain += coefficient * twice * power;
        kl += coefficient * (twice - 1.0) * power;
        power *= square;
    }
    TradeOff { kl: kl * square, gain: 2.0 * y * gain }
}

/// Rewind-and-repeat at one threshold (B sec. 6): redraw until the outcome is of a class or better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rewind {
    /// The share f of the draws that is accepted.
    pub accepted: f64,
    /// KL = -ln f, win rate = 1 - f/2.
    pub point: TradeOff,
}

impl Rewind {
    /// How many draws it takes on average: 1/f.
    pub fn expected_draws(&self) -> f64 {
        1.0 / self.accepted
    }
}

/// Rewind-and-repeat at every threshold of `base`, from the lowest (the base itself) to the highest class alone. A base
/// of few classes has no others: f is the mass from some class on upward.
pub fn rewind(base: &Base) -> Vec<Rewind> {
    let mut above = Compensated::default();
    let mut thresholds: Vec<Rewind> = base
        .classes()
        .iter()
        .enumerate()
        .rev()
        .map(|(c, class)| {
            above.add(class.mass);
            let (below, accepted) = (base.strict_cdf(c), above.value().min(1.0));
            // Subtracting from 0.0 spares the base itself a negative zero.
            let kl = 0.0 - ln_complement(below, accepted);
            Rewind { accepted, point: TradeOff { kl, gain: 0.5 * below } }
        })
        .collect();
    thresholds.reverse();
    thresholds
}
