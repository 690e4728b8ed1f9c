//! What the explorer opens with: from a `BASE` argument, from the list of presets.

use std::io;
use std::sync::Arc;

use super::model::{PresetTitle, Subject};
use crate::preset::{self, Preset, View, library};

/// The n to begin with where no preset says otherwise.
const DRAWS: u64 = 64;

/// A base to look at, with the n and the view to begin with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The base.
    pub subject: Subject,
    /// The first n.
    pub n: u64,
    /// The first view.
    pub view: View,
}

impl From<preset::Subject> for Opening {
    fn from(subject: preset::Subject) -> Opening {
        let (title, n, view) = match subject.preset() {
            Some(Preset { title, start, .. }) => (Some(title.clone()), start.n, start.view),
            None => (None, DRAWS, View::Gap),
        };
        Opening { subject: Subject { base: Arc::new(subject.base().clone()), title }, n, view }
    }
}

impl Opening {
    /// The preset of this name.
    ///
    /// # Errors
    /// One sentence that says why it cannot be opened.
    pub fn named(name: &str) -> Result<Opening, String> {
        preset::resolve(name, &mut io::empty()).map(Opening::from).map_err(|error| error.to_string())
    }
}

/// The presets to choose from.
pub fn presets() -> Vec<PresetTitle> {
    let title = |preset: Preset| PresetTitle { name: preset.name, title: preset.title, about: preset.about };
    library::names().filter_map(library::get).map(title).collect()
}
