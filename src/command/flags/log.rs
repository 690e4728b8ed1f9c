//! How a sample log is read, as flags.

use clap::{Args, ValueEnum};

use crate::data::{Fold, LogprobOf, TableFormat};

/// Columns, or paths to what is nested, such as evaluation.score, scores[].last or sum(logprobs[]); those left out are found
/// by their usual names, and `none` switches one off.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Columns")]
pub(in crate::command) struct ColumnArgs {
    /// What tells prompts apart, several with commas [usually prompt_id, prompt, question, ...]
    #[arg(long, value_name = "COLUMN")]
    pub(in crate::command) prompt: Option<String>,
    /// The reward that best-of-n ranks by [usually reward, score, ...]
    #[arg(long, value_name = "COLUMN")]
    pub(in crate::command) reward: Option<String>,
    /// The natural log-probability of the whole answer [usually logprob, cumulative_logprob, ...]
    #[arg(long, value_name = "COLUMN")]
    pub(in crate::command) logprob: Option<String>,
    /// A second reward that the ranking does not see [usually gold, gold_reward, ...]
    #[arg(long, value_name = "COLUMN")]
    pub(in crate::command) gold: Option<String>,
    /// How much a prompt counts in the averages [usually weight]
    #[arg(long, value_name = "COLUMN")]
    pub(in crate::command) weight: Option<String>,
    /// The answer [usually text, completion, response, ...]
    #[arg(long, value_name = "COLUMN")]
    pub(in crate::command) text: Option<String>,
    /// The number of tokens of the answer, or a list of them [usually tokens, num_tokens, ...]
    #[arg(long, value_name = "COLUMN")]
    pub(in crate::command) tokens: Option<String>,
    /// Which tokens of a list of log-probabilities belong to the answer [usually loss_mask, response_mask, ...]
    #[arg(long, value_name = "COLUMN")]
    pub(in crate::command) mask: Option<String>,
    /// How often the draw came up [never without this flag]
    #[arg(long, value_name = "COLUMN")]
    pub(in crate::command) count: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::command) enum LogprobOfName {
    Sampler,
    Base,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::command) enum InputFormatName {
    Csv,
    Tsv,
    #[value(alias = "jsonl")]
    Json,
    Parquet,
    Arrow,
    Eval,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::command) enum StepsName {
    Last,
    Min,
    Prod,
    Mean,
    Sum,
}

impl From<StepsName> for Fold {
    fn from(name: StepsName) -> Fold {
        match name {
            StepsName::Last => Fold::Last,
            StepsName::Min => Fold::Min,
            StepsName::Prod => Fold::Prod,
            StepsName::Mean => Fold::Mean,
            StepsName::Sum => Fold::Sum,
        }
    }
}

/// A number of bytes such as 64MiB, 4G or 500000.
pub(in crate::command) fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor: Option<u64> = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => Some(1),
        "k" | "kb" | "kib" => Some(1 << 10),
        "m" | "mb" | "mib" => Some(1 << 20),
        "g" | "gb" | "gib" => Some(1 << 30),
        "t" | "tb" | "tib" => Some(1 << 40),
        _ => None,
    };
    let bytes = factor.zip(digits.parse::<u64>().ok()).and_then(|(factor, count)| count.checked_mul(factor));
    bytes
        .filter(|bytes| *bytes >= 1 << 20)
        .ok_or_else(|| "a size is a whole number with MiB or GiB, at least 1MiB".to_owned())
}

impl From<InputFormatName> for TableFormat {
    fn from(name: InputFormatName) -> TableFormat {
        match name {
            InputFormatName::Csv => TableFormat::Csv,
            InputFormatName::Tsv => TableFormat::Tsv,
            InputFormatName::Json => TableFormat::Json,
            InputFormatName::Parquet => TableFormat::Parquet,
            InputFormatName::Arrow => TableFormat::Arrow,
            InputFormatName::Eval => TableFormat::Eval,
        }
    }
}

impl From<LogprobOfName> for LogprobOf {
    fn from(name: LogprobOfName) -> LogprobOf {
        match name {
            LogprobOfName::Sampler => LogprobOf::Sampler,
            LogprobOfName::Base => LogprobOf::Base,
        }
    }
}
