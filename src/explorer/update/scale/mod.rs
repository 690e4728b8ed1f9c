//! Moves of n and of its scale.

pub mod jump;
pub mod play;
pub mod scale_end;
