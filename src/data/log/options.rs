//! How a sample log is read.

use crate::data::table::TableFormat;

/// How a sample log is read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Column names; those left out are found by their usual names.
    pub names: ColumnNames,
    /// The format; found from the first bytes when left out.
    pub format: Option<TableFormat>,
    /// The values of n to estimate for; 1, 2, 3, 4, 6, 8, 12, ... up to the smallest pool when left out.
    pub n: Option<Vec<u64>>,
    /// Keep the pools of all prompts in memory while they have at most this many draws together.
    pub keep: u64,
}

/// Column names given by the user, by role.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnNames {
    /// The prompt of a draw.
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
}
