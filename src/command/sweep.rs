//! `bonscope sweep`: the curves against n, one row per n.

use super::args::SweepArgs;
use super::failure::Failure;
use super::tables::{Columns, Tables};
use super::{compute, output};

pub(super) fn run(args: &SweepArgs) -> Result<(), Failure> {
    let columns = Columns::new(args.quantities.as_deref(), &args.renyi)?;
    let draws = compute::draws(&args.n, args.points)?;
    let subjects = output::subjects(&args.bases)?;
    let draws = vec![draws; subjects.len()];
    let proposals = args.proposal.chosen_each(&subjects)?;
    let tables = Tables::compute(&subjects, proposals, &draws, &columns)?;
    output::print(|out| tables.side_by_side(args.unit.into(), false).write(args.format.into(), out))
}
