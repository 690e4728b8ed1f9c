//! The flags of subcommands that draw on a terminal: colours, characters, mouse, and the unit of information.

use clap::Args;

/// The looks of a screen; the environment and the configuration file decide whatever no flag sets.
#[derive(Args, Clone, Debug)]
pub struct LookArgs {
    /// The colour theme
    #[arg(long)]
    pub theme: Option<String>,
    /// Draw with ASCII characters only, as on the Linux console and in a locale without UTF-8
    #[arg(long, overrides_with = "no_ascii")]
    pub ascii: bool,
    /// Draw with all characters even if the terminal, the locale or the configuration file says ASCII
    #[arg(long, overrides_with = "ascii")]
    pub no_ascii: bool,
    /// Ignore the configuration file
    #[arg(long)]
    pub no_config: bool,
}

/// The use of the terminal.
#[derive(Args, Clone, Debug)]
pub struct TerminalArgs {
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would take it for the heading of the flags")]
    pub look: LookArgs,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub no_mouse: bool,
    /// Use the mouse even if the configuration file leaves it to the terminal
    #[arg(long, conflicts_with = "no_mouse")]
    pub mouse: bool,
}

/// The unit of information, for subcommands that read the configuration file.
#[derive(Args, Clone, Copy, Debug)]
pub struct ShownArgs {
    /// Show information in bits instead of nats
    #[arg(long)]
    pub bits: bool,
    /// Show information in nats even if the configuration file says bits
    #[arg(long, conflicts_with = "bits")]
    pub nats: bool,
}

impl TerminalArgs {
    /// The first flag that was given.
    pub(in crate::command) fn given(&self) -> Option<&'static str> {
        let flags = [
            ("--theme", self.look.theme.is_some()),
            ("--ascii", self.look.ascii),
            ("--no-ascii", self.look.no_ascii),
            ("--no-mouse", self.no_mouse),
            ("--mouse", self.mouse),
            ("--no-config", self.look.no_config),
        ];
        flags.into_iter().find_map(|(flag, is_given)| is_given.then_some(flag))
    }
}
