//! `bonscope solve`: the n at which a quantity reaches a value, by the formula and exactly.

use std::cell::RefCell;

use clap::Args;

use crate::bon::{Drawing, Solution, Target, solve_drawing};
use crate::command::flags::base::base;
use crate::command::flags::format::OutputArgs;
use crate::command::flags::proposal::Chosen;
use crate::command::flags::values::real;
use crate::command::shared::failure::Failure;
use crate::command::shared::output;
use crate::command::shared::progress::Progress;
use crate::report::{Answer, InformationUnit, Report, Row, number};

const EXAMPLES: &str = "\
Examples:
  bonscope solve uniform:10 --kl 2
  bonscope solve zipf:1000,1.1 --win-rate 0.99
  bonscope solve staircase-3 --gap 1 --bits
  bonscope solve base.toml --reward 0.8 --format json

The gap may fall again as n grows; --gap finds the smallest n that reaches it.
Exit code 0 if an n is found, 1 if none reaches the target.";

/// Find the n that reaches a KL, a win rate, a gap or a reward; exit code 1 if none does
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct SolveArgs {
    /// The base: a preset, FILE.toml, `-` for standard input, a family such as uniform:10, or weights
    #[arg(value_parser = base)]
    base: String,
    #[command(flatten)]
    target: TargetArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// The target; exactly one of these.
#[derive(Args, Clone, Copy, Debug)]
#[group(required = true, multiple = false)]
struct TargetArgs {
    /// An exact KL, in nats, or in bits with --bits
    #[arg(long, value_name = "K", value_parser = real, allow_hyphen_values = true)]
    kl: Option<f64>,
    /// A win rate against one draw of the base, ties counting 1/2
    #[arg(long, value_name = "W", value_parser = real, allow_hyphen_values = true)]
    win_rate: Option<f64>,
    /// A gap between the bound and the exact KL, in nats, or in bits with --bits
    #[arg(long, value_name = "G", value_parser = real, allow_hyphen_values = true)]
    gap: Option<f64>,
    /// An expected reward
    #[arg(long, value_name = "R", value_parser = real, allow_hyphen_values = true)]
    reward: Option<f64>,
}

pub(in crate::command) fn run(args: &SolveArgs) -> Result<(), Failure> {
    let unit = args.output.unit.into();
    let target = target(args, unit)?;
    let subject = output::subject(&args.base)?;
    let base = subject.base();
    let proposal = args.output.proposal.chosen(&subject)?;
    let drawing = Drawing { base: base.base(), proposed: proposal.as_ref().map(Chosen::made) };
    let progress = RefCell::new((Progress::new(), 0));
    let solution = solve_drawing(drawing, target, &|n| {
        let (progress, tried) = &mut *progress.borrow_mut();
        *tried += 1;
        progress.show(|| format!("tried {tried} values of n, now {}", number::significant(n, 3)));
    });
    drop(progress);
    let rows = rows(&solution, drawing);
    let answer = Answer {
        report: Report {
            subject: base,
            title: subject.preset().map(|preset| preset.title.as_str()),
            proposal: proposal.as_ref().map(Chosen::proposing),
            unit,
            quantities: None,
            rows: &rows,
            outcomes: false,
        },
        target,
        solution,
    };
    output::print(|out| args.output.format.write(&answer, out))?;
    if solution.n_exact.is_some() { Ok(()) } else { Err(Failure::BadNews) }
}

/// The rows of the last n at or below the target and of the first n at or above it; one row when they are the same.
fn rows(solution: &Solution, drawing: Drawing<'_>) -> Vec<Row> {
    let mut draws: Vec<_> =
        solution.whole.map(|(below, above)| [below, above]).into_iter().flatten().collect();
    draws.dedup();
    draws.into_iter().map(|n| Row::of(drawing, n)).collect()
}

/// The one target that was given, in nats; information is typed in the unit shown.
fn target(args: &SolveArgs, unit: InformationUnit) -> Result<Target, Failure> {
    let refused = |flag: &str, value: f64, allowed: &str| {
        Failure::input(format_args!("--{flag}: found {}, but {allowed}", number::exact(value)))
    };
    match (args.target.kl, args.target.win_rate, args.target.gap, args.target.reward) {
        (Some(kl), ..) if kl >= 0.0 => Ok(Target::Kl(unit.nats(kl))),
        (Some(kl), ..) => Err(refused("kl", kl, "a KL divergence is never negative")),
        (_, Some(rate), ..) if (0.0..=1.0).contains(&rate) => Ok(Target::WinRate(rate)),
        (_, Some(rate), ..) => Err(refused("win-rate", rate, "a win rate lies between 0 and 1")),
        (_, _, Some(gap), _) if gap >= 0.0 => Ok(Target::Gap(unit.nats(gap))),
        (_, _, Some(gap), _) => Err(refused("gap", gap, "the gap is never negative")),
        (.., Some(reward)) => Ok(Target::Reward(reward)),
        // The parser insists on one of them.
        (None, None, None, None) => {
            Err(Failure::input("one of --kl, --win-rate, --gap and --reward is needed"))
        }
    }
}
