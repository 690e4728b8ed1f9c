//! `bonscope doctor`: its command line. What it finds out is the explorer's to know.

use clap::Args;

use super::args::CheckFormat;

/// What the explorer would start with.
#[derive(Args, Clone, Debug)]
pub struct DoctorArgs {
    /// List the actions with their keys, as the configuration file calls them
    #[arg(long)]
    pub actions: bool,
    /// The colour theme to ask about
    #[arg(long)]
    pub theme: Option<String>,
    /// Ask about ASCII characters only
    #[arg(long)]
    pub ascii: bool,
    /// Ask about all characters although the configuration file says ASCII
    #[arg(long, conflicts_with = "ascii")]
    pub no_ascii: bool,
    /// Ask about the mouse left to the terminal
    #[arg(long)]
    pub no_mouse: bool,
    /// Ask about the mouse taken although the configuration file leaves it to the terminal
    #[arg(long, conflicts_with = "no_mouse")]
    pub mouse: bool,
    /// Leave the configuration file aside
    #[arg(long)]
    pub no_config: bool,
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
