//! Which Rényi divergences have to be computed.

use crate::bon::Order;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::chosen_curves::ChosenCurves;
use crate::explorer::model::curves::renyi::RenyiInquiries;
use crate::explorer::model::state::Model;

/// What has to be computed next of the orders that the KL chart shows.
pub(in crate::explorer) fn ask(model: &mut Model) -> RenyiInquiries {
    let orders: Vec<Order> = model.chosen_curves.iter().flat_map(ChosenCurves::orders).collect();
    let pins = model.pins.kept.in_turn().map(|pin| pin.subject());
    let mut wanted: Vec<(&Subject, Order)> = Vec::new();
    for subject in std::iter::once(&model.subject).chain(pins) {
        for &order in &orders {
            if !wanted.iter().any(|(other, of)| other.same(subject) && *of == order) {
                wanted.push((subject, order));
            }
        }
    }
    model.renyi.ask(&wanted, model.n, model.scale_end)
}
