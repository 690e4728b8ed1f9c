//! Computes curves: coarse before fine, cheap before costly.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, Builder};
use std::time::{Duration, Instant};

use crate::bon::{Draws, Evaluation, Order, Quantity, sweep};
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::renyi::Point;
use crate::explorer::model::curves::sweep::{Quantities, Sweep};

/// Points of the finest curve: a screen can show two per column. One more than a power of two.
const POINTS: usize = 257;
/// The coarsest curve has every 32nd point of the finest.
const COARSEST: usize = 32;
/// A coarser curve is sent only if computing has taken this long by then.
pub(in crate::explorer) const PATIENCE: Duration = Duration::from_millis(40);

/// Where the edges of the band are costly, they have every fourth point of the finest curve: a shaded area needs no
/// finer edge.
const SHADED: usize = 4;

/// Costly points are shared by at most this many threads.
const MOST_THREADS: usize = 4;

/// Computes the curves for as long as they are `wanted`; the last answer is marked as the finest.
pub(in crate::explorer) fn curve(
    subject: &Subject,
    Sweep { scale_end, quantities }: Sweep,
    wanted: &(dyn Fn() -> bool + Sync),
    mut answer: impl FnMut(Arc<Vec<Evaluation>>, bool),
) {
    let first = if subject.has_costly() { Quantities::always() } else { quantities };
    let passes = [first, quantities.without(first)].map(|part| part.iter().collect::<Vec<Quantity>>());
    let grid = sweep::real_grid(1.0, scale_end as f64, POINTS);
    let mut points = vec![None; grid.len()];
    let last = if passes[1].is_empty() { 0 } else { 1 };
    for (pass, quantities) in passes.iter().enumerate().take(last + 1) {
        let evaluate = |n, known: Option<Evaluation>| {
            let these = subject.evaluate_these(n, quantities);
            known.map_or(these, |known| these.or(&known))
        };
        let (threads, finest) = match pass {
            0 => (1, 1),
            _ if Quantities::band().covers(quantities.iter().copied().collect()) => (threads(), SHADED),
            _ => (threads(), 1),
        };
        let effort = (threads, finest);
        let complete = refine((&grid, &mut points), effort, wanted, evaluate, |points, complete| {
            answer(Arc::new(points), complete && pass == last);
        });
        if !complete {
            return;
        }
    }
}

/// Computes the curve of the Rényi divergence of an order and of its bound for as long as it is `wanted`.
pub(in crate::explorer) fn order_curve(
    subject: &Subject,
    (scale_end, order): (u64, Order),
    wanted: &(dyn Fn() -> bool + Sync),
    mut answer: impl FnMut(Arc<Vec<Point>>, bool),
) {
    let grid = sweep::real_grid(1.0, scale_end as f64, POINTS);
    let evaluate = |n: Draws, _| (n.get(), subject.renyi(n, order));
    let effort = (if subject.has_costly() { threads() } else { 1 }, 1);
    refine((&grid, &mut vec![None; grid.len()]), effort, wanted, evaluate, |points, complete| {
        answer(Arc::new(points), complete);
    });
}

fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS)
}

/// Evaluates at the n of the grid, coarse and then fine, for as long as it is `wanted`; costly parts only at every
/// `finest`-th n. Reuses the points that are known already. Answers with the points so far and whether they are all;
/// gives whether all were reached.
fn refine<T: Copy + Send>(
    (grid, points): (&[Draws], &mut [Option<T>]),
    (threads, finest): (usize, usize),
    wanted: &(dyn Fn() -> bool + Sync),
    evaluate: impl Fn(Draws, Option<T>) -> T + Sync,
    mut answer: impl FnMut(Vec<T>, bool),
) -> bool {
    let mut due = vec![true; grid.len()];
    let (mut step, mut asked) = (COARSEST, Instant::now());
    while step >= finest {
        let mut asked_now: Vec<(&mut Option<T>, Draws)> = points
            .iter_mut()
            .zip(&mut due)
            .zip(grid)
            .step_by(step)
            .filter_map(|((point, due), &n)| std::mem::take(due).then_some((point, n)))
            .collect();
        each(&mut asked_now, threads, |(point, n): &mut (&mut Option<T>, Draws)| {
            if wanted() {
                **point = Some(evaluate(*n, **point));
            }
        });
        if !wanted() {
            return false;
        }
        // The band may cost far more than the curves.
        if step == finest || asked.elapsed() > PATIENCE {
            answer(points.iter().flatten().copied().collect(), step == finest);
            asked = Instant::now();
        }
        step /= 2;
    }
    true
}

/// Applies `act` to each item, on this many threads or on as many as the system grants.
fn each<T: Send>(items: &mut [T], threads: usize, act: impl Fn(&mut T) + Sync) {
    let others = threads.min(items.len()).saturating_sub(1);
    let items = Mutex::new(items.iter_mut());
    // The lock is not held while the work is done.
    let next = || items.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || std::iter::from_fn(next).for_each(&act);
    thread::scope(|scope| {
        // What one that does not start would do, the others do.
        (0..others).for_each(|_| drop(Builder::new().spawn_scoped(scope, work)));
        work();
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::family;

    #[test]
    fn the_band_of_a_large_base_has_fewer_points_than_its_curves() {
        let base = family::parse("dirichlet:5000,0.1,1").unwrap();
        let subject = Subject::new(Arc::new(base), None);
        let mut last = None;
        curve(&subject, Sweep::shown(1_000_000, None), &|| true, |points, finest| {
            assert!(last.is_none(), "none follows the finest");
            last = finest.then_some(points);
        });
        let points = last.unwrap();
        assert_eq!(points.len(), POINTS);
        assert!(points.iter().all(|e| !e.kl.is_nan() && !e.estimator.is_nan() && !e.win_rate.is_nan()));
        let shaded: Vec<usize> = (0..POINTS).filter(|&at| !points[at].estimator_q05.is_nan()).collect();
        assert_eq!(shaded, (0..POINTS).step_by(SHADED).collect::<Vec<_>>());
        let exact = subject.evaluate(Draws::new(points[128].n).unwrap());
        assert_eq!(points[128].estimator_q95, exact.estimator_q95);
    }
}
