//! A draw as it is kept.

/// One usable draw, kept until its prompt is complete.
#[derive(Clone, Copy, Default)]
pub(super) struct Record {
    pub(super) prompt: u32,
    pub(super) line: u32,
    pub(super) reward: f64,
    /// NaN without a log-probability.
    pub(super) logprob: f64,
    /// NaN without a gold reward.
    pub(super) gold: f64,
    /// A hash that tells the answers of a prompt apart; [`UNKNOWN`] where nothing does.
    pub(super) answer: u64,
    /// The length of the answer in tokens, or in characters; NaN where it is not known.
    pub(super) length: f32,
    /// Whether its row names a reference answer, and whether this draw is the same.
    pub(super) has_reference: bool,
    pub(super) is_reference: bool,
}

/// The answer of a draw of which neither the text nor the log-probability is known.
pub(super) const UNKNOWN: u64 = 0;
