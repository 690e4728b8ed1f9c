//! The help of the program itself: examples, and what a BASE is.

use crate::family;

pub(super) const EXAMPLES: &str = "\
Examples:
  bonscope                               explore the binary counterexample
  bonscope zipf:1000,1.1 -n 64           explore a long-tailed base
  bonscope zipf:1000,1.1 --top-p 0.9     the same, drawn from its nucleus
  bonscope eval uniform:10 -n 64         all the numbers at n = 64
  bonscope sweep uniform:10 -n 1..1e6    curves against n as CSV
  bonscope solve uniform:10 --kl 2       the n that spends 2 nats, by the formula and exactly
  bonscope estimate samples.jsonl        the same from logged samples, with intervals
  bonscope check                         verify every claim of the built-in presets

`bonscope --help` says what a BASE is.";

const BASE: &str = "\
BASE is the distribution that best-of-n draws from. It is the first of these that fits:
  a path ending in .toml, or `-` to read such a file from standard input
  a path ending in .csv, .tsv, .jsonl or .parquet, perhaps with .gz or .zst: one row for each
      outcome, with a column p or logprob and perhaps columns reward and label; also on standard input
  the name of a preset (see `bonscope presets`); NAME#PROMPT is one prompt of a preset with several
  a family with its arguments, as listed below
  weights from the lowest reward to the highest, such as 0.9,0.0999,1e-4 or 1/3,2/3; they are normalised

n is 64, 1,2,4, 1..1e6 (log spaced) or 2^10: whole numbers from 1 to 1e15.

Exit codes: 0 done, 1 the answer is bad news or the work failed, 2 bad usage or bad input.";

/// The long help after the options: examples, what a BASE is, the families.
pub(super) fn long() -> String {
    let examples = EXAMPLES.split("\n\n").next().unwrap_or_default();
    let families: Vec<_> = family::families()
        .iter()
        .map(|family| format!("  {}\n      {}", family.usage(), family.help))
        .collect();
    format!("{examples}\n\n{BASE}\n\nFamilies:\n{}", families.join("\n"))
}
