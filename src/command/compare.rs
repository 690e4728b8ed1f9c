//! `bonscope compare`: best-of-n next to other policies, at equal KL and at equal cost.

use clap::Args;

use crate::bon::Draws;
use crate::bon::comparator::{Comparators, Kind, Missing, Placed};
use crate::command::args::OutputArgs;
use crate::command::compute::Progress;
use crate::command::failure::Failure;
use crate::command::proposal::Chosen;
use crate::command::values::{one_n, real};
use crate::command::{output, standard_input};
use crate::preset::Subject;
use crate::report::{Comparison, Comparisons, Report};

/// From this many rewards on soft best-of-n takes a second or more, and the progress line says that it is under way.
const LARGE: usize = 2_000;

#[derive(Args, Debug)]
pub(super) struct CompareArgs {
    /// The bases: each a preset, FILE.toml, `-` for standard input, a family such as uniform:10, or weights
    #[arg(required = true, value_name = "BASE", value_parser = standard_input::base)]
    bases: Vec<String>,
    /// The number of draws, such as 64, 1e6 or 2^10; a preset has one of its own
    #[arg(short, value_parser = one_n, allow_negative_numbers = true)]
    n: Option<u64>,
    /// The temperature of soft best-of-n, in the unit of the rewards; half the beta of the reward tilt
    /// when left out
    #[arg(long, value_name = "T", value_parser = real, allow_hyphen_values = true)]
    soft_temperature: Option<f64>,
    #[command(flatten)]
    output: OutputArgs,
}

pub(super) fn run(args: &CompareArgs) -> Result<(), Failure> {
    check_temperature(args.soft_temperature)?;
    let subjects = output::each_prompt(output::subjects(&args.bases)?);
    let draws = subjects.iter().map(|subject| draws(args, subject)).collect::<Result<Vec<_>, _>>()?;
    let proposals = args.output.proposal.chosen_each(&subjects)?;
    let chosen = proposals.iter().map(|proposals| proposals.first().and_then(Option::as_ref));
    let each = subjects.iter().zip(draws).zip(chosen);
    let mut progress = Progress::new(subjects.len() * 2 * (Kind::ALL.len() - 1), "policies");
    let comparisons = each.map(|((subject, n), chosen)| comparison(subject, n, chosen, args, &mut progress));
    let comparisons = Comparisons(comparisons.collect());
    drop(progress);
    output::print(|out| comparisons.write(args.output.format.into(), out))
}

/// Refuses a temperature of soft best-of-n that is none.
pub(super) fn check_temperature(temperature: Option<f64>) -> Result<(), Failure> {
    match temperature.filter(|t| *t <= 0.0 || t.is_nan()) {
        Some(t) => {
            Err(Failure::input(format_args!("--soft-temperature: found {t}, but a temperature is above 0")))
        }
        None => Ok(()),
    }
}

/// The n that was given, or that of the preset.
fn draws(args: &CompareArgs, subject: &Subject) -> Result<Draws, Failure> {
    let n = args.n.or(subject.preset().map(|preset| preset.start.n)).ok_or_else(|| {
        Failure::input("-n is missing: say how many draws, as in -n 64 (only a preset has an n of its own)")
    })?;
    Draws::new(n as f64).map_err(Failure::input)
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
        comparators = comparators.reaching(best.standing.kl);
    }
    let kl = best.standing.kl;
    let mut placed = |place: &dyn Fn(Kind) -> Result<Placed, Missing>| {
        let others = Kind::ALL.iter().copied().filter(|kind| *kind != Kind::BestOfN).map(|kind| {
            if kind == Kind::Soft && subject.base().base().class_count() > LARGE {
                progress.announce(&format!(
                    "soft best-of-n over {} rewards",
                    subject.base().base().class_count()
                ));
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
