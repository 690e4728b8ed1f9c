//! `bonscope check`: every claim of presets against the computed value.

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use crate::command::flags::format::CheckFormat;
use crate::command::shared::failure::{Failure, note};
use crate::command::shared::output;
use crate::preset::{Claim, Preset, Subject, Test, library};
use crate::report::{Align, Grid, Number, counted, number, write_json};
use crate::text::{quoted, visible};

const EXAMPLES: &str = "\
Examples:
  bonscope check
  bonscope check binary-uniform my-lesson.toml
  bonscope check --format json

Exit code 0 if every claim holds, 1 if one fails, 2 if a preset cannot be read.";

/// Verify every claim of presets; exit code 1 if one fails
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct CheckArgs {
    /// Presets by name or as FILE.toml; every built-in preset when none is named
    #[arg(value_name = "PRESET|FILE")]
    presets: Vec<String>,
    /// The output format
    #[arg(long, value_enum, default_value = "table")]
    format: CheckFormat,
}

pub(in crate::command) fn run(args: &CheckArgs) -> Result<(), Failure> {
    let presets = presets(&args.presets)?;
    let checks: Vec<Check<'_>> = presets
        .iter()
        .flat_map(|preset| preset.claims.iter().map(move |claim| Check::of(preset, claim)))
        .collect();
    for preset in presets.iter().filter(|preset| preset.claims.is_empty()) {
        note(&format!("the preset {} makes no claims", quoted(&preset.name)));
    }
    let failed = checks.iter().filter(|check| !check.holds).count();
    output::print(|out| match args.format {
        CheckFormat::Table => write_table(&checks, presets.len(), failed, out),
        CheckFormat::Json => write_json(&Summary { checked: checks.len(), failed, claims: &checks }, out),
    })?;
    if failed == 0 { Ok(()) } else { Err(Failure::BadNews) }
}

/// The presets named, or every built-in preset.
fn presets(named: &[String]) -> Result<Vec<Preset>, Failure> {
    if named.is_empty() {
        return Ok(library::names().filter_map(library::get).collect());
    }
    named
        .iter()
        .map(|argument| match output::any_subject(argument)? {
            Subject::Preset(preset) => Ok(*preset),
            Subject::Prompt(mut preset, position) => {
                preset.claims.retain(|claim| claim.prompt == Some(position));
                Ok(*preset)
            }
            Subject::Base(_) => Err(Failure::input(format_args!(
                "{} is not a preset and makes no claims; check takes names of presets and .toml files",
                quoted(argument)
            ))),
        })
        .collect()
}

#[derive(Serialize)]
struct Summary<'a> {
    checked: usize,
    failed: usize,
    claims: &'a [Check<'a>],
}

/// One claim and the value found.
#[derive(Serialize)]
struct Check<'a> {
    preset: &'a str,
    /// None for a preset with a base of its own.
    prompt: Option<&'a str>,
    n: u64,
    quantity: &'static str,
    test: &'static str,
    expected: Number,
    /// The relative error allowed.
    within: Option<Number>,
    found: Number,
    /// None for a limit that holds.
    relative_error: Option<Number>,
    holds: bool,
    why: &'a str,
}

impl Check<'_> {
    /// The preset, with its prompt if it has several.
    fn about(&self) -> String {
        let preset = visible(self.preset);
        self.prompt.map_or_else(|| preset.to_string(), |prompt| format!("{preset}#{}", visible(prompt)))
    }

    fn of<'a>(preset: &'a Preset, claim: &'a Claim) -> Check<'a> {
        let verdict = preset.check(claim);
        let (test, expected, within) = match claim.test {
            Test::Equals { value, within } => ("equals", value, Some(Number(within))),
            Test::AtMost(limit) => ("at_most", limit, None),
            Test::AtLeast(limit) => ("at_least", limit, None),
        };
        let found = verdict.value;
        let error = if found == expected { 0.0 } else { ((found - expected) / expected).abs() };
        Check {
            preset: &preset.name,
            prompt: preset.prompt_of(claim),
            n: claim.n,
            quantity: claim.quantity.name(),
            test,
            expected: Number(expected),
            within,
            found: Number(found),
            relative_error: (within.is_some() || !verdict.holds).then_some(Number(error)),
            holds: verdict.holds,
            why: &claim.why,
        }
    }
}

fn write_table(checks: &[Check<'_>], presets: usize, failed: usize, out: &mut dyn Write) -> io::Result<()> {
    let columns = [
        ("", Align::Left),
        ("preset", Align::Left),
        ("n", Align::Right),
        ("quantity", Align::Left),
        ("", Align::Left),
        ("expected", Align::Point),
        ("found", Align::Point),
        ("relative error", Align::Point),
        ("allowed", Align::Point),
    ];
    let mut grid = Grid::new(columns.iter().map(|(_, align)| *align));
    grid.heading(columns.iter().map(|(heading, _)| (*heading).to_owned()));
    for check in checks {
        let error = |error: Number| number::significant(error.0, 2);
        grid.row([
            if check.holds { "pass" } else { "FAIL" }.to_owned(),
            check.about(),
            check.n.to_string(),
            check.quantity.to_owned(),
            match check.test {
                "at_most" => "<=",
                "at_least" => ">=",
                _ => "=",
            }
            .to_owned(),
            number::exact(check.expected.0),
            number::exact(check.found.0),
            check.relative_error.map(error).unwrap_or_default(),
            check.within.map(error).unwrap_or_default(),
        ]);
    }
    grid.write(out)?;
    for check in checks.iter().filter(|check| !check.holds && !check.why.is_empty()) {
        let Check { quantity, n, .. } = check;
        write!(out, "\nFAIL  {}, {quantity} at n = {n}: {}", check.about(), visible(check.why))?;
    }
    let verdict = match failed {
        0 => "all hold".to_owned(),
        1 => "1 FAILS".to_owned(),
        _ => format!("{failed} FAIL"),
    };
    let claims = counted(checks.len(), "claim", "claims");
    let presets = counted(presets, "preset", "presets");
    writeln!(out, "\n{claims} of {presets}: {verdict}")
}
