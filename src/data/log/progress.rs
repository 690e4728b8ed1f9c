//! The progress of the work on a sample log.

/// The progress of the work on a sample log.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// The present stage.
    pub stage: Stage,
    /// Rows read so far.
    pub rows: u64,
    /// The finished share of this stage, if known.
    pub share: Option<f64>,
}

/// A stage of the work on a sample log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading the rows.
    Reading,
    /// Computing the estimates of each pool.
    Estimating,
    /// Averaging over prompts, with intervals.
    Averaging,
}

impl Stage {
    /// The stage in one word.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Reading => "reading",
            Stage::Estimating => "estimating",
            Stage::Averaging => "averaging",
        }
    }
}
