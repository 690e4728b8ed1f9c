//! `bonscope hunt`: searches for a counterexample to Conjecture 4.4, round by round, and can be resumed.
//!
//! Every round has its own random stream, and the results of the rounds are taken in order. So the same seed and number
//! of rounds always give the same hunt, interrupted or not, on any number of threads.

mod state;

use std::io::{self, Write};
use std::ops::Range;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread::{self, Builder};
use std::time::{Duration, Instant};

use clap::Args;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use serde::Serialize;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use self::state::State;
use crate::bon::{Candidate, Hunt, Walked};
use crate::command::flags::format::CheckFormat;
use crate::command::flags::values::{seed, whole};
use crate::command::shared::failure::{Failure, note};
use crate::command::shared::output;
use crate::command::shared::progress::Progress;
use crate::command::shared::threads;
use crate::report::{Align, Grid, Number, number as digits, write_json};
use crate::text::number;
use crate::text::shell_word;

/// The time between two savings of the state.
const SAVING: Duration = Duration::from_secs(2);

const EXAMPLES: &str = "\
Examples:
  bonscope hunt
  bonscope hunt --seed 7 --budget 1e5
  bonscope hunt --budget 1h --state hunt.json

Conjecture 4.4 of Beirami et al. says that the mean of the estimator is never below the exact KL.
From random bases of 2 to 10 outcomes and n up to 1e6, the hunt walks downhill in the slack (the
mean minus the KL) relative to the bound. It computes the end of every walk again from the
definitions in 512 bits or more; only a slack below 0 there is a counterexample (exit code 1).
A walk ends where the slack falls below 1e-30 of the bound. Ctrl-C saves the state, ends the hunt
and prints the best so far. The same seed gives the same hunt for any number of threads.";

/// Search for a counterexample to the conjecture about the estimator; exit code 1 when one is confirmed
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct HuntArgs {
    /// The seed of the random numbers; when left out, that of the state file, otherwise 0
    #[arg(long, value_name = "S", value_parser = seed, allow_negative_numbers = true)]
    seed: Option<u64>,
    /// When to stop: a number of rounds such as 1e4, or a time such as 30s, 5m or 1h
    #[arg(long, value_name = "ROUNDS|TIME", default_value = "100", value_parser = budget, allow_negative_numbers = true)]
    budget: Budget,
    /// Keep the hunt in this file, and resume it when the file exists
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// How many threads hunt, at most 8 at a time; one for each processor when left out
    #[arg(long, value_name = "T", value_parser = |text: &str| whole(text, 1024), allow_negative_numbers = true)]
    threads: Option<u64>,
    /// The output format
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Budget {
    Rounds(u64),
    Time(Duration),
}

fn budget(text: &str) -> Result<Budget, String> {
    const ALLOWED: &str =
        "a whole number of rounds from 1 to 1e12 is needed, or a time up to 1000h such as 30s, 5m or 1h";
    let units = [('s', 1.0), ('m', 60.0), ('h', 3600.0)];
    let Some((number, unit)) = units.iter().find_map(|(unit, s)| Some((text.strip_suffix(*unit)?, s))) else {
        return whole(text, 1_000_000_000_000).map(Budget::Rounds).map_err(|_| ALLOWED.to_owned());
    };
    let seconds = number::parse(number).ok().map(|number| number * unit);
    let seconds = seconds.filter(|seconds| *seconds > 0.0 && *seconds <= 3.6e6).ok_or(ALLOWED)?;
    Ok(Budget::Time(Duration::from_secs_f64(seconds)))
}

pub(in crate::command) fn run(args: &HuntArgs) -> Result<(), Failure> {
    let mut state = match &args.state {
        Some(path) if path == Path::new("-") => {
            return Err(Failure::input(
                "--state: the state is read and written again and again, so it must be a file; for one called - give ./-",
            ));
        }
        Some(path) => State::load(path, args.seed)?,
        None => State { seed: args.seed.unwrap_or_default(), hunt: Hunt::default() },
    };
    let save = |state: &State| args.state.as_ref().map_or(Ok(()), |path| state.save(path));
    save(&state)?;
    let interruption = Interruption::listen()?;
    let started = Instant::now();
    let mut saved = started;
    let first = state.hunt.rounds;
    let mut progress = Progress::new().of_work_that_stops_itself();
    let (last, is_late) = match args.budget {
        Budget::Rounds(rounds) => (first.saturating_add(rounds), None),
        Budget::Time(time) => (u64::MAX, Some(time)),
    };
    let ends =
        || interruption.signal().is_some() || is_late.is_some_and(|time: Duration| started.elapsed() >= time);
    let threads = threads::count(args.threads);
    while state.hunt.rounds < last && !ends() && state.hunt.counterexample.is_none() {
        let ready = state.hunt.rounds..state.hunt.ready().min(last);
        for walked in walk(&state, ready, threads, &ends) {
            // Rounds after a counterexample do not count.
            if state.hunt.counterexample.is_none() {
                state.hunt.take(walked);
            }
        }
        let smallest = state.hunt.smallest.as_ref().map_or(f64::NAN, |smallest| smallest.relative);
        progress.show(|| format!("{} rounds, smallest slack {smallest:.1e} of the bound", state.hunt.rounds));
        if saved.elapsed() >= SAVING {
            save(&state)?;
            saved = Instant::now();
        }
    }
    drop(progress);
    save(&state)?;
    interruption.end_at_once_from_now_on();
    if interruption.signal().is_some() {
        note(match args.state {
            Some(_) => "interrupted; the state is saved, and the same command goes on from here",
            None => "interrupted; with --state FILE the hunt can be continued",
        });
    }
    output::print(|out| match args.format {
        CheckFormat::Table => write_table(&state, out),
        CheckFormat::Json => write_json(&Outcome::of(&state), out),
    })?;
    match interruption.signal() {
        _ if state.hunt.counterexample.is_some() => Err(Failure::BadNews),
        Some(signal) => Err(Failure::ended_by(signal)),
        None => Ok(()),
    }
}

/// Walks these independent rounds and gives their results in order, for the rounds begun before the hunt `ends`.
fn walk(state: &State, rounds: Range<u64>, threads: u64, ends: &(impl Fn() -> bool + Sync)) -> Vec<Walked> {
    let next = AtomicU64::new(rounds.start);
    let walk = || {
        let mut walked = Vec::new();
        while !ends() {
            let round = next.fetch_add(1, Ordering::Relaxed);
            if round >= rounds.end {
                break;
            }
            let mut rng = ChaCha8Rng::seed_from_u64(state.seed);
            rng.set_stream(round);
            walked.push((round, state.hunt.walk(round, &mut rng)));
        }
        walked
    };
    let mut walked: Vec<(u64, Walked)> = thread::scope(|scope| {
        let count = threads.min(rounds.end - rounds.start);
        // Rounds that no thread starts for are left to the others.
        let others: Vec<_> =
            (1..count).filter_map(|_| Builder::new().spawn_scoped(scope, walk).ok()).collect();
        let own = walk();
        let joined =
            others.into_iter().map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        own.into_iter().chain(joined.collect::<Vec<_>>().into_iter().flatten()).collect()
    });
    // Rounds are begun in order, and each one begun is finished, so that none is missing between them.
    walked.sort_by_key(|(round, _)| *round);
    walked.into_iter().map(|(_, walked)| walked).collect()
}

/// Whether a signal asks the hunt to end.
struct Interruption {
    /// The number of the signal, 0 for none.
    signal: Arc<AtomicUsize>,
    /// Whether another signal ends the program at once: not before the state is saved.
    at_once: Arc<AtomicBool>,
}

impl Interruption {
    fn listen() -> Result<Interruption, Failure> {
        let interruption = Interruption { signal: Arc::default(), at_once: Arc::default() };
        for signal in [SIGINT, SIGTERM] {
            let (number, at_once) = (Arc::clone(&interruption.signal), Arc::clone(&interruption.at_once));
            flag::register_conditional_shutdown(signal, 128 + signal, at_once)
                .and_then(|_| flag::register_usize(signal, number, usize::try_from(signal).unwrap_or(1)))
                .map_err(|error| Failure::work(format_args!("cannot listen for Ctrl-C: {error}")))?;
        }
        Ok(interruption)
    }

    fn signal(&self) -> Option<i32> {
        i32::try_from(self.signal.load(Ordering::Relaxed)).ok().filter(|signal| *signal > 0)
    }

    fn end_at_once_from_now_on(&self) {
        self.at_once.store(true, Ordering::Relaxed);
    }
}

/// The command line that shows a candidate in full.
fn command(candidate: &Candidate) -> String {
    format!("bonscope eval {} -n {}", shell_word(&notation(candidate)), candidate.n)
}

fn notation(candidate: &Candidate) -> String {
    candidate.weights.iter().map(|weight| digits::exact(*weight)).collect::<Vec<_>>().join(",")
}

fn write_table(state: &State, out: &mut dyn Write) -> io::Result<()> {
    let Hunt { rounds, bases, checked, smallest, counterexample } = &state.hunt;
    writeln!(out, "Conjecture 4.4: the mean of the estimator is never below the exact KL\n")?;
    let mut grid = Grid::new([Align::Left, Align::Left]);
    let mut line = |name: &str, text: String| grid.row([name.to_owned(), text]);
    line("rounds", format!("{rounds} from seed {}", state.seed));
    line("bases tried", bases.to_string());
    line("checked from the definitions", format!("{checked}, the end of a round each, in 512 bits or more"));
    if let Some(candidate) = smallest {
        let Candidate { slack, relative, .. } = candidate;
        let text = digits::significant(*slack, digits::DIGITS);
        line("smallest slack", format!("{text} nats, {} of the bound", digits::significant(*relative, 3)));
        line("found at", command(candidate));
    }
    grid.write(out)?;
    match counterexample {
        None => writeln!(out, "\nno counterexample found"),
        Some(candidate) => writeln!(
            out,
            "\nCOUNTEREXAMPLE to Conjecture 4.4: the mean of the estimator is {} nats below the exact KL, confirmed from the \
             definitions, at\n{}",
            digits::significant(-candidate.slack, digits::DIGITS),
            command(candidate)
        ),
    }
}

/// The state as JSON shows it.
#[derive(Serialize)]
struct Outcome {
    conjecture: &'static str,
    seed: u64,
    rounds: u64,
    bases: u64,
    checked: u64,
    smallest: Option<Found>,
    counterexample: Option<Found>,
}

#[derive(Serialize)]
struct Found {
    base: String,
    n: u64,
    slack: Number,
    relative: Number,
}

impl Outcome {
    fn of(State { seed, hunt }: &State) -> Outcome {
        let found = |candidate: &Candidate| Found {
            base: notation(candidate),
            n: candidate.n,
            slack: Number(candidate.slack),
            relative: Number(candidate.relative),
        };
        Outcome {
            conjecture: "4.4",
            seed: *seed,
            rounds: hunt.rounds,
            bases: hunt.bases,
            checked: hunt.checked,
            smallest: hunt.smallest.as_ref().map(found),
            counterexample: hunt.counterexample.as_ref().map(found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counterexample_would_be_said_loudly() -> io::Result<()> {
        // There is none, so these numbers are made up.
        let candidate = Candidate { weights: vec![0.25, 1.0], n: 3, slack: -0.5, relative: -1.0 };
        let hunt = Hunt { rounds: 7, counterexample: Some(candidate), ..Hunt::default() };
        let mut out = Vec::new();
        write_table(&State { seed: 1, hunt }, &mut out)?;
        let text = String::from_utf8_lossy(&out);
        assert!(text.ends_with(
            "COUNTEREXAMPLE to Conjecture 4.4: the mean of the estimator is 0.5 nats below the exact KL, confirmed from the definitions, at\nbonscope eval 0.25,1 -n 3\n"
        ), "{text}");
        Ok(())
    }

    #[test]
    fn budgets_are_rounds_or_times() {
        assert_eq!(budget("1e4"), Ok(Budget::Rounds(10_000)));
        assert_eq!(budget("30s"), Ok(Budget::Time(Duration::from_secs(30))));
        assert_eq!(budget("1/2h"), Ok(Budget::Time(Duration::from_secs(1800))));
        for wrong in ["", "0", "-1", "1.5", "0s", "-3m", "s", "1e9h", "10d", "inf"] {
            assert!(budget(wrong).is_err(), "{wrong}");
        }
    }
}
