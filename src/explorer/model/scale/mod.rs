//! The number of draws n and its scale.

pub mod jump;
pub mod play;
pub mod steps;
