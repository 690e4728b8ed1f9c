//! The subcommands, one file each, and the one table of them.
//!
//! A file holds what its subcommand takes, the help, the examples and the work. The files of `screens` only describe a
//! command line: the explorer does the work.

mod answers {
    pub(super) mod check;
    pub(super) mod compare;
    pub(super) mod estimate;
    pub(super) mod eval;
    mod follow;
    pub(super) mod formats;
    pub(super) mod hunt;
    pub(super) mod presets;
    pub(super) mod simulate;
    pub(super) mod solve;
    pub(super) mod sweep;
    mod tables;
}
mod program {
    pub(super) mod completions;
    pub(super) mod doctor;
    pub(super) mod man;
}
mod screens {
    pub(super) mod explore;
    pub(super) mod plot;
    pub(super) mod show;
    pub(super) mod walk;
}

use self::answers::{check, compare, estimate, eval, formats, hunt, presets, simulate, solve, sweep};
use self::program::{completions, man};
use super::shared::failure::Failure;
use super::shared::output;

pub use self::answers::estimate::EstimateArgs;
pub use self::program::doctor::DoctorArgs;
pub use self::program::man::Section;
pub use self::screens::explore::ExploreArgs;
pub use self::screens::plot::{Pixels, PlotArgs, PolicyName};
pub use self::screens::show::ShowArgs;
pub use self::screens::walk::WalkArgs;

/// What a command line asks for.
#[derive(Debug, clap::Subcommand)]
#[expect(
    missing_docs,
    reason = "a doc comment here would replace the help, which stands in the subcommand's own file"
)]
pub enum Subcommand {
    Eval(eval::EvalArgs),
    Sweep(sweep::SweepArgs),
    Solve(solve::SolveArgs),
    Compare(compare::CompareArgs),
    Simulate(simulate::SimulateArgs),
    Hunt(hunt::HuntArgs),
    Check(check::CheckArgs),
    Estimate(Box<EstimateArgs>),
    Formats(formats::FormatsArgs),
    Presets(presets::PresetsArgs),
    Walk(WalkArgs),
    Show(ShowArgs),
    Plot(PlotArgs),
    Doctor(DoctorArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
    /// No subcommand: the explorer opens.
    #[command(skip)]
    Explore(ExploreArgs),
    /// Help or version, as clap lays it out.
    #[command(skip)]
    Help(clap::Error),
}

/// What the explorer does, which this room must not name.
#[derive(Clone, Copy, Debug)]
pub struct Explorer {
    /// Opens the explorer on a base.
    pub explore: fn(&ExploreArgs) -> Result<(), Failure>,
    /// Prints or saves one screen.
    pub show: fn(&ShowArgs) -> Result<(), Failure>,
    /// Saves one chart as a picture.
    pub plot: fn(&PlotArgs) -> Result<(), Failure>,
    /// Follows a walkthrough, lists the walkthroughs, or writes one down.
    pub walk: fn(&WalkArgs) -> Result<(), Failure>,
    /// Opens the explorer on a sample log.
    pub samples: fn(EstimateArgs) -> Result<(), Failure>,
    /// Reports the settings in force.
    pub doctor: fn(&DoctorArgs) -> Result<(), Failure>,
    /// The section of the manual page that lists the keys.
    pub man: fn() -> Section,
}

impl Subcommand {
    /// Does what was asked for. `program` makes the whole command line.
    pub(super) fn run(self, program: fn() -> clap::Command, explorer: &Explorer) -> Result<(), Failure> {
        match self {
            Subcommand::Eval(args) => eval::run(&args),
            Subcommand::Sweep(args) => sweep::run(&args),
            Subcommand::Solve(args) => solve::run(&args),
            Subcommand::Compare(args) => compare::run(&args),
            Subcommand::Simulate(args) => simulate::run(&args),
            Subcommand::Hunt(args) => hunt::run(&args),
            Subcommand::Check(args) => check::run(&args),
            Subcommand::Estimate(args) => estimate::run(*args, explorer.samples),
            Subcommand::Formats(args) => formats::run(&args),
            Subcommand::Presets(args) => presets::run(args),
            Subcommand::Walk(args) => (explorer.walk)(&args),
            Subcommand::Show(args) => (explorer.show)(&args),
            Subcommand::Plot(args) => (explorer.plot)(&args),
            Subcommand::Doctor(args) => (explorer.doctor)(&args),
            Subcommand::Completions(args) => completions::run(&args, program()),
            Subcommand::Man(args) => man::run(&args, program(), &(explorer.man)()),
            Subcommand::Explore(args) => (explorer.explore)(&args),
            Subcommand::Help(help) => output::help(&help),
        }
    }
}
