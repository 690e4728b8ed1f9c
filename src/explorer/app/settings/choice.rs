//! The settings in force and who chose each: flags beat the environment, which beats the configuration file, which
//! beats the defaults.

use std::fmt;
use std::sync::Arc;

use crate::command::{LookArgs, ShownArgs, TerminalArgs};
use crate::explorer::action::keymap::Keymap;
use crate::explorer::app::settings::config::Config;
use crate::report::InformationUnit;
use crate::tui::theme::{Depth, Surroundings, Theme, ThemeError};

/// The variable that chooses the theme.
const THEME: &str = "BONSCOPE_THEME";

/// What the command line asks for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wishes<'a> {
    /// `--theme`.
    pub theme: Option<&'a str>,
    /// `--ascii`, `--no-ascii` or neither.
    pub ascii: Option<bool>,
    /// `--mouse`, `--no-mouse` or neither.
    pub mouse: Option<bool>,
    /// `--bits`, `--nats` or neither.
    pub bits: Option<bool>,
}

impl Wishes<'_> {
    /// The same wishes with another one for the unit of information.
    #[must_use]
    pub fn in_unit(self, unit: ShownArgs) -> Self {
        Wishes { bits: wish(unit.bits, unit.nats), ..self }
    }
}

impl<'a> From<&'a LookArgs> for Wishes<'a> {
    fn from(args: &'a LookArgs) -> Wishes<'a> {
        let ascii = wish(args.ascii, args.no_ascii);
        Wishes { theme: args.theme.as_deref(), ascii, ..Wishes::default() }
    }
}

impl<'a> From<&'a TerminalArgs> for Wishes<'a> {
    fn from(args: &'a TerminalArgs) -> Wishes<'a> {
        Wishes { mouse: wish(args.mouse, args.no_mouse), ..Wishes::from(&args.look) }
    }
}

/// What a pair of opposite flags asks for.
fn wish(yes: bool, no: bool) -> Option<bool> {
    (yes || no).then_some(yes)
}

/// Who chose a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// This flag.
    Flag(&'static str),
    /// This variable of the environment.
    Variable(&'static str),
    /// The configuration file.
    File,
    /// Nobody.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Origin::Flag(name) | Origin::Variable(name) => name,
            Origin::File => "the configuration file",
            Origin::Default => "the default",
        })
    }
}

/// The settings in force, each with who chose it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The colours.
    pub theme: (Theme, Origin),
    /// How many colours the terminal has.
    pub depth: (Depth, Origin),
    /// ASCII characters only.
    pub ascii: (bool, Origin),
    /// Whether to use the mouse.
    pub mouse: (bool, Origin),
    /// The unit of information.
    pub unit: (InformationUnit, Origin),
    /// The keys.
    pub keymap: Arc<Keymap>,
}

/// An unknown theme, and who asked for it.
#[derive(Debug, thiserror::Error)]
#[error("{origin}: {error}")]
pub struct SettingsError {
    origin: Origin,
    error: ThemeError,
}

impl Settings {
    /// The settings that follow from the command line, the environment and the configuration.
    ///
    /// # Errors
    /// [`SettingsError`] when a flag or a variable asks for an unknown theme.
    pub fn new(
        wishes: Wishes<'_>,
        config: Config,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Settings, SettingsError> {
        let asked = variable(THEME).filter(|name| !name.is_empty());
        let named = match (wishes.theme, &asked) {
            (Some(name), _) => Some((name, Origin::Flag("--theme"))),
            (None, Some(name)) => Some((name.as_str(), Origin::Variable(THEME))),
            (None, None) => None,
        };
        let theme = match (named, config.theme) {
            (Some((name, origin)), _) => {
                (Theme::named(name).map_err(|error| SettingsError { origin, error })?, origin)
            }
            (None, Some(theme)) => (theme, Origin::File),
            (None, None) => (Theme::default(), Origin::Default),
        };
        let choose = |wish: Option<bool>, flags: [&'static str; 2], config, default| match (wish, config) {
            (Some(wish), _) => (wish, Origin::Flag(flags[usize::from(wish)])),
            (None, Some(config)) => (config, Origin::File),
            (None, None) => (default, Origin::Default),
        };
        let ascii =
            match (choose(wishes.ascii, ["--no-ascii", "--ascii"], config.ascii, false), poor(&variable)) {
                ((_, Origin::Default), Some(name)) => (true, Origin::Variable(name)),
                (chosen, _) => chosen,
            };
        let (bits, unit_by) = choose(wishes.bits, ["--nats", "--bits"], config.bits, false);
        let (term, colorterm, no_color) = (variable("TERM"), variable("COLORTERM"), variable("NO_COLOR"));
        let (depth, decided) = Depth::decide(Surroundings {
            term: term.as_deref(),
            colorterm: colorterm.as_deref(),
            no_color: no_color.as_deref(),
        });
        Ok(Settings {
            theme,
            depth: (depth, decided.map_or(Origin::Default, Origin::Variable)),
            ascii,
            mouse: choose(wishes.mouse, ["--no-mouse", "--mouse"], config.mouse, true),
            unit: (InformationUnit::in_bits(bits), unit_by),
            keymap: Arc::new(config.keymap),
        })
    }
}

/// The variable that decides the character set, and its value; none where no locale is set, which over a connection
/// only means that none was sent.
pub(in crate::explorer) fn locale(
    variable: impl Fn(&str) -> Option<String>,
) -> Option<(&'static str, String)> {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| Some((name, variable(name).filter(|value| !value.is_empty())?)))
}

/// The variable that shows that the terminal can draw ASCII only: the Linux console lacks Braille, a locale without
/// UTF-8 everything else.
fn poor(variable: impl Fn(&str) -> Option<String>) -> Option<&'static str> {
    if variable("TERM").is_some_and(|term| term == "linux" || term.starts_with("linux-")) {
        return Some("TERM");
    }
    let (name, locale) = locale(variable)?;
    let locale = locale.to_lowercase();
    (!locale.contains("utf-8") && !locale.contains("utf8")).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_beat_variables_beat_the_file_beats_the_defaults() {
        let config = || Config { theme: Theme::named("light").ok(), mouse: Some(false), ..Config::default() };
        let theme = |flag, value: Option<&str>, config| {
            let wishes = Wishes { theme: flag, ..Wishes::default() };
            let variable = |name: &str| value.filter(|_| name == THEME).map(str::to_owned);
            Settings::new(wishes, config, variable)
                .map(|settings| (settings.theme.0.name(), settings.theme.1))
        };
        assert_eq!(theme(Some("dark"), Some("mono"), config()).unwrap(), ("dark", Origin::Flag("--theme")));
        assert_eq!(theme(None, Some("mono"), config()).unwrap(), ("mono", Origin::Variable(THEME)));
        assert_eq!(theme(None, Some(""), config()).unwrap(), ("light", Origin::File));
        assert_eq!(theme(None, None, Config::default()).unwrap(), ("terminal", Origin::Default));
        assert_eq!(
            theme(None, Some("drak"), config()).unwrap_err().to_string(),
            "BONSCOPE_THEME: no theme is called \"drak\" (did you mean dark?); the themes are terminal, dark, light, \
             colour-blind, mono"
        );
        let wishes = Wishes { ascii: Some(true), bits: Some(false), ..Wishes::default() };
        let settings = Settings::new(wishes, config(), |_| None).unwrap();
        assert_eq!(settings.unit, (InformationUnit::Nats, Origin::Flag("--nats")));
        let settings_of = |config| Settings::new(Wishes::default(), config, |_| None).unwrap().unit;
        let in_bits = Config { bits: Some(true), ..Config::default() };
        assert_eq!(settings_of(in_bits), (InformationUnit::Bits, Origin::File));
        assert_eq!(settings_of(Config::default()), (InformationUnit::Nats, Origin::Default));
        assert_eq!(settings.ascii, (true, Origin::Flag("--ascii")));
        assert_eq!(settings.mouse, (false, Origin::File));
        assert_eq!(settings.depth, (Depth::Ansi16, Origin::Default));
    }

    #[test]
    fn a_poor_terminal_gets_ascii_unless_told_otherwise() {
        let ascii = |ascii: Option<bool>, file: Option<bool>, variables: &[(&str, &str)]| {
            let wishes = Wishes { ascii, ..Wishes::default() };
            let config = Config { ascii: file, ..Config::default() };
            let variable = |name: &str| {
                variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            };
            Settings::new(wishes, config, variable).unwrap().ascii
        };
        let unicode = (false, Origin::Default);
        assert_eq!(ascii(None, None, &[]), unicode);
        assert_eq!(ascii(None, None, &[("TERM", "xterm"), ("LANG", "de_DE.UTF-8")]), unicode);
        assert_eq!(ascii(None, None, &[("LC_ALL", ""), ("LANG", "C.utf8")]), unicode);
        assert_eq!(ascii(None, None, &[("LC_ALL", "C.UTF-8"), ("LANG", "C")]), unicode);
        let linux = [("TERM", "linux"), ("LANG", "C.UTF-8")];
        assert_eq!(ascii(None, None, &linux), (true, Origin::Variable("TERM")));
        assert_eq!(ascii(None, None, &[("LANG", "C")]), (true, Origin::Variable("LANG")));
        assert_eq!(
            ascii(None, None, &[("LC_CTYPE", "POSIX"), ("LANG", "C.UTF-8")]),
            (true, Origin::Variable("LC_CTYPE"))
        );
        assert_eq!(ascii(Some(false), None, &linux), (false, Origin::Flag("--no-ascii")));
        assert_eq!(ascii(None, Some(false), &linux), (false, Origin::File));
    }
}
