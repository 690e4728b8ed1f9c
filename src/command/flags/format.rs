//! The flags that say how an answer is written.

use clap::{Args, ValueEnum};

use crate::command::flags::proposal::ProposalArgs;
use crate::report::{Format, InformationUnit};

/// What every subcommand takes that prints the numbers of bases for people first.
#[derive(Args, Debug)]
pub(in crate::command) struct OutputArgs {
    /// The output format
    #[arg(long, value_enum, default_value = "table")]
    pub(in crate::command) format: FormatName,
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

/// The formats of numbers of bases.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::command) enum FormatName {
    Table,
    Json,
    Csv,
    Md,
}

/// The formats of a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::command) enum CheckFormat {
    Table,
    Json,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Format {
        match name {
            FormatName::Table => Format::Table,
            FormatName::Json => Format::Json,
            FormatName::Csv => Format::Csv,
            FormatName::Md => Format::Markdown,
        }
    }
}

impl From<UnitArgs> for InformationUnit {
    fn from(unit: UnitArgs) -> InformationUnit {
        InformationUnit::in_bits(unit.bits)
    }
}
