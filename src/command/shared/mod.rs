//! What the subcommands have in common besides their flags.

pub(super) mod failure;
pub(super) mod output;
pub(super) mod progress;
pub(super) mod target;
pub(super) mod threads;
