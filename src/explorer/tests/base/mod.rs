//! The base: edits, bins, prompts, proposals.

mod building;
pub(super) mod editing;
mod outcomes;
mod prompts;
mod proposal;
