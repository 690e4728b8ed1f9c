//! Results in every output format: a table for a person, Markdown, CSV and JSON.
//!
//! A report is a [`Document`]: parts for a person, records for a spreadsheet and a value for programs. One file a format
//! writes any of them. The room knows results, not where they came from; it never computes a quantity, opens a file or
//! touches a terminal. Text that came from outside is shown with its control characters made visible.

mod answer;
mod base;
mod comparison;
mod document;
mod estimates;
mod format;
mod grid;
pub mod number;
mod side_by_side;
mod simulation;
mod unit;

pub use self::answer::Answer;
pub use self::base::measure::Measure;
pub use self::base::one_base::Report;
pub use self::base::proposing::Proposing;
pub use self::base::row::Row;
pub use self::base::tsv::tsv;
pub use self::comparison::{Candidate, Comparison, Comparisons};
pub use self::document::{Column, Document, Heading, Layout, Part, Parts, Records, Rows, Sheet};
pub use self::estimates::EstimateReport;
pub use self::format::{Format, write_json};
pub use self::grid::{Align, Grid, width};
pub use self::number::{Number, counted};
pub use self::side_by_side::{Entry, PromptRows, Prompts, SideBySide};
pub use self::simulation::Simulated;
pub use self::unit::InformationUnit;
