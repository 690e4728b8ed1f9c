//! The parts of the help that teach: examples, and what a BASE is.

use crate::family;

pub(super) const EXAMPLES: &str = "\
Examples:
  bonscope                               explore the binary counterexample
  bonscope zipf:1000,1.1 -n 64           explore a long-tailed base
  bonscope zipf:1000,1.1 --top-p 0.9     the same, drawn from its nucleus
  bonscope eval uniform:10 -n 64         all the numbers at n = 64
  bonscope sweep uniform:10 -n 1..1e6    curves against n as CSV
  bonscope solve uniform:10 --kl 2       the n that spends 2 nats, by the formula and in truth
  bonscope estimate samples.jsonl        the same from logged samples, with intervals
  bonscope check                         verify every claim of the built-in presets

`bonscope --help` says what a BASE is.";

pub(super) const EVAL_EXAMPLES: &str = "\
Examples:
  bonscope eval uniform:10 -n 64
  bonscope eval 0.9,0.0999,1e-4 -n 1,10,100,1000 --outcomes
  bonscope eval 1/3,2/3 -n 2^10 --format json --bits
  bonscope eval base.toml -n 1..1e6 --points 7 --format md
  bonscope eval uniform:10 0.9,0.1 -n 64 --renyi 3,1/4
  bonscope eval three-prompts
  cat base.toml | bonscope eval - -n 64";

pub(super) const SWEEP_EXAMPLES: &str = "\
Examples:
  bonscope sweep uniform:10
  bonscope sweep zipf:1000,1.1 -n 1..1e9 --points 200 --quantities kl,bound,gap > curve.csv
  bonscope sweep 0.5,0.5 uniform:10 --format json
  bonscope sweep three-prompts --quantities kl,reverse_kl,reverse_kl_bound,renyi_3,renyi_3_bound";

pub(super) const SOLVE_EXAMPLES: &str = "\
Examples:
  bonscope solve uniform:10 --kl 2
  bonscope solve zipf:1000,1.1 --win-rate 0.99
  bonscope solve staircase-3 --gap 1 --bits
  bonscope solve base.toml --reward 0.8 --format json

The gap may fall again as n grows: its target means the smallest n that reaches it.
Exit code 0 when an n was found, 1 when none reaches the target.";

pub(super) const SIMULATE_EXAMPLES: &str = "\
Examples:
  bonscope simulate uniform:10 -n 64
  bonscope simulate staircase-3 -n 1000 --draws 1e5 --seed 7
  bonscope simulate 0.9,0.1 -n 8 --draws 1e6 --threads 2 --format json

Each of the M draws takes n outcomes of the base or of the proposal, keeps the best, and one more of the base as its
opponent; at most 1e10 outcomes in all. The same seed gives the same numbers for any number of threads.";

pub(super) const HUNT_EXAMPLES: &str = "\
Examples:
  bonscope hunt
  bonscope hunt --seed 7 --budget 1e5
  bonscope hunt --budget 1h --state hunt.json

Conjecture 4.4 of Beirami et al. says that the mean of the estimator is never below the exact KL. The hunt walks
downhill in the slack relative to the bound, from random bases of 2 to 10 outcomes and n up to 1e6, and computes the
end of every walk again from the definitions in 512 bits or more. Only what is below 0 there is a counterexample:
exit code 1. Slack below 1e-30 of the bound is followed no further. Ctrl-C ends it with the state saved and prints the
best so far. The same seed gives the same hunt for any number of threads.";

pub(super) const COMPARE_EXAMPLES: &str = "\
Examples:
  bonscope compare uniform:10 -n 64
  bonscope compare zipf:1000,1.1 -n 1e4 --soft-temperature 50
  bonscope compare uniform:10 0.9,0.1 -n 64 --format csv
  bonscope compare toy-lm-logprob --format json --bits

Soft best-of-n keeps one of n draws with probability proportional to e^(r/t); t is --soft-temperature.";

pub(super) const CHECK_EXAMPLES: &str = "\
Examples:
  bonscope check
  bonscope check binary-uniform my-lesson.toml
  bonscope check --format json

Exit code 0 when every claim holds, 1 when one fails, 2 when a preset cannot be read.";

pub(super) const ESTIMATE_EXAMPLES: &str = "\
Examples:
  bonscope estimate samples.jsonl
  bonscope estimate samples.parquet -n 1,4,16,64 --format json
  bonscope estimate log.csv.gz --prompt question --reward rm --logprob sum_logp --strict
  bonscope estimate samples.jsonl -o curve.svg
  bonscope estimate samples.jsonl --explore
  zcat part-*.csv.gz | bonscope estimate -

A row is one draw: the prompt it answers, its reward, and the natural logarithm of the probability of the whole answer.
The KL estimate is the paper's, averaged over all subsets of n draws; rewards and win rate likewise. Intervals come from
a bootstrap over prompts, or for a single prompt from the jackknife over its draws. What is wrong with a log is counted,
named by line, and handled by a rule that is said; --strict refuses it.";

pub(super) const PRESETS_EXAMPLES: &str = "\
Examples:
  bonscope presets
  bonscope presets show binary-uniform
  bonscope presets copy binary-uniform lesson.toml";

pub(super) const WALK_EXAMPLES: &str = "\
Examples:
  bonscope walk                          list the walkthroughs
  bonscope walk formula                  follow one
  bonscope walk my-lesson.toml           follow your own
  bonscope walk tight --export tight.md  a handout with a chart for each step
  bonscope walk win-rate --script        play it unattended";

pub(super) const SHOW_EXAMPLES: &str = "\
Examples:
  bonscope show uniform:10 -n 64 --size 80x24
  bonscope show binary-uniform --plain
  bonscope show uniform:10 --temperature 0.7 --top-p 0.9
  bonscope show staircase-3 -n 1000 --view divergences --bits
  bonscope show zipf:1000,1.1 -n 1e4 -o screen.svg";

pub(super) const DOCTOR_EXAMPLES: &str = "\
Examples:
  bonscope doctor
  bonscope doctor --actions
  bonscope doctor --no-config --format json

Flags beat BONSCOPE_THEME and NO_COLOR, these the configuration file, that the defaults. The file is
$XDG_CONFIG_HOME/bonscope/config.toml, usually below ~/.config, or what BONSCOPE_CONFIG names.";

pub(super) const PLOT_EXAMPLES: &str = "\
Examples:
  bonscope plot staircase-3 -o staircase.svg
  bonscope plot zipf:1000,1.1 -n 1e4 --view trade-off --theme light -o plane.svg
  bonscope plot toy-lm-logprob -n 16 --policies best-possible,reward-tilt --reward -o policies.svg
  bonscope plot 0.9,0.1 --size 600x400 -o - > kl.svg";

pub(super) const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  bonscope completions bash > ~/.local/share/bash-completion/completions/bonscope
  bonscope completions fish > ~/.config/fish/completions/bonscope.fish";

pub(super) const MAN_EXAMPLES: &str = "\
Examples:
  bonscope man > bonscope.1
  bonscope man eval | man -l -";

const BASE: &str = "\
BASE is the distribution best-of-n draws from. It is, in this order:
  a path ending in .toml, or `-` for the same on standard input
  a path ending in .csv, .tsv, .jsonl or .parquet, perhaps with .gz or .zst: a row an outcome, with columns p or
      logprob and perhaps reward and label; also on standard input
  the name of a preset (see `bonscope presets`); of one with several prompts, NAME#PROMPT is one of them
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
