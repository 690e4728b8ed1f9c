//! The panes of the explorer, in the order of Tab.

/// A pane of the explorer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The table of outcomes.
    Base,
    /// The numbers at n.
    Readout,
    /// KL against n.
    Kl,
    /// The lower chart.
    Lower,
}

impl Pane {
    /// Every pane, in the order of Tab.
    pub const ALL: &[Pane] = &[Pane::Base, Pane::Readout, Pane::Kl, Pane::Lower];
}

/// The neighbour of `item` in a ring.
pub(in crate::explorer) fn neighbour<T: Copy + PartialEq>(ring: &[T], item: T, step: isize) -> T {
    let here = ring.iter().position(|&other| other == item).unwrap_or(0);
    let next = here.wrapping_add_signed(step).wrapping_add(ring.len()) % ring.len();
    ring[next]
}
