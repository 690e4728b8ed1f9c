//! From the command line to the explorer: the arguments of `bonscope`, `bonscope show` and `bonscope plot`.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;

use crate::bon::comparator::Kind;
use crate::command::{
    self, EstimateArgs, ExploreArgs, Failure, PlotArgs, ProposalArgs, Section, ShowArgs, Target, WalkArgs,
};
use crate::explorer::action::keymap::Keymap;
use crate::explorer::action::{Context, table};
use crate::explorer::app::files::{handout, open};
use crate::explorer::app::plot;
use crate::explorer::app::run::{self, Options, RunError, Tour};
use crate::explorer::app::settings::choice::{Origin, Settings, Wishes};
use crate::explorer::app::settings::config::ConfigFile;
use crate::explorer::app::settings::environment::variable;
use crate::explorer::app::show::{self, Format, Screen};
use crate::explorer::model::curves::policies::Shown;
use crate::explorer::model::files::opening::Opening;
use crate::explorer::model::lesson::{Lesson, list};
use crate::preset::prose::Form;
use crate::preset::{self, Overwrite, Preset, Subject, View, library};
use crate::report::{Align, Grid, counted};
use crate::text::{quoted, visible};
use crate::tui::input::Signal;
use crate::tui::snapshot::Ground;
use crate::tui::terminal::EnterError;
use crate::tui::theme::{Depth, Theme};

/// Opens the explorer and returns when it is quit.
///
/// # Errors
/// [`Failure`] when an argument is refused, there is no terminal, or it fails.
pub fn run(args: &ExploreArgs) -> Result<(), Failure> {
    let wishes = Wishes::from(&args.terminal).in_unit(args.unit);
    let settings = settings(wishes, args.terminal.look.no_config)?;
    let argument = args.base.as_deref().unwrap_or(library::DEFAULT);
    let opening = opening(command::any_subject(argument)?, &args.proposal, args.n, args.view)?;
    // A person who says what to see gets that, not the list of unsaved work.
    let lists_unsaved = args.n.is_none() && args.view.is_none();
    let options = Options { lists_unsaved, view: args.view, ..options(&settings) };
    ended(run::run(opening, None, Arc::clone(&settings.keymap), options))
}

/// Opens the explorer of a sample log and returns when it is quit.
///
/// # Errors
/// [`Failure`] when an argument or the log is refused, there is no terminal, or it fails.
pub fn samples(args: EstimateArgs) -> Result<(), Failure> {
    let wishes = Wishes::from(&args.terminal).in_unit(args.unit);
    let settings = settings(wishes, args.terminal.look.no_config)?;
    args.options(0)?;
    let mut refused = Ok(());
    let run = crate::explorer::samples::run(args, Arc::clone(&settings.keymap), options(&settings));
    ended(run.map(|log| {
        refused = log;
        None
    }))
    .and(refused)
}

/// Prints or saves one screen of the explorer: as a picture into a file, in colour on a terminal, else as text.
///
/// # Errors
/// [`Failure`] when an argument is refused or the screen cannot be written.
pub fn show(args: &ShowArgs) -> Result<(), Failure> {
    let settings = settings(Wishes::from(&args.look).in_unit(args.unit), args.look.no_config)?;
    let target = Target::of(args.output.as_deref())?;
    let opening = opening(command::any_subject(&args.base)?, &args.proposal, args.n, args.view)?;
    let Settings {
        theme: (theme, _), depth: (depth, _), ascii: (ascii, by), unit: (unit, _), keymap, ..
    } = settings;
    // The limits of this terminal do not concern files and pipes.
    let here = args.output.is_none() && io::stdout().is_terminal();
    let ascii = ascii && (here || !matches!(by, Origin::Variable(_)));
    let screen = |depth| Screen { width: args.size.columns, height: args.size.rows, theme, depth, ascii };
    if args.output.is_none() {
        let colours = !args.plain && io::stdout().is_terminal();
        let (depth, format) = if colours { (depth, Format::Ansi) } else { (Depth::Mono, Format::Plain) };
        let screen = show::show((opening, args.view, unit), keymap, &screen(depth), format);
        return target.write(screen.as_bytes());
    }
    let picture =
        show::show((opening, args.view, unit), keymap, &screen(Depth::True), Format::Svg(Ground::of(theme)));
    target.write(picture.as_bytes())
}

/// Saves or prints one chart as a picture.
///
/// # Errors
/// [`Failure`] when an argument is refused, the view is no chart, or the picture cannot be written.
pub fn plot(args: &PlotArgs) -> Result<(), Failure> {
    let wishes = Wishes { theme: args.theme.as_deref(), ..Wishes::default() }.in_unit(args.unit);
    let Settings { theme: (theme, _), unit: (unit, _), .. } = settings(wishes, args.no_config)?;
    let target = Target::of(Some(&args.output));
    let ending = args.output.extension().filter(|_| !args.output.exists());
    if let Some(ending) = ending.filter(|ending| !ending.eq_ignore_ascii_case("svg")) {
        return Err(Failure::input(format_args!(
            "--output: a plot is an SVG picture, and {} is another ending; name the file FILE.svg",
            quoted(&ending.to_string_lossy())
        )));
    }
    let target = target?;
    let view = args.view()?;
    if let Some(view) = view.filter(|view| !view.is_chart()) {
        return Err(Failure::input(format_args!(
            "--view: {} is text, not a chart; `bonscope show BASE --view {0} -o FILE.svg` draws it; the charts are {}",
            view.name(),
            View::all().filter(|view| view.is_chart()).map(View::name).collect::<Vec<_>>().join(", ")
        )));
    }
    let opening = opening(command::any_subject(&args.base)?, &args.proposal, args.n, view)?;
    if !args.policies.is_empty() && opening.subject.is_average() {
        return Err(Failure::input(format_args!(
            "--policies: policies are compared for one prompt at a time, not for the average over {}; name one, as in {}#PROMPT",
            counted(opening.subject.prompts().len(), "prompt", "prompts"),
            visible(&args.base)
        )));
    }
    let kinds: Vec<Kind> = args.policies.iter().map(|&name| name.into()).collect();
    let shown = Shown::of(&kinds, args.soft_temperature, args.reward);
    let view = if opening.view.is_chart() { opening.view } else { View::Kl };
    let size = (f64::from(args.size.width), f64::from(args.size.height));
    let picture = plot::plot((Opening { view, ..opening }, unit, shown), theme, size)
        .ok_or_else(|| Failure::work("there is nothing to plot"))?;
    target.write(picture.as_bytes())
}

/// Runs a walkthrough, lists all of them, or writes one as a handout.
///
/// # Errors
/// [`Failure`] when an argument is refused, there is no terminal, or a file cannot be written.
pub fn walk(args: &WalkArgs) -> Result<(), Failure> {
    let Some(name) = &args.name else { return list_walkthroughs() };
    let preset = open::lesson_preset(name).map_err(Failure::input)?;
    if let Some(path) = &args.export {
        return export(&preset, path, args.force);
    }
    let settings = settings(Wishes::from(&args.terminal), args.terminal.look.no_config)?;
    let options = options(&settings);
    let mut lesson = Lesson::new(&preset, Form::for_terminal(options.ascii)).map_err(Failure::input)?;
    let steps = lesson.steps();
    if !(1..=steps).contains(&args.step) {
        return Err(Failure::input(format_args!("--step is {}; {name} has steps 1 to {steps}", args.step)));
    }
    lesson.turn_to(args.step - 1);
    let opening = Opening::from(preset::Subject::Preset(Box::new(preset)));
    let tour = Tour { lesson, script: args.script.then_some(args.pause) };
    ended(run::run(opening, Some(tour), settings.keymap, options))
}

fn list_walkthroughs() -> Result<(), Failure> {
    let presets = open::presets();
    let mut grid = Grid::new([Align::Left, Align::Right, Align::Left]);
    grid.heading(["walkthrough", "steps", "title"].map(str::to_owned));
    for preset in list::walkthroughs(&presets) {
        let name = library::short_name(&preset.name);
        grid.row([name, &preset.steps.to_string(), preset.lesson_title()].map(str::to_owned));
    }
    command::print(|out| grid.write(out))
}

/// Width and height of a chart in a handout, in pixels.
const CHART: (f64, f64) = (760.0, 420.0);

/// Writes a handout, its charts first, so that the text never names a missing chart.
fn export(preset: &Preset, path: &Path, force: bool) -> Result<(), Failure> {
    let failed = |path: &Path, error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::work(format_args!(
            "{} exists already; choose another name, or --force to replace it",
            path.display()
        )),
        _ => command::cannot_write(path, &error),
    };
    if path == Path::new("-") {
        return Err(Failure::input(
            "--export: a handout is a file with a folder of charts beside it, so it needs a name such as tight.md; for one called - give ./-",
        ));
    }
    preset::try_to_save(path).map_err(|error| failed(path, error))?;
    if !force && path.exists() {
        return Err(failed(path, io::ErrorKind::AlreadyExists.into()));
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let folder = path.with_file_name(format!("{stem}_files"));
    let shown = visible(&format!("{stem}_files")).into_owned();
    let handout = handout::handout(preset, &shown, |model| {
        show::complete(model, Vec::new());
        let picture = plot::picture(model, model.chart_pane(), Theme::PAPER, CHART);
        picture.unwrap_or_else(|| show::whole_text(model, Theme::PAPER, &preset.title))
    })
    .map_err(Failure::input)?;
    let wanted = if force { Overwrite::Anything } else { Overwrite::Nothing };
    if !folder.is_dir() {
        std::fs::create_dir(&folder).map_err(|error| failed(&folder, error))?;
    }
    for (name, chart) in &handout.charts {
        let file = folder.join(name);
        preset::save(&file, chart.as_bytes(), wanted).map_err(|error| failed(&file, error))?;
    }
    preset::save(path, handout.text.as_bytes(), wanted).map_err(|error| failed(path, error))?;
    let (path, charts) = (path.display().to_string(), handout.charts.len());
    command::print(|out| writeln!(out, "wrote {} and {charts} charts in {shown}", visible(&path)))
}

/// How the explorer ended, for the shell.
fn ended(result: Result<Option<Signal>, RunError>) -> Result<(), Failure> {
    match result {
        Ok(by) => by.and_then(Signal::exit_code).map_or(Ok(()), |code| Err(Failure::Signal(code))),
        Err(RunError::Enter(error @ (EnterError::NotATerminal(_) | EnterError::Incapable(_)))) => {
            Err(Failure::input(error))
        }
        Err(error) => Err(Failure::work(error)),
    }
}

/// The section of the manual page that lists the default keys.
pub fn man() -> Section {
    let keymap = Keymap::default();
    let groups = Context::ALL.iter().map(|&context| {
        let entries = table::of_context(context)
            .filter(|entry| context.explains(entry))
            .map(|entry| (keymap.signs(entry.action).join(", "), entry.help));
        (context.title(), entries.collect())
    });
    Section { heading: "KEYS", groups: groups.collect() }
}

/// The options of the explorer under these settings; no view is asked for, and unsaved work is not listed.
fn options(settings: &Settings) -> Options {
    let Settings { theme, depth, ascii, mouse, unit, .. } = settings;
    Options {
        theme: theme.0,
        depth: depth.0,
        ascii: ascii.0,
        mouse: mouse.0,
        lists_unsaved: false,
        view: None,
        unit: unit.0,
    }
}

/// The settings in force.
fn settings(wishes: Wishes<'_>, no_config: bool) -> Result<Settings, Failure> {
    let config = ConfigFile::of(no_config, variable).read().map_err(|error| {
        Failure::input(format_args!("{error}; --no-config starts without the configuration file"))
    })?;
    Settings::new(wishes, config.unwrap_or_default(), variable).map_err(Failure::input)
}

fn opening(
    subject: Subject,
    proposal: &ProposalArgs,
    n: Option<u64>,
    view: Option<View>,
) -> Result<Opening, Failure> {
    let how = proposal.applied(&subject)?;
    let opening = Opening::from(subject);
    let subject = opening.subject.drawn_from(how).map_err(|error| command::refused(&error))?;
    Ok(Opening { subject, n: n.unwrap_or(opening.n), view: view.unwrap_or(opening.view), ..opening })
}
