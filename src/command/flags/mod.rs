//! What several subcommands take: flags, and how their values are read.

pub(super) mod base;
pub(super) mod draws;
pub(super) mod format;
pub(super) mod log;
pub(super) mod proposal;
pub(super) mod terminal;
pub(super) mod values;
