//! From the command line to the explorer: what the arguments of `bonscope` and `bonscope show` mean.

use std::env;
use std::io::{self, IsTerminal};
use std::path::Path;

use super::action::{self, Context};
use super::config::Place;
use super::keymap::Keymap;
use super::opening::{self, Opening};
use super::run::{self, Options, RunError, Tour};
use super::settings::{Settings, Wishes};
use super::show::{self, Format, Screen};
use super::snapshot::{self, Ground};
use super::terminal::EnterError;
use super::theme::{Depth, Theme};
use super::walk::{self, Walk};
use crate::command::{self, ExploreArgs, Failure, ManArgs, Section, ShowArgs, WalkArgs};
use crate::family::visible;
use crate::preset::prose::Form;
use crate::preset::{self, Preset, Subject, View, library};
use crate::report::{Align, Grid};

/// Opens the explorer and stays until it is quit.
///
/// # Errors
/// [`Failure`] when an argument is refused, there is no terminal, or it fails.
pub fn run(args: &ExploreArgs) -> Result<(), Failure> {
    let wishes = Wishes { theme: args.theme.as_deref(), ascii: args.ascii, no_mouse: args.no_mouse };
    let settings = settings(wishes, args.no_config)?;
    let argument = args.base.as_deref().unwrap_or(library::DEFAULT);
    let opening = opening(command::subject(argument)?, args.n, args.view);
    let Settings { theme: (theme, _), depth: (depth, _), ascii: (ascii, _), mouse: (mouse, _), keymap } =
        settings;
    ended(run::run(opening, None, keymap, Options { theme, depth, ascii, mouse }))
}

/// Prints or saves one screen of the explorer: as a picture into a file, in colour on a terminal, else as text.
///
/// # Errors
/// [`Failure`] when an argument is refused or the screen cannot be written.
pub fn show(args: &ShowArgs) -> Result<(), Failure> {
    let wishes = Wishes { theme: args.theme.as_deref(), ascii: args.ascii, no_mouse: false };
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
    let ground = if theme.name() == "light" { Ground::Light } else { Ground::Dark };
    let picture = show::show(opening, keymap, &screen(Depth::True), Format::Svg(ground));
    command::save(path, picture.as_bytes(), true)
        .map_err(|error| Failure::work(format_args!("cannot write {}: {error}", path.display())))
}

/// Follows a walkthrough, lists them all, or writes one down.
///
/// # Errors
/// [`Failure`] when an argument is refused, there is no terminal, or a file cannot be written.
pub fn walk(args: &WalkArgs) -> Result<(), Failure> {
    let Some(name) = &args.name else { return list_walkthroughs() };
    let preset = opening::lesson(name).map_err(Failure::input)?;
    if let Some(path) = &args.export {
        return export(&preset, path, args.force);
    }
    let wishes = Wishes { theme: args.theme.as_deref(), ascii: args.ascii, no_mouse: args.no_mouse };
    let settings = settings(wishes, args.no_config)?;
    let Settings { theme: (theme, _), depth: (depth, _), ascii: (ascii, _), mouse: (mouse, _), keymap } =
        settings;
    let mut walk = Walk::new(&preset, Form::for_terminal(ascii)).map_err(Failure::input)?;
    let steps = walk.steps();
    if !(1..=steps).contains(&args.step) {
        return Err(Failure::input(format_args!("--step is {}; {name} has steps 1 to {steps}", args.step)));
    }
    walk.turn_to(args.step - 1);
    let opening = Opening::from(preset::Subject::Preset(Box::new(preset)));
    let tour = Tour { walk, script: args.script.then_some(args.pause) };
    ended(run::run(opening, Some(tour), keymap, Options { theme, depth, ascii, mouse }))
}

fn list_walkthroughs() -> Result<(), Failure> {
    let presets = opening::presets();
    let mut grid = Grid::new([Align::Left, Align::Right, Align::Left]);
    grid.heading(["walkthrough", "steps", "title"].map(str::to_owned));
    for preset in walk::walkthroughs(&presets) {
        let name = preset.name.trim_start_matches("walk-");
        let title = preset.title.trim_start_matches("Walkthrough: ");
        grid.row([name.to_owned(), preset.steps.to_string(), title.to_owned()]);
    }
    command::print(|out| grid.write(out))
}

/// Writes a walkthrough down, its charts first, so that the text never names one that is not there.
fn export(preset: &Preset, path: &Path, force: bool) -> Result<(), Failure> {
    let failed = |path: &Path, error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::work(format_args!(
            "{} exists already; choose another name, or --force to replace it",
            path.display()
        )),
        _ => Failure::work(format_args!("cannot write {}: {error}", path.display())),
    };
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let folder = path.with_file_name(format!("{stem}_files"));
    let shown = visible(&format!("{stem}_files")).into_owned();
    let screen = Screen { width: 100, height: 30, theme: Theme::default(), depth: Depth::True, ascii: false };
    let handout = walk::handout(preset, &shown, |model| {
        show::complete(model, Vec::new());
        snapshot::svg(&show::charts(model, &screen), Ground::Light, &preset.title)
    })
    .map_err(Failure::input)?;
    if !force && path.exists() {
        return Err(failed(path, io::ErrorKind::AlreadyExists.into()));
    }
    std::fs::create_dir_all(&folder).map_err(|error| failed(&folder, error))?;
    for (name, chart) in &handout.charts {
        let file = folder.join(name);
        command::save(&file, chart.as_bytes(), force).map_err(|error| failed(&file, error))?;
    }
    command::save(path, handout.text.as_bytes(), force).map_err(|error| failed(path, error))?;
    let (path, charts) = (path.display().to_string(), handout.charts.len());
    command::print(|out| writeln!(out, "wrote {} and {charts} charts in {shown}", visible(&path)))
}

/// How the explorer ended, for the shell.
fn ended(result: Result<(), RunError>) -> Result<(), Failure> {
    result.map_err(|error| match error {
        RunError::Enter(EnterError::Io(_)) | RunError::Terminal(_) => Failure::work(error),
        RunError::Enter(_) => Failure::input(error),
    })
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
