//! Writing what is to be saved into its file, off the thread that takes the keys.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use crate::explorer::model::files::document::{Destination, Save, Saved, SavedAs};
use crate::explorer::model::files::path::plain;
use crate::explorer::model::message::Message;
use crate::explorer::model::overlay::question::Question;
use crate::preset::{self, Location, Origin, Overwrite, PresetText, WriteError};
use crate::report::counted;
use crate::text::visible;

/// Why nothing was saved.
enum Refused {
    /// There is a file already.
    Exists(PathBuf),
    /// For the reason in this sentence.
    Because(String),
}

impl<E: std::error::Error> From<E> for Refused {
    fn from(error: E) -> Refused {
        Refused::Because(error.to_string())
    }
}

/// Saves; `folder` is where the user's presets are.
pub fn save(save: Save, folder: Option<&Path>) -> Message {
    let result = match attempt(&save, folder) {
        Ok(kept) => Ok(kept),
        Err(Refused::Because(why)) => Err(why),
        Err(Refused::Exists(path)) => match &save.to {
            Destination::Back => {
                Err(format!("{} has changed on disk since it was opened and was left as it is", shown(&path)))
            }
            Destination::Typed { text, .. } => {
                return Message::Taken {
                    question: Question::SaveAs { replacing: Some(text.clone()) },
                    text: text.clone(),
                    path: shown(&path),
                };
            }
        },
    };
    Message::Saved(Box::new(Saved { save, result }))
}

fn attempt(save: &Save, folder: Option<&Path>) -> Result<SavedAs, Refused> {
    let origin = save.origin.as_deref();
    let (path, name, wanted) = match (&save.to, origin) {
        (Destination::Back, Some(Origin { location: Location::File(path), name, text })) => {
            (path.clone(), name.clone(), Overwrite::Unchanged(text.as_bytes()))
        }
        (Destination::Back, _) => return Err(Refused::Because("there is no file to save to".to_owned())),
        (Destination::Typed { text, replace }, _) => {
            let (path, name) = place(text, folder)?;
            (path, name, if *replace { Overwrite::Anything } else { Overwrite::Nothing })
        }
    };
    let (title, source) = heading(save);
    let edition = edition(save, &name, (title.as_deref(), source.as_deref()));
    let template = origin.map(|origin| origin.text.as_str());
    let mut lost = String::new();
    let written = match preset::write(&edition, template) {
        // The steps may be about outcomes that are gone; saving the base without them is better than not saving.
        Err(WriteError::Refused(why)) if save.to != Destination::Back => {
            lost = format!("; its walkthrough is left out: {why}");
            preset::write(&PresetText { walkthrough: false, ..edition }, template)
        }
        written => written,
    }?;
    let kept = |notice: String| SavedAs {
        title: written.preset.title.clone(),
        origin: Arc::new(Origin {
            location: Location::File(path.clone()),
            name: name.clone(),
            text: written.text.clone(),
        }),
        notice,
    };
    let at = shown(&path);
    if save.to == Destination::Back
        && origin.is_some_and(|origin| origin.text == written.text)
        && path.exists()
    {
        return Ok(kept(format!("{at} is saved already: nothing has changed")));
    }
    let cannot =
        |error: io::Error| Refused::Because(format!("cannot write {at}: {error}; nothing was saved"));
    if let (Some(folder), Destination::Typed { text, .. }) = (folder, &save.to)
        && !is_path(text)
    {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    preset::save(&path, written.text.as_bytes(), wanted).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Refused::Exists(path.clone()),
        _ => cannot(error),
    })?;
    let mut notice = format!("saved as {at}");
    let failed = written.preset.claims.iter().filter(|claim| !written.preset.check(claim).holds).count();
    if failed > 0 {
        notice += &format!(
            "; {} no longer hold{}",
            counted(failed, "claim", "claims"),
            if failed == 1 { "s" } else { "" }
        );
    }
    if written.dropped > 0 {
        notice += &format!("; {} of its steps left out", counted(written.dropped, "highlight", "highlights"));
    }
    Ok(kept(notice + &lost))
}

/// The text of unsaved work, fit to be opened again. Its walkthrough, or everything around the base, is left out where
/// it no longer fits.
///
/// # Errors
/// [`WriteError`] when the base does not fit into a preset.
pub(in crate::explorer) fn draft(save: &Save) -> Result<String, WriteError> {
    let origin = save.origin.as_deref();
    let (title, source) = heading(save);
    let (name, fallback) = origin.map_or_else(
        || ("unsaved", title.clone().unwrap_or_default()),
        |origin| (origin.name.as_str(), format!("{}, edited", origin.name)),
    );
    let edition = edition(save, name, (title.as_deref(), source.as_deref()));
    let template = origin.map(|origin| origin.text.as_str());
    let anew = PresetText { title: Some(&fallback), ..edition };
    let written = preset::write(&edition, template)
        .or_else(|_| preset::write(&PresetText { walkthrough: false, ..edition }, template))
        .or_else(|_| preset::write(&anew, None))?;
    Ok(written.text)
}

/// The preset's text under this name, with a new title and source where the old ones are no longer true.
fn edition<'a>(
    save: &'a Save,
    name: &'a str,
    (title, source): (Option<&'a str>, Option<&'a str>),
) -> PresetText<'a> {
    PresetText {
        name,
        title,
        source,
        bases: save.subject.to_write(),
        proposal: save.subject.how(),
        start: save.start,
        walkthrough: true,
    }
}

fn is_path(text: &str) -> bool {
    text.contains('/') || text.ends_with(".toml")
}

/// The path meant by a typed name or path, and the name of the preset in it.
fn place(text: &str, folder: Option<&Path>) -> Result<(PathBuf, String), Refused> {
    if !is_path(text) {
        let folder = folder.ok_or_else(|| {
            Refused::Because(
                "there is no home directory for presets; give a path that ends in .toml".to_owned(),
            )
        })?;
        return Ok((folder.join(format!("{text}.toml")), text.to_owned()));
    }
    let path = path(text, Path::new(""))?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut name = plain(&stem, 60);
    if !preset::is_name(&name) {
        name.insert_str(0, "my-");
    }
    Ok((path, name))
}

/// The typed path, relative to `folder`; a leading `~` is the home directory.
pub(in crate::explorer) fn path(text: &str, folder: &Path) -> io::Result<PathBuf> {
    let home = text.strip_prefix("~/").zip(std::env::var_os("HOME"));
    let path = home.map_or_else(|| folder.join(text), |(rest, home)| Path::new(&home).join(rest));
    std::path::absolute(path)
}

/// A new title and source, where the old ones would no longer be true.
fn heading(save: &Save) -> (Option<String>, Option<String>) {
    let Some(origin) = &save.origin else {
        let base = &save.subject.base;
        let count = base.base().len();
        let title = match save.subject.prompts().len() {
            0 => base.notation().map_or_else(|| counted(count, "outcome", "outcomes"), str::to_owned),
            prompts => counted(prompts, "prompt", "prompts"),
        };
        return (Some(title), None);
    };
    if save.to == Destination::Back || !save.altered {
        return (None, None);
    }
    let name = &origin.name;
    let source = preset::parse(&origin.text, name).map(|preset| preset.source).unwrap_or_default();
    let source = if source.is_empty() { String::new() } else { format!(" ({})", source.replace('\n', " ")) };
    (Some(format!("{name}, edited")), Some(format!("Edited from {name}{source}")))
}

/// A path fit for the screen, with the home directory as `~`.
pub(in crate::explorer) fn shown(path: &Path) -> String {
    let home = std::env::var_os("HOME").filter(|home| home.len() > 1);
    let below = home.and_then(|home| path.strip_prefix(&home).ok().map(|rest| Path::new("~").join(rest)));
    visible(&below.as_deref().unwrap_or(path).display().to_string()).into_owned()
}
