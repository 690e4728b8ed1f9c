//! The outcomes of a base in the order of their probabilities, worked out when someone asks.

use super::base::{Base, order_by};
use super::lazy::Lazy;

/// What there is to know; each part is made on its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Orders {
    by_mass: Lazy<Vec<u32>>,
    places: Lazy<Vec<u32>>,
    order: Lazy<Option<Order>>,
}

/// How the probabilities of outcomes of different rewards follow each other, lowest reward first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// None is greater than the one before.
    Falling,
    /// None is less than the one before.
    Rising,
}

impl Base {
    /// Ranks of positive mass, the most probable outcome first.
    pub(super) fn by_mass(&self) -> &[u32] {
        self.orders().by_mass.get_or_make(|| {
            let mut ranks = order_by(self.masses().iter().map(|&p| !p.to_bits()));
            // Weights of 0 come last.
            ranks.truncate(ranks.partition_point(|&rank| self.p(rank as usize) > 0.0));
            ranks.shrink_to_fit();
            ranks
        })
    }

    /// Where in [`Base::by_mass`] a rank of positive mass stands.
    pub(super) fn places(&self) -> &[u32] {
        self.orders().places.get_or_make(|| {
            let mut places = vec![0; self.len()];
            for (place, &rank) in (0..).zip(self.by_mass()) {
                places[rank as usize] = place;
            }
            places
        })
    }

    /// How the probabilities follow each other, when nothing is tied or of weight 0 and they only fall or only rise.
    pub(super) fn order(&self) -> Option<Order> {
        *self.orders().order.get_or_make(|| {
            let p = self.masses();
            if self.class_count() < p.len() {
                return None;
            }
            let falling = p.is_sorted_by(|a, b| a >= b).then_some(Order::Falling);
            falling.or_else(|| p.is_sorted().then_some(Order::Rising))
        })
    }
}
