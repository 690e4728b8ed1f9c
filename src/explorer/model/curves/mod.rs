//! What the charts show and compare.

pub mod chosen_curves;
pub mod detail;
pub mod measured;
pub mod pins;
pub mod policies;
pub mod renyi;
pub mod sweep;
pub mod title;
pub mod unit;
