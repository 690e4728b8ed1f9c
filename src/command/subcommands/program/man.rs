//! `bonscope man`, made from the command line itself.

use clap::Args;
use clap_mangen::roff::{Roff, bold, roman};

use crate::command::mistaken::subcommands;
use crate::command::shared::failure::Failure;
use crate::command::shared::output;
use crate::text::{did_you_mean, quoted};

const EXAMPLES: &str = "\
Examples:
  bonscope man > bonscope.1
  bonscope man eval | man -l -";

/// Print the manual page, of the program or of a subcommand
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ManArgs {
    /// Print the page of this subcommand
    subcommand: Option<String>,
}

/// A section of the manual page that the explorer writes.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its heading; those of the program itself are in capitals.
    pub heading: &'static str,
    /// Groups with their headings; each entry is a term and its meaning.
    pub groups: Vec<(&'static str, Vec<(String, &'static str)>)>,
}

/// Prints the manual page of the program, completed with a section, or that of a subcommand.
///
/// # Errors
/// [`Failure`] when there is no such subcommand or stdout cannot be written to.
pub(in crate::command) fn run(
    args: &ManArgs,
    mut program: clap::Command,
    section: &Section,
) -> Result<(), Failure> {
    program.build();
    let whole = args.subcommand.is_none();
    let page = match &args.subcommand {
        None => program,
        Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| {
            Failure::input(format_args!(
                "there is no subcommand {};{} the subcommands are {}",
                quoted(name),
                did_you_mean(name, subcommands(&program)),
                subcommands(&program).collect::<Vec<_>>().join(", ")
            ))
        })?,
    };
    let page = clap_mangen::Man::new(page)
        .manual("bonscope")
        .source(concat!("bonscope ", env!("CARGO_PKG_VERSION")));
    output::print(|out| {
        page.render(out)?;
        if whole { roff(section).to_writer(out) } else { Ok(()) }
    })
}

fn roff(section: &Section) -> Roff {
    let mut roff = Roff::default();
    roff.control("SH", [section.heading]);
    for (heading, entries) in &section.groups {
        roff.control("SS", [*heading]);
        for (term, meaning) in entries {
            roff.control("TP", []).text([bold(term.as_str())]).text([roman(*meaning)]);
        }
    }
    roff
}
