//! What the explorer opens with: from a `BASE` argument, from the list of presets.

use std::io;
use std::sync::Arc;

use super::model::{PresetTitle, Subject};
use crate::family::visible;
use crate::preset::{self, Origin, Preset, Start, View, library};

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
            preset::Subject::Base(base) => (Arc::new(*base), None, Start::default(), None),
            preset::Subject::Preset(preset) => {
                // One prompt is not the preset, so it is not saved over it.
                let origin = preset.prompts.is_empty().then_some(preset.origin);
                (preset.base, Some(preset.title), preset.start, origin)
            }
            preset::Subject::Prompt(preset, position) => {
                let base =
                    preset.prompts.get(position).map_or(preset.base, |prompt| Arc::clone(&prompt.base));
                (base, Some(preset.title), preset.start, None)
            }
        };
        Opening { subject: Subject { base, title }, n: start.n, view: start.view, origin }
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
    let built_in =
        library::names().filter_map(|name| Some(listed(name, name, Ok::<_, String>(library::get(name)?))));
    let user = library::user();
    let user = user.iter().map(|(name, path)| match path.to_str() {
        Some(argument) => listed(name, argument, preset::load(path)),
        None => listed(name, name, Err("the path of this file is not UTF-8; move it to one that is")),
    });
    built_in.chain(user).collect()
}

fn listed<E: ToString>(name: &str, argument: &str, preset: Result<Preset, E>) -> PresetTitle {
    let broken = preset.is_err();
    let (title, about) = match preset {
        Ok(Preset { title, about, .. }) => (title, about),
        Err(error) => ("cannot be read".to_owned(), error.to_string()),
    };
    PresetTitle { name: visible(name).into_owned(), argument: argument.to_owned(), title, about, broken }
}
