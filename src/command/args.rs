//! The command line: every argument, its help and its first check.
//!
//! Arguments are checked for form here; what they mean is decided by the subcommands.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ErrorKind};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::command::check::CheckArgs;
use crate::command::compare::CompareArgs;
use crate::command::doctor::DoctorArgs;
use crate::command::estimate::EstimateArgs;
use crate::command::eval::EvalArgs;
use crate::command::failure::Failure;
use crate::command::generate::CompletionsArgs;
use crate::command::hunt::HuntArgs;
use crate::command::plot::PlotArgs;
use crate::command::presets::PresetsAction;
use crate::command::proposal::ProposalArgs;
use crate::command::simulate::SimulateArgs;
use crate::command::solve::SolveArgs;
use crate::command::sweep::SweepArgs;
use crate::command::terminal::{LookArgs, ShownArgs, TerminalArgs};
use crate::command::values::{Size, one_n, view};
use crate::command::walk::WalkArgs;
use crate::command::{Headless, Request, help, mistaken, standard_input};
use crate::preset::View;
use crate::report::{Format, InformationUnit};

/// A terminal explorer for best-of-n alignment policies.
///
/// Without a subcommand the explorer opens on BASE, or on the binary counterexample when none is given.
#[derive(Debug, Parser)]
#[command(name = "bonscope", version, args_conflicts_with_subcommands = true, after_help = help::EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    subcommand: Option<Sub>,
    #[command(flatten)]
    explore: ExploreArgs,
}

/// The subcommands as they are typed.
#[derive(Debug, Subcommand)]
enum Sub {
    /// Print the exact KL, the bound, the gap and all the rest at given n
    #[command(after_help = help::EVAL_EXAMPLES)]
    Eval(EvalArgs),
    /// Print curves against n, one row per n
    #[command(after_help = help::SWEEP_EXAMPLES)]
    Sweep(SweepArgs),
    /// Find the n that reaches a KL, a win rate, a gap or a reward; exit code 1 when none does
    #[command(after_help = help::SOLVE_EXAMPLES)]
    Solve(SolveArgs),
    /// Compare best-of-n with other policies, at equal KL and at equal cost
    #[command(after_help = help::COMPARE_EXAMPLES)]
    Compare(CompareArgs),
    /// Draw best-of-n for real and compare with the exact numbers
    #[command(after_help = help::SIMULATE_EXAMPLES)]
    Simulate(SimulateArgs),
    /// Look for a counterexample to the conjecture about the estimator; exit code 1 when one is confirmed
    #[command(after_help = help::HUNT_EXAMPLES)]
    Hunt(HuntArgs),
    /// Verify every claim of presets; exit code 1 when one fails
    #[command(after_help = help::CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Estimate the KL, the rewards and the win rate of best-of-n from logged samples
    #[command(after_help = help::ESTIMATE_EXAMPLES)]
    Estimate(EstimateArgs),
    /// List, show and copy presets
    #[command(args_conflicts_with_subcommands = true, after_help = help::PRESETS_EXAMPLES)]
    Presets {
        #[command(subcommand)]
        action: Option<PresetsAction>,
    },
    /// Follow a walkthrough, a class or one person at a time
    #[command(after_help = help::WALK_EXAMPLES)]
    Walk(WalkArgs),
    /// Print one screen of the explorer, or save it as a picture
    #[command(after_help = help::SHOW_EXAMPLES)]
    Show(ShowArgs),
    /// Save one chart as a picture
    #[command(after_help = help::PLOT_EXAMPLES)]
    Plot(PlotArgs),
    /// Say what is in force in the explorer and why; exit code 1 when something is broken
    #[command(after_help = help::DOCTOR_EXAMPLES)]
    Doctor(DoctorArgs),
    /// Print the completion script of a shell
    #[command(after_help = help::COMPLETIONS_EXAMPLES)]
    Completions(CompletionsArgs),
    /// Print the manual page, of the program or of a subcommand
    #[command(after_help = help::MAN_EXAMPLES)]
    Man(ManArgs),
}

/// What this room does itself.
#[derive(Debug)]
pub(super) enum Task {
    /// Help or version, as clap lays it out.
    Help(clap::Error),
    Eval(EvalArgs),
    Sweep(SweepArgs),
    Solve(SolveArgs),
    Compare(CompareArgs),
    Simulate(SimulateArgs),
    Hunt(HuntArgs),
    Check(CheckArgs),
    Estimate(Box<EstimateArgs>),
    Presets(PresetsAction),
    Completions(CompletionsArgs),
}

/// How the explorer starts.
#[derive(Args, Clone, Debug)]
pub struct ExploreArgs {
    /// The base: a preset, FILE.toml, `-` for standard input, a family such as uniform:10, or weights
    #[arg(value_parser = standard_input::base)]
    pub base: Option<String>,
    /// The number of draws to start at, such as 64, 1e6 or 2^10
    #[arg(short, value_parser = one_n, allow_negative_numbers = true)]
    pub n: Option<u64>,
    /// The lower chart to start with
    #[arg(long, value_parser = view())]
    pub view: Option<View>,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would take it for the heading of the flags")]
    pub unit: ShownArgs,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would take it for the heading of the flags")]
    pub terminal: TerminalArgs,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would take it for the heading of the flags")]
    pub proposal: ProposalArgs,
}

/// One screen of the explorer, printed or saved.
#[derive(Args, Clone, Debug)]
pub struct ShowArgs {
    /// The base: a preset, FILE.toml, `-` for standard input, a family such as uniform:10, or weights
    #[arg(value_parser = standard_input::base)]
    pub base: String,
    /// The number of draws, such as 64, 1e6 or 2^10
    #[arg(short, value_parser = one_n, allow_negative_numbers = true)]
    pub n: Option<u64>,
    /// The lower chart
    #[arg(long, value_parser = view())]
    pub view: Option<View>,
    /// Columns and rows of the screen
    #[arg(long, default_value = "120x40", value_name = "COLUMNSxROWS")]
    pub size: Size,
    /// Print text without colours
    #[arg(long, conflicts_with = "output")]
    pub plain: bool,
    /// Save the screen as an SVG picture
    #[arg(short, long, value_name = "FILE.svg")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would take it for the heading of the flags")]
    pub unit: ShownArgs,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would take it for the heading of the flags")]
    pub look: LookArgs,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would take it for the heading of the flags")]
    pub proposal: ProposalArgs,
}

/// What every subcommand has that computes numbers of bases, unless it is made to be read by machines first.
#[derive(Args, Debug)]
pub(super) struct OutputArgs {
    /// The output format
    #[arg(long, value_enum, default_value = "table")]
    pub(super) format: FormatName,
    #[command(flatten)]
    pub(super) unit: UnitArgs,
    #[command(flatten)]
    pub(super) proposal: ProposalArgs,
}

#[derive(Args, Clone, Copy, Debug)]
pub(super) struct UnitArgs {
    /// Show information in bits instead of nats
    #[arg(long)]
    bits: bool,
}

/// Which manual page.
#[derive(Args, Clone, Debug)]
pub struct ManArgs {
    /// The subcommand whose page is wanted
    pub subcommand: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FormatName {
    Table,
    Json,
    Csv,
    Md,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    Table,
    Json,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Format {
        match name {
            FormatName::Table => Format::Table,
            FormatName::Json => Format::Json,
            FormatName::Csv => Format::Csv,
            FormatName::Md => Format::Markdown,
        }
    }
}

impl From<UnitArgs> for InformationUnit {
    fn from(unit: UnitArgs) -> InformationUnit {
        InformationUnit::in_bits(unit.bits)
    }
}

/// The whole command line, its help completed with the families.
pub(super) fn command() -> clap::Command {
    Cli::command().after_long_help(help::long())
}

pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Request, Failure> {
    let arguments = standard_input::disguise(arguments.into_iter().collect());
    let cli = command().try_get_matches_from(&arguments).and_then(|matches| Cli::from_arg_matches(&matches));
    let task = match cli {
        Err(error)
            if error.get(ContextKind::InvalidSubcommand).is_some()
                && error.kind() == ErrorKind::ArgumentConflict =>
        {
            return Err(mistaken::misplaced(&arguments));
        }
        Err(error) if error.use_stderr() => return Err(Failure::input(sentence(&error))),
        Err(error) => Task::Help(error),
        Ok(Cli { subcommand: None, explore }) => {
            return explore
                .base
                .as_deref()
                .and_then(mistaken::mistyped)
                .map_or(Ok(Request::Explore(explore)), Err);
        }
        Ok(Cli { subcommand: Some(subcommand), .. }) => match subcommand {
            Sub::Show(args) => return Ok(Request::Show(args)),
            Sub::Plot(args) => return Ok(Request::Plot(args)),
            Sub::Walk(args) => return Ok(Request::Walk(args)),
            Sub::Doctor(args) => return Ok(Request::Doctor(args)),
            Sub::Man(args) => return Ok(Request::Man(args)),
            Sub::Eval(args) => Task::Eval(args),
            Sub::Sweep(args) => Task::Sweep(args),
            Sub::Solve(args) => Task::Solve(args),
            Sub::Compare(args) => Task::Compare(args),
            Sub::Simulate(args) => Task::Simulate(args),
            Sub::Hunt(args) => Task::Hunt(args),
            Sub::Check(args) => Task::Check(args),
            Sub::Estimate(args) => {
                args.check()?;
                match args.explore {
                    true => return Ok(Request::Samples(Box::new(args))),
                    false => Task::Estimate(Box::new(args)),
                }
            }
            Sub::Presets { action } => Task::Presets(action.unwrap_or(PresetsAction::List)),
            Sub::Completions(args) => Task::Completions(args),
        },
    };
    Ok(Request::Headless(Headless(task)))
}

/// What clap says over several paragraphs as one sentence, without the usage.
fn sentence(error: &clap::Error) -> String {
    let text = standard_input::plain(&error.render().to_string());
    text.trim_start_matches("error: ")
        .split("\n\n")
        .map(str::trim)
        .filter(|part| !part.starts_with("Usage:") && !part.starts_with("For more information"))
        .map(|part| part.split('\n').map(str::trim).collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>()
        .join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }

    fn parsed(line: &str) -> Result<Request, Failure> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn without_a_subcommand_the_explorer_opens() {
        let Ok(Request::Explore(args)) = parsed("bonscope") else { panic!("no explorer") };
        assert!(args.base.is_none() && args.n.is_none() && !args.terminal.look.ascii);
        let Ok(Request::Explore(args)) =
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
        let Ok(Request::Show(args)) = parsed("bonscope show 0.5,0.5 --size 80x24 -o a.svg") else {
            panic!("no show")
        };
        assert_eq!(args.size, Size { columns: 80, rows: 24 });
        for wrong in ["80", "0x24", "80x1001", "80x-1", "x", "80x24x2"] {
            assert!(wrong.parse::<Size>().is_err(), "{wrong}");
        }
        assert!(matches!(parsed("bonscope show 0.5,0.5 --plain -o a.svg"), Err(Failure::Input(_))));
    }
}
