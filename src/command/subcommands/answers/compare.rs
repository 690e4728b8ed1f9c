//! `bonscope compare`: best-of-n next to other policies, at equal KL and at equal cost.

use clap::Args;

use crate::bon::Draws;
use crate::bon::comparator::{Comparators, Kind, Missing, PolicyAt};
use crate::command::flags::base::base;
use crate::command::flags::draws;
use crate::command::flags::format::OutputArgs;
use crate::command::flags::proposal::Chosen;
use crate::command::flags::values::{check_soft_temperature, one_n, real};
use crate::command::shared::failure::Failure;
use crate::command::shared::output;
use crate::command::shared::progress::Progress;
use crate::preset::Subject;
use crate::report::{Comparison, Comparisons, Report};

/// From this many rewards on, soft best-of-n takes a second or more, and the progress line announces it.
const LARGE: usize = 2_000;

const EXAMPLES: &str = "\
Examples:
  bonscope compare uniform:10 -n 64
  bonscope compare zipf:1000,1.1 -n 1e4 --soft-temperature 50
  bonscope compare uniform:10 0.9,0.1 -n 64 --format csv
  bonscope compare toy-lm-logprob --format json --bits

Soft best-of-n keeps one of n draws with probability proportional to e^(r/t); t is --soft-temperature.";

/// Compare best-of-n with other policies, at equal KL and at equal cost
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct CompareArgs {
    /// The bases: each a preset, FILE.toml, `-` for standard input, a family such as uniform:10, or weights
    #[arg(required = true, value_name = "BASE", value_parser = base)]
    bases: Vec<String>,
    /// The number of draws, such as 64, 1e6 or 2^10; a preset has its own
    #[arg(short, value_parser = one_n, allow_negative_numbers = true)]
    n: Option<u64>,
    /// The temperature of soft best-of-n, in the unit of the rewards; when left out, half the beta of
    /// the reward tilt, at which some n reaches the KL of best-of-n
    #[arg(long, value_name = "T", value_parser = real, allow_hyphen_values = true)]
    soft_temperature: Option<f64>,
    #[command(flatten)]
    output: OutputArgs,
}

pub(in crate::command) fn run(args: &CompareArgs) -> Result<(), Failure> {
    check_soft_temperature(args.soft_temperature)?;
    let subjects = output::each_prompt(output::subjects(&args.bases)?);
    let n = |subject: &Subject| {
        draws::one(args.n, subject).and_then(|n| Draws::new(n as f64).map_err(Failure::input))
    };
    let draws = subjects.iter().map(n).collect::<Result<Vec<_>, _>>()?;
    let proposals = args.output.proposal.chosen_each(&subjects)?;
    let chosen = proposals.iter().map(|proposals| proposals.first().and_then(Option::as_ref));
    let each = subjects.iter().zip(draws).zip(chosen);
    let mut progress = Progress::counting(subjects.len() * 2 * (Kind::ALL.len() - 1), "policies");
    let comparisons = each.map(|((subject, n), chosen)| comparison(subject, n, chosen, args, &mut progress));
    let comparisons = Comparisons(comparisons.collect());
    drop(progress);
    output::print(|out| args.output.format.write(&comparisons, out))
}

/// The comparison for one base.
fn comparison<'a>(
    subject: &'a Subject,
    n: Draws,
    proposal: Option<&'a Chosen>,
    args: &CompareArgs,
    progress: &mut Progress,
) -> Comparison<'a> {
    let mut comparators = Comparators::new(subject.base().base(), args.soft_temperature);
    let best = match proposal {
        Some(proposal) => comparators.best_of_n_over(proposal.made(), n),
        None => comparators.best_of_n(n),
    };
    if args.soft_temperature.is_none() {
        comparators = comparators.reaching(best.cost.kl);
    }
    let kl = best.cost.kl;
    let mut placed = |place: &dyn Fn(Kind) -> Result<PolicyAt, Missing>| {
        let others = Kind::ALL.iter().copied().filter(|kind| *kind != Kind::BestOfN).map(|kind| {
            if kind == Kind::Soft && subject.base().base().class_count() > LARGE {
                progress
                    .announce(format!("soft best-of-n over {} rewards", subject.base().base().class_count()));
            }
            let placed = place(kind);
            progress.step();
            (kind, placed)
        });
        std::iter::once((Kind::BestOfN, Ok(best))).chain(others).collect::<Vec<_>>()
    };
    Comparison {
        report: Report {
            subject: subject.base(),
            title: subject.preset().map(|preset| preset.title.as_str()),
            proposal: proposal.map(Chosen::proposing),
            unit: args.output.unit.into(),
            quantities: None,
            rows: &[],
            outcomes: false,
        },
        n: n.get(),
        soft_temperature: comparators.soft_temperature(),
        equal_kl: placed(&|kind| comparators.at_kl(kind, kl)),
        equal_cost: placed(&|kind| comparators.at_draws(kind, n)),
    }
}
