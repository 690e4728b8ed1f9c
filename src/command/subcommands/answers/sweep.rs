//! `bonscope sweep`: curves against n, one row per n.

use clap::Args;

use super::tables::{Columns, Tables};
use crate::bon::Order;
use crate::command::flags::base::base;
use crate::command::flags::draws;
use crate::command::flags::format::UnitArgs;
use crate::command::flags::proposal::ProposalArgs;
use crate::command::flags::values::points;
use crate::command::shared::failure::Failure;
use crate::command::shared::output;
use crate::report::Format;
use crate::text::order;

const EXAMPLES: &str = "\
Examples:
  bonscope sweep uniform:10
  bonscope sweep zipf:1000,1.1 -n 1..1e9 --points 200 --quantities kl,bound,gap > curve.csv
  bonscope sweep 0.5,0.5 uniform:10 --format json
  bonscope sweep three-prompts --quantities kl,reverse_kl,reverse_kl_bound,renyi_3,renyi_3_bound";

/// Print curves against n, one row per n
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct SweepArgs {
    /// The bases: each a preset, FILE.toml, `-` for standard input, a family such as uniform:10, or weights
    #[arg(required = true, value_name = "BASE", value_parser = base)]
    bases: Vec<String>,
    /// The numbers of draws: LO..HI (log spaced), or a list as for eval
    #[arg(short, default_value = "1..1e6", value_name = "LO..HI", allow_negative_numbers = true)]
    n: String,
    /// How many n a range stands for; fewer where several round to the same whole number
    #[arg(long, default_value = "61", value_parser = points)]
    points: usize,
    /// Print only these quantities, in this order: names from the heading, separated by commas
    #[arg(long, value_name = "NAMES")]
    quantities: Option<String>,
    /// Rényi divergences of these orders besides 0.5, 2 and inf: above 0 and not 1, such as 3 or 1/3,10
    #[arg(long, value_name = "A", value_delimiter = ',', value_parser = order, allow_hyphen_values = true)]
    renyi: Vec<Order>,
    /// The output format
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
    #[command(flatten)]
    unit: UnitArgs,
    #[command(flatten)]
    proposal: ProposalArgs,
}

pub(in crate::command) fn run(args: &SweepArgs) -> Result<(), Failure> {
    let columns = Columns::new(args.quantities.as_deref(), &args.renyi)?;
    let draws = draws::listed(&args.n, args.points)?;
    let subjects = output::subjects(&args.bases)?;
    let draws = vec![draws; subjects.len()];
    let proposals = args.proposal.chosen_each(&subjects)?;
    let tables = Tables::compute(&subjects, proposals, &draws, &columns)?;
    output::print(|out| args.format.write(&tables.side_by_side(args.unit.into(), false), out))
}
