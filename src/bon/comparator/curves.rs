//! The curves of every kind of policy on the plane of win rate against KL, for a chart.

use super::{Comparators, Kind};
use crate::bon::base::Base;
use crate::bon::draws::Draws;
use crate::bon::frontier::{TradeOff, rewind};
use crate::bon::sweep::{real_grid, whole_grid};

/// The policies of one kind, from the base itself on.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// Which policies.
    pub kind: Kind,
    /// Points in the order of their parameter; the KL never falls.
    pub points: Vec<TradeOff>,
}

/// The curve of every kind over `base`, each of about `points` >= 2 points: by the number of draws, 1 to `most`, where there
/// is one, else by the KL up to -ln m_top. Rewind-and-repeat has its whole thresholds among its points, as many as there is
/// room for. Soft best-of-n is at the given temperature, or at the standard deviation of the rewards.
///
/// Takes time proportional to `points` times the number of classes, some hundred times that for soft best-of-n.
pub fn curves(base: &Base, soft_temperature: Option<f64>, most: Draws, points: usize) -> Vec<Curve> {
    let comparators = Comparators::new(base, soft_temperature);
    let limit = base.kl_limit();
    let points = points.max(2);
    let place =
        |kind: Kind, kl: f64| comparators.at_kl(kind, kl).ok().map(|placed| placed.standing.trade_off());
    let by_kl = |kind: Kind| {
        (0..points).filter_map(|i| place(kind, limit * i as f64 / (points - 1) as f64)).collect()
    };
    let by_draws = |kind: Kind, draws: Vec<Draws>| {
        let placed = draws.into_iter().filter_map(|n| comparators.at_draws(kind, n).ok());
        placed.map(|placed| placed.standing.trade_off()).collect()
    };
    let real = || real_grid(1.0, most.get(), points);
    let whole = || {
        whole_grid(1, most.get() as u64, points)
            .into_iter()
            .filter_map(|n| Draws::new(n as f64).ok())
            .collect()
    };
    let with_thresholds = |mut points: Vec<TradeOff>| {
        let room = points.len();
        let whole = rewind(base);
        points.extend(whole.iter().step_by(whole.len().div_ceil(room)).map(|threshold| threshold.point));
        points.sort_by(|a, b| a.kl.total_cmp(&b.kl));
        points
    };
    Kind::ALL
        .iter()
        .map(|&kind| {
            let points = match kind {
                Kind::BestOfN | Kind::Poisson => by_draws(kind, real()),
                Kind::Soft => by_draws(kind, whole()),
                Kind::BestPossible | Kind::RewardTilt => by_kl(kind),
                Kind::Rewind => with_thresholds(by_kl(kind)),
            };
            Curve { kind, points }
        })
        .collect()
}
