//! One prompt of a sample log.

use crate::bon::pool::Pool;

/// One prompt of a sample log.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// Its beginning, control characters made visible.
    pub name: Box<str>,
    /// Its first line.
    pub line: u64,
    /// How many usable draws it has.
    pub draws: usize,
    /// Its weight in averages.
    pub weight: f64,
    /// exp(-H2), the mean of exp(logprob).
    pub collision: f64,
    /// Whether all its draws have one reward.
    pub is_all_tied: bool,
    pub(super) first_point: usize,
    pub(super) point_count: usize,
    /// Its draws, when they were kept or it is the only prompt.
    pub pool: Option<Pool>,
}
