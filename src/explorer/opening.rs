//! What the explorer opens with: from a `BASE` argument, from the list of presets.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::model::{PresetTitle, Subject};
use crate::family::visible;
use crate::preset::{self, Origin, Preset, PresetError, Start, View, library};

/// A base to look at, with the n and the view to begin with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The base.
    pub subject: Subject,
    /// The first n.
    pub n: u64,
    /// The first view.
    pub view: View,
    /// What it was read from, if that is a preset.
    pub origin: Option<Arc<Origin>>,
}

impl From<preset::Subject> for Opening {
    fn from(subject: preset::Subject) -> Opening {
        let (base, title, start, origin) = match subject {
            preset::Subject::Base(base) => (*base, None, Start::default(), None),
            preset::Subject::Preset(preset) => {
                (preset.base, Some(preset.title), preset.start, Some(preset.origin))
            }
        };
        Opening { subject: Subject { base: Arc::new(base), title }, n: start.n, view: start.view, origin }
    }
}

impl Opening {
    /// What a `BASE` argument other than `-` means.
    ///
    /// # Errors
    /// One sentence that says why it cannot be opened.
    pub fn named(argument: &str) -> Result<Opening, String> {
        preset::resolve(argument, &mut io::empty()).map(Opening::from).map_err(|error| error.to_string())
    }
}

/// The presets to choose from: the built-in ones, then the user's own, broken ones included.
pub fn presets() -> Vec<PresetTitle> {
    let built_in = library::names().filter_map(|name| Some(listed(name, name, Ok(library::get(name)?))));
    let user = library::user();
    let user = user
        .iter()
        .filter_map(|(name, path)| Some(listed(name, path.to_str()?, preset::load(Path::new(path)))));
    built_in.chain(user).collect()
}

fn listed(name: &str, argument: &str, preset: Result<Preset, PresetError>) -> PresetTitle {
    let (title, about) = match preset {
        Ok(Preset { title, about, .. }) => (title, about),
        Err(error) => ("cannot be read".to_owned(), error.to_string()),
    };
    PresetTitle { name: visible(name).into_owned(), argument: argument.to_owned(), title, about }
}
