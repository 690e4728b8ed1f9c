//! Going round in a ring.

/// The neighbour of `item` in a ring.
pub(in crate::explorer) fn neighbour<T: Copy + PartialEq>(ring: &[T], item: T, step: isize) -> T {
    let here = ring.iter().position(|&other| other == item).unwrap_or(0);
    let next = here.wrapping_add_signed(step).wrapping_add(ring.len()) % ring.len();
    ring[next]
}
