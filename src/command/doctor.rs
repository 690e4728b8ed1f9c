//! `bonscope doctor`: its command line. What it finds out is the explorer's to know.

use clap::Args;

use crate::command::args::CheckFormat;
use crate::command::terminal::TerminalArgs;

/// What the explorer would start with.
#[derive(Args, Clone, Debug)]
pub struct DoctorArgs {
    /// List the actions with their keys, as the configuration file calls them
    #[arg(long)]
    pub actions: bool,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would take it for the heading of the flags")]
    pub terminal: TerminalArgs,
    /// The output format
    #[arg(long, value_enum, default_value = "table")]
    pub(super) format: CheckFormat,
}

impl DoctorArgs {
    /// Whether the answer is to be JSON.
    pub fn json(&self) -> bool {
        self.format == CheckFormat::Json
    }
}
