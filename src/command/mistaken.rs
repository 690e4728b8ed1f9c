//! Misspelt and misplaced subcommands, which would otherwise be read as a BASE.

use std::ffi::OsString;

use super::shared::failure::Failure;
use crate::family::{self, NotationError};
use crate::preset::library;
use crate::text::{did_you_mean, quoted};

/// The failure of a subcommand in the wrong place: after a word that was taken for a BASE, or after options of the
/// explorer.
pub(super) fn misplaced(arguments: &[OsString], program: &clap::Command) -> Failure {
    let place = "a subcommand comes first, then its BASE and options, as in bonscope eval uniform:10 -n 64";
    match arguments.get(1).map(|first| first.to_string_lossy()) {
        Some(first) if !first.starts_with('-') => Failure::input(format_args!(
            "{} is not a subcommand;{} {place}",
            quoted(&first),
            did_you_mean(&first, subcommands(program))
        )),
        _ => Failure::input(place),
    }
}

/// The failure of a word that is no BASE but nearly a subcommand.
pub(super) fn mistyped(base: &str, program: &clap::Command) -> Option<Failure> {
    let hint = did_you_mean(base, subcommands(program));
    let is_likely = !hint.is_empty()
        && library::text(base).is_none()
        && library::user().iter().all(|(name, _)| name != base)
        && matches!(family::parse(base), Err(NotationError::UnknownFamily { .. }));
    is_likely.then(|| {
        Failure::input(format_args!(
            "{} is not a subcommand, preset or family;{hint} the subcommands are {}",
            quoted(base),
            subcommands(program).collect::<Vec<_>>().join(", ")
        ))
    })
}

/// The names of the subcommands, without the `help` that clap adds.
pub(super) fn subcommands(program: &clap::Command) -> impl Iterator<Item = &str> {
    program.get_subcommands().map(clap::Command::get_name).filter(|name| *name != "help")
}
