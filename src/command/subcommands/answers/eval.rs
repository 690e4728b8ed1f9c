//! `bonscope eval`: all quantities of bases at given n.

use clap::Args;

use super::tables::{Columns, Tables};
use crate::bon::{Draws, Order};
use crate::command::flags::base::base;
use crate::command::flags::draws;
use crate::command::flags::format::OutputArgs;
use crate::command::flags::values::points;
use crate::command::shared::failure::Failure;
use crate::command::shared::output;
use crate::preset::Subject;
use crate::text::order;

const EXAMPLES: &str = "\
Examples:
  bonscope eval uniform:10 -n 64
  bonscope eval 0.9,0.0999,1e-4 -n 1,10,100,1000 --outcomes
  bonscope eval 1/3,2/3 -n 2^10 --format json --bits
  bonscope eval base.toml -n 1..1e6 --points 7 --format md
  bonscope eval uniform:10 0.9,0.1 -n 64 --renyi 3,1/4
  bonscope eval three-prompts
  cat base.toml | bonscope eval - -n 64";

/// Print all quantities at given n: the exact KL, the bound, the gap and the rest
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct EvalArgs {
    /// The bases: each a preset, FILE.toml, `-` for standard input, a family such as uniform:10, or weights
    #[arg(required = true, value_name = "BASE", value_parser = base)]
    bases: Vec<String>,
    /// The numbers of draws: 64, or 1,2,4, or 1..1e6 (log spaced), or 2^10; a preset has its own
    #[arg(short, value_name = "LIST", allow_negative_numbers = true)]
    n: Option<String>,
    /// How many n a range such as 1..1e6 stands for
    #[arg(long, default_value = "13", value_parser = points)]
    points: usize,
    /// List every outcome at every n, lowest reward first
    #[arg(long)]
    outcomes: bool,
    /// Rényi divergences of these orders besides 0.5, 2 and inf: above 0 and not 1, such as 3 or 1/3,10
    #[arg(long, value_name = "A", value_delimiter = ',', value_parser = order, allow_hyphen_values = true)]
    renyi: Vec<Order>,
    #[command(flatten)]
    output: OutputArgs,
}

pub(in crate::command) fn run(args: &EvalArgs) -> Result<(), Failure> {
    let listed = args.n.as_deref().map(|list| draws::listed(list, args.points)).transpose()?;
    let columns = Columns::new(None, &args.renyi)?;
    let subjects = output::subjects(&args.bases)?;
    let draws =
        subjects.iter().map(|subject| draws_of(listed.as_deref(), subject)).collect::<Result<Vec<_>, _>>()?;
    let proposals = args.output.proposal.chosen_each(&subjects)?;
    let tables = Tables::compute(&subjects, proposals, &draws, &columns)?;
    output::print(|out| {
        args.output.format.write(&tables.side_by_side(args.output.unit.into(), args.outcomes), out)
    })
}

/// The numbers of draws listed, or that of the preset.
fn draws_of(listed: Option<&[Draws]>, subject: &Subject) -> Result<Vec<Draws>, Failure> {
    match (listed, subject.preset()) {
        (Some(draws), _) => Ok(draws.to_vec()),
        (None, Some(preset)) => draws::listed(&preset.start.n.to_string(), 1),
        (None, None) => Err(Failure::input(
            "-n is missing: say how many draws, as in -n 64, -n 1,2,4 or -n 1..1e6 (only a preset has an n of its own)",
        )),
    }
}
