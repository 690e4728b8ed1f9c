//! Facts about the proposal.

use crate::bon::{Base, Drawing, Proposed};
use crate::explorer::model::base::proposal;
use crate::explorer::model::state::Model;
use crate::report::{Measure, Proposing};

/// Facts about a proposal besides the quantities, over all prompts of an average.
pub(in crate::explorer) struct Facts {
    /// max ln(q/p), or its mean.
    pub(in crate::explorer) most: f64,
    /// How many outcomes of the base are drawn.
    pub(in crate::explorer) kept: usize,
    /// How many are never drawn.
    pub(in crate::explorer) left_out: usize,
}

pub(in crate::explorer) fn facts(model: &Model) -> Facts {
    let possible = |base: &Base| (0..base.len()).filter(|&rank| base.p(rank) > 0.0).count();
    let kept =
        |drawing: &Drawing<'_>| drawing.proposed.map_or_else(|| possible(drawing.base), Proposed::kept);
    let all: usize = model.subject.drawings().map(|drawing| possible(drawing.base)).sum();
    let kept: usize = model.subject.drawings().map(|drawing| kept(&drawing)).sum();
    let most = model.subject.mean_of(|drawing| drawing.proposed.map_or(0.0, Proposed::most));
    Facts { most, kept, left_out: all - kept }
}

/// The name of the proposal in several lengths, the longest first.
pub(in crate::explorer) fn names(model: &Model) -> Option<[String; 3]> {
    let Proposing { how, .. } = model.subject.proposing()?;
    let name = |long| format!(" (q: {})", proposal::name(how, long));
    Some([name(true), name(false), " (q)".to_owned()])
}

/// Whether a measure is undefined under the proposal in force.
pub(in crate::explorer) fn is_undefined(model: &Model, measure: Measure) -> bool {
    model.subject.is_proposed() && !measure.is_under_proposal()
}
