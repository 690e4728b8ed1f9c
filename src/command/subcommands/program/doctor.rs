//! `bonscope doctor`: its command line. The explorer does the rest.

use clap::Args;

use crate::command::flags::format::CheckFormat;
use crate::command::flags::terminal::TerminalArgs;

const EXAMPLES: &str = "\
Examples:
  bonscope doctor
  bonscope doctor --actions
  bonscope doctor --no-config --format json

Flags override BONSCOPE_THEME and NO_COLOR, which override the configuration file, which overrides
the defaults. The file is $XDG_CONFIG_HOME/bonscope/config.toml, usually below ~/.config, or the
file that BONSCOPE_CONFIG names.";

/// Report the settings of the explorer and where each comes from; exit code 1 when something is broken
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub struct DoctorArgs {
    /// List the actions with their keys, under the names that the configuration file uses
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
    /// Whether to answer in JSON.
    pub fn json(&self) -> bool {
        self.format == CheckFormat::Json
    }
}
