//! The value of a measure at n, in the unit shown.

use crate::bon::{Evaluation, Order, Unit};
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::state::Model;
use crate::report::{InformationUnit, Measure};

/// The value of a measure for `subject`, of which `e` is known, in the unit shown; NaN while it is not known.
pub(in crate::explorer) fn value(model: &Model, subject: &Subject, e: &Evaluation, measure: Measure) -> f64 {
    let of = |order: Order| model.renyi.at_n(subject, order, e.n as u64).unwrap_or([f64::NAN; 2]);
    let value = match measure {
        Measure::Of(quantity) => e.get(quantity),
        Measure::Renyi(order) => of(order)[0],
        Measure::RenyiBound(order) => of(order)[1],
    };
    model.unit().shown(value, measure.unit())
}

/// The unit as an axis names it, with information in `shown`.
pub(in crate::explorer) fn unit(shown: InformationUnit, unit: Unit) -> &'static str {
    match unit {
        Unit::Nats => shown.name(),
        Unit::Share => "share",
        Unit::Reward => "reward",
        Unit::Pure => "pure",
    }
}
