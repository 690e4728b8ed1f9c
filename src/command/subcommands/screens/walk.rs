//! `bonscope walk`: its command line. The walkthrough itself is the explorer's.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::command::flags::terminal::TerminalArgs;
use crate::command::flags::values::seconds;

const EXAMPLES: &str = "\
Examples:
  bonscope walk                          list the walkthroughs
  bonscope walk formula                  follow one
  bonscope walk my-lesson.toml           follow your own
  bonscope walk tight --export tight.md  a handout with a chart for each step
  bonscope walk win-rate --script        play it unattended";

/// Follow a walkthrough, a class or one person at a time
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub struct WalkArgs {
    /// The walkthrough: its name, a preset that has steps, or FILE.toml; without one, all are listed
    pub name: Option<String>,
    /// The step to begin with, from 1
    #[arg(long, default_value = "1")]
    pub step: usize,
    /// Write it as Markdown instead, with a chart a step in the folder FILE_files
    #[arg(long, value_name = "FILE.md", requires = "name", conflicts_with_all = ["script", "step"])]
    pub export: Option<PathBuf>,
    /// Replace files that exist
    #[arg(long, requires = "export")]
    pub force: bool,
    /// Play it unattended, then leave
    #[arg(long, requires = "name")]
    pub script: bool,
    /// How long each step and each answer stays, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "8", requires = "script", value_parser = seconds)]
    pub pause: Duration,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would take it for the heading of the flags")]
    pub terminal: TerminalArgs,
}
