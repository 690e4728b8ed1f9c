//! `bonscope hunt`: looks for a counterexample to Conjecture 4.4, round by round, and can be taken up again.
//!
//! Every round has a random stream of its own, so a hunt of so many rounds from one seed is always the same, whether
//! it was interrupted or not.

mod state;

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::Args;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde::Serialize;
use signal_hook::consts::{SIGINT, SIGTERM};

use self::state::State;
use super::args::CheckFormat;
use super::compute::Progress;
use super::failure::{Failure, note};
use super::output;
use super::values::{seed, whole};
use crate::bon::{Candidate, Hunt};
use crate::family::number;
use crate::report::{Align, Grid, Number, number as digits, write_json};

/// How often the state is saved while the hunt goes on.
const SAVING: Duration = Duration::from_secs(2);

#[derive(Args, Debug)]
pub(super) struct HuntArgs {
    /// Where the random numbers start; 0 when left out, that of the state when there is one
    #[arg(long, value_name = "S", value_parser = seed, allow_negative_numbers = true)]
    seed: Option<u64>,
    /// When to stop: a number of rounds such as 1e4, or a time such as 30s, 5m or 1h
    #[arg(long, value_name = "ROUNDS|TIME", default_value = "100", value_parser = budget, allow_negative_numbers = true)]
    budget: Budget,
    /// Keep the hunt in this file, and go on with it when it is there
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
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

pub(super) fn run(args: &HuntArgs) -> Result<(), Failure> {
    let mut state = match &args.state {
        Some(path) => State::load(path, args.seed)?,
        None => State { seed: args.seed.unwrap_or_default(), hunt: Hunt::default() },
    };
    let save = |state: &State| args.state.as_ref().map_or(Ok(()), |path| state.save(path));
    save(&state)?;
    let interrupted = interrupted()?;
    let started = Instant::now();
    let mut saved = started;
    let first = state.hunt.rounds;
    let mut progress = Progress::new(0, "rounds");
    let is_over = |hunt: &Hunt| match args.budget {
        Budget::Rounds(rounds) => hunt.rounds - first >= rounds,
        Budget::Time(time) => started.elapsed() >= time,
    };
    while !is_over(&state.hunt) && !interrupted.load(Ordering::Relaxed) && state.hunt.counterexample.is_none()
    {
        let mut random = ChaCha8Rng::seed_from_u64(state.seed);
        random.set_stream(state.hunt.rounds);
        state.hunt.round(&mut || random.next_u64());
        let smallest = state.hunt.smallest.as_ref().map_or(f64::NAN, |smallest| smallest.relative);
        progress.show(|| format!("{} rounds, smallest slack {smallest:.1e} of the bound", state.hunt.rounds));
        if saved.elapsed() >= SAVING {
            save(&state)?;
            saved = Instant::now();
        }
    }
    drop(progress);
    save(&state)?;
    if interrupted.load(Ordering::Relaxed) {
        note(match args.state {
            Some(_) => "interrupted; the state is saved, and the same command goes on from here",
            None => "interrupted; with --state FILE the hunt could be taken up again",
        });
    }
    output::print(|out| match args.format {
        CheckFormat::Table => write_table(&state, out),
        CheckFormat::Json => write_json(&Outcome::of(&state), out),
    })?;
    if state.hunt.counterexample.is_some() { Err(Failure::BadNews) } else { Ok(()) }
}

/// Becomes true when the hunt is told to stop; told twice, the program ends at once.
fn interrupted() -> Result<Arc<AtomicBool>, Failure> {
    let flag = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register_conditional_shutdown(signal, 1, Arc::clone(&flag))
            .and_then(|_| signal_hook::flag::register(signal, Arc::clone(&flag)))
            .map_err(|error| Failure::work(format_args!("cannot listen for Ctrl-C: {error}")))?;
    }
    Ok(flag)
}

/// The line that shows a candidate in full.
fn command(candidate: &Candidate) -> String {
    format!("bonscope eval {} -n {}", notation(candidate), candidate.n)
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
    line("bases looked at", bases.to_string());
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
