//! Presets: a base, what to see in it, claims that can be checked and steps to walk through, as TOML files.
//!
//! Owns the file format, its validation with file, line and column, the built-in library and the meaning of a `BASE`
//! argument. It must never write to a screen and never let a control character of a file through.

mod claim;
mod definition;
mod disk;
mod error;
mod fields;
pub mod library;
mod load;
mod prompt;
mod proposal;
pub mod prose;
mod resolve;
mod schema;
mod step;
pub mod unsaved;
mod view;
mod writer;

pub use crate::document::MAX_FILE;
pub use claim::{Claim, Test, Verdict};
pub use definition::{Location, Origin, Preset, Start};
pub use disk::{Overwrite, save, tidy, try_to_save};
pub use error::{PresetError, Problem};
pub use fields::{NAMES, is_name};
pub use load::load;
pub use prompt::{AVERAGE, Prompt};
pub use resolve::{ResolveError, Subject, resolve, resolve_among};
pub use schema::parse;
pub use step::{Change, Predict, Step, Travel};
pub use view::{Focus, LowerView, View};
pub use writer::{Bases, PresetText, WriteError, Written, write};
