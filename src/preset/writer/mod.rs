//! Writing presets: the text of a preset for a base or several prompts, new or over the text of another preset.
//!
//! Unchanged parts stay as they were written, with comments and order; a default is written only where a value stood
//! before. Must never return a text that would not read back as the same base.

mod bases;
mod highlights;
mod outcomes;
mod proposal;
mod set;
#[cfg(test)]
mod tests;
mod write;

pub use bases::Bases;
pub use write::{PresetText, WriteError, Written, write};
