//! The contents of the charts.

pub mod guess;
pub mod measured;
pub mod pair;
pub mod pinned;
pub mod series;
