//! What is asked of files, and what comes of it.

pub(in crate::explorer) mod copy;
