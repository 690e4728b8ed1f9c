//! Presets: a base, what to see in it, claims that can be checked and steps to walk through, as TOML files.
//!
//! Owns the file format, its validation with file, line and column, the built-in library and what a `BASE`
//! argument means. It must never write to a screen and never let a control character of a file through.

mod claim;
mod error;
pub mod library;
mod proposal;
pub mod prose;
mod resolve;
mod schema;
mod step;
mod view;

use std::io::Read;
use std::path::Path;

pub use crate::document::{DocumentError as PresetError, MAX_FILE};
pub use claim::{Claim, Test, Verdict};
pub use error::Problem;
pub use resolve::{ResolveError, Subject, resolve, resolve_among};
pub use schema::parse;
pub use step::{Change, Predict, Step, Travel};
pub use view::{Focus, Tab, View};

use crate::bon::{Proposal, Proposed};
use crate::document;
use crate::family::NamedBase;

/// What errors call a document of this kind.
const KIND: &str = "a preset";

/// A base with what to see in it.
#[derive(Clone, Debug)]
pub struct Preset {
    /// The name it is called by.
    pub name: String,
    /// One line.
    pub title: String,
    /// Where it comes from.
    pub source: String,
    /// What to see here; paragraphs are parted by `\n`.
    pub about: String,
    /// The base, under the name of the preset.
    pub base: NamedBase,
    /// What best-of-n draws from instead of the base, fit for it; nothing when it draws from the base.
    pub proposal: Proposal,
    /// How the explorer opens.
    pub start: Start,
    /// What is claimed about it.
    pub claims: Vec<Claim>,
    /// The walkthrough.
    pub steps: Vec<Step>,
}

impl Preset {
    /// The proposal over the base; none where best-of-n draws from the base.
    pub fn proposed(&self) -> Option<Proposed> {
        if self.proposal.is_none() {
            return None;
        }
        // It was checked when the preset was read.
        self.proposal.over(self.base.base()).ok().filter(|made| !made.changes_nothing())
    }
}

/// How the explorer opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// The number of draws.
    pub n: u64,
    /// The view.
    pub view: View,
}

impl Default for Start {
    fn default() -> Start {
        Start { n: 64, view: View::default() }
    }
}

/// The preset in the file at `path`.
///
/// # Errors
/// [`PresetError`] when the file cannot be read, is too large, is not UTF-8 or is no preset.
pub fn load(path: &Path) -> Result<Preset, PresetError> {
    parse(&document::load(path, KIND)?, &path.display().to_string())
}

/// The preset that `input` yields; `file` is what errors call it.
fn read(input: &mut dyn Read, file: &str) -> Result<Preset, PresetError> {
    parse(&document::read(input, file, KIND)?, file)
}
