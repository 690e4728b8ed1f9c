//! The flags of every subcommand that is about a terminal: colours, characters, mouse.

use clap::Args;

/// How the terminal is to be used; what is not said is left to the environment and the configuration file.
#[derive(Args, Clone, Debug)]
pub struct TerminalArgs {
    /// The colour theme
    #[arg(long)]
    pub theme: Option<String>,
    /// Draw with ASCII characters only
    #[arg(long)]
    pub ascii: bool,
    /// Draw with all characters although the configuration file says ASCII
    #[arg(long, conflicts_with = "ascii")]
    pub no_ascii: bool,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub no_mouse: bool,
    /// Take the mouse although the configuration file leaves it to the terminal
    #[arg(long, conflicts_with = "no_mouse")]
    pub mouse: bool,
    /// Leave the configuration file aside
    #[arg(long)]
    pub no_config: bool,
}
