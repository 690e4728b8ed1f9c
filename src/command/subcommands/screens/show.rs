//! `bonscope show`: its command line. The explorer draws the screen.

use std::path::PathBuf;

use clap::Args;

use crate::command::flags::base::base;
use crate::command::flags::proposal::ProposalArgs;
use crate::command::flags::terminal::{LookArgs, ShownArgs};
use crate::command::flags::values::{Size, one_n, view};
use crate::preset::View;

const EXAMPLES: &str = "\
Examples:
  bonscope show uniform:10 -n 64 --size 80x24
  bonscope show binary-uniform --plain
  bonscope show uniform:10 --temperature 0.7 --top-p 0.9
  bonscope show staircase-3 -n 1000 --view divergences --bits
  bonscope show zipf:1000,1.1 -n 1e4 -o screen.svg";

/// Print one screen of the explorer, or save it as a picture
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ShowArgs {
    /// The base: a preset, FILE.toml, `-` for standard input, a family such as uniform:10, or weights
    #[arg(value_parser = base)]
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
    /// Save the screen as an SVG picture, to standard output with `-`
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
