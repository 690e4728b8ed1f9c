//! `bonscope estimate`: the KL, the rewards and the win rate of best-of-n, from logged samples.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::command::flags::format::EstimateFormat;
use crate::command::flags::log::{ColumnArgs, InputFormatName, LogprobOfName, StepsName, size};
use crate::command::flags::terminal::{ShownArgs, TerminalArgs};
use crate::command::shared::failure::{Failure, note};
use crate::command::shared::progress::Progress;
use crate::command::shared::target::Target;
use crate::command::subcommands::answers::follow::follow;
use crate::data::{self, ColumnNames, Estimates, Fold, Input, Limits, LogprobOf, Options, TableFormat};
use crate::report::{EstimateReport, Format, InformationUnit};
use crate::text::{draws, visible};

const EXAMPLES: &str = "\
Examples:
  bonscope estimate samples.jsonl
  bonscope estimate samples.parquet -n 1,4,16,64 --format json
  bonscope estimate log.csv.gz --prompt question --reward rm --logprob sum_logp --strict
  bonscope estimate samples.jsonl -o curve.svg
  bonscope estimate samples.jsonl --explore
  bonscope estimate run7/ more/part-*.jsonl.gz
  bonscope estimate rollouts.jsonl -n 16 --follow
  bonscope estimate log.json --prompt instruction,input --reward 'score.*' --logprob 'sum(logprobs[])'
  zcat part-*.csv.gz | bonscope estimate -

A row is one draw, with the prompt it answers, its reward, and the natural logarithm of the
probability of the whole answer; or it is one prompt, with lists of these. Logs without
log-probabilities give everything but the KL. The KL estimate is the paper's, averaged over all
subsets of n draws; rewards and win rate likewise. Intervals come from a bootstrap over prompts, or for a single prompt from the
jackknife over its draws. Faults of a log are counted and named by line, and a notice says how they
are handled; --strict refuses a log with faults.";

/// Estimate the KL, the rewards and the win rate of best-of-n from logged samples
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub struct EstimateArgs {
    /// The sample log: CSV, TSV, JSON, Parquet, Arrow or .eval, plain or compressed with gzip or zstd; `-` for standard input.
    /// Several files and folders are one log, in the order of their names
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The numbers of draws, as in 1,4,16 or 1..64; prompts with fewer draws than the largest are left out. When no list
    /// is given: 1, 2, 3, 4, 6, 8, 12, 16, ... up to the number of draws of the smallest prompt
    #[arg(short, long, value_name = "LIST", allow_negative_numbers = true)]
    n: Option<String>,
    #[command(flatten)]
    columns: ColumnArgs,
    /// The format of the input, when its first bytes do not reveal it
    #[arg(long, value_enum, value_name = "FORMAT")]
    input_format: Option<InputFormatName>,
    /// The shape of the log, `flat` for plain columns; when left out, recognised by the first rows. `bonscope formats`
    /// lists them
    #[arg(long, value_name = "NAME")]
    format_of: Option<String>,
    /// The key of the array that holds the rows of a JSON document [usually samples, instances, data, ...]
    #[arg(long, value_name = "KEY")]
    rows: Option<String>,
    /// How the rewards of the steps of one answer become one
    #[arg(long, value_enum, value_name = "HOW")]
    steps: Option<StepsName>,
    /// The log-probabilities are means per token: multiply them by the number of tokens
    #[arg(long)]
    logprob_mean: bool,
    /// Which distribution the log-probabilities are of: `sampler`, that of the draws, after temperature, top-k and top-p,
    /// which is assumed; or `base`, the model before them, with which no KL can be estimated
    #[arg(long, value_enum, value_name = "WHICH")]
    logprob_of: Option<LogprobOfName>,
    /// A column that keeps policies apart, such as step: its values make different prompts of the same text. `none` takes
    /// all rows together
    #[arg(long, value_name = "COLUMN")]
    group: Option<String>,
    /// The memory for draws, as in 4GiB; a batch of rows may take an eighth, one row a sixteenth
    #[arg(long, value_name = "SIZE", default_value = "1GiB", value_parser = size)]
    memory: u64,
    /// The most that is copied to the temporary folder: a stream that may have to be read twice, or packed
    /// Parquet
    #[arg(long, value_name = "SIZE", default_value = "4GiB", value_parser = size)]
    copy: u64,
    /// The seed of the random numbers of the intervals
    #[arg(long, default_value_t = 0, value_name = "WHOLE")]
    seed: u64,
    /// Refuse a log with faults
    #[arg(long)]
    strict: bool,
    /// The output format; when left out, that of the ending of --output, otherwise table
    #[arg(long, value_enum)]
    format: Option<EstimateFormat>,
    /// Write to a file instead of standard output, which `-` is
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Open the explorer on the log
    #[arg(long, conflicts_with_all = ["format", "output"])]
    explore: bool,
    /// Estimate anew as the log grows, at most once a second, until a signal ends it: rows of CSV, of the largest n asked for
    /// or else of one that at least half of the prompts have draws for
    #[arg(long, conflicts_with_all = ["format", "output", "explore"])]
    follow: bool,
    #[command(flatten)]
    #[expect(missing_docs, reason = "clap would take it for the heading of the flags")]
    pub unit: ShownArgs,
    #[command(flatten, next_help_heading = "With --explore")]
    #[expect(missing_docs, reason = "clap would take it for the heading of the flags")]
    pub terminal: TerminalArgs,
}

impl EstimateArgs {
    /// Checks that flags of the explorer come with --explore, and that the explorer can read the log.
    ///
    /// # Errors
    /// [`Failure::Input`] that names the flag.
    fn check(&self) -> Result<(), Failure> {
        let is_piped = self.files.iter().any(|file| file == Path::new("-"));
        if is_piped && self.files.len() > 1 {
            return Err(Failure::input("standard input and files cannot be one log; give only one of them"));
        }
        if self.explore && is_piped {
            return Err(Failure::input(
                "--explore: standard input brings the keys, so it cannot bring the samples too; give the path of a file",
            ));
        }
        if self.follow && is_piped {
            return Err(Failure::input("--follow: standard input has only one end; give the path of a file"));
        }
        let given = self.terminal.given().or(self.unit.nats.then_some("--nats"));
        match given.filter(|_| !self.explore) {
            Some(flag) => {
                Err(Failure::input(format_args!("{flag}: this flag is for the explorer; add --explore")))
            }
            None => Ok(()),
        }
    }

    /// The name of the file, or of the first with the number of others, control characters made visible.
    pub fn file(&self) -> String {
        visible(Input::files(&self.files).name()).into_owned()
    }

    /// Where the samples come from.
    ///
    /// # Errors
    /// [`Failure::Input`] for a folder without tables and a pattern that fits no file.
    pub fn input(&self) -> Result<Input<'static>, Failure> {
        if self.files == [Path::new("-")] {
            return Ok(Input::piped("<standard input>", Box::new(io::stdin().lock())));
        }
        Ok(Input::files(&data::files(&self.files).map_err(Failure::input)?))
    }

    /// The n asked for.
    fn list(&self) -> Result<Option<Vec<u64>>, Failure> {
        let list = self.n.as_deref().map(|list| {
            draws::parse_list(list, 61).map_err(|error| Failure::input(format_args!("--n: {error}")))
        });
        list.transpose()
    }

    /// The largest n asked for.
    pub fn largest(&self) -> Option<u64> {
        self.list().ok().flatten()?.into_iter().max()
    }

    /// The options for reading the samples; at most `keep` draws are kept.
    ///
    /// # Errors
    /// [`Failure::Input`] for an n that is not a number of draws.
    pub fn options(&self, keep: u64) -> Result<Options, Failure> {
        let ColumnArgs { prompt, reward, logprob, gold, weight, text, tokens, mask, count } =
            self.columns.clone();
        Ok(Options {
            names: ColumnNames { prompt, reward, logprob, gold, weight, text, tokens, mask, count },
            format: self.input_format.map(TableFormat::from),
            format_of: self.format_of.clone(),
            rows: self.rows.clone(),
            steps: self.steps.map(Fold::from),
            group: self.group.clone(),
            logprob_mean: self.logprob_mean,
            logprob_of: self.logprob_of.map_or(LogprobOf::Assumed, LogprobOf::from),
            limits: Limits { memory: self.memory, copy: self.copy, ..Limits::default() },
            n: self.list()?,
            keep,
        })
    }

    /// Reads the samples and averages them.
    ///
    /// # Errors
    /// [`Failure::Input`] for samples that are refused, and for an n that exceeds the draws of every prompt.
    pub fn estimates(
        &self,
        input: &mut Input<'_>,
        keep: u64,
        progress: &mut dyn FnMut(data::Progress),
    ) -> Result<Estimates, Failure> {
        let samples = data::read(input, &self.options(keep)?, progress).map_err(Failure::input)?;
        let mut faults = samples.notices.iter().filter(|notice| self.strict && notice.is_fault);
        if let Some(first) = faults.next() {
            let more = match faults.count() {
                0 => String::new(),
                1 => " (and 1 more fault)".to_owned(),
                more => format!(" (and {more} more faults)"),
            };
            return Err(Failure::input(format_args!(
                "--strict: {}: {}{more}; without --strict the answer leaves that out",
                samples.file, first.text
            )));
        }
        Estimates::of(samples, self.largest(), self.seed, progress)
            .map_err(|error| Failure::input(format_args!("--n: {error}")))
    }

    /// The estimates as CSV; without an n of its own, up to one that at least half of the prompts have draws for, so that a
    /// prompt that is still being written does not count.
    fn latest(&self) -> Result<String, Failure> {
        let mut args = self.clone();
        let mut estimates = args.estimates(&mut args.input()?, 0, &mut |_| ())?;
        let mut sizes: Vec<usize> = estimates.samples.prompts.iter().map(|prompt| prompt.draws).collect();
        sizes.sort_unstable();
        let n = sizes.get(sizes.len() / 2).map_or(1, |size| 1 << size.ilog2());
        if self.n.is_none() && estimates.results.last().is_some_and(|last| last.n < n) {
            args.n = Some(n.to_string());
            estimates = args.estimates(&mut args.input()?, 0, &mut |_| ())?;
        }
        let mut csv = Vec::new();
        let report = EstimateReport { estimates: &estimates, unit: self.unit() };
        EstimateFormat::Report(Format::Csv).write(&report, &mut csv).map_err(Failure::work)?;
        Ok(String::from_utf8_lossy(&csv).into_owned())
    }

    /// The unit of information that the flags say.
    pub fn unit(&self) -> InformationUnit {
        InformationUnit::in_bits(self.unit.bits)
    }

    /// The words of the command that prints these estimates, without its n and its unit.
    pub fn words(&self) -> Vec<String> {
        let mut words = vec!["bonscope".to_owned(), "estimate".to_owned()];
        words.extend(self.files.iter().map(|file| file.display().to_string()));
        let ColumnArgs { prompt, reward, logprob, gold, weight, text, tokens, mask, count } = &self.columns;
        let steps = self.steps.and_then(|steps| steps.to_possible_value());
        let steps = steps.map(|steps| steps.get_name().to_owned());
        let logprob_of = self.logprob_of.and_then(|which| which.to_possible_value());
        let logprob_of = logprob_of.map(|which| which.get_name().to_owned());
        let limits = Limits::default();
        let memory = (self.memory != limits.memory).then(|| self.memory.to_string());
        let copy = (self.copy != limits.copy).then(|| self.copy.to_string());
        let format = self.input_format.and_then(|format| format.to_possible_value());
        let format = format.map(|format| format.get_name().to_owned());
        let seed = (self.seed != 0).then(|| self.seed.to_string());
        for (flag, value) in [
            ("--prompt", prompt),
            ("--reward", reward),
            ("--logprob", logprob),
            ("--gold", gold),
            ("--weight", weight),
            ("--text", text),
            ("--tokens", tokens),
            ("--mask", mask),
            ("--count", count),
            ("--logprob-of", &logprob_of),
            ("--input-format", &format),
            ("--format-of", &self.format_of),
            ("--rows", &self.rows),
            ("--steps", &steps),
            ("--group", &self.group),
            ("--memory", &memory),
            ("--copy", &copy),
            ("--seed", &seed),
        ] {
            words.extend(value.iter().flat_map(|value| [flag.to_owned(), value.clone()]));
        }
        words.extend(self.logprob_mean.then(|| "--logprob-mean".to_owned()));
        words.extend(self.strict.then(|| "--strict".to_owned()));
        words
    }
}

pub(in crate::command) fn run(
    args: EstimateArgs,
    explore: fn(EstimateArgs) -> Result<(), Failure>,
) -> Result<(), Failure> {
    args.check()?;
    if args.explore {
        return explore(args);
    }
    if args.follow {
        return follow(&args.files, &mut || args.latest());
    }
    let format = format(&args)?;
    let target = Target::of(args.output.as_deref())?;
    let mut progress = Progress::new();
    let estimates = args.estimates(&mut args.input()?, 0, &mut |read| progress.read(read))?;
    drop(progress);
    for notice in &estimates.samples.notices {
        note(&notice.text);
    }
    let report = EstimateReport { estimates: &estimates, unit: args.unit() };
    let mut content = Vec::new();
    format.write(&report, &mut content).map_err(Failure::work)?;
    target.write(&content)
}

/// The format asked for, or that of the ending of the output file.
fn format(args: &EstimateArgs) -> Result<EstimateFormat, Failure> {
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let by_ending = file.map(|path| {
        EstimateFormat::told_by(path).ok_or_else(|| {
            Failure::input(format_args!(
                "--output: {} ends in none of {}; name the format with --format",
                visible(&path.display().to_string()),
                EstimateFormat::endings("and")
            ))
        })
    });
    match (args.format, by_ending) {
        (Some(format), _) => Ok(format),
        (None, Some(format)) => format,
        (None, None) => Ok(EstimateFormat::Report(Format::Table)),
    }
}
