//! The thread that writes frames. It sends the newest frame and skips outdated ones, so that a slow terminal lags by
//! one frame and a stopped one blocks nobody.

use std::io::Write;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{io, thread};

use ratatui::buffer::Buffer;

use crate::tui::connection::sink::Sink;

/// The rate for a terminal at the other end of a connection, in bytes per second. The connection itself accepts far
/// more and buffers it without telling; the screen then lags behind by the buffered bytes.
pub(crate) const FAR: u32 = 9_500;

/// How many bytes may be sent at once regardless of the rate, and the most that is made up for later.
const BURST: f64 = 2_500.0;

/// Runs the work, which sends bytes and counts them, unless nothing may be sent now.
pub(crate) type Turn = fn(&mut dyn FnMut() -> io::Result<usize>) -> Option<io::Result<usize>>;

/// The state of the writing thread.
#[derive(Debug)]
pub(crate) struct Writer {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    wanted: Mutex<Outbox>,
    changed: Condvar,
}

/// What is to be sent.
#[derive(Debug, Default)]
struct Outbox {
    frame: Option<Buffer>,
    /// Sequences that change nothing on the screen; none is skipped.
    sequences: String,
    /// Whether the contents of the screen are unknown.
    forget: bool,
    failed: Option<io::Error>,
    ended: bool,
}

impl Shared {
    fn wanted(&self) -> MutexGuard<'_, Outbox> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Writer {
    /// Starts the thread. It writes when it gets a `turn`, and over longer times at most `rate` bytes per second, if
    /// given. It calls `closed` when writing fails; once the writer is dropped, it sends `last` and drops the output.
    ///
    /// # Errors
    /// When the system refuses a thread.
    pub(crate) fn start(
        output: impl Write + Send + 'static,
        rate: Option<u32>,
        (turn, last): (Turn, &'static str),
        closed: impl FnOnce() + Send + 'static,
    ) -> io::Result<Writer> {
        let shared = Arc::new(Shared::default());
        let work = {
            let shared = Arc::clone(&shared);
            move || {
                let mut sink = Sink::new(output);
                if let Err(error) = write(&shared, &mut sink, rate, (turn, last)) {
                    shared.wanted().failed = Some(error);
                    closed();
                }
            }
        };
        thread::Builder::new().name("frames".to_owned()).spawn(work)?;
        Ok(Writer { shared })
    }

    fn want(&self, change: impl FnOnce(&mut Outbox)) -> io::Result<()> {
        let mut wanted = self.shared.wanted();
        if let Some(error) = wanted.failed.take() {
            return Err(error);
        }
        change(&mut wanted);
        self.shared.changed.notify_one();
        Ok(())
    }

    /// Shows a frame, unless a newer one comes before the terminal takes it.
    ///
    /// # Errors
    /// Those of an earlier write.
    pub(crate) fn show(&self, frame: Buffer) -> io::Result<()> {
        self.want(|wanted| wanted.frame = Some(frame))
    }

    /// Sends a sequence that changes nothing on the screen.
    ///
    /// # Errors
    /// As for [`Writer::show`].
    pub(crate) fn send(&self, sequence: &str) -> io::Result<()> {
        self.want(|wanted| wanted.sequences.push_str(sequence))
    }

    /// Sends the last sequence, and nothing after it.
    pub(crate) fn end(&self) {
        self.shared.wanted().ended = true;
        self.shared.changed.notify_one();
    }

    /// Makes the next frame a complete one.
    pub(crate) fn forget(&self) {
        self.shared.wanted().forget = true;
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.end();
    }
}

fn write(
    shared: &Shared,
    sink: &mut Sink<impl Write>,
    rate: Option<u32>,
    (turn, last): (Turn, &str),
) -> io::Result<()> {
    let mut purse = rate.map(Purse::new);
    loop {
        let mut wanted = shared.wanted();
        loop {
            let idle = wanted.frame.is_none() && wanted.sequences.is_empty();
            let rest = purse.as_ref().map_or(Duration::ZERO, Purse::rest);
            if wanted.ended {
                drop(wanted);
                return sink.send(last);
            } else if idle {
                wanted = shared.changed.wait(wanted).unwrap_or_else(PoisonError::into_inner);
            } else if rest.is_zero() {
                break;
            } else {
                let waited = shared.changed.wait_timeout(wanted, rest);
                wanted = waited.unwrap_or_else(PoisonError::into_inner).0;
            }
        }
        let mut frame = wanted.frame.take();
        let sequences = std::mem::take(&mut wanted.sequences);
        let forget = std::mem::take(&mut wanted.forget);
        drop(wanted);
        if forget {
            sink.forget();
        }
        let sent = turn(&mut || {
            sink.send(&sequences)?;
            Ok(sequences.len() + frame.take().map_or(Ok(0), |frame| sink.draw(&frame))?)
        });
        let sent = sent.transpose()?.unwrap_or_default();
        if let Some(purse) = &mut purse {
            purse.spend(sent);
        }
    }
}

/// The bytes that may be sent at once: the budget grows with time, up to [`BURST`], and a frame may overdraw it.
#[derive(Debug)]
struct Purse {
    rate: f64,
    bytes: f64,
    then: Instant,
}

impl Purse {
    fn new(rate: u32) -> Purse {
        Purse { rate: rate.into(), bytes: BURST, then: Instant::now() }
    }

    fn now(&self) -> f64 {
        (self.bytes + self.rate * self.then.elapsed().as_secs_f64()).min(BURST)
    }

    fn spend(&mut self, bytes: usize) {
        // A whole screen costs no more than a step: on a fast connection nobody should have to wait for it.
        self.bytes = (self.now() - bytes as f64).max(-BURST);
        self.then = Instant::now();
    }

    /// How long nothing may be sent.
    fn rest(&self) -> Duration {
        Duration::from_secs_f64((-self.now()).max(0.0) / self.rate)
    }
}
