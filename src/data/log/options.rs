//! How a sample log is read.

use crate::data::limits::Limits;
use crate::data::table::{Fold, How, TableFormat};

/// How a sample log is read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Paths of columns; those left out are found.
    pub names: ColumnNames,
    /// The format; found from the first bytes when left out.
    pub format: Option<TableFormat>,
    /// The shape of the log by its name, `flat` for none of them; found from the first rows when left out or `auto`.
    pub format_of: Option<String>,
    /// The key of the array that holds the rows of a JSON document; a usual one when left out.
    pub rows: Option<String>,
    /// How the rewards of the steps of one answer become one; lists of rewards are taken for draws where they may be.
    pub steps: Option<Fold>,
    /// A column that keeps policies apart: prompts of different values are different prompts. `none` takes all rows together.
    pub group: Option<String>,
    /// Whether log-probabilities are means per token, to be multiplied by the number of tokens.
    pub logprob_mean: bool,
    /// Which distribution the log-probabilities are of.
    pub logprob_of: LogprobOf,
    /// The values of n to estimate for; 1, 2, 3, 4, 6, 8, 12, ... up to the smallest pool when left out.
    pub n: Option<Vec<u64>>,
    /// Keep the pools of all prompts in memory while they have at most this many draws together.
    pub keep: u64,
    /// The most memory and disk that the reading may take.
    pub limits: Limits,
}

impl Options {
    /// How the tables of the log are opened.
    pub(super) fn how(&self) -> How<'_> {
        How { format: self.format, rows: self.rows.as_deref(), limits: self.limits }
    }
}

/// Which distribution the log-probabilities of a log are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogprobOf {
    /// Nobody said: they are taken for those of the distribution that the draws came from.
    #[default]
    Assumed,
    /// The distribution that the draws came from, after temperature, top-k and top-p.
    Sampler,
    /// The model before temperature, top-k or top-p: they say nothing certain about the distribution of the draws.
    Base,
}

/// Paths of columns given by the user, by role; `none` switches a column off.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnNames {
    /// The prompt of a draw; several columns with commas between them.
    pub prompt: Option<String>,
    /// The reward, by which best-of-n ranks.
    pub reward: Option<String>,
    /// ln of the probability of the answer.
    pub logprob: Option<String>,
    /// A second reward.
    pub gold: Option<String>,
    /// The weight of the prompt in averages.
    pub weight: Option<String>,
    /// The answer.
    pub text: Option<String>,
    /// The number of tokens of the answer.
    pub tokens: Option<String>,
    /// Which tokens of a list of log-probabilities belong to the answer.
    pub mask: Option<String>,
    /// How often the draw came up.
    pub count: Option<String>,
}
