//! What goes into the charts.

pub(in crate::explorer) mod guess;
pub(in crate::explorer) mod measured;
pub(in crate::explorer) mod pair;
pub(in crate::explorer) mod pinned;
