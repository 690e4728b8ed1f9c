//! Computing curves: coarse and then fine, what costs little before what costs much.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crate::bon::{Draws, Evaluation, Quantity, sweep};
use crate::explorer::subject::Subject;
use crate::explorer::sweep::{Quantities, Sweep};

/// Points of the finest curve: two a column are all a screen can show. One more than a power of two.
const POINTS: usize = 257;
/// Every how manieth point makes the coarsest curve.
const COARSEST: usize = 32;
/// Coarser curves are sent when they are this old by the time they are ready, not for fractions of a second.
pub(super) const PATIENCE: Duration = Duration::from_millis(40);

/// What costs much is shared by so many threads at most, one point or more each.
const MOST_THREADS: usize = 4;

/// Computes the curves for as long as they are `wanted`; the last answer is told to be the finest.
pub(super) fn curve(
    subject: &Subject,
    Sweep { reach, quantities }: Sweep,
    wanted: &(dyn Fn() -> bool + Sync),
    mut answer: impl FnMut(Arc<Vec<Evaluation>>, bool),
) {
    let first = if subject.has_costly() { Quantities::always() } else { quantities };
    let passes = [first, quantities.without(first)].map(|part| part.iter().collect::<Vec<Quantity>>());
    let grid = sweep::real_grid(1.0, reach as f64, POINTS);
    let mut points: Vec<Option<Evaluation>> = vec![None; grid.len()];
    let mut asked = Instant::now();
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let last = if passes[1].is_empty() { 0 } else { 1 };
    for (pass, quantities) in passes.iter().enumerate().take(last + 1) {
        let mut due = vec![true; grid.len()];
        let mut step = COARSEST;
        while step > 0 {
            let mut asked_now: Vec<(&mut Option<Evaluation>, Draws)> = points
                .iter_mut()
                .zip(&mut due)
                .zip(&grid)
                .step_by(step)
                .filter_map(|((point, due), &n)| std::mem::take(due).then_some((point, n)))
                .collect();
            let evaluate = |(point, n): &mut (&mut Option<Evaluation>, Draws)| {
                if wanted() {
                    let these = subject.evaluate_these(*n, quantities);
                    **point = Some(point.map_or(these, |known| these.or(&known)));
                }
            };
            each(&mut asked_now, if pass == 0 { 1 } else { threads }, evaluate);
            if !wanted() {
                return;
            }
            let finest = step == 1 && pass == last;
            // The band may cost far more than the curves.
            if step == 1 || asked.elapsed() > PATIENCE {
                answer(Arc::new(points.iter().flatten().copied().collect()), finest);
                asked = Instant::now();
            }
            step /= 2;
        }
    }
}

/// Does something with each item, the costs of neighbours being alike.
fn each<T: Send>(items: &mut [T], threads: usize, act: impl Fn(&mut T) + Sync) {
    if threads < 2 || items.len() < 2 {
        return items.iter_mut().for_each(act);
    }
    let mut shares: Vec<Vec<&mut T>> = (0..threads).map(|_| Vec::new()).collect();
    for (i, item) in items.iter_mut().enumerate() {
        shares[i % threads].push(item);
    }
    thread::scope(|scope| {
        for share in shares {
            scope.spawn(|| share.into_iter().for_each(&act));
        }
    });
}
