//! Moves of n and of its scale.

pub mod draws;
pub mod jump;
pub mod play;
pub mod scale_end;
