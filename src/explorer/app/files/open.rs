//! Reading presets and walkthroughs.

use std::io;

use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::files::presets::PresetTitle;
use crate::explorer::model::lesson::{Lesson, LessonError};
use crate::preset::prose::Form;
use crate::preset::{self, Preset, library};
use crate::text::visible;

/// The preset to walk through named by `argument`: a preset or a file as for a `BASE`, or the short name of a built-in
/// walkthrough.
///
/// # Errors
/// One sentence that says why there is none.
pub fn lesson_preset(argument: &str) -> Result<Preset, String> {
    let argument = library::full_name(argument).unwrap_or(argument);
    match preset::resolve(argument, &mut io::empty()).map_err(|error| error.to_string())? {
        preset::Subject::Preset(preset) | preset::Subject::Prompt(preset, _) => Ok(*preset),
        preset::Subject::Base(base) => Err(LessonError::NoSteps(base.name().to_owned()).to_string()),
    }
}

/// The walkthrough named by `argument`, as for [`lesson_preset`].
///
/// # Errors
/// One sentence that says why there is none.
pub fn lesson(argument: &str, form: Form) -> Result<Lesson, String> {
    Lesson::new(&lesson_preset(argument)?, form).map_err(|error| error.to_string())
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
    let (title, about, walkthrough, steps) = match preset {
        Ok(Preset { title, about, walkthrough, steps, .. }) => (title, about, walkthrough, steps.len()),
        Err(error) => ("cannot be read".to_owned(), error.to_string(), None, 0),
    };
    let name = visible(name).into_owned();
    PresetTitle { name, argument: argument.to_owned(), title, about, broken, walkthrough, steps }
}

impl Opening {
    /// The base, preset or file named by a `BASE` argument other than `-`.
    ///
    /// # Errors
    /// One sentence that says why it cannot be opened.
    pub fn named(argument: &str) -> Result<Opening, String> {
        preset::resolve(argument, &mut io::empty()).map(Opening::from).map_err(|error| error.to_string())
    }
}
