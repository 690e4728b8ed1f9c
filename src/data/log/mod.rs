//! A sample log: rows of draws, read into pools by prompt, and the estimates from it.
//!
//! `columns` decides once which columns are read as what, `draws` turns a row into draws, and only `rows` opens tables; the
//! other files take draws.

mod columns;
mod draws;
mod estimates;
mod faults;
mod formats;
mod gather;
mod options;
mod places;
mod progress;
mod prompt;
mod prompt_draws;
mod reading;
mod record;
mod remarks;
mod rows;
mod samples;
mod signs;
mod tally;

pub use estimates::{AtN, Estimate, Estimates, Refusal};
pub use formats::{Format, formats};
pub use options::{ColumnNames, LogprobOf, Options};
pub use progress::{Progress, Stage};
pub use prompt::Prompt;
pub use prompt_draws::{Listed, PromptDraws, read_prompt};
pub use reading::read;
pub use samples::Samples;
