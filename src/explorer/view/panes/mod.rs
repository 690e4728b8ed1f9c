//! The panes of numbers.

pub mod base;
pub mod bins;
pub mod head;
pub mod present;
pub mod prompts;
pub mod proposed;
pub mod readout;
pub mod row;
