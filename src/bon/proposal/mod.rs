//! Sampling from something other than the base: a proposal q made from it by temperature, top-k and top-p, or given by
//! weights. Best-of-n then draws from q; what it costs is still measured against the base.
//!
//! Supports shrink and never grow: an outcome that the base never gives would make the KL infinite, and is refused.

mod asked;
mod fine;
mod making;
mod policy;
mod proposed;

pub use asked::{Proposal, ProposalError};
pub use policy::{Drawing, ProposedPolicy};
pub use proposed::Proposed;
