//! `bonscope doctor`: its command line. What it finds out is the explorer's to know.

use clap::Args;

use crate::command::flags::format::CheckFormat;
use crate::command::flags::terminal::TerminalArgs;

const EXAMPLES: &str = "\
Examples:
  bonscope doctor
  bonscope doctor --actions
  bonscope doctor --no-config --format json

Flags beat BONSCOPE_THEME and NO_COLOR, these the configuration file, that the defaults. The file is
$XDG_CONFIG_HOME/bonscope/config.toml, usually below ~/.config, or what BONSCOPE_CONFIG names.";

/// Say what is in force in the explorer and why; exit code 1 when something is broken
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub struct DoctorArgs {
    /// List the actions with their keys, as the configuration file calls them
    #[arg(long)]
    pub actions: bool,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would take it for the heading of the flags")]
    pub terminal: TerminalArgs,
    /// The output format
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

impl DoctorArgs {
    /// Whether the answer is to be JSON.
    pub fn json(&self) -> bool {
        self.format == CheckFormat::Json
    }
}
