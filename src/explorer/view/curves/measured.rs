//! The values of a measure for a chart or a list: of a quantity from the evaluation at n, of a Rényi divergence from
//! the values of its order.

use crate::bon::Evaluation;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::measured::value;
use crate::explorer::model::curves::pins;
use crate::explorer::model::state::Model;
use crate::report::Measure;

/// The points (n, value) of its curve that are known by now.
pub(in crate::explorer) fn curve(
    model: &Model,
    subject: &Subject,
    points: &[Evaluation],
    measure: Measure,
) -> Vec<(f64, f64)> {
    let shown = |value| model.unit().shown(value, measure.unit());
    let of = |order, which: usize| model.renyi.curve(subject, order).iter().map(move |(n, v)| (*n, v[which]));
    let known = |points: &mut dyn Iterator<Item = (f64, f64)>| {
        points.filter(|(_, value)| !value.is_nan()).map(|(n, value)| (n, shown(value))).collect()
    };
    match measure {
        Measure::Of(quantity) => known(&mut points.iter().map(|e| (e.n, e.get(quantity)))),
        Measure::Renyi(order) => known(&mut of(order, 0)),
        Measure::RenyiBound(order) => known(&mut of(order, 1)),
    }
}

/// The current value of a measure minus its value for a pin, of which `then` is known at the same n.
pub(in crate::explorer) fn difference(
    model: &Model,
    now: &Evaluation,
    (pinned, then): (&Subject, &Evaluation),
    measure: Measure,
) -> f64 {
    match measure {
        Measure::Of(quantity) => model.unit().shown(pins::difference(quantity, now, then), quantity.unit()),
        _ => value(model, &model.subject, now, measure) - value(model, pinned, then, measure),
    }
}
