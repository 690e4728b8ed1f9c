//! `bonscope sweep`: the curves against n, one row per n.

use super::args::SweepArgs;
use super::failure::Failure;
use super::{compute, output};
use crate::bon::Quantity;
use crate::family::{did_you_mean, quoted};
use crate::report::Report;

pub(super) fn run(args: &SweepArgs) -> Result<(), Failure> {
    let quantities = args.quantities.as_deref().map(quantities).transpose()?;
    let draws = compute::draws(&args.n, args.points)?;
    let subject = output::subject(&args.base)?;
    let base = subject.base();
    let rows = compute::rows(base.base(), &draws);
    let report = Report {
        subject: base,
        title: subject.preset().map(|preset| preset.title.as_str()),
        unit: args.unit.into(),
        quantities: quantities.as_deref(),
        rows: &rows,
        outcomes: false,
    };
    output::print(|out| report.write(args.format.into(), out))
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
