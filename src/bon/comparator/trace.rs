//! The curve of one kind of policies, on the plane of KL and what it buys: it starts with its ends and is refined where the
//! error is largest.

use super::cost::Cost;
use super::kind::Kind;
use super::policies::Comparators;
use crate::numeric::draws::Draws;

/// The least tilt and the least mu that are shown, next to the base itself.
const LEAST: f64 = 0.05;
/// Where e^-x is nothing next to 1.
const ALL: f64 = 40.0;
/// Parameters closer than this are one.
const APART: f64 = 1e-9;

/// A point of a [`Trace`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Traced {
    /// What orders the policies of the kind, growing from the base on: n, mu, the expected draws of rewind-and-repeat, b of
    /// the best possible, b = (r_max - r_min)/beta of the reward tilt.
    pub parameter: f64,
    /// What the policy costs and brings.
    pub cost: Cost,
}

/// The policies of one kind, from the base itself to what they tend to.
#[derive(Clone, Debug)]
pub struct Trace<'c, 'a> {
    of: &'c Comparators<'a>,
    kind: Kind,
    points: Vec<Traced>,
}

impl<'c, 'a> Trace<'c, 'a> {
    /// The coarsest curve: the base, what the kind tends to, and the ends of what lies between. A base that has no other
    /// policies of the kind is one point.
    pub fn new(of: &'c Comparators<'a>, kind: Kind) -> Trace<'c, 'a> {
        let mut trace = Trace { of, kind, points: Vec::new() };
        let (start, end) = (trace.cost(None), trace.limit());
        trace.points.push(Traced { parameter: 0.0, cost: start });
        if let Some((limit, (least, greatest))) = end.zip(trace.ends()).filter(|(limit, _)| limit.kl > 0.0) {
            let at = |parameter| Traced { parameter, cost: trace.cost(Some(parameter)) };
            let inner = [at(least), at(greatest)];
            trace.points.extend(inner);
            trace.points.push(Traced { parameter: f64::INFINITY, cost: limit });
        }
        trace
    }

    /// Adds a point where the error is largest; false once the curve has every point. Takes time proportional to the number
    /// of classes, some hundred times that for soft best-of-n.
    pub fn refine(&mut self) -> bool {
        let Some(Traced { cost: limit, .. }) = self.points.last().copied() else { return false };
        let length = |pair: &[Traced]| {
            let (a, b) = (&pair[0], &pair[1]);
            let along = (b.cost.kl - a.cost.kl) / limit.kl;
            let up = (b.cost.gain - a.cost.gain) / limit.gain;
            if self.between(a.parameter, b.parameter).is_some() { along.hypot(up) } else { 0.0 }
        };
        let longest = self.points.windows(2).map(length).enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
        let Some((at, _)) = longest.filter(|(_, length)| *length > 0.0) else { return false };
        let Some(parameter) = self.between(self.points[at].parameter, self.points[at + 1].parameter) else {
            return false;
        };
        let cost = self.cost(Some(parameter));
        self.points.insert(at + 1, Traced { parameter, cost });
        true
    }

    /// The points so far, from the base on.
    pub fn points(&self) -> &[Traced] {
        &self.points
    }

    /// A parameter between two of them; none between the base, the limit and what is next to them, and where nothing is.
    fn between(&self, low: f64, high: f64) -> Option<f64> {
        if low <= 0.0 || high.is_infinite() {
            return None;
        }
        let middle = low.sqrt() * high.sqrt();
        if self.kind == Kind::Soft {
            return Some(middle.round()).filter(|n| low < *n && *n < high);
        }
        (high > low * (1.0 + APART)).then_some(middle)
    }

    /// The least and the greatest parameter between the base and the limit; none where nothing lies between.
    fn ends(&self) -> Option<(f64, f64)> {
        let Comparators { base, frontier, rewards, soft, .. } = self.of;
        let top = base.top_mass();
        // From there on the highest class has all but 1e-17 of what it shares with the next one, if they are alike.
        let tilt = |next: f64| (LEAST, (ALL / next).min(1e305));
        match self.kind {
            Kind::BestPossible => frontier.last_step().map(tilt),
            Kind::RewardTilt => rewards.last_step().map(tilt),
            Kind::Poisson => Some((LEAST, (ALL / top).max(1.0))),
            Kind::BestOfN => Some((1.0 + LEAST, (ALL / top).clamp(2.0, Draws::MAX.get()))),
            Kind::Rewind => Some((1.0 + LEAST * (1.0 / top - 1.0).min(1.0), 1.0 / top)),
            Kind::Soft => soft.as_ref().map(|_| (2.0, Draws::MAX.get())),
        }
    }

    /// The cost at a parameter, or of the base.
    fn cost(&self, parameter: Option<f64>) -> Cost {
        let of = self.of;
        let draws = |n: f64| Draws::new(n).unwrap_or(Draws::MIN);
        let of_ratios = |ratios: &[f64]| Cost::new(of.base, ratios);
        match (self.kind, parameter) {
            (_, None) => of_ratios(&vec![0.0; of.base.class_count()]),
            (Kind::BestPossible, Some(tilt)) => of_ratios(&of.frontier.ln_ratio(tilt)),
            (Kind::RewardTilt, Some(tilt)) => of_ratios(&of.rewards.ln_ratio(tilt)),
            (Kind::BestOfN, Some(n)) => of.best_of_n(draws(n)).cost,
            (Kind::Soft, Some(n)) => of.soft_at(draws(n)).cost,
            (Kind::Poisson, Some(mu)) => of.poisson(mu).cost,
            (Kind::Rewind, Some(draws)) => of.rewind_at_share(1.0 / draws).cost,
        }
    }

    /// The limit of the policies; none where all are the base.
    fn limit(&self) -> Option<Cost> {
        match (self.kind, &self.of.soft) {
            (Kind::Soft, soft) => soft.as_ref().map(|soft| soft.limit()),
            _ => Some(self.of.top_alone()),
        }
    }
}
