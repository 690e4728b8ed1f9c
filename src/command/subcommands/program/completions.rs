//! `bonscope completions`, made from the command line itself.

use clap::Args;

use crate::command::shared::failure::Failure;
use crate::command::shared::output;

const EXAMPLES: &str = "\
Examples:
  bonscope completions bash > ~/.local/share/bash-completion/completions/bonscope
  bonscope completions fish > ~/.config/fish/completions/bonscope.fish";

/// Print the completion script of a shell
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

pub(in crate::command) fn run(args: &CompletionsArgs, mut program: clap::Command) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut program, "bonscope", &mut script);
    output::print(|out| out.write_all(&script))
}
