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
    /// The most draws whose pools are kept in memory, all prompts together. A log with more keeps no pool of several.
    pub keep: u64,
}

/// Column names a person gave, by role.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnNames {
    /// What tells prompts apart.
    pub prompt: Option<String>,
    /// What best-of-n ranks by.
    pub reward: Option<String>,
    /// ln of the probability of the answer.
    pub logprob: Option<String>,
    /// A second reward.
    pub gold: Option<String>,
    /// How much the prompt counts.
    pub weight: Option<String>,
    /// The answer.
    pub text: Option<String>,
    /// How many tokens the answer has.
    pub tokens: Option<String>,
}
