//! The panes of numbers.

pub(in crate::explorer) mod base;
pub(in crate::explorer) mod bins;
pub(in crate::explorer) mod head;
pub(in crate::explorer) mod present;
pub(in crate::explorer) mod prompts;
pub(in crate::explorer) mod proposed;
pub(in crate::explorer) mod readout;
