//! How far the work on a sample log is.

/// How far the work on a sample log is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Rows read so far.
    pub rows: u64,
    /// The share of this stage that is done, where it is known.
    pub share: Option<f64>,
}

/// What is being done with a sample log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Its rows are read.
    Reading,
    /// What the pools say is found out.
    Estimating,
    /// It is averaged over prompts, with intervals.
    Averaging,
}

impl Stage {
    /// What is being done, in a word.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Reading => "reading",
            Stage::Estimating => "estimating",
            Stage::Averaging => "averaging",
        }
    }
}
