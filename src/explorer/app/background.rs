//! Work beside the thread that takes the keys, and its end.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, Builder, JoinHandle};
use std::time::{Duration, Instant};

/// How often is looked whether a thread has ended, at the end of the program.
const LOOK: Duration = Duration::from_millis(2);

/// Starts a thread.
///
/// # Errors
/// When the system refuses it.
pub(in crate::explorer) fn start(
    name: &str,
    work: impl FnOnce() + Send + 'static,
) -> io::Result<JoinHandle<()>> {
    Builder::new().name(name.to_owned()).spawn(work)
}

/// Does the work on a thread of its own, or at once where the system refuses one: late is better than never.
pub(in crate::explorer) fn start_or_do(
    name: &str,
    work: impl FnOnce() + Send + 'static,
) -> Option<JoinHandle<()>> {
    let place = Arc::new(Mutex::new(Some(work)));
    let take = |place: &Mutex<Option<_>>| place.lock().unwrap_or_else(PoisonError::into_inner).take();
    let theirs = Arc::clone(&place);
    let started = start(name, move || {
        if let Some(work) = take(&theirs) {
            work();
        }
    });
    if started.is_err()
        && let Some(work) = take(&place)
    {
        work();
    }
    started.ok()
}

/// Waits for a thread, but not for ever; whether it has ended. One that panicked has ended.
pub(in crate::explorer) fn ended(thread: &JoinHandle<()>, until: Instant) -> bool {
    while !thread.is_finished() {
        if Instant::now() >= until {
            return false;
        }
        thread::sleep(LOOK);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn waiting_has_an_end() {
        let (sender, receiver) = channel::<()>();
        let stuck = start("stuck", move || _ = receiver.recv()).unwrap();
        let began = Instant::now();
        assert!(!ended(&stuck, began + Duration::from_millis(50)));
        assert!(began.elapsed() < Duration::from_secs(5));
        drop(sender);
        assert!(ended(&stuck, Instant::now() + Duration::from_secs(20)));
    }

    #[test]
    fn work_is_done_once() {
        let (sender, receiver) = channel();
        let thread = start_or_do("work", move || sender.send(1).unwrap()).unwrap();
        assert!(ended(&thread, Instant::now() + Duration::from_secs(20)));
        assert_eq!(receiver.into_iter().collect::<Vec<_>>(), [1]);
    }
}
