//! Which Rényi divergences have to be computed.

use crate::bon::Order;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::chosen_curves::Pair;
use crate::explorer::model::message::Job;
use crate::explorer::model::state::Model;

/// What has to be computed next, each with its generation and its subject.
pub(in crate::explorer) fn ask(model: &mut Model) -> Vec<(u64, Subject, Job)> {
    let orders: Vec<Order> = model.pair.iter().flat_map(Pair::orders).collect();
    let pins = model.pins.kept.in_turn().map(|pin| pin.subject());
    let mut wanted: Vec<(&Subject, Order)> = Vec::new();
    for subject in std::iter::once(&model.subject).chain(pins) {
        for &order in &orders {
            if !wanted.iter().any(|(other, of)| other.same(subject) && *of == order) {
                wanted.push((subject, order));
            }
        }
    }
    model.orders.ask(&wanted, model.n, model.reach)
}
