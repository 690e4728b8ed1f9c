//! One prompt of a sample log.

use crate::bon::pool::Pool;

/// One prompt of a sample log.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// The beginning of its text, control characters made visible.
    pub name: Box<str>,
    /// The line of its first draw, counted through all files.
    pub line: u64,
    /// The place of its first draw among all usable draws of the log, from 0.
    pub first: u64,
    /// The number of its usable draws.
    pub draws: usize,
    /// Its weight in averages.
    pub weight: f64,
    /// exp(-H2), the mean of exp(logprob), where every draw has a log-probability.
    pub collision: Option<f64>,
    /// Whether all its draws have one reward.
    pub is_all_tied: bool,
    pub(super) first_point: usize,
    pub(super) point_count: usize,
    /// Its draws, if they were kept; those of the only prompt always are.
    pub pool: Option<Pool>,
}
