//! `bonscope estimate`: what best-of-n costs and gains, from logged samples.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::args::UnitArgs;
use super::failure::{Failure, note};
use super::output;
use super::reading::Bar;
use crate::data::{self, ColumnNames, Estimates, Input, Options, Samples, TableFormat};
use crate::family::{draws, visible};
use crate::preset::{self, Wanted};
use crate::report::{EstimateReport, Format};

#[derive(Args, Debug)]
pub(super) struct EstimateArgs {
    /// The sample log: CSV, TSV, JSONL or Parquet, plain or packed with gzip or zstd; `-` for standard input
    file: PathBuf,
    /// The numbers of draws, as in 1,4,16 or 1..64; prompts with fewer draws than the largest are left out. Otherwise
    /// 1, 2, 3, 4, 6, 8, 12, 16, ... up to the smallest prompt
    #[arg(short, long, value_name = "LIST", allow_negative_numbers = true)]
    n: Option<String>,
    #[command(flatten)]
    columns: ColumnArgs,
    /// The format of the input, where its first bytes do not tell it
    #[arg(long, value_enum, value_name = "FORMAT")]
    input_format: Option<InputFormatName>,
    /// Where the random numbers of the intervals start
    #[arg(long, default_value_t = 0, value_name = "WHOLE")]
    seed: u64,
    /// Refuse a log that has anything wrong with it
    #[arg(long)]
    strict: bool,
    /// The output format; told by the ending of --output when left out, else table
    #[arg(long, value_enum)]
    format: Option<EstimateFormat>,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    unit: UnitArgs,
}

/// Names of columns; those left out are found by their usual names.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Columns")]
struct ColumnArgs {
    /// The column that tells prompts apart [usually prompt_id, prompt, question, ...]
    #[arg(long, value_name = "COLUMN")]
    prompt: Option<String>,
    /// What best-of-n ranks by [usually reward, score, ...]
    #[arg(long, value_name = "COLUMN")]
    reward: Option<String>,
    /// The natural log-probability of the whole answer [usually logprob, cumulative_logprob, ...]
    #[arg(long, value_name = "COLUMN")]
    logprob: Option<String>,
    /// A second reward that the ranking does not see [usually gold, gold_reward, ...]
    #[arg(long, value_name = "COLUMN")]
    gold: Option<String>,
    /// How much a prompt counts in the averages [usually weight]
    #[arg(long, value_name = "COLUMN")]
    weight: Option<String>,
    /// The answer [usually text, completion, response, ...]
    #[arg(long, value_name = "COLUMN")]
    text: Option<String>,
    /// The number of tokens of the answer [usually tokens, num_tokens, ...]
    #[arg(long, value_name = "COLUMN")]
    tokens: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum InputFormatName {
    Csv,
    Tsv,
    Jsonl,
    Parquet,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EstimateFormat {
    Table,
    Json,
    Csv,
    Md,
    Svg,
}

pub(super) fn run(args: EstimateArgs) -> Result<(), Failure> {
    let format = format(&args)?;
    let bar = Bar::new();
    let (samples, asked) = read(&args, &bar)?;
    for notice in &samples.notices {
        if args.strict && notice.is_fault {
            let faults = samples.notices.iter().filter(|notice| notice.is_fault).count();
            let more = match faults - 1 {
                0 => String::new(),
                1 => " (and 1 more fault)".to_owned(),
                more => format!(" (and {more} more faults)"),
            };
            return Err(Failure::input(format_args!(
                "--strict: {}: {}{more}; without --strict it is handled as said",
                samples.file, notice.text
            )));
        }
    }
    let estimates = Estimates::of(samples, asked, args.seed, &mut |progress| bar.show(progress))
        .map_err(|error| Failure::input(format_args!("--n: {error}")))?;
    drop(bar);
    for notice in &estimates.samples.notices {
        note(&notice.text);
    }
    let report = EstimateReport { estimates: &estimates, unit: args.unit.into() };
    let write = |out: &mut dyn io::Write| match format {
        EstimateFormat::Table => report.write(Format::Table, out),
        EstimateFormat::Json => report.write(Format::Json, out),
        EstimateFormat::Csv => report.write(Format::Csv, out),
        EstimateFormat::Md => report.write(Format::Markdown, out),
        EstimateFormat::Svg => report.write_svg(out),
    };
    let Some(path) = &args.output else { return output::print(write) };
    let failed = |error: io::Error| {
        Failure::work(format_args!("cannot write {}: {error}", visible(&path.display().to_string())))
    };
    let mut content = Vec::new();
    write(&mut content).map_err(failed)?;
    preset::save(path, &content, Wanted::Anything).map_err(failed)
}

/// Reads the log and says the largest n that was asked for.
fn read(args: &EstimateArgs, bar: &Bar) -> Result<(Samples, Option<u64>), Failure> {
    let list = args.n.as_deref().map(|list| {
        draws::parse_list(list, 61).map_err(|error| Failure::input(format_args!("--n: {error}")))
    });
    let list = list.transpose()?;
    let asked = list.as_ref().and_then(|list| list.iter().copied().max());
    let ColumnArgs { prompt, reward, logprob, gold, weight, text, tokens } = args.columns.clone();
    let options = Options {
        names: ColumnNames { prompt, reward, logprob, gold, weight, text, tokens },
        format: args.input_format.map(|format| match format {
            InputFormatName::Csv => TableFormat::Csv,
            InputFormatName::Tsv => TableFormat::Tsv,
            InputFormatName::Jsonl => TableFormat::Jsonl,
            InputFormatName::Parquet => TableFormat::Parquet,
        }),
        n: list,
        keep: 0,
    };
    let mut input = if args.file == Path::new("-") {
        Input::piped("<standard input>", Box::new(io::stdin().lock()))
    } else {
        Input::path(&args.file)
    };
    let samples =
        data::read(&mut input, &options, &mut |progress| bar.show(progress)).map_err(Failure::input)?;
    Ok((samples, asked))
}

/// The format asked for, or the one that the ending of the output file tells.
fn format(args: &EstimateArgs) -> Result<EstimateFormat, Failure> {
    let told = args.output.as_deref().map(|path| match path.extension().and_then(|ending| ending.to_str()) {
        Some("txt") => Ok(EstimateFormat::Table),
        Some("json") => Ok(EstimateFormat::Json),
        Some("csv") => Ok(EstimateFormat::Csv),
        Some("md") => Ok(EstimateFormat::Md),
        Some("svg") => Ok(EstimateFormat::Svg),
        _ => Err(Failure::input(format_args!(
            "--output: {} ends in none of .txt, .json, .csv, .md and .svg; say the format with --format",
            visible(&path.display().to_string())
        ))),
    });
    match (args.format, told) {
        (Some(format), _) => Ok(format),
        (None, Some(told)) => told,
        (None, None) => Ok(EstimateFormat::Table),
    }
}
