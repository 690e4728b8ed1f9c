//! `bonscope completions` and `bonscope man`, made from the command line itself.

use super::args::{CompletionsArgs, ManArgs, command};
use super::failure::Failure;
use super::{mistaken, output};
use crate::family::{did_you_mean, quoted};

pub(super) fn completions(args: &CompletionsArgs) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "bonscope", &mut script);
    output::print(|out| out.write_all(&script))
}

pub(super) fn man(args: &ManArgs) -> Result<(), Failure> {
    let mut program = command();
    program.build();
    let page = match &args.subcommand {
        None => program,
        Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| {
            let names = mistaken::subcommands();
            Failure::input(format_args!(
                "there is no subcommand {};{} the subcommands are {}",
                quoted(name),
                did_you_mean(name, names.iter().map(String::as_str)),
                names.join(", ")
            ))
        })?,
    };
    let page = clap_mangen::Man::new(page)
        .manual("bonscope")
        .source(concat!("bonscope ", env!("CARGO_PKG_VERSION")));
    output::print(|out| page.render(out))
}
