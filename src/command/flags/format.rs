//! The flags that say how an answer is written.

use std::io;
use std::path::Path;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::command::flags::proposal::ProposalArgs;
use crate::report::{EstimateReport, Format, InformationUnit};
use crate::text::listed;

/// What every subcommand takes that prints the numbers of bases for people first.
#[derive(Args, Debug)]
pub(in crate::command) struct OutputArgs {
    /// The output format
    #[arg(long, value_enum, default_value = "table")]
    pub(in crate::command) format: Format,
    #[command(flatten)]
    pub(in crate::command) unit: UnitArgs,
    #[command(flatten)]
    pub(in crate::command) proposal: ProposalArgs,
}

/// The unit of information.
#[derive(Args, Clone, Copy, Debug)]
pub(in crate::command) struct UnitArgs {
    /// Show information in bits instead of nats
    #[arg(long)]
    bits: bool,
}

/// The formats of a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::command) enum CheckFormat {
    Table,
    Json,
}

impl From<UnitArgs> for InformationUnit {
    fn from(unit: UnitArgs) -> InformationUnit {
        InformationUnit::in_bits(unit.bits)
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Format] {
        &Format::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// How estimates are written: as any report is, or as a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EstimateFormat {
    /// As a report in this format.
    Report(Format),
    /// As a chart of the KL in SVG.
    Svg,
}

impl EstimateFormat {
    const ALL: [EstimateFormat; Format::ALL.len() + 1] = {
        let mut all = [EstimateFormat::Svg; Format::ALL.len() + 1];
        let mut at = 0;
        while at < Format::ALL.len() {
            all[at] = EstimateFormat::Report(Format::ALL[at]);
            at += 1;
        }
        all
    };

    fn name(self) -> &'static str {
        match self {
            EstimateFormat::Report(format) => format.name(),
            EstimateFormat::Svg => "svg",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            EstimateFormat::Report(format) => format.ending(),
            EstimateFormat::Svg => "svg",
        }
    }

    /// The endings of files, with their points, as a list in words with `before` the last: ".txt, .json and .svg".
    pub fn endings(before: &str) -> String {
        listed(&EstimateFormat::ALL.map(|format| format!(".{}", format.ending())), before)
    }

    /// The format that the ending of a file tells.
    pub fn told_by(path: &Path) -> Option<EstimateFormat> {
        let ending = path.extension()?.to_str()?;
        EstimateFormat::ALL.into_iter().find(|format| format.ending().eq_ignore_ascii_case(ending))
    }

    /// Writes estimates.
    ///
    /// # Errors
    /// What the writer answers.
    pub fn write(self, report: &EstimateReport<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        match self {
            EstimateFormat::Report(format) => format.write(report, out),
            EstimateFormat::Svg => report.write_svg(out),
        }
    }
}

impl ValueEnum for EstimateFormat {
    fn value_variants<'a>() -> &'a [EstimateFormat] {
        &EstimateFormat::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn estimates_are_written_in_every_format_and_every_ending_is_listed() {
        let listed = EstimateFormat::endings("or");
        for format in Format::ALL {
            let name = format!("a.{}", format.ending());
            assert_eq!(EstimateFormat::told_by(Path::new(&name)), Some(EstimateFormat::Report(format)));
            assert!(listed.contains(&format!(".{}", format.ending())), "{listed}");
        }
        assert!(listed.ends_with(" or .svg"), "{listed}");
    }
}
