//! The headless subcommands and the command line of the whole program.
//!
//! A subcommand accepts or refuses all of its input, then computes, then prints; it never draws a screen. The
//! caller lends it the explorer as the functions of [`Explorer`].
//!
//! From the lowest floor up: `shared`, `flags`, `subcommands`, `args`.

mod args;
mod flags;
mod help;
mod mistaken;
mod shared;
mod subcommands;

pub use self::args::{parse, run};
pub use self::flags::format::EstimateFormat;
pub use self::flags::proposal::{ProposalArgs, refused};
pub use self::flags::terminal::{LookArgs, ShownArgs, TerminalArgs};
pub use self::flags::values::Size;
pub use self::shared::failure::{Failure, exit};
pub use self::shared::output::{any_subject, print};
pub use self::shared::target::{Target, cannot_write};
pub use self::subcommands::{
    DoctorArgs, EstimateArgs, ExploreArgs, Explorer, Pixels, PlotArgs, PolicyName, Section, ShowArgs,
    Subcommand, WalkArgs,
};
