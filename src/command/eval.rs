//! `bonscope eval`: everything about bases at given n.

use super::args::EvalArgs;
use super::failure::Failure;
use super::tables::{Columns, Tables};
use super::{compute, output};
use crate::bon::Draws;
use crate::preset::Subject;

pub(super) fn run(args: &EvalArgs) -> Result<(), Failure> {
    let listed = args.n.as_deref().map(|list| compute::draws(list, args.points)).transpose()?;
    let columns = Columns::new(None, &args.renyi)?;
    let subjects = output::subjects(&args.bases)?;
    let draws =
        subjects.iter().map(|subject| draws(listed.as_deref(), subject)).collect::<Result<Vec<_>, _>>()?;
    let proposals = args.proposal.chosen_each(&subjects)?;
    let tables = Tables::compute(&subjects, proposals, &draws, &columns)?;
    output::print(|out| tables.side_by_side(args.unit.into(), args.outcomes).write(args.format.into(), out))
}

/// The n that were listed, or that of the preset.
fn draws(listed: Option<&[Draws]>, subject: &Subject) -> Result<Vec<Draws>, Failure> {
    match (listed, subject.preset()) {
        (Some(draws), _) => Ok(draws.to_vec()),
        (None, Some(preset)) => compute::draws(&preset.start.n.to_string(), 1),
        (None, None) => Err(Failure::input(
            "-n is missing: say how many draws, as in -n 64, -n 1,2,4 or -n 1..1e6 (only a preset has an n of its own)",
        )),
    }
}
