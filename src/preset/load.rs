//! Reads presets from files and streams.

use std::io::Read;
use std::path::Path;

use crate::document;
use crate::preset::definition::{KIND, Location, Preset};
use crate::preset::error::PresetError;
use crate::preset::schema::parse;

/// The preset in the file at `path`.
///
/// # Errors
/// [`PresetError`] when the file cannot be read, is too large, is not UTF-8 or is not a preset.
pub fn load(path: &Path) -> Result<Preset, PresetError> {
    let location = Location::File(std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
    Ok(parse(&document::load(path, KIND)?, &path.display().to_string())?.from(location))
}

/// The preset that `input` yields; `file` is what errors call it.
pub(super) fn read(input: &mut dyn Read, file: &str) -> Result<Preset, PresetError> {
    parse(&document::read(input, file, KIND)?, file)
}
