//! From the command line to the explorer: what the arguments of `bonscope`, `bonscope show` and `bonscope plot` mean.

use std::env;
use std::io::{self, IsTerminal};
use std::path::Path;

use super::action::{self, Context};
use super::config::Place;
use super::keymap::Keymap;
use super::opening::Opening;
use super::plot;
use super::run::{self, Options, RunError};
use super::settings::{Settings, Wishes, wish};
use super::show::{self, Format, Screen};
use super::snapshot::Ground;
use super::terminal::EnterError;
use super::theme::Depth;
use crate::command::{self, ExploreArgs, Failure, ManArgs, PlotArgs, Section, ShowArgs};
use crate::family::quoted;
use crate::preset::{self, Subject, View, Wanted, library};

/// Opens the explorer and stays until it is quit.
///
/// # Errors
/// [`Failure`] when an argument is refused, there is no terminal, or it fails.
pub fn run(args: &ExploreArgs) -> Result<(), Failure> {
    let wishes = Wishes {
        theme: args.theme.as_deref(),
        ascii: wish(args.ascii, args.no_ascii),
        mouse: wish(args.mouse, args.no_mouse),
    };
    let settings = settings(wishes, args.no_config)?;
    let argument = args.base.as_deref().unwrap_or(library::DEFAULT);
    let opening = opening(command::subject(argument)?, args.n, args.view);
    let Settings { theme: (theme, _), depth: (depth, _), ascii: (ascii, _), mouse: (mouse, _), keymap } =
        settings;
    run::run(opening, keymap, Options { theme, depth, ascii, mouse }).map_err(|error| match error {
        RunError::Enter(EnterError::Io(_)) | RunError::Terminal(_) => Failure::work(error),
        RunError::Enter(_) => Failure::input(error),
    })
}

/// Prints or saves one screen of the explorer: as a picture into a file, in colour on a terminal, else as text.
///
/// # Errors
/// [`Failure`] when an argument is refused or the screen cannot be written.
pub fn show(args: &ShowArgs) -> Result<(), Failure> {
    let wishes = Wishes { theme: args.theme.as_deref(), ascii: wish(args.ascii, args.no_ascii), mouse: None };
    let settings = settings(wishes, args.no_config)?;
    let opening = opening(command::subject(&args.base)?, args.n, args.view);
    let Settings { theme: (theme, _), depth: (depth, _), ascii: (ascii, _), keymap, .. } = settings;
    let screen = |depth| Screen { width: args.size.columns, height: args.size.rows, theme, depth, ascii };
    let Some(path) = &args.output else {
        let colours = !args.plain && io::stdout().is_terminal();
        let (depth, format) = if colours { (depth, Format::Ansi) } else { (Depth::Mono, Format::Plain) };
        let screen = show::show(opening, keymap, &screen(depth), format);
        return command::print(|out| out.write_all(screen.as_bytes()));
    };
    let picture = show::show(opening, keymap, &screen(Depth::True), Format::Svg(Ground::of(theme)));
    save(path, &picture)
}

/// Saves or prints one chart as a picture.
///
/// # Errors
/// [`Failure`] when an argument is refused, the view is no chart, or the picture cannot be written.
pub fn plot(args: &PlotArgs) -> Result<(), Failure> {
    let wishes = Wishes { theme: args.theme.as_deref(), ascii: None, mouse: None };
    let Settings { theme: (theme, _), .. } = settings(wishes, args.no_config)?;
    let ending = args.output.extension().filter(|_| !args.output.exists());
    if let Some(ending) = ending.filter(|ending| !ending.eq_ignore_ascii_case("svg")) {
        return Err(Failure::input(format_args!(
            "--output: a plot is an SVG picture, and {} is another ending; name the file FILE.svg",
            quoted(&ending.to_string_lossy())
        )));
    }
    if let Some(view) = args.view.filter(|view| !plot::is_chart(*view)) {
        return Err(Failure::input(format_args!(
            "--view: {} is no chart but text, which `bonscope show BASE --view {0} -o FILE.svg` draws; the charts are {}",
            view.name(),
            View::all().filter(|view| plot::is_chart(*view)).map(View::name).collect::<Vec<_>>().join(", ")
        )));
    }
    let opening = opening(command::subject(&args.base)?, args.n, args.view);
    let view = if plot::is_chart(opening.view) { opening.view } else { View::Kl };
    let size = (f64::from(args.size.width), f64::from(args.size.height));
    let picture = plot::plot(Opening { view, ..opening }, theme, size)
        .ok_or_else(|| Failure::work("there is nothing to plot"))?;
    if args.output.as_os_str() == "-" {
        return command::print(|out| out.write_all(picture.as_bytes()));
    }
    save(&args.output, &picture)
}

fn save(path: &Path, picture: &str) -> Result<(), Failure> {
    preset::save(path, picture.as_bytes(), Wanted::Anything)
        .map_err(|error| Failure::work(format_args!("cannot write {}: {error}", path.display())))
}

/// Prints the manual page of the program, with the keys that hold unless others are chosen, or of a subcommand.
///
/// # Errors
/// [`Failure`] when there is no such subcommand or the page cannot be written.
pub fn man(args: &ManArgs) -> Result<(), Failure> {
    let keymap = Keymap::default();
    let groups = Context::ALL.iter().map(|&context| {
        let entries =
            action::of_context(context).map(|entry| (keymap.signs(entry.action).join(", "), entry.help));
        (context.title(), entries.collect())
    });
    command::man(args, &Section { heading: "KEYS", groups: groups.collect() })
}

/// What is in force.
fn settings(wishes: Wishes<'_>, no_config: bool) -> Result<Settings, Failure> {
    let config = Place::of(no_config, variable).read().map_err(|error| {
        Failure::input(format_args!("{error}; --no-config starts without the configuration file"))
    })?;
    Settings::new(wishes, config.unwrap_or_default(), variable).map_err(Failure::input)
}

/// A variable of the environment, as far as it is text.
pub(super) fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}

fn opening(subject: Subject, n: Option<u64>, view: Option<View>) -> Opening {
    let opening = Opening::from(subject);
    Opening { n: n.unwrap_or(opening.n), view: view.unwrap_or(opening.view), ..opening }
}
