//! What a `BASE` argument means: a file, a preset, a family or a list of weights.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use crate::data::{self, DataError, Input};
use crate::family::{self, NamedBase, NotationError, families};
use crate::preset::definition::{KIND, Preset};
use crate::preset::error::PresetError;
use crate::preset::library;
use crate::preset::load::{load, read};
use crate::preset::prompt::{AVERAGE, Prompt};
use crate::text::{did_you_mean, quoted, visible};

/// How much of standard input is read to tell a table from a preset, in bytes.
const HEAD: u64 = 64 << 10;

/// What a `BASE` argument names.
#[derive(Clone, Debug)]
pub enum Subject {
    /// A base by its notation.
    Base(Box<NamedBase>),
    /// A preset, with its base or prompts, claims and steps.
    Preset(Box<Preset>),
    /// One prompt of a preset, by position.
    Prompt(Box<Preset>, usize),
}

impl Subject {
    /// The base; of a preset with prompts that of the first.
    pub fn base(&self) -> &NamedBase {
        match self {
            Subject::Base(base) => base,
            Subject::Preset(preset) => &preset.base,
            Subject::Prompt(preset, position) => {
                preset.prompts.get(*position).map_or(&preset.base, |prompt| &prompt.base)
            }
        }
    }

    /// The prompts, where there are several; none for a single base.
    pub fn prompts(&self) -> &[Prompt] {
        match self {
            Subject::Preset(preset) => &preset.prompts,
            Subject::Base(_) | Subject::Prompt(..) => &[],
        }
    }

    /// The preset that the base comes from, if any.
    pub fn preset(&self) -> Option<&Preset> {
        match self {
            Subject::Base(_) => None,
            Subject::Preset(preset) | Subject::Prompt(preset, _) => Some(preset),
        }
    }
}

impl From<Preset> for Subject {
    fn from(preset: Preset) -> Subject {
        Subject::Preset(Box::new(preset))
    }
}

/// Why a `BASE` argument means nothing.
#[derive(Debug, thiserror::Error)]
pub enum ResolveError {
    /// A preset that was refused.
    #[error(transparent)]
    Preset(#[from] PresetError),
    /// A table that was refused.
    #[error(transparent)]
    Data(#[from] DataError),
    /// A family or list that was refused.
    #[error(transparent)]
    Notation(#[from] NotationError),
    /// A name that means nothing.
    #[error(
        "there is no preset or family called {found};{hint} a base is a file ending in .toml, .csv, .tsv, .jsonl or .parquet, \"-\" for standard input, a preset (bonscope presets), a family such as uniform:10, or weights such as 0.9,0.1"
    )]
    Unknown {
        /// The name, quoted.
        found: String,
        /// A suggestion, as a question, or nothing.
        hint: String,
    },
    /// A file whose name does not end as that of a preset or table.
    #[error(
        "{found} is a file but does not end in .toml, .csv, .tsv, .jsonl or .parquet; rename it, or give it on standard input with \"-\""
    )]
    NotToml {
        /// The path, quoted.
        found: String,
    },
    /// Something else than a file.
    #[error(
        "{found} is {kind}, which is no base; a base is a file ending in .toml, .csv, .tsv, .jsonl or .parquet, \"-\" for standard input, a preset (bonscope presets), a family such as uniform:10, or weights such as 0.9,0.1"
    )]
    NoFile {
        /// The path, quoted.
        found: String,
        /// What it is, such as `a folder`.
        kind: &'static str,
    },
    /// A prompt that the preset does not have.
    #[error("{preset} has no prompt {found};{hint} {allowed}")]
    Prompt {
        /// The preset, quoted.
        preset: String,
        /// The name of the prompt, quoted.
        found: String,
        /// A suggestion, as a question, or nothing.
        hint: String,
        /// The prompts there are, as a sentence.
        allowed: String,
    },
    /// The name of two presets.
    #[error(
        "{found} is both a built-in preset and the file {path}; give the path for the file, or rename the file to reach the built-in preset"
    )]
    Ambiguous {
        /// The name, quoted.
        found: String,
        /// The user's file, control characters made visible.
        path: String,
    },
}

/// What `argument` means, in this order: a path ending in `.toml`, a path ending as a table does, `-` for either on
/// standard input, the name of a built-in or user preset, a family, a list of weights with the lowest reward first. A
/// preset followed by `#` and the name of a prompt is that prompt: `triage#easy`, `mine.toml#easy`, `-#easy`.
///
/// # Errors
/// [`ResolveError`] when the argument means nothing or two things, or what it names is refused.
pub fn resolve(argument: &str, stdin: &mut dyn Read) -> Result<Subject, ResolveError> {
    resolve_among(argument, stdin, &library::user())
}

/// [`resolve`] with the user's presets given.
pub fn resolve_among(
    argument: &str,
    stdin: &mut dyn Read,
    user: &[(String, PathBuf)],
) -> Result<Subject, ResolveError> {
    if let Some((preset, prompt)) = argument.rsplit_once('#').filter(|_| !is_file(argument)) {
        return one_prompt(resolve_among(preset, stdin, user)?, preset, prompt);
    }
    if argument == "-" {
        return piped(stdin);
    }
    if data::is_base_file(Path::new(argument)) {
        return Ok(Subject::Base(Box::new(data::read_base(&mut Input::path(Path::new(argument)))?)));
    }
    if is_file(argument) {
        return Ok(load(Path::new(argument))?.into());
    }
    let name = argument.trim();
    let own = user.iter().find(|(own, _)| own == name);
    match (library::read(name), own) {
        (Some(_), Some((_, path))) => {
            let path = visible(&path.display().to_string()).into_owned();
            return Err(ResolveError::Ambiguous { found: quoted(name), path });
        }
        (Some(preset), None) => return Ok(preset?.into()),
        (None, Some((_, path))) => return Ok(load(path)?.into()),
        (None, None) => {}
    }
    match family::parse(argument) {
        Ok(base) => Ok(Subject::Base(Box::new(base))),
        Err(_) if Path::new(argument).is_file() => Err(ResolveError::NotToml { found: quoted(argument) }),
        Err(_) if Path::new(argument).exists() => {
            let kind = if Path::new(argument).is_dir() { "a folder" } else { "a device or a pipe" };
            Err(ResolveError::NoFile { found: quoted(argument), kind })
        }
        Err(NotationError::UnknownFamily { .. }) => {
            let name = name.split(':').next().unwrap_or(name);
            let known = library::names()
                .map(|name| -> &str { name })
                .chain(user.iter().map(|(name, _)| name.as_str()))
                .chain(families().iter().map(|family| family.name));
            Err(ResolveError::Unknown { found: quoted(name), hint: did_you_mean(name, known) })
        }
        Err(error) => Err(error.into()),
    }
}

fn is_file(argument: &str) -> bool {
    let path = Path::new(argument);
    data::is_base_file(path) || path.extension().is_some_and(|extension| extension == "toml")
}

/// The prompt called `name` of what `argument` means.
fn one_prompt(subject: Subject, argument: &str, name: &str) -> Result<Subject, ResolveError> {
    let wrong =
        |hint, allowed| ResolveError::Prompt { preset: quoted(argument), found: quoted(name), hint, allowed };
    let preset = match subject {
        Subject::Preset(preset) if !preset.prompts.is_empty() => preset,
        _ => return Err(wrong(String::new(), "only a preset with [[prompt]] tables has prompts".to_owned())),
    };
    match preset.prompts.iter().position(|prompt| prompt.name == name) {
        Some(position) => Ok(Subject::Prompt(preset, position)),
        None if name == AVERAGE => {
            let instead = "the average over prompts is not a base; give the preset without \"#average\" to eval or sweep";
            Err(wrong(String::new(), instead.to_owned()))
        }
        None => {
            let names: Vec<&str> = preset.prompts.iter().map(|prompt| prompt.name.as_str()).collect();
            let hint = did_you_mean(name, names.iter().copied());
            Err(wrong(hint, format!("its prompts are {}", names.join(", "))))
        }
    }
}

/// A preset or a table on standard input, told apart by the first bytes.
fn piped(stdin: &mut dyn Read) -> Result<Subject, ResolveError> {
    const NAME: &str = "<standard input>";
    let mut head = Vec::new();
    let taken = stdin.take(HEAD).read_to_end(&mut head);
    taken.map_err(|source| PresetError::Unreadable { file: NAME.to_owned(), kind: KIND, source })?;
    let is_table = data::looks_like_table(&head);
    let mut whole = Cursor::new(head).chain(stdin);
    if is_table {
        let base = data::read_base(&mut Input::piped(NAME, Box::new(whole)))?;
        return Ok(Subject::Base(Box::new(base)));
    }
    Ok(read(&mut whole, NAME)?.into())
}
