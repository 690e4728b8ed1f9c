//! Rényi divergences of typed orders: their numbers for the current subject and for the pins.
//!
//! The orders come from the curves of the KL chart (see `chosen_curves`). One question is under way at a time for
//! values at n, and one for curves.

use std::sync::Arc;

use crate::bon::Order;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::jobs::inquiry::{Asking, Inquiry};

/// The divergence and its bound, in nats; the bound is NaN where there is none.
type Values = [f64; 2];

/// An n and the values there.
pub type Point = (f64, Values);

/// What has to be computed next: an order at an n, and a curve up to an n.
pub type RenyiInquiries = (Option<Inquiry<(u64, Order)>>, Option<Inquiry<(u64, Order)>>);

/// What is known of each order.
#[derive(Clone, Debug, Default)]
pub struct RenyiCurves {
    known: Vec<Known>,
    at_n: Asking<(u64, Order)>,
    curve: Asking<(u64, Order)>,
}

#[derive(Clone, Debug)]
struct Known {
    subject: Subject,
    order: Order,
    at_n: Option<(u64, Values)>,
    /// The largest n, and the points up to it.
    curve: Option<(u64, Arc<Vec<Point>>)>,
    /// Whether the curve is the finest one.
    finest: bool,
}

impl RenyiCurves {
    pub(in crate::explorer) fn ask(
        &mut self,
        wanted: &[(&Subject, Order)],
        n: u64,
        scale_end: u64,
    ) -> RenyiInquiries {
        let mut before = std::mem::take(&mut self.known);
        self.known.extend(wanted.iter().map(|(subject, order)| {
            let known = before.iter().position(|known| known.is_of(subject, *order));
            known.map(|at| before.swap_remove(at)).unwrap_or_else(|| Known {
                subject: (*subject).clone(),
                order: *order,
                at_n: None,
                curve: None,
                finest: false,
            })
        }));
        let at_n = self.known.iter().find(|known| known.at_n.is_none_or(|(at, _)| at != n));
        let curve = self
            .known
            .iter()
            .find(|known| !known.finest || known.curve.as_ref().is_none_or(|(known, _)| *known != scale_end));
        let at_n = self.at_n.ask(at_n.map(|known| (&known.subject, (n, known.order))));
        let curve = self.curve.ask(curve.map(|known| (&known.subject, (scale_end, known.order))));
        (at_n, curve)
    }

    /// Takes the answer to [`Job::RenyiAt`].
    pub(in crate::explorer) fn take_at_n(&mut self, generation: u64, values: Values) {
        if let Some((subject, (n, order))) = self.at_n.answered(generation, true)
            && let Some(known) = self.known.iter_mut().find(|known| known.is_of(&subject, order))
        {
            known.at_n = Some((n, values));
        }
    }

    /// Takes an answer to [`Job::RenyiCurve`].
    pub(in crate::explorer) fn take_curve(&mut self, generation: u64, points: Arc<Vec<Point>>, finest: bool) {
        if let Some((subject, (scale_end, order))) = self.curve.answered(generation, finest)
            && let Some(known) = self.known.iter_mut().find(|known| known.is_of(&subject, order))
        {
            (known.curve, known.finest) = (Some((scale_end, points)), finest);
        }
    }

    /// The divergence of this order and its bound at this n, where they are known.
    pub fn at_n(&self, subject: &Subject, order: Order, n: u64) -> Option<Values> {
        self.of(subject, order)?.at_n.filter(|(at, _)| *at == n).map(|(_, values)| values)
    }

    /// Its newest curve, ascending in n; empty before there is one.
    pub fn curve(&self, subject: &Subject, order: Order) -> &[Point] {
        let known = self.of(subject, order).and_then(|known| known.curve.as_ref());
        known.map_or(&[], |(_, points)| points)
    }

    /// Whether an answer is under way.
    pub fn pending(&self) -> bool {
        self.at_n_pending() || self.curve_pending()
    }

    /// Whether an answer at n is under way.
    pub fn at_n_pending(&self) -> bool {
        self.at_n.asked.is_some()
    }

    /// Whether a curve is under way.
    pub fn curve_pending(&self) -> bool {
        self.curve.asked.is_some()
    }

    fn of(&self, subject: &Subject, order: Order) -> Option<&Known> {
        self.known.iter().find(|known| known.is_of(subject, order))
    }
}

impl Known {
    fn is_of(&self, subject: &Subject, order: Order) -> bool {
        self.order == order && self.subject.same(subject)
    }
}
