//! `bonscope eval`: everything about a base at given n.

use super::args::EvalArgs;
use super::failure::Failure;
use super::proposal::Chosen;
use super::{compute, output};
use crate::report::Report;

pub(super) fn run(args: &EvalArgs) -> Result<(), Failure> {
    let listed = args.n.as_deref().map(|list| compute::draws(list, args.points)).transpose()?;
    let subject = output::subject(&args.base)?;
    let preset = subject.preset();
    let draws = match (listed, preset) {
        (Some(draws), _) => draws,
        (None, Some(preset)) => compute::draws(&preset.start.n.to_string(), 1)?,
        (None, None) => {
            return Err(Failure::input(
                "-n is missing: say how many draws, as in -n 64, -n 1,2,4 or -n 1..1e6 (only a preset has an n of its own)",
            ));
        }
    };
    let base = subject.base();
    let proposal = args.proposal.chosen(&subject)?;
    let rows = compute::rows(base.base(), proposal.as_ref().map(Chosen::made), &draws);
    let report = Report {
        subject: base,
        title: preset.map(|preset| preset.title.as_str()),
        proposal: proposal.as_ref().map(Chosen::proposing),
        unit: args.unit.into(),
        quantities: None,
        rows: &rows,
        outcomes: args.outcomes,
    };
    output::print(|out| report.write(args.format.into(), out))
}
