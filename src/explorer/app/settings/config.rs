//! The configuration file: theme, characters, mouse, unit of information and keys.
//!
//! Read only: the program never writes one, so that settings it does not name follow the defaults of each version.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;

use crate::document::{self, DocumentError, Problem, Source, Table, Value};
use crate::explorer::action::keymap::{BindError, Keymap};
use crate::explorer::action::{Entry, TABLE};
use crate::text::{did_you_mean, quoted};
use crate::tui::input::{Key, KeyError};
use crate::tui::theme::{Theme, ThemeError};

/// The variable that names another configuration file, or none when it is empty.
pub const VARIABLE: &str = "BONSCOPE_CONFIG";

/// What errors call a document of this kind.
const KIND: &str = "a configuration file";

/// The contents of a configuration file.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The colours.
    pub theme: Option<Theme>,
    /// ASCII characters only.
    pub ascii: Option<bool>,
    /// Whether to use the mouse.
    pub mouse: Option<bool>,
    /// Whether information is in bits.
    pub bits: Option<bool>,
    /// The keys of every action; the default ones where the file gives none.
    pub keymap: Keymap,
}

/// Where the configuration comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigFile {
    /// None is read, for this reason.
    Aside(&'static str),
    /// From this file, which must exist.
    Named(PathBuf),
    /// From this file, if it exists.
    Usual(PathBuf),
    /// None is read, because there is no home directory.
    Homeless,
}

/// The errors that only a configuration file can have.
#[derive(Debug, thiserror::Error)]
enum Flaw {
    #[error("no action is called {found};{hint} `bonscope doctor --actions` lists them")]
    Action { found: String, hint: String },
    #[error(transparent)]
    Key(KeyError),
    #[error(transparent)]
    Theme(ThemeError),
    #[error(transparent)]
    Bind(BindError),
}

impl From<Flaw> for Problem {
    fn from(flaw: Flaw) -> Problem {
        Problem::Other(Box::new(flaw))
    }
}

impl ConfigFile {
    /// The configuration file chosen by the flag `--no-config`, the variable [`VARIABLE`] and the XDG directories.
    pub fn of(no_config: bool, variable: impl Fn(&str) -> Option<String>) -> ConfigFile {
        match variable(VARIABLE) {
            _ if no_config => ConfigFile::Aside("--no-config"),
            Some(path) if path.is_empty() => ConfigFile::Aside("BONSCOPE_CONFIG is empty"),
            Some(path) => ConfigFile::Named(path.into()),
            None => Xdg::new().map_or(ConfigFile::Homeless, |xdg| {
                ConfigFile::Usual(xdg.config_dir().join("bonscope").join("config.toml"))
            }),
        }
    }

    /// The contents of the file; none where there is no file.
    ///
    /// # Errors
    /// [`DocumentError`] when the file cannot be read or is refused.
    pub fn read(&self) -> Result<Option<Config>, DocumentError> {
        match self {
            ConfigFile::Aside(_) | ConfigFile::Homeless => Ok(None),
            ConfigFile::Usual(path) if std::fs::symlink_metadata(path).is_err() => Ok(None),
            ConfigFile::Named(path) | ConfigFile::Usual(path) => load(path).map(Some),
        }
    }
}

fn load(path: &Path) -> Result<Config, DocumentError> {
    parse(&document::load(path, KIND)?, &path.display().to_string())
}

/// Parses the configuration in `text`; errors name it `file`.
///
/// # Errors
/// [`DocumentError`] with file, line and column of the first mistake.
pub fn parse(text: &str, file: &str) -> Result<Config, DocumentError> {
    let source = Source { text, file };
    let document = source.parse()?;
    let root = Table::root(source, document.get_ref(), "the configuration")
        .only(&["theme", "ascii", "mouse", "bits", "keys"])?;
    let theme =
        |value: Value<'_>| Theme::named(value.text()?).map_err(|error| value.error(Flaw::Theme(error)));
    Ok(Config {
        theme: root.get("theme").map(theme).transpose()?,
        ascii: root.get("ascii").map(Value::truth).transpose()?,
        mouse: root.get("mouse").map(Value::truth).transpose()?,
        bits: root.get("bits").map(Value::truth).transpose()?,
        keymap: root.get("keys").map_or(Ok(Keymap::default()), |keys| keymap(keys.table("[keys]")?))?,
    })
}

/// `action = "key"` or `action = ["key", ...]`.
fn keymap(table: Table<'_>) -> Result<Keymap, DocumentError> {
    let mut keymap = Keymap::default();
    let ids = || TABLE.iter().map(|entry| entry.id);
    let known = |found: &str| {
        let hint = || did_you_mean(found, ids());
        ids().find(|id| *id == found).ok_or_else(|| Flaw::Action { found: quoted(found), hint: hint() })
    };
    let mut bound: Vec<(Value<'_>, &Entry)> = Vec::new();
    for value in table.entries(known)? {
        let keys = value.one_or_more().into_iter().map(key).collect::<Result<_, _>>()?;
        if let Some(entry) = TABLE.iter().find(|entry| entry.id == value.key()) {
            keymap.bind(entry.action, keys);
            bound.push((value, entry));
        }
    }
    for (value, entry) in bound {
        keymap.check(entry).map_err(|error| value.error(Flaw::Bind(error)))?;
    }
    Ok(keymap)
}

fn key(value: Value<'_>) -> Result<Key, DocumentError> {
    value.text()?.parse().map_err(|error| value.error(Flaw::Key(error)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::action::Action;
    use crate::explorer::action::Context;

    #[test]
    fn what_is_given_holds_and_the_rest_stays() {
        let text = "theme = \"Dark\"\nmouse = false\nbits = true\n[keys]\nundo = \"z\"\nzoom = []\nredo = [\"U\", \"alt-ctrl-r\"]\n";
        let Config { theme, ascii, mouse, bits, keymap } = parse(text, "config.toml").unwrap();
        assert_eq!((theme.map(|theme| theme.name()), ascii, mouse), (Some("dark"), None, Some(false)));
        assert_eq!(bits, Some(true));
        let find = |name: &str| keymap.find(Context::Main, &name.parse().unwrap());
        assert_eq!((find("z"), find("u")), (Some(Action::Undo), None));
        assert_eq!(
            (find("U"), find("ctrl-alt-r"), find("ctrl-r")),
            (Some(Action::Redo), Some(Action::Redo), None)
        );
        assert_eq!(find("q"), Some(Action::Quit));
        assert_eq!(parse("", "config.toml").unwrap().keymap, Keymap::default());
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (text, sentence) in [
            (
                "thme = \"dark\"",
                "c:1:1: there is no key \"thme\" in the configuration; did you mean \"theme\"? the keys are theme, ascii, mouse, bits, keys",
            ),
            (
                "theme = \"drak\"",
                "c:1:9: no theme is called \"drak\" (did you mean dark?); the themes are terminal, dark, light, colour-blind, mono",
            ),
            ("theme = 1", "c:1:9: theme is the number 1; it must be a text in quotes"),
            ("bits = \"yes\"", "c:1:8: bits is the text \"yes\"; it must be true or false"),
            ("\nascii = \"yes\"", "c:2:9: ascii is the text \"yes\"; it must be true or false"),
            (
                "[keys]\n undu = \"z\"",
                "c:2:2: no action is called \"undu\"; did you mean \"undo\"? `bonscope doctor --actions` lists them",
            ),
            (
                "[keys]\nundo = [\"f9\", \"spce\"]",
                "c:2:15: no key is called \"spce\"; did you mean \"space\"? write a character, space, enter, esc, tab, backspace, delete, insert, home, end, pageup, pagedown, left, right, up, down or f1 to f24, after any of ctrl-, alt- and shift-",
            ),
            (
                "[keys]\nundo = \"f9\"\nredo = \"z\"",
                "c:3:8: z would ask for both redo and zoom (in the panes); give zoom another key, or none with zoom = []",
            ),
            (
                "[keys]\nundo = \"f9\"\nredo = \"f9\"",
                "c:2:8: f9 would ask for both undo and redo (in the panes); give redo another key, or none with redo = []",
            ),
            ("[keys]\nquit = []", "c:2:8: quit must keep a key: without it there is no way out"),
            (
                "[keys]\naccept = \"x\"",
                "c:2:10: x types a character where accept applies (while typing); take a key that does not, such as ctrl-x or f9",
            ),
            ("[keys]\nundo = 5", "c:2:8: undo is the number 5; it must be a text in quotes"),
            ("keys = 1", "c:1:8: keys is the number 1; it must be a table, [keys]"),
            ("[keys", "c:1:6: this is not TOML: "),
            ("[keys]\n\"\\u001b[2J\" = 1", "c:2:1: no action is called \"␛[2J\"; `bonscope"),
        ] {
            let error = parse(text, "c").unwrap_err().to_string();
            assert!(error.starts_with(sentence), "{text:?}: {error}");
            assert!(!error.chars().any(char::is_control));
        }
    }

    #[test]
    fn the_flag_and_the_variable_choose_the_file() {
        let of = |no_config, value: Option<&str>| ConfigFile::of(no_config, |_| value.map(str::to_owned));
        assert_eq!(of(true, Some("a")), ConfigFile::Aside("--no-config"));
        assert_eq!(of(false, Some("")), ConfigFile::Aside("BONSCOPE_CONFIG is empty"));
        assert_eq!(of(false, Some("a")), ConfigFile::Named("a".into()));
        assert!(of(false, Some("/nonexistent/a")).read().is_err());
        assert!(ConfigFile::Usual("/nonexistent/a".into()).read().is_ok_and(|config| config.is_none()));
    }
}
