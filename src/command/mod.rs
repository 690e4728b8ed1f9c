//! The headless subcommands and the command line of the whole program.
//!
//! One file a subcommand. A subcommand accepts or refuses all of its input, then computes, then prints; it
//! never draws a screen. What the explorer has to do is handed back to the caller as a [`Request`].

mod args;
mod check;
mod compare;
mod compute;
mod doctor;
mod estimate;
mod eval;
mod failure;
mod generate;
mod help;
mod hunt;
mod mistaken;
mod output;
mod plot;
mod presets;
mod proposal;
mod reading;
mod shared;
mod simulate;
mod solve;
mod standard_input;
mod sweep;
mod tables;
mod terminal;
mod values;
mod walk;

use std::ffi::OsString;

pub use self::args::{ExploreArgs, ManArgs, ShowArgs};
pub use self::doctor::DoctorArgs;
pub use self::estimate::{EstimateArgs, EstimateFormat};
pub use self::failure::{Failure, exit};
pub use self::generate::{Section, man};
pub use self::output::{any_subject, print};
pub use self::plot::{Pixels, PlotArgs, PolicyName};
pub use self::proposal::{ProposalArgs, refused};
pub use self::terminal::{LookArgs, ShownArgs, TerminalArgs};
pub use self::values::Size;
pub use self::values::order;
pub use self::walk::WalkArgs;

/// What a command line asks for.
#[derive(Debug)]
pub enum Request {
    /// Open the explorer.
    Explore(ExploreArgs),
    /// Print one screen of the explorer.
    Show(ShowArgs),
    /// Save one chart as a picture.
    Plot(PlotArgs),
    /// Follow a walkthrough in the explorer, list them, or write one down.
    Walk(WalkArgs),
    /// Open the explorer on a sample log.
    Samples(Box<EstimateArgs>),
    /// Say what the explorer would start with and why.
    Doctor(DoctorArgs),
    /// Print the manual page, which lists the keys of the explorer.
    Man(ManArgs),
    /// Something this room does itself.
    Headless(Headless),
}

/// A subcommand that needs no screen.
#[derive(Debug)]
pub struct Headless(args::Task);

/// Reads a command line, the name of the program first. Help and version are requests like any other.
///
/// # Errors
/// [`Failure::Input`] for a command line that is refused.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Request, Failure> {
    args::parse(arguments)
}

/// Runs a headless subcommand.
///
/// # Errors
/// [`Failure`] when its input is refused, it cannot do its work, or the answer is bad news.
pub fn run(Headless(task): Headless) -> Result<(), Failure> {
    match task {
        args::Task::Help(help) => output::help(&help),
        args::Task::Eval(args) => eval::run(&args),
        args::Task::Sweep(args) => sweep::run(&args),
        args::Task::Solve(args) => solve::run(&args),
        args::Task::Compare(args) => compare::run(&args),
        args::Task::Simulate(args) => simulate::run(&args),
        args::Task::Hunt(args) => hunt::run(&args),
        args::Task::Check(args) => check::run(&args),
        args::Task::Estimate(args) => estimate::run(*args),
        args::Task::Presets(args) => presets::run(args),
        args::Task::Completions(args) => generate::completions(&args),
    }
}
