//! Writing presets: a base, or several prompts, as the text of a preset, new or in the place of what another one has.
//!
//! What is not changed stays as it was written, comments, order and all; a value that is the default is only written where
//! one stood before. Must never give out a text that would not read back as the same base.

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
