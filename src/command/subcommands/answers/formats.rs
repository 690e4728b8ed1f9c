//! `bonscope formats`: the shapes of sample logs that are known by name.

use clap::Args;

use crate::command::shared::failure::Failure;
use crate::command::shared::output;
use crate::data::{self, Format};
use crate::report::{Align, Grid};
use crate::text::{did_you_mean, quoted};

const EXAMPLES: &str = "\
Examples:
  bonscope formats
  bonscope formats inspect
  bonscope estimate log.jsonl --format-of inspect --reward scores.judge.value";

/// List the formats of sample logs that are known by name, or show the columns of one with an example
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct FormatsArgs {
    /// The name of a format
    name: Option<String>,
}

pub(in crate::command) fn run(args: &FormatsArgs) -> Result<(), Failure> {
    match args.name.as_deref() {
        None => list(),
        Some(name) => {
            let format = data::formats().iter().find(|format| format.name == name);
            show(format.ok_or_else(|| unknown(name))?)
        }
    }
}

fn unknown(name: &str) -> Failure {
    let names = || data::formats().iter().map(|format| format.name);
    Failure::input(format_args!(
        "there is no format {};{} the formats are {}",
        quoted(name),
        did_you_mean(name, names()),
        names().collect::<Vec<_>>().join(", ")
    ))
}

fn list() -> Result<(), Failure> {
    let mut table = Grid::new([Align::Left, Align::Left, Align::Left]);
    table.heading(["format", "of", "columns"].map(str::to_owned));
    for format in data::formats() {
        table.row([format.name.to_owned(), format.of.to_owned(), columns(format)]);
    }
    output::print(|out| table.write(out))
}

/// The roles that a format has columns for.
fn columns(format: &Format) -> String {
    let mut roles: Vec<&str> = format.columns().into_iter().map(|(role, _)| role).collect();
    roles.dedup();
    roles.join(", ")
}

fn show(format: &Format) -> Result<(), Failure> {
    let mut table = Grid::new([Align::Left, Align::Left]);
    table.heading(["column", "path"].map(str::to_owned));
    for (role, path) in format.columns() {
        table.row([role, path].map(str::to_owned));
    }
    output::print(|out| {
        writeln!(out, "{}: {}", format.name, format.of)?;
        writeln!(out)?;
        table.write(out)?;
        if let Some(remark) = format.remark {
            writeln!(out, "\nnote: {remark}")?;
        }
        writeln!(out, "\n{}", format.example)
    })
}
