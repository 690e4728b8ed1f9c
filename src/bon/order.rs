//! The outcomes of a base in the order of their probabilities, worked out when someone asks.

use crate::bon::base::{Base, order_by};
use crate::bon::lazy::Lazy;

/// What there is to know; each part is made on its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Orders {
    by_mass: Lazy<Vec<u32>>,
    buckets: Lazy<Buckets>,
    order: Lazy<Option<Order>>,
}

/// Outcomes in the order of [`Base::by_mass`], so many together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Buckets {
    /// How many each bucket holds; the last may hold fewer.
    pub(super) size: usize,
    /// How many buckets there are.
    pub(super) count: usize,
    /// The bucket of each rank of positive mass.
    pub(super) of: Vec<u16>,
}

/// The most buckets.
const BUCKETS: usize = 4096;

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

    /// In which part of [`Base::by_mass`] each outcome stands.
    pub(super) fn buckets(&self) -> &Buckets {
        self.orders().buckets.get_or_make(|| {
            let ranks = self.by_mass();
            let size = ranks.len().div_ceil(BUCKETS);
            let mut of = vec![0; self.len()];
            for (bucket, held) in (0..).zip(ranks.chunks(size)) {
                held.iter().for_each(|&rank| of[rank as usize] = bucket);
            }
            Buckets { size, count: ranks.len().div_ceil(size), of }
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
