//! The interactive program.

pub mod input;
mod sgr;
pub mod snapshot;
pub mod terminal;
pub mod theme;
pub mod view;

use crate::command::{ExploreArgs, Failure, ShowArgs};

/// Opens the explorer and stays until it is quit.
///
/// # Errors
/// [`Failure`] when the base is refused or the terminal fails.
pub fn run(_args: &ExploreArgs) -> Result<(), Failure> {
    Err(Failure::work("the explorer is not part of this build"))
}

/// Prints or saves one screen of the explorer.
///
/// # Errors
/// [`Failure`] when the base is refused or the screen cannot be written.
pub fn show(_args: &ShowArgs) -> Result<(), Failure> {
    Err(Failure::work("the explorer is not part of this build"))
}
