//! `bonscope simulate`: random draws of best-of-n beside the exact numbers.
//!
//! The draws are cut into stretches whose length depends on n alone. Each stretch has its own random stream, and the
//! tallies are added in order, so the numbers do not depend on the number of threads.

use clap::Args;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::bon::{Drawing, Draws, Simulation, Tally};
use crate::command::flags::base::base;
use crate::command::flags::draws;
use crate::command::flags::format::OutputArgs;
use crate::command::flags::proposal::Chosen;
use crate::command::flags::values::{one_n, seed, whole};
use crate::command::shared::failure::Failure;
use crate::command::shared::output;
use crate::command::shared::progress::Progress;
use crate::command::shared::threads;
use crate::report::{Report, Simulated};

/// The most outcomes drawn in one run.
const MOST: u64 = 10_000_000_000;

/// The outcomes of a stretch, roughly.
const STRETCH: u64 = 1 << 18;

const EXAMPLES: &str = "\
Examples:
  bonscope simulate uniform:10 -n 64
  bonscope simulate staircase-3 -n 1000 --draws 1e5 --seed 7
  bonscope simulate 0.9,0.1 -n 8 --draws 1e6 --threads 2 --format json

Each of the M draws takes n outcomes of the base or of the proposal and keeps the best, and takes
one more of the base as its opponent: at most 1e10 outcomes in all. The same seed gives the same
numbers for any number of threads.";

/// Simulate best-of-n and compare with the exact numbers
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct SimulateArgs {
    /// The base: a preset, FILE.toml, `-` for standard input, a family such as uniform:10, or weights
    #[arg(value_parser = base)]
    base: String,
    /// The number of draws, such as 64 or 2^10; a preset has its own
    #[arg(short, value_parser = one_n, allow_negative_numbers = true)]
    n: Option<u64>,
    /// How many times to draw best-of-n
    #[arg(long, value_name = "M", default_value = "1e4", value_parser = |text: &str| whole(text, MOST), allow_negative_numbers = true)]
    draws: u64,
    /// The seed of the random numbers
    #[arg(long, value_name = "S", default_value_t = 0, value_parser = seed, allow_negative_numbers = true)]
    seed: u64,
    /// How many threads draw; one for each processor when left out
    #[arg(long, value_name = "T", value_parser = |text: &str| whole(text, 1024), allow_negative_numbers = true)]
    threads: Option<u64>,
    #[command(flatten)]
    output: OutputArgs,
}

pub(in crate::command) fn run(args: &SimulateArgs) -> Result<(), Failure> {
    let subject = output::subject(&args.base)?;
    let chosen = args.output.proposal.chosen(&subject)?;
    let n = draws::one(args.n, &subject)?;
    let outcomes = u128::from(n) * u128::from(args.draws);
    if outcomes > u128::from(MOST) {
        return Err(Failure::input(format_args!(
            "-n {n} drawn --draws {} times takes {outcomes} outcomes, but the most is 1e10; lower one of the two",
            args.draws
        )));
    }
    let draws = Draws::new(n as f64).map_err(Failure::input)?;
    let proposed = chosen.as_ref().map(Chosen::made);
    let simulation = Simulation::new(Drawing { base: subject.base().base(), proposed }, draws);
    let tally = draw(&simulation, n, args.draws, args.seed, threads::count(args.threads));
    let simulated = Simulated {
        report: Report {
            subject: subject.base(),
            title: subject.preset().map(|preset| preset.title.as_str()),
            proposal: chosen.as_ref().map(Chosen::proposing),
            unit: args.output.unit.into(),
            quantities: None,
            rows: &[],
            outcomes: false,
        },
        n,
        draws: args.draws,
        seed: args.seed,
        findings: &simulation.findings(&tally),
    };
    output::print(|out| args.output.format.write(&simulated, out))
}

/// Draws best-of-n `times` times on `threads` threads.
fn draw(simulation: &Simulation<'_>, n: u64, times: u64, seed: u64, threads: u64) -> Tally {
    let length = (STRETCH / n).max(1);
    let stretches = times.div_ceil(length);
    let stretch = |index: u64| {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(index);
        simulation.run(length.min(times - index * length), &mut || random.next_u64())
    };
    let mut progress = Progress::counting(stretches as usize, "stretches of draws");
    let work = |index| stretch(index as u64);
    let tallies = threads::share(stretches as usize, threads as usize, work, || progress.step());
    let mut whole = Tally::default();
    tallies.iter().for_each(|tally| whole.add(tally));
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bon::{Base, Proposal};

    #[test]
    fn z_of_a_proposal_scatters_like_a_standard_normal() -> Result<(), Box<dyn std::error::Error>> {
        const SEEDS: u64 = 1000;
        let base = Base::from_weights(&[0.1, 0.2, 0.3, 0.4])?;
        let proposal = Proposal { temperature: Some(1.7), top_k: Some(3), ..Proposal::default() };
        let proposed = proposal.over(&base)?;
        let drawing = Drawing { base: &base, proposed: Some(&proposed) };
        let simulation = Simulation::new(drawing, Draws::new(3.0)?);
        let runs: Vec<_> =
            (0..SEEDS).map(|seed| simulation.findings(&draw(&simulation, 3, 100, seed, 1))).collect();
        for i in 0..4 {
            let z: Vec<f64> = runs.iter().filter_map(|findings| findings[i].z).collect();
            assert_eq!(z.len(), SEEDS as usize);
            let mean = z.iter().sum::<f64>() / z.len() as f64;
            let variance = z.iter().map(|z| (z - mean).powi(2)).sum::<f64>() / (z.len() - 1) as f64;
            // Five standard errors: of the mean sqrt(1/1000), of the variance of normal numbers sqrt(2/1000).
            assert!(mean.abs() < 0.16 && (variance - 1.0).abs() < 0.23, "{i}: {mean} {variance}");
        }
        Ok(())
    }

    #[test]
    fn any_number_of_threads_draws_the_same() -> Result<(), Box<dyn std::error::Error>> {
        let base = Base::from_weights(&[0.9, 0.0999, 1e-4])?;
        let simulation = Simulation::new(&base, Draws::new(1000.0)?);
        let findings = |threads| simulation.findings(&draw(&simulation, 1000, 1001, 3, threads));
        for threads in [2, 3, 8, 1024] {
            assert_eq!(findings(threads), findings(1), "{threads}");
        }
        let other = simulation.findings(&draw(&simulation, 1000, 1001, 4, 2));
        assert_ne!(other, findings(1), "another seed draws something else");
        Ok(())
    }
}
