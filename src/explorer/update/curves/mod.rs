//! What the charts are asked to show and compare.

pub mod chosen_curves;
pub mod pins;
pub mod policies;
pub mod renyi;
pub mod unit;
