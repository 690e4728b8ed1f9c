//! The built-in presets, embedded from `presets/`, and the user's own in the data directory.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;

use crate::preset::definition::{Location, Preset};
use crate::preset::error::PresetError;
use crate::preset::schema::parse;

/// The preset that opens when none is named.
pub const DEFAULT: &str = "binary-uniform";

macro_rules! embedded {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../presets/", $name, ".toml")))),+]
    };
}

/// Name and text, in the order to read them in.
const BUILT_IN: &[(&str, &str)] = embedded![
    "binary-uniform",
    "uniform-10",
    "uniform-100",
    "uniform-1000",
    "uniform-10000",
    "staircase-3",
    "staircase-2",
    "staircase-rare",
    "low-entropy-prompt",
    "high-entropy-prompt",
    "toy-lm-logprob",
    "toy-lm-brevity",
    "pass-fail-verifier",
    "geometric-rare-best",
    "geometric-likely-best",
    "nearly-continuous",
    "three-prompts",
    "walk-formula",
    "walk-tight",
    "walk-estimator",
    "walk-win-rate",
    "walk-practice",
    "walk-samples",
];

/// The names of the built-in presets, in the order to read them in.
pub fn names() -> impl Iterator<Item = &'static str> + Clone {
    BUILT_IN.iter().map(|&(name, _)| name)
}

/// What may be left out of the name of a built-in preset where only walkthroughs are meant.
const OPTIONAL: &str = "walk-";

/// The built-in walkthroughs, the easiest first.
pub fn walkthroughs() -> impl Iterator<Item = Preset> {
    names().filter_map(get).filter(|preset| preset.walkthrough.is_some())
}

/// The full name of the built-in preset `short`: `walk-tight` for `tight`.
pub fn full_name(short: &str) -> Option<&'static str> {
    names().find(|name| name.strip_prefix(OPTIONAL) == Some(short))
}

/// The name without what may be left out, where the preset is built in: `tight` for `walk-tight`.
pub fn short_name(name: &str) -> &str {
    match name.strip_prefix(OPTIONAL) {
        Some(short) if text(name).is_some() => short,
        _ => name,
    }
}

/// The text of the built-in preset `name`, with comments.
pub fn text(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|&&(known, _)| known == name).map(|&(_, text)| text)
}

/// The built-in preset `name`. A test reads every one of them, so none is missing because it is broken.
pub fn get(name: &str) -> Option<Preset> {
    read(name)?.ok()
}

/// The built-in preset `name`, if there is one, or what is wrong with it.
pub(super) fn read(name: &str) -> Option<Result<Preset, PresetError>> {
    Some(parse(text(name)?, &format!("presets/{name}.toml")).map(|preset| preset.from(Location::Library)))
}

/// Where the user's presets are: `$XDG_DATA_HOME/bonscope/presets`, by default below `~/.local/share`.
pub fn user_folder() -> Option<PathBuf> {
    Some(Xdg::new().ok()?.data_dir().join("bonscope").join("presets"))
}

/// The user's presets as (name, path), sorted; the name is that of the file without `.toml`.
pub fn user() -> Vec<(String, PathBuf)> {
    user_folder().map_or_else(Vec::new, |folder| presets_in(&folder))
}

/// The presets in `folder`, as for [`user`]; none when the folder cannot be read. Pipes and devices are none.
pub fn presets_in(folder: &Path) -> Vec<(String, PathBuf)> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut presets: Vec<(String, PathBuf)> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        // Reading a pipe waits for its other end, and a device may never end.
        .filter(|path| path.metadata().map_or(true, |found| found.is_file() || found.is_dir()))
        .filter_map(|path| Some((path.file_stem()?.to_str()?.to_owned(), path)))
        .collect();
    presets.sort();
    presets
}
