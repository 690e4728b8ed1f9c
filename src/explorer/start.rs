//! From the command line to the explorer: what the arguments of `bonscope` and `bonscope show` mean.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::{env, path::Path};

use super::opening::Opening;
use super::run::{self, Options, RunError};
use super::show::{self, Format, Screen};
use super::snapshot::Ground;
use super::terminal::EnterError;
use super::theme::{Depth, Surroundings, Theme};
use crate::command::{self, ExploreArgs, Failure, ShowArgs};
use crate::preset::{self, Subject, View, library};

/// Opens the explorer and stays until it is quit.
///
/// # Errors
/// [`Failure`] when an argument is refused, there is no terminal, or it fails.
pub fn run(args: &ExploreArgs) -> Result<(), Failure> {
    let theme = theme(args.theme.as_deref())?;
    let argument = args.base.as_deref().unwrap_or(library::DEFAULT);
    let subject = preset::resolve(argument, &mut io::stdin().lock()).map_err(Failure::input)?;
    let opening = opening(subject, args.n, args.view);
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
        return print(&show::show(opening, &screen(depth), format));
    };
    let refused = |error| Failure::work(format_args!("cannot write {}: {error}", Path::new(path).display()));
    let mut file = File::create(path).map_err(refused)?;
    let ground = if theme.name() == "light" { Ground::Light } else { Ground::Dark };
    let picture = show::show(opening, &screen(Depth::True), Format::Svg(ground));
    file.write_all(picture.as_bytes()).map_err(refused)
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

/// Prints a screen. A reader that has gone away is no failure.
fn print(screen: &str) -> Result<(), Failure> {
    match io::stdout().lock().write_all(screen.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::work(format_args!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}
