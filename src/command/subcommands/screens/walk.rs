//! `bonscope walk`: its command line. The explorer does the rest.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::command::flags::terminal::TerminalArgs;
use crate::command::flags::values::{seconds, step};

const EXAMPLES: &str = "\
Examples:
  bonscope walk                          list the walkthroughs
  bonscope walk formula                  follow one
  bonscope walk my-lesson.toml           follow your own
  bonscope walk tight --export tight.md  a handout with a chart for each step
  bonscope walk win-rate --script        play it unattended";

/// Follow a walkthrough, with a class or alone
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub struct WalkArgs {
    /// The walkthrough: its name, a preset that has steps, or FILE.toml; lists all when left out
    pub name: Option<String>,
    /// The step to begin with, counted from 1
    #[arg(long, default_value = "1", value_parser = step, allow_negative_numbers = true)]
    pub step: usize,
    /// Write the walkthrough as Markdown instead, with a chart for each step in the folder FILE_files
    #[arg(long, value_name = "FILE.md", requires = "name", conflicts_with_all = ["script", "step"])]
    pub export: Option<PathBuf>,
    /// Replace existing files
    #[arg(long, requires = "export")]
    pub force: bool,
    /// Play the walkthrough unattended, then quit
    #[arg(long, requires = "name")]
    pub script: bool,
    /// How long each step and each answer stays on the screen, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "8", requires = "script", value_parser = seconds)]
    pub pause: Duration,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would take it for the heading of the flags")]
    pub terminal: TerminalArgs,
}
