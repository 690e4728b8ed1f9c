//! `bonscope presets`: the presets and the families.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::command::shared::failure::{Failure, note};
use crate::command::shared::output;
use crate::family::families;
use crate::preset::{self, Overwrite, Preset, ResolveError, library};
use crate::report::{Align, Grid};
use crate::text::{did_you_mean, quoted, visible};

const EXAMPLES: &str = "\
Examples:
  bonscope presets
  bonscope presets show binary-uniform
  bonscope presets copy binary-uniform lesson.toml";

/// List, show and copy presets
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub struct PresetsArgs {
    #[command(subcommand)]
    action: Option<PresetsAction>,
}

#[derive(Debug, Subcommand)]
enum PresetsAction {
    /// List the presets and the families (the same as `bonscope presets`)
    List,
    /// Print a preset as TOML
    Show {
        /// The name of the preset
        name: String,
    },
    /// Write a preset to a file, to edit it
    Copy {
        /// The name of the preset
        name: String,
        /// The file or directory to write to, or `-` for standard output; NAME.toml in the current directory when left out
        to: Option<PathBuf>,
        /// Replace the file when it exists
        #[arg(long)]
        force: bool,
    },
}

pub(in crate::command) fn run(args: PresetsArgs) -> Result<(), Failure> {
    match args.action.unwrap_or(PresetsAction::List) {
        PresetsAction::List => list(),
        PresetsAction::Show { name } => {
            let text = text(&name)?;
            output::print(|out| text.lines().try_for_each(|line| writeln!(out, "{}", visible_line(line))))
        }
        PresetsAction::Copy { name, to, force } => copy(&name, to, force),
    }
}

fn copy(name: &str, to: Option<PathBuf>, force: bool) -> Result<(), Failure> {
    let text = text(name)?;
    if to.as_deref() == Some(Path::new("-")) {
        return output::print(|out| out.write_all(text.as_bytes()));
    }
    let file_name = format!("{name}.toml");
    let path = match to {
        None => PathBuf::from(file_name),
        Some(path) if path.is_dir() => path.join(file_name),
        Some(path) => path,
    };
    let shown = path.display();
    let wanted = if force { Overwrite::Anything } else { Overwrite::Nothing };
    preset::save(&path, text.as_bytes(), wanted).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::work(format_args!(
            "{shown} exists already; choose another name, or --force to replace it"
        )),
        _ => Failure::work(format_args!("cannot write {shown}: {error}")),
    })?;
    output::print(|out| writeln!(out, "wrote {}", visible(&shown.to_string())))
}

/// The text of a preset, built-in or the user's own.
fn text(name: &str) -> Result<String, Failure> {
    let user = library::user();
    let own = user.iter().find(|(own, _)| own == name).map(|(_, path)| path);
    match (library::text(name), own) {
        (Some(text), None) => Ok(text.to_owned()),
        (None, Some(path)) => fs::read_to_string(path)
            .map_err(|error| Failure::input(format_args!("cannot read {}: {error}", path.display()))),
        (Some(_), Some(path)) => Err(Failure::input(ResolveError::Ambiguous {
            found: quoted(name),
            path: path.display().to_string(),
        })),
        (None, None) => {
            let mut names: Vec<&str> = library::names().collect();
            names.extend(user.iter().map(|(name, _)| name.as_str()));
            Err(Failure::input(format_args!(
                "there is no preset {};{} the presets are {}",
                quoted(name),
                did_you_mean(name, names.iter().copied()),
                names.join(", ")
            )))
        }
    }
}

fn list() -> Result<(), Failure> {
    let mut presets = Grid::new([Align::Left, Align::Left, Align::Left]);
    presets.heading(["preset", "title", "source"].map(str::to_owned));
    let mut row = |name: &str, preset: &Preset| {
        presets.row([name, &preset.title, &preset.source].map(|text| visible(text).into_owned()));
    };
    for preset in library::names().filter_map(library::get) {
        row(&preset.name, &preset);
    }
    for (name, path) in library::user() {
        match preset::load(&path) {
            Ok(preset) => row(&name, &preset),
            Err(error) => note(&format!("one of your presets was left out: {error}")),
        }
    }
    let mut table = Grid::new([Align::Left, Align::Left]);
    table.heading(["family", "what it is"].map(str::to_owned));
    for family in families() {
        table.row([family.usage(), family.help.to_owned()]);
    }
    output::print(|out| {
        presets.write(out)?;
        writeln!(out)?;
        table.write(out)
    })
}

/// A line of TOML with control characters made visible, except tabs, which belong to its layout.
fn visible_line(line: &str) -> String {
    line.split('\t').map(visible).collect::<Vec<_>>().join("\t")
}
