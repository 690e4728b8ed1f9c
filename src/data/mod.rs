//! Tables in files: sample logs and large bases, as CSV, TSV, JSONL or Parquet, plain or packed with gzip or zstd.
//!
//! Owns the reading of such files row by row, the finding of columns, and what is said about rows that are wrong. It
//! must never hold a whole file where a part of it will do, never guess silently, never print, and never let a control
//! character of a file through.

mod base_file;
mod cell;
mod columns;
mod delimited;
mod error;
mod estimates;
mod faults;
mod gather;
mod input;
mod json_lines;
mod lengths;
mod notice;
mod parquet_file;
mod prompt_draws;
mod row;
mod rows;
mod samples;

pub use base_file::{is_base_file, looks_like_table, read_base};
pub use columns::ColumnNames;
pub use error::{DataError, Problem};
pub use estimates::{AtN, Estimate, Estimates, Refusal};
pub use input::{Input, TableFormat};
pub use notice::Notice;
pub use prompt_draws::{Listed, PromptDraws, read_prompt};
pub use rows::{Progress, Stage};
pub use samples::{Options, Prompt, Samples, read};

/// The longest row that is read, in bytes.
pub const MAX_ROW: usize = 64 << 20;

/// The most prompts a sample log may have; each takes some memory.
pub const MAX_PROMPTS: usize = 1 << 22;

/// The most rows a sample log may have.
pub const MAX_ROWS: u64 = u32::MAX as u64;
