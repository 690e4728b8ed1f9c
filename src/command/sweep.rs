//! `bonscope sweep`: the curves against n, one row per n.

use super::args::SweepArgs;
use super::failure::Failure;
use super::proposal::Chosen;
use super::{compute, output};
use crate::bon::Quantity;
use crate::family::{did_you_mean, quoted};
use crate::report::Report;

pub(super) fn run(args: &SweepArgs) -> Result<(), Failure> {
    let quantities = args.quantities.as_deref().map(quantities).transpose()?;
    let draws = compute::draws(&args.n, args.points)?;
    let subject = output::subject(&args.base)?;
    let base = subject.base();
    let proposal = args.proposal.chosen(&subject)?;
    if let (Some(_), Some(quantities)) = (&proposal, &quantities) {
        defined_under_proposal(quantities)?;
    }
    let rows = compute::rows(base.base(), proposal.as_ref().map(Chosen::made), &draws);
    let report = Report {
        subject: base,
        title: subject.preset().map(|preset| preset.title.as_str()),
        proposal: proposal.as_ref().map(Chosen::proposing),
        unit: args.unit.into(),
        quantities: quantities.as_deref(),
        rows: &rows,
        outcomes: false,
    };
    output::print(|out| report.write(args.format.into(), out))
}

/// Refuses quantities that say nothing true where best-of-n draws from a proposal.
fn defined_under_proposal(quantities: &[Quantity]) -> Result<(), Failure> {
    match quantities.iter().find(|quantity| !Quantity::UNDER_PROPOSAL.contains(quantity)) {
        None => Ok(()),
        Some(quantity) => Err(Failure::input(format_args!(
            "--quantities: {} is not defined where best-of-n draws from a proposal; the quantities are then {}",
            quantity.name(),
            Quantity::UNDER_PROPOSAL.iter().map(|quantity| quantity.name()).collect::<Vec<_>>().join(", ")
        ))),
    }
}

/// The quantities of a list of names separated by commas.
fn quantities(list: &str) -> Result<Vec<Quantity>, Failure> {
    list.split(',').map(str::trim).map(quantity).collect()
}

fn quantity(name: &str) -> Result<Quantity, Failure> {
    Quantity::from_name(name).ok_or_else(|| {
        let names: Vec<_> = Quantity::ALL.iter().map(|quantity| quantity.name()).collect();
        Failure::input(format_args!(
            "--quantities: there is no quantity {};{} the quantities are {}",
            quoted(name),
            did_you_mean(name, names.iter().copied()),
            names.join(", ")
        ))
    })
}
