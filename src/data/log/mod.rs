//! A sample log: a table with one draw a row, read into pools by prompt, and the estimates from it.
//!
//! Only `row` knows that a log is a table of cells; the other files take draws.

mod estimates;
mod faults;
mod gather;
mod lengths;
mod notice;
mod options;
mod progress;
mod prompt;
mod prompt_draws;
mod reading;
mod row;
mod samples;

pub use estimates::{AtN, Estimate, Estimates, Refusal};
pub use notice::Notice;
pub use options::{ColumnNames, Options};
pub use progress::{Progress, Stage};
pub use prompt::Prompt;
pub use prompt_draws::{Listed, PromptDraws, read_prompt};
pub use reading::read;
pub use samples::Samples;
