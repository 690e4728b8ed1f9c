//! `bonscope doctor`: the settings in force and why, line by line. Needs no terminal and changes nothing.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use serde::Serialize;

use crate::command::{self, DoctorArgs, Failure};
use crate::explorer::action::keymap::Keymap;
use crate::explorer::action::{Context, TABLE};
use crate::explorer::app::settings::choice::{Origin, Settings, Wishes, locale};
use crate::explorer::app::settings::config::{Config, ConfigFile};
use crate::explorer::app::settings::environment::variable;
use crate::preset::{self, library};
use crate::report::{Align, Grid, counted, write_json};
use crate::text::visible;
use crate::tui::terminal;
use crate::tui::theme::Depth;

/// One line of the report.
#[derive(Debug, Serialize)]
struct Finding {
    what: &'static str,
    value: String,
    why: String,
    /// Whether all is well.
    fine: bool,
}

fn finding(what: &'static str, value: impl Display, why: impl Display) -> Finding {
    Finding { what, value: value.to_string(), why: why.to_string(), fine: true }
}

/// Prints what the explorer would start with.
///
/// # Errors
/// [`Failure`] when an argument is refused, or when something was found broken.
pub fn doctor(args: &DoctorArgs) -> Result<(), Failure> {
    let place = ConfigFile::of(args.terminal.look.no_config, variable);
    let config = place.read();
    let configuration = configuration(&place, &config);
    let wishes = Wishes::from(&args.terminal);
    let settings =
        Settings::new(wishes, config.ok().flatten().unwrap_or_default(), variable).map_err(Failure::input)?;
    if args.actions {
        return actions(&settings.keymap, args.json());
    }
    let mut findings = vec![finding("bonscope", env!("CARGO_PKG_VERSION"), "the version"), configuration];
    findings.extend(looks(&settings));
    findings.push(keys(&settings.keymap));
    findings.extend(presets());
    findings.push(unsaved());
    findings.extend(surroundings());
    command::print(|out| match args.json() {
        true => write_json(&findings, out),
        false => write_lines(&findings, out),
    })?;
    if findings.iter().all(|finding| finding.fine) { Ok(()) } else { Err(Failure::BadNews) }
}

fn write_lines(findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    for Finding { what, value, why, fine } in findings {
        let mark = if *fine { "" } else { "BROKEN " };
        writeln!(out, "{what}: {mark}{} ({})", visible(value), visible(why))?;
    }
    Ok(())
}

/// An action under its name in the configuration file.
#[derive(Serialize)]
struct Listed {
    action: &'static str,
    keys: Vec<String>,
    default: &'static [&'static str],
    title: &'static str,
    places: Vec<&'static str>,
}

fn actions(keymap: &Keymap, json: bool) -> Result<(), Failure> {
    let listed = TABLE.iter().map(|entry| Listed {
        action: entry.id,
        keys: names(keymap, entry.action),
        default: entry.keys,
        title: entry.title,
        places: entry.contexts().map(Context::place).collect(),
    });
    let listed: Vec<Listed> = listed.collect();
    command::print(|out| {
        if json {
            return write_json(&listed, out);
        }
        let mut grid = Grid::new([Align::Left; 3]);
        grid.heading(["action", "keys", "what it does"].map(str::to_owned));
        for Listed { action, keys, title, .. } in &listed {
            grid.row([(*action).to_owned(), visible(&keys.join(" ")).into_owned(), (*title).to_owned()]);
        }
        grid.write(out)
    })
}

/// The names of the keys of an action.
fn names(keymap: &Keymap, action: crate::explorer::action::Action) -> Vec<String> {
    keymap.keys(action).iter().map(ToString::to_string).collect()
}

fn configuration(place: &ConfigFile, config: &Result<Option<Config>, impl Display>) -> Finding {
    let what = "configuration";
    let path = match place {
        ConfigFile::Aside(why) => return finding(what, "none", why),
        ConfigFile::Homeless => return finding(what, "none", "HOME is not set"),
        ConfigFile::Named(path) | ConfigFile::Usual(path) => path.display(),
    };
    let why = match place {
        ConfigFile::Named(_) => "BONSCOPE_CONFIG names it",
        _ => "the usual place",
    };
    match config {
        Ok(Some(_)) => finding(what, path, why),
        Ok(None) => finding(what, "none", format_args!("there is no {path}; the defaults apply")),
        Err(error) => Finding {
            fine: false,
            ..finding(
                what,
                path,
                format_args!(
                    "{error}; the explorer starts only with --no-config, and below are the defaults"
                ),
            )
        },
    }
}

/// Theme, colours, characters, mouse and unit of information.
fn looks(settings: &Settings) -> [Finding; 5] {
    let Settings {
        theme: (theme, by),
        depth: (depth, decided),
        ascii: (ascii, asked),
        mouse: (mouse, wished),
        unit: (unit, chosen),
        ..
    } = settings;
    let colours = match depth {
        Depth::Mono => "none",
        Depth::Ansi16 => "16",
        Depth::Ansi256 => "256",
        Depth::True => "16 million",
    };
    let value = |name| variable(name).unwrap_or_else(|| "not set".to_owned());
    let why = match decided {
        Origin::Variable(name) => format!("{name} is {}", value(name)),
        _ => format!("neither TERM ({}) nor COLORTERM ({}) promises more", value("TERM"), value("COLORTERM")),
    };
    let characters = match (asked, locale(variable)) {
        (Origin::Variable(name @ "TERM"), _) => {
            format!(
                "{name} is {}, whose font lacks the signs of charts; --no-ascii uses them all the same",
                value(name)
            )
        }
        (Origin::Variable(name), _) => {
            format!("{name} is {}, which promises no Unicode; --no-ascii uses it all the same", value(name))
        }
        _ if *ascii => asked.to_string(),
        (_, Some((name, value))) => format!("{asked}; {name} is {value}"),
        (_, None) => format!("{asked}; no locale is set: if signs look wrong, try --ascii"),
    };
    let mouse_why = if *mouse {
        format!("{wished}; the terminal selects text while Shift is held")
    } else {
        wished.to_string()
    };
    [
        finding("theme", format_args!("{}, {}", theme.name(), theme.about()), by),
        finding("colours", colours, why),
        finding("characters", if *ascii { "ASCII" } else { "Unicode" }, characters),
        finding("mouse", if *mouse { "used" } else { "left to the terminal" }, mouse_why),
        finding("information", format_args!("in {}", unit.name()), chosen),
    ]
}

/// The actions whose keys differ from the defaults.
fn keys(keymap: &Keymap) -> Finding {
    let default = Keymap::default();
    let changed: Vec<String> = TABLE
        .iter()
        .filter(|entry| keymap.keys(entry.action) != default.keys(entry.action))
        .map(|entry| {
            let keys = names(keymap, entry.action);
            let keys = if keys.is_empty() { "none".to_owned() } else { keys.join(" ") };
            format!("{} = {keys}, not {}", entry.id, entry.keys.join(" "))
        })
        .collect();
    if changed.is_empty() {
        finding("keys", "the defaults", "nothing is changed; `bonscope doctor --actions` lists them")
    } else {
        let count = counted(changed.len(), "action has", "actions have");
        finding("keys", changed.join("; "), format_args!("{count} other keys by the configuration file"))
    }
}

/// The user's presets: how many there are, and which are broken.
fn presets() -> Vec<Finding> {
    let what = "presets";
    let Some(folder) = library::user_folder() else {
        return vec![finding(what, "only the built-in ones", "HOME is not set")];
    };
    let user = library::user();
    let built_in = library::names().count();
    let found = format!("{built_in} built in, {} of your own", user.len());
    let why = if folder.is_dir() { "in" } else { "there is no" };
    let broken = user.iter().filter_map(|(name, path)| {
        let why = match preset::load(path) {
            Err(error) => error.to_string(),
            Ok(_) if library::text(name).is_some() => format!(
                "it has the name of a built-in preset; it opens as {}, and neither opens by its name",
                path.display()
            ),
            Ok(_) => return None,
        };
        Some(Finding { fine: false, ..finding("preset", name, why) })
    });
    std::iter::once(finding(what, found, format_args!("{why} {}", folder.display()))).chain(broken).collect()
}

/// Work that earlier sessions did not save.
fn unsaved() -> Finding {
    let what = "unsaved work";
    let Some(folder) = preset::unsaved::folder() else {
        return finding(what, "cannot be kept", "HOME is not set");
    };
    let left = preset::unsaved::left_in(&folder).len();
    let place = folder.display();
    match left {
        0 => finding(what, "none", format_args!("it would be kept in {place}")),
        _ => finding(
            what,
            format_args!("of {}", counted(left, "session", "sessions")),
            format_args!("the explorer offers it; it is in {place}"),
        ),
    }
}

/// The terminal, and what lies between it and the program.
fn surroundings() -> Vec<Finding> {
    let set = |name: &'static str| variable(name).is_some_and(|value| !value.is_empty()).then_some(name);
    let ssh = set("SSH_TTY").or_else(|| set("SSH_CONNECTION"));
    let tmux = set("TMUX");
    let terminal = match (io::stdin().is_terminal(), io::stdout().is_terminal()) {
        (true, true) => finding("terminal", "yes", "standard input and output are a terminal"),
        (false, true) => {
            finding("terminal", "no", "standard input is not a terminal, which the explorer needs")
        }
        (_, false) => {
            finding("terminal", "no", "standard output is not a terminal, which the explorer needs")
        }
    };
    let size = match terminal::size().filter(|_| io::stdout().is_terminal()) {
        Some(size) => {
            let smallest = crate::explorer::view::frame::size::SMALLEST;
            let why = if size.width < smallest.width || size.height < smallest.height {
                "too small: the explorer needs 40x12"
            } else if size.width < 80 || size.height < 24 {
                "one pane at a time; all at once from 80x24 on"
            } else {
                "all panes fit"
            };
            finding("size", format_args!("{}x{}", size.width, size.height), why)
        }
        None => finding("size", "unknown", "there is no terminal to ask"),
    };
    let term = match variable("TERM").filter(|term| !term.is_empty()) {
        Some(term) if term == "dumb" => {
            finding("TERM", term, "the explorer needs one that can move the cursor")
        }
        Some(term) => finding("TERM", term, "what the terminal calls itself"),
        None => finding("TERM", "not set", "the explorer needs one, such as xterm-256color"),
    };
    let clipboard = match tmux {
        Some(_) => "by tmux, which needs `set -g set-clipboard on`, and by the terminal behind it",
        None if ssh.is_some() => "by the terminal at your end of the connection, if it takes OSC 52",
        None => "by the terminal, if it takes OSC 52; some ask for it to be allowed in their settings",
    };
    let yes_or_no = |what, variable: Option<&'static str>, names| match variable {
        Some(name) => finding(what, "yes", format_args!("{name} is set")),
        None => finding(what, "no", format_args!("{names} not set")),
    };
    vec![
        terminal,
        size,
        term,
        yes_or_no("ssh", ssh, "SSH_TTY and SSH_CONNECTION are"),
        yes_or_no("tmux", tmux, "TMUX is"),
        finding("clipboard", "OSC 52", clipboard),
    ]
}
