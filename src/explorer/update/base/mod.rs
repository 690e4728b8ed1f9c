//! Edits of the base.

pub(in crate::explorer) mod arguments;
pub(in crate::explorer) mod edit;
pub(in crate::explorer) mod take;
