//! Work shared by several threads.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread::{self, Builder};

/// The number of threads: as many as asked for, otherwise as there are processors.
pub(in crate::command) fn count(asked: Option<u64>) -> u64 {
    asked.unwrap_or_else(|| thread::available_parallelism().map_or(1, NonZero::get) as u64)
}

/// Does the pieces 0 to `count - 1` of some work on this many threads, or on as many as the system gives, and gives their
/// results in order. Pieces are begun in order; `done` is called after each.
pub(in crate::command) fn share<T: Send>(
    count: usize,
    threads: usize,
    work: impl Fn(usize) -> T + Sync,
    mut done: impl FnMut(),
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let mut results: Vec<(usize, T)> = thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        let wanted = if threads < 2 { 0 } else { threads.min(count) };
        let mut started = 0;
        for _ in 0..wanted {
            let (sender, next, work) = (sender.clone(), &next, &work);
            let work = move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    // The receiver outlives every thread of the scope.
                    if index >= count || sender.send((index, work(index))).is_err() {
                        break;
                    }
                }
            };
            started += usize::from(Builder::new().spawn_scoped(scope, work).is_ok());
        }
        drop(sender);
        if started == 0 {
            return (0..count).map(|index| (index, work(index))).inspect(|_| done()).collect();
        }
        receiver.into_iter().inspect(|_| done()).collect()
    });
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_is_done_once_and_stands_in_its_place() {
        for threads in [1, 2, 7] {
            for count in [0, 1, 100] {
                let mut steps = 0;
                let results = share(count, threads, |index| index * index, || steps += 1);
                assert_eq!(results, (0..count).map(|index| index * index).collect::<Vec<_>>());
                assert_eq!(steps, count);
            }
        }
    }
}
