//! Computes what the trade-off view shows, a coarse answer first, for as long as it is wanted.
//!
//! The cost is bounded: large bases get fewer points, and soft best-of-n, whose points each take hundreds of passes
//! over the classes, is left out beyond `SOFT_CLASSES`.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::bon::comparator::{Comparators, Cost, Kind, Trace};
use crate::bon::frontier::{Rewind, rewind};
use crate::bon::{Base, Drawing, Draws};
use crate::explorer::model::curves::policies::{AtKl, PoliciesQuery, SOFT_CLASSES, Soft, TradeOffCurves};

/// Points of the finest curve, spaced for the screen.
const POINTS: usize = 129;
/// Points of the finest curve of soft best-of-n, which are costly.
const SOFT_POINTS: usize = 33;
/// The most points times classes of a curve, unless that leaves fewer than [`LEAST_POINTS`].
const WORK: usize = 20_000_000;
/// The fewest points of a curve.
const LEAST_POINTS: usize = 17;
/// A coarser answer is sent when the last one is this old.
const PATIENCE: Duration = Duration::from_millis(300);

/// Limits how often answers are sent.
struct Pace(Instant);

impl Pace {
    fn due(&mut self) -> bool {
        let due = self.0.elapsed() > PATIENCE;
        if due {
            self.0 = Instant::now();
        }
        due
    }
}

fn standings(trace: &Trace<'_, '_>) -> Vec<Cost> {
    trace.points().iter().map(|point| point.cost).collect()
}

/// The curves that depend on neither n nor a temperature.
pub(in crate::explorer) fn trade_off(
    base: &Base,
    wanted: impl Fn() -> bool,
    mut answer: impl FnMut(Arc<TradeOffCurves>, bool),
) {
    const KINDS: [Kind; 3] = [Kind::BestPossible, Kind::RewardTilt, Kind::Poisson];
    if !wanted() {
        return;
    }
    let comparators = Comparators::new(base, None);
    let mut pace = Pace(Instant::now());
    let mut traces = Vec::new();
    for kind in KINDS {
        if !wanted() {
            return;
        }
        traces.push((kind, Trace::new(&comparators, kind)));
    }
    let trade_off = |traces: &[(Kind, Trace<'_, '_>)], rewind: &[Rewind]| {
        let curves = traces.iter().map(|(kind, trace)| (*kind, standings(trace))).collect();
        Arc::new(TradeOffCurves { curves, rewind: rewind.to_vec() })
    };
    let rewind = tell_apart(rewind(base));
    let points = (WORK / base.class_count()).clamp(LEAST_POINTS, POINTS);
    for _ in 0..points {
        for at in 0..traces.len() {
            if !wanted() {
                return;
            }
            let (_, trace) = &mut traces[at];
            if trace.points().len() < points {
                trace.refine();
            }
            if pace.due() {
                answer(trade_off(&traces, &rewind), false);
            }
        }
    }
    answer(trade_off(&traces, &rewind), true);
}

/// Leaves out thresholds that a screen would show as the same point.
fn tell_apart(thresholds: Vec<Rewind>) -> Vec<Rewind> {
    let Some(limit) = thresholds.last().map(|last| last.point) else { return thresholds };
    let mut kept: Vec<Rewind> = Vec::new();
    for threshold in thresholds {
        let apart = |last: &Rewind| {
            let along = (threshold.point.kl - last.point.kl) / limit.kl;
            along.hypot((threshold.point.gain - last.point.gain) / limit.gain) > 2e-3
        };
        if kept.last().is_none_or(apart) {
            kept.push(threshold);
        }
    }
    kept
}

/// The policies at the KL of best-of-n, and the curve of soft best-of-n.
pub(in crate::explorer) fn at_kl(
    Drawing { base, proposed }: Drawing<'_>,
    asked: PoliciesQuery,
    wanted: impl Fn() -> bool,
    mut answer: impl FnMut(Arc<AtKl>, bool),
) {
    let mut pace = Pace(Instant::now());
    if !wanted() {
        return;
    }
    let mut comparators = Comparators::new(base, asked.temperature);
    let n = Draws::new(asked.n as f64).unwrap_or(Draws::MIN);
    let best = match proposed {
        Some(proposed) => comparators.best_of_n_over(proposed, n),
        None => comparators.best_of_n(n),
    };
    let kl = best.cost.kl;
    let mut found = AtKl { placed: vec![(Kind::BestOfN, Ok(best))], soft: Soft::Unknown };
    for kind in [Kind::BestPossible, Kind::RewardTilt, Kind::Rewind, Kind::Poisson] {
        let Some(placed) = wanted().then(|| comparators.at_kl_while(kind, kl, &wanted)).flatten() else {
            return;
        };
        found.placed.push((kind, placed));
        if pace.due() {
            answer(Arc::new(found.clone()), false);
        }
    }
    if asked.soft && base.class_count() > SOFT_CLASSES {
        found.soft = Soft::LeftOut;
    } else if asked.soft {
        if asked.temperature.is_none() {
            comparators = comparators.reaching(kl);
        }
        if !wanted() {
            return;
        }
        found.placed.push((Kind::Soft, comparators.at_kl(Kind::Soft, kl)));
        let mut trace = Trace::new(&comparators, Kind::Soft);
        let soft = |trace: &Trace<'_, '_>| Soft::At(comparators.soft_temperature(), standings(trace));
        while trace.points().len() < SOFT_POINTS {
            if !wanted() {
                return;
            }
            if !trace.refine() {
                break;
            }
            if pace.due() {
                found.soft = soft(&trace);
                answer(Arc::new(found.clone()), false);
            }
        }
        found.soft = soft(&trace);
    }
    if wanted() {
        answer(Arc::new(found), true);
    }
}
