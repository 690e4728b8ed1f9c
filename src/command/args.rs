//! Reading the command line of the whole program, and the sentence that refuses one.
//!
//! Only the form of arguments is checked here; the subcommands know their meaning.

use std::ffi::OsString;

use clap::error::{ContextKind, ErrorKind};
use clap::{CommandFactory, FromArgMatches, Parser};

use super::flags::base;
use super::shared::failure::Failure;
use super::shared::progress;
use super::subcommands::{ExploreArgs, Explorer, Subcommand};
use super::{help, mistaken};

/// A terminal explorer for best-of-n alignment policies.
///
/// Without a subcommand the explorer opens on BASE, or on the binary counterexample when none is given.
#[derive(Debug, Parser)]
#[command(name = "bonscope", version, args_conflicts_with_subcommands = true, after_help = help::EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    subcommand: Option<Subcommand>,
    #[command(flatten)]
    explore: ExploreArgs,
}

/// The whole command line, its help completed with the families.
fn program() -> clap::Command {
    Cli::command().after_long_help(help::long())
}

/// Reads a command line, the name of the program first. Help and version are requests like any other.
///
/// # Errors
/// [`Failure::Input`] for a command line that is refused.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Subcommand, Failure> {
    let mut program = program();
    let arguments = base::disguise(arguments.into_iter().collect(), &program);
    let matches = program.try_get_matches_from_mut(&arguments);
    match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(Cli { subcommand: Some(subcommand), .. }) => Ok(subcommand),
        Ok(Cli { subcommand: None, explore }) => {
            let mistyped = explore.base.as_deref().and_then(|base| mistaken::mistyped(base, &program));
            mistyped.map_or(Ok(Subcommand::Explore(explore)), Err)
        }
        Err(error)
            if error.get(ContextKind::InvalidSubcommand).is_some()
                && error.kind() == ErrorKind::ArgumentConflict =>
        {
            Err(mistaken::misplaced(&arguments, &program))
        }
        Err(error) if error.use_stderr() => Err(Failure::input(sentence(&error))),
        Err(error) => Ok(Subcommand::Help(error)),
    }
}

/// Does what a command line asks for.
///
/// # Errors
/// [`Failure`] when its input is refused, it cannot do its work, or the answer is bad news.
pub fn run(subcommand: Subcommand, explorer: &Explorer) -> Result<(), Failure> {
    progress::leave_limits_to_errors();
    subcommand.run(program, explorer)
}

/// The paragraphs of an error of clap as one sentence, without the usage.
fn sentence(error: &clap::Error) -> String {
    if error.kind() == ErrorKind::InvalidUtf8 {
        return "an argument holds bytes that are not UTF-8; rename the file, or give it on standard input with \"-\""
            .to_owned();
    }
    let text = shortened(&base::plain(&error.render().to_string()));
    text.trim_start_matches("error: ")
        .split("\n\n")
        .map(str::trim)
        .filter(|part| !part.starts_with("Usage:") && !part.starts_with("For more information"))
        .map(|part| part.split('\n').map(str::trim).collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("; ")
}

/// The text, with what is very long between two single quotes cut: what was given is quoted there.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 200;
    const KEPT: usize = 40;
    let cut = |part: &str| match part.char_indices().nth(LONGEST) {
        Some(_) => part.chars().take(KEPT).chain(['…']).collect(),
        None => part.to_owned(),
    };
    let parts: Vec<String> = text
        .split('\'')
        .enumerate()
        .map(|(index, part)| if index % 2 == 1 { cut(part) } else { part.to_owned() })
        .collect();
    parts.join("'")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::{LookArgs, Size, TerminalArgs};
    use crate::preset::View;

    #[test]
    fn the_command_line_is_consistent() {
        program().debug_assert();
    }

    fn parsed(line: &str) -> Result<Subcommand, Failure> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn without_a_subcommand_the_explorer_opens() {
        let Ok(Subcommand::Explore(args)) = parsed("bonscope") else { panic!("no explorer") };
        assert!(args.base.is_none() && args.n.is_none() && !args.terminal.look.ascii);
        let Ok(Subcommand::Explore(args)) =
            parsed("bonscope 0.5,0.5 -n 64 --view gap --theme light --ascii --no-mouse")
        else {
            panic!("no explorer")
        };
        assert_eq!((args.base.as_deref(), args.n), (Some("0.5,0.5"), Some(64)));
        assert_eq!(args.view.map(View::name), Some("gap"));
        let TerminalArgs { look: LookArgs { theme, ascii, .. }, no_mouse, .. } = args.terminal;
        assert_eq!((theme.as_deref(), ascii, no_mouse), (Some("light"), true, true));
    }

    #[test]
    fn show_has_a_size() {
        let Ok(Subcommand::Show(args)) = parsed("bonscope show 0.5,0.5 --size 80x24 -o a.svg") else {
            panic!("no show")
        };
        assert_eq!(args.size, Size { columns: 80, rows: 24 });
        for wrong in ["80", "0x24", "80x1001", "80x-1", "x", "80x24x2"] {
            assert!(wrong.parse::<Size>().is_err(), "{wrong}");
        }
        assert!(matches!(parsed("bonscope show 0.5,0.5 --plain -o a.svg"), Err(Failure::Input(_))));
    }
}
