//! The contents of the charts.

pub mod chosen_curves;
pub mod guess;
pub mod measured;
pub mod pinned_curves;
pub mod series;
