//! Reading and averaging on other threads than the one that takes the keys.
//!
//! One lane reads the log and, when a prompt is opened, its draws again; the other computes the numbers at n. Of the
//! requests that wait in a lane only the last is answered. Must never draw or take input.

use std::cmp::Ordering;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering as Memory};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use crate::command::EstimateArgs;
use crate::data::{AtN, Estimates, Progress, read_prompt};
use crate::explorer::app::background::start;
use crate::explorer::samples::message::Message;
use crate::explorer::samples::sheet::{Order, Request, Sheet};

/// Logs with at most this many draws are kept in memory, 32 bytes per draw, which gives numbers for every n; larger
/// logs are only summarised.
pub(in crate::explorer) const KEPT: u64 = 4_000_000;
/// At most this many draws of a prompt are listed, those with the highest rewards.
pub(in crate::explorer) const LISTED: usize = 50_000;
/// How often progress is reported.
const PAUSE: Duration = Duration::from_millis(100);

/// Computes the requested numbers; `last` holds those of the last n, for reuse.
pub fn sheet(request: &Request, last: &mut Option<Arc<AtN>>) -> Option<Sheet> {
    let Request { key, log, draws, .. } = request;
    let at = match last.take().filter(|at| at.estimate.n == key.n) {
        Some(at) => at,
        None => Arc::new(log.at(key.n)?),
    };
    *last = Some(Arc::clone(&at));
    let weights = draws.as_ref().and_then(|draws| draws.weights(key.n)).unwrap_or_default();
    Some(Sheet { key: *key, rows: sorted(log, &at, key.order), at, weights })
}

fn sorted(log: &Estimates, at: &AtN, (order, reversed): (Order, bool)) -> Vec<usize> {
    let prompt = |index: usize| &log.samples.prompts[index];
    let value = |index: usize| {
        at.points[index].and_then(|point| match order {
            // The gap is largest where the KL is least.
            Order::Gap => point.kl,
            Order::Kl => point.kl.map(|kl| -kl),
            _ => Some(-point.reward),
        })
    };
    let compare = |&a: &usize, &b: &usize| match order {
        Order::Gap | Order::Kl | Order::Reward => {
            value(a).unwrap_or_default().total_cmp(&value(b).unwrap_or_default())
        }
        Order::Draws => prompt(b).draws.cmp(&prompt(a).draws),
        Order::Name => prompt(a).name.cmp(&prompt(b).name),
        Order::Place => Ordering::Equal,
    };
    let mut rows: Vec<usize> = (0..at.points.len()).collect();
    let place = |index: &usize| prompt(*index).line;
    rows.sort_by(|a, b| {
        let way = compare(a, b).then(place(a).cmp(&place(b)));
        let absent = |index: &usize| at.points[*index].is_none();
        absent(a).cmp(&absent(b)).then(if reversed { way.reverse() } else { way })
    });
    rows
}

/// The two lanes.
#[derive(Debug)]
pub(in crate::explorer) struct Reader {
    sheets: Sender<Request>,
    prompts: Sender<(u64, (u64, usize))>,
    wanted: Arc<AtomicU64>,
}

impl Reader {
    /// Starts the lanes and the reading of the log; results go to `answers`.
    ///
    /// # Errors
    /// If the system refuses a thread.
    pub(in crate::explorer) fn start<M: From<Message> + Send + 'static>(
        args: EstimateArgs,
        answers: &Sender<M>,
    ) -> io::Result<Reader> {
        let (sheets, requests) = channel();
        let (prompts, opened) = channel();
        let wanted = Arc::new(AtomicU64::new(0));
        let (numbers, log, latest) = (answers.clone(), answers.clone(), Arc::clone(&wanted));
        start("numbers", move || make_sheets(&requests, &numbers))?;
        start("log", move || read(&args, &opened, &latest, &log))?;
        Ok(Reader { sheets, prompts, wanted })
    }

    /// Requests numbers.
    pub(in crate::explorer) fn ask(&self, request: Request) {
        // A lane ends only when nobody listens any more.
        _ = self.sheets.send(request);
    }

    /// Requests the draws of a prompt; reading other draws stops.
    pub(in crate::explorer) fn open(&self, number: u64, whose: (u64, usize)) {
        self.give_up(number);
        _ = self.prompts.send((number, whose));
    }

    /// Stops reading the draws of openings before this one.
    pub(in crate::explorer) fn give_up(&self, number: u64) {
        self.wanted.store(number, Memory::Relaxed);
    }
}

fn make_sheets<M: From<Message>>(requests: &Receiver<Request>, answers: &Sender<M>) {
    let mut last = None;
    while let Ok(request) = requests.recv() {
        let request = requests.try_iter().last().unwrap_or(request);
        let generation = request.generation;
        if let Some(sheet) = sheet(&request, &mut last)
            && answers.send(Message::Sheet { generation, sheet: Arc::new(sheet) }.into()).is_err()
        {
            return;
        }
    }
}

fn read<M: From<Message>>(
    args: &EstimateArgs,
    opened: &Receiver<(u64, (u64, usize))>,
    wanted: &AtomicU64,
    answers: &Sender<M>,
) {
    let send = |message: Message| answers.send(message.into()).is_ok();
    let mut reported = Instant::now();
    let mut is_due = move || {
        let due = reported.elapsed() >= PAUSE;
        if due {
            reported = Instant::now();
        }
        due
    };
    let mut input = match args.input() {
        Ok(input) => input,
        Err(failure) => {
            send(Message::Read(Err(failure)));
            return;
        }
    };
    let log = args.estimates(&mut input, KEPT, &mut |progress| {
        if is_due() {
            send(Message::Progress(progress));
        }
    });
    let options = log.as_ref().ok().map(|log| log.samples.options.clone());
    send(Message::Read(log.map(Arc::new)));
    let Some(options) = options else { return };
    while let Ok((number, whose)) = opened.recv() {
        let mut progress = |progress: Progress| {
            if is_due() {
                send(Message::DrawsProgress { number, progress });
            }
            wanted.load(Memory::Relaxed) == number
        };
        let found = if wanted.load(Memory::Relaxed) == number {
            read_prompt(&mut input, &options, whose, LISTED, &mut progress).transpose()
        } else {
            None
        };
        if let Some(result) = found
            && !send(Message::Draws {
                number,
                result: result.map(Arc::new).map_err(|error| error.to_string()),
            })
        {
            return;
        }
    }
}
