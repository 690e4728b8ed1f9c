//! Moves of n and of its scale.

pub(in crate::explorer) mod scale_end;
