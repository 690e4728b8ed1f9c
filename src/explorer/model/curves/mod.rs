//! What the charts show and compare.

pub mod chosen_curves;
pub mod detail;
pub mod pinned_curves;
pub mod pins;
pub(in crate::explorer) mod policies;
pub mod renyi;
pub mod sweep;
pub(in crate::explorer) mod unit;
