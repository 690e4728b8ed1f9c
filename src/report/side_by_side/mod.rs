//! Several bases side by side, and the prompts of a preset with their average.

mod entries;
mod json;
mod tables;

pub use entries::{Entry, PromptRows, Prompts, SideBySide};
