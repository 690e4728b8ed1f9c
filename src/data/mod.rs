//! Tables in files: sample logs and large bases, as CSV, TSV, JSON, Parquet, Arrow or a log of inspect, plain or packed with gzip or zstd.
//!
//! Owns the reading of such files row by row, the search for columns, and the notices about faulty rows. It must
//! never hold a whole file where a part of it will do, never guess silently, never print, and never let a control
//! character of a file through.

mod base_file;
mod error;
mod files;
mod foreign;
mod heading;
mod limits;
mod log;
mod names;
mod natural;
mod notice;
mod roles;
mod table;

pub use base_file::{is_base_file, looks_like_table, read_base};
pub use error::{DataError, PathError, Problem};
pub use files::files;
pub use foreign::Foreign;
pub use limits::{Limits, MAX_PROMPTS, MAX_ROWS};
pub use log::{
    AtN, ColumnNames, Estimate, Estimates, Format, Listed, LogprobOf, Options, Progress, Prompt, PromptDraws,
    Refusal, Samples, Stage, formats, read, read_prompt,
};
pub use notice::Notice;
pub use table::{Fold, Input, TableFormat};
