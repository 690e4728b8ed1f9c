//! The outcomes of a base in the order of their probabilities, computed on first use.

use crate::numeric::lazy::Lazy;
use crate::numeric::list::order_by;

/// The order, its buckets and its trend, each computed on first use.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ByMass {
    ranks: Lazy<Vec<u32>>,
    buckets: Lazy<Buckets>,
    direction: Lazy<Option<Direction>>,
}

/// This many consecutive outcomes, in the order of [`ByMass::ranks`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Buckets {
    /// How many each bucket holds; the last may hold fewer.
    pub(crate) size: usize,
    /// How many buckets there are.
    pub(crate) count: usize,
    /// The bucket of each rank of positive mass.
    pub(crate) of: Vec<u16>,
}

/// The most buckets.
const BUCKETS: usize = 4096;

/// How the probabilities of outcomes of different rewards follow each other, lowest reward first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// None is greater than the one before.
    Falling,
    /// None is less than the one before.
    Rising,
}

impl ByMass {
    /// Ranks of positive mass, the most probable outcome first; `p` by rank.
    pub(super) fn ranks(&self, p: &[f64]) -> &[u32] {
        self.ranks.get_or_make(|| {
            let mut ranks = order_by(p.iter().map(|&p| !p.to_bits()));
            // Weights of 0 come last.
            ranks.truncate(ranks.partition_point(|&rank| p[rank as usize] > 0.0));
            ranks.shrink_to_fit();
            ranks
        })
    }

    /// In which part of [`ByMass::ranks`] each outcome stands.
    pub(super) fn buckets(&self, p: &[f64]) -> &Buckets {
        self.buckets.get_or_make(|| {
            let ranks = self.ranks(p);
            let size = ranks.len().div_ceil(BUCKETS);
            let mut of = vec![0; p.len()];
            for (bucket, held) in (0..).zip(ranks.chunks(size)) {
                held.iter().for_each(|&rank| of[rank as usize] = bucket);
            }
            Buckets { size, count: ranks.len().div_ceil(size), of }
        })
    }

    /// How the probabilities follow each other, when they only fall or only rise; none unless the base is `untied`, with
    /// no weight of 0.
    pub(super) fn direction(&self, p: &[f64], untied: bool) -> Option<Direction> {
        *self.direction.get_or_make(|| {
            if !untied {
                return None;
            }
            let falling = p.is_sorted_by(|a, b| a >= b).then_some(Direction::Falling);
            falling.or_else(|| p.is_sorted().then_some(Direction::Rising))
        })
    }
}
