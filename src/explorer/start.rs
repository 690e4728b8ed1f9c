//! From the command line to the explorer: what the arguments of `bonscope` and `bonscope show` mean.

use std::env;
use std::io::{self, IsTerminal};

use super::action::{self, Context};
use super::keymap::Keymap;
use super::opening::Opening;
use super::run::{self, Options, RunError};
use super::show::{self, Format, Screen};
use super::snapshot::Ground;
use super::terminal::EnterError;
use super::theme::{Depth, Surroundings, Theme};
use crate::command::{self, ExploreArgs, Failure, ManArgs, Section, ShowArgs};
use crate::preset::{Subject, View, library};

/// Opens the explorer and stays until it is quit.
///
/// # Errors
/// [`Failure`] when an argument is refused, there is no terminal, or it fails.
pub fn run(args: &ExploreArgs) -> Result<(), Failure> {
    let theme = theme(args.theme.as_deref())?;
    let argument = args.base.as_deref().unwrap_or(library::DEFAULT);
    let opening = opening(command::subject(argument)?, args.n, args.view);
    run::run(opening, Options { theme, depth: depth(), ascii: args.ascii, mouse: !args.no_mouse }).map_err(
        |error| match error {
            RunError::Enter(EnterError::Io(_)) | RunError::Terminal(_) => Failure::work(error),
            RunError::Enter(_) => Failure::input(error),
        },
    )
}

/// Prints or saves one screen of the explorer: as a picture into a file, in colour on a terminal, else as text.
///
/// # Errors
/// [`Failure`] when an argument is refused or the screen cannot be written.
pub fn show(args: &ShowArgs) -> Result<(), Failure> {
    let theme = theme(args.theme.as_deref())?;
    let opening = opening(command::subject(&args.base)?, args.n, args.view);
    let screen =
        |depth| Screen { width: args.size.columns, height: args.size.rows, theme, depth, ascii: args.ascii };
    let Some(path) = &args.output else {
        let colours = !args.plain && io::stdout().is_terminal();
        let (depth, format) = if colours { (depth(), Format::Ansi) } else { (Depth::Mono, Format::Plain) };
        let screen = show::show(opening, &screen(depth), format);
        return command::print(|out| out.write_all(screen.as_bytes()));
    };
    let ground = if theme.name() == "light" { Ground::Light } else { Ground::Dark };
    let picture = show::show(opening, &screen(Depth::True), Format::Svg(ground));
    command::save(path, picture.as_bytes(), true)
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

fn theme(name: Option<&str>) -> Result<Theme, Failure> {
    name.map_or_else(|| Ok(Theme::default()), Theme::named)
        .map_err(|error| Failure::input(format_args!("--theme: {error}")))
}

fn opening(subject: Subject, n: Option<u64>, view: Option<View>) -> Opening {
    let opening = Opening::from(subject);
    Opening { n: n.unwrap_or(opening.n), view: view.unwrap_or(opening.view), ..opening }
}

/// How many colours the environment promises.
fn depth() -> Depth {
    let variable = |name| env::var(name).ok();
    let (term, colorterm, no_color) = (variable("TERM"), variable("COLORTERM"), variable("NO_COLOR"));
    let surroundings = Surroundings {
        term: term.as_deref(),
        colorterm: colorterm.as_deref(),
        no_color: no_color.as_deref(),
    };
    Depth::detect(surroundings, None)
}
