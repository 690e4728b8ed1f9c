//! `bonscope [BASE]`: its command line. The explorer does the rest.

use clap::Args;

use crate::command::flags::base::base;
use crate::command::flags::proposal::ProposalArgs;
use crate::command::flags::terminal::{ShownArgs, TerminalArgs};
use crate::command::flags::values::{one_n, view};
use crate::preset::View;

/// How the explorer starts.
#[derive(Args, Clone, Debug)]
pub struct ExploreArgs {
    /// The base: a preset, FILE.toml, `-` for standard input, a family such as uniform:10, or weights
    #[arg(value_parser = base)]
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
