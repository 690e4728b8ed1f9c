//! The proposal that best-of-n draws from instead of the base.

use crate::bon::{Proposal, Proposed};

/// A proposal in force.
#[derive(Clone, Copy, Debug)]
pub struct Proposing<'a> {
    /// How it is made.
    pub how: &'a Proposal,
    /// What it is for the base at hand.
    pub made: &'a Proposed,
}
