//! Best-of-n drawn for real, to check what is computed: n outcomes of the base or of a proposal, the best of them, and one
//! opponent from the base.
//!
//! Owns the drawing and the tallies. Random bits come from the caller, who chooses seeds and threads; a tally
//! depends on them alone.

use super::base::Base;
use super::numeric::draws::Draws;
use super::numeric::sum::{Compensated, sum};
use super::policy::Policy;
use super::proposal::{Drawing, ProposedPolicy};
use super::quantity::{Quantity, Unit};

/// How many statistics one draw of best-of-n gives.
const STATISTICS: usize = 5;

/// Best-of-n over a base or over a proposal made for it, ready to be drawn. Whatever it gives is against the base.
#[derive(Clone, Debug)]
pub struct Simulation<'a> {
    base: &'a Base,
    n: u64,
    /// What best-of-n draws from, and its opponent.
    drawn: Alias,
    opponent: Alias,
    /// The class of every rank, in the base.
    class: Vec<u32>,
    /// ln(pi_n/p) by rank.
    ln_ratio: Vec<f64>,
    /// d_n by rank; not a number under a proposal, where it says nothing.
    d_n: Vec<f64>,
    exact: [Moments; STATISTICS],
}

/// The mean and the standard deviation of one draw.
#[derive(Clone, Copy, Debug, Default)]
struct Moments {
    mean: f64,
    sd: f64,
}

/// What draws of best-of-n have given, as deviations from the exact means.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    count: u64,
    first: [Compensated; STATISTICS],
    second: [Compensated; STATISTICS],
}

/// One statistic: what was drawn next to what is exact; information in nats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// The name for machines, that of the quantity where there is one.
    pub name: &'static str,
    /// The name for a person.
    pub title: &'static str,
    /// What it is measured in.
    pub unit: Unit,
    /// The mean over the draws.
    pub simulated: f64,
    /// Its standard error as the draws show it; none for a single draw.
    pub standard_error: Option<f64>,
    /// The exact value.
    pub exact: f64,
    /// The expected standard error for this many draws, from the exact variance.
    pub expected_error: f64,
    /// How many expected standard errors `simulated` lies above `exact`; none where every draw is the same.
    pub z: Option<f64>,
}

impl<'a> Simulation<'a> {
    /// Best-of-n over what is drawn from; a part of `n` behind the point is left out.
    pub fn new(drawing: impl Into<Drawing<'a>>, n: Draws) -> Simulation<'a> {
        let drawing @ Drawing { base, proposed } = drawing.into();
        let proposed = proposed.filter(|made| !made.changes_nothing());
        let ranks = 0..base.len();
        let class: Vec<u32> = ranks.clone().map(|rank| base.class_of(rank) as u32).collect();
        let (ln_ratio, d_n): (Vec<f64>, Vec<f64>) = match proposed {
            None => {
                let policy = Policy::new(base, n);
                let of_class: Vec<f64> = (0..base.class_count()).map(|c| policy.ln_ratio(c)).collect();
                let of_rank = |rank: usize| (of_class[class[rank] as usize], policy.outcome(rank).d_n);
                ranks.map(of_rank).unzip()
            }
            Some(made) => {
                let policy = ProposedPolicy::new(base, made, n);
                ranks.map(|rank| (policy.ln_ratio(rank), f64::NAN)).unzip()
            }
        };
        let mut simulation = Simulation {
            base,
            n: n.get() as u64,
            drawn: Alias::new(proposed.map_or(base, |made| made.q())),
            opponent: Alias::new(base),
            class,
            ln_ratio,
            d_n,
            exact: Default::default(),
        };
        let values = drawing.evaluate(n);
        let members = base.members(base.class_count() - 1);
        let top = sum(members.filter(|&rank| base.p(rank) > 0.0).map(|rank| simulation.pi(rank)));
        let means = [values.win_rate, values.expected_reward, values.kl, values.estimator, top];
        simulation.exact =
            std::array::from_fn(|i| Moments { mean: means[i], sd: simulation.sd(i, means[i]) });
        simulation
    }

    /// Draws best-of-n `draws` times; `random` gives 64 random bits per call and is called n + 1 times each time.
    pub fn run(&self, times: u64, random: &mut impl FnMut() -> u64) -> Tally {
        let mut tally = Tally { count: times, ..Tally::default() };
        for _ in 0..times {
            // The first of the best: the draws are exchangeable, so it is any of the tied ones.
            let mut best = self.drawn.rank(random());
            for _ in 1..self.n {
                let rank = self.drawn.rank(random());
                if self.class[rank] > self.class[best] {
                    best = rank;
                }
            }
            let opponent = self.class[self.opponent.rank(random())];
            let win = match self.class[best].cmp(&opponent) {
                std::cmp::Ordering::Less => 0.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Greater => 1.0,
            };
            for (i, value) in [win].into_iter().chain(self.of_outcome(best)).enumerate() {
                let deviation = value - self.exact[i].mean;
                tally.first[i].add(deviation);
                tally.second[i].add(deviation * deviation);
            }
        }
        tally
    }

    /// What the draws say about each statistic that is defined: the estimator is not, under a proposal.
    pub fn findings(&self, tally: &Tally) -> Vec<Finding> {
        let quantity = |quantity: Quantity| (quantity.name(), quantity.title(), quantity.unit());
        let names = [
            quantity(Quantity::WinRate),
            quantity(Quantity::ExpectedReward),
            quantity(Quantity::Kl),
            quantity(Quantity::Estimator),
            ("top_probability", "probability of the top", Unit::Share),
        ];
        let count = tally.count as f64;
        let finding = |i: usize| {
            let (name, title, unit) = names[i];
            let Moments { mean: exact, sd } = self.exact[i];
            let (first, second) = (tally.first[i].value() / count, tally.second[i].value() / count);
            let variance = (second - first * first).max(0.0) / (count - 1.0);
            let expected_error = sd / count.sqrt();
            Finding {
                name,
                title,
                unit,
                simulated: exact + first,
                standard_error: (tally.count > 1).then(|| variance.sqrt()),
                exact,
                expected_error,
                z: (expected_error > 0.0).then(|| first / expected_error),
            }
        };
        (0..STATISTICS).filter(|i| !self.exact[*i].mean.is_nan()).map(finding).collect()
    }

    /// Reward, ln(pi_n/p), whose mean is the KL divergence without bias, d_n, and whether it is in the top class.
    fn of_outcome(&self, rank: usize) -> [f64; STATISTICS - 1] {
        let is_top = self.class[rank] as usize + 1 == self.base.class_count();
        [self.base.reward(rank), self.ln_ratio[rank], self.d_n[rank], f64::from(u8::from(is_top))]
    }

    /// The probability of an outcome under best-of-n.
    fn pi(&self, rank: usize) -> f64 {
        self.base.p(rank) * self.ln_ratio[rank].exp()
    }

    /// The exact standard deviation of one draw of a statistic of this mean.
    fn sd(&self, statistic: usize, mean: f64) -> f64 {
        let variance = sum(self.drawn.ranks.iter().map(|&rank| {
            let rank = rank as usize;
            let class = self.class[rank] as usize;
            let pi = self.pi(rank);
            if statistic > 0 {
                return pi * (self.of_outcome(rank)[statistic - 1] - mean).powi(2);
            }
            let (below, tied) = (self.base.strict_cdf(class), self.base.classes()[class].mass);
            let above = (1.0 - below - tied).max(0.0);
            pi * (below * (1.0 - mean).powi(2) + tied * (0.5 - mean).powi(2) + above * mean * mean)
        }));
        let sd = variance.sqrt();
        // What every draw gives alike scatters by rounding only.
        if sd > 1e-14 * mean.abs() { sd } else { 0.0 }
    }
}

impl Tally {
    /// Adds later draws. The order of additions decides the last digits.
    pub fn add(&mut self, later: &Tally) {
        self.count += later.count;
        for i in 0..STATISTICS {
            self.first[i].add(later.first[i].value());
            self.second[i].add(later.second[i].value());
        }
    }
}

/// Walker's alias table: one column an outcome of positive mass, each split between that outcome and another.
#[derive(Clone, Debug)]
struct Alias {
    ranks: Vec<u32>,
    /// The part of the column that belongs to the outcome, in 2^-64, and the outcome that has the rest.
    columns: Vec<(u64, u32)>,
}

impl Alias {
    fn new(base: &Base) -> Alias {
        let ranks: Vec<u32> = (0..base.len() as u32).filter(|&rank| base.p(rank as usize) > 0.0).collect();
        let mut height: Vec<f64> =
            ranks.iter().map(|&rank| base.p(rank as usize) * ranks.len() as f64).collect();
        let (mut low, mut high): (Vec<usize>, Vec<usize>) = (0..ranks.len()).partition(|&i| height[i] < 1.0);
        let mut columns: Vec<(u64, u32)> = ranks.iter().map(|&rank| (u64::MAX, rank)).collect();
        while let (Some(short), Some(&tall)) = (low.pop(), high.last()) {
            columns[short] = ((height[short] * 2f64.powi(64)) as u64, ranks[tall]);
            height[tall] -= 1.0 - height[short];
            if height[tall] < 1.0 {
                high.pop();
                low.push(tall);
            }
        }
        Alias { ranks, columns }
    }

    /// The rank for 64 random bits: the upper part of their product chooses a column, the lower part a
    /// place in it.
    fn rank(&self, bits: u64) -> usize {
        let product = u128::from(bits) * self.ranks.len() as u128;
        let column = (product >> 64) as usize;
        let (share, other) = self.columns[column];
        (if (product as u64) < share { self.ranks[column] } else { other }) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Proposal;

    #[test]
    fn every_sequence_of_draws_once_gives_the_exact_values() {
        // Two equal outcomes: the first bit decides. Three draws and an opponent.
        let base = Base::from_weights(&[1.0, 1.0]).unwrap();
        let simulation = Simulation::new(&base, Draws::new(3.0).unwrap());
        let mut bits = (0u64..16).flat_map(|sequence| (0..4).map(move |i| (sequence >> i & 1) << 63));
        let tally = simulation.run(16, &mut || bits.next().unwrap());
        assert!(bits.next().is_none(), "n + 1 calls a time");
        for finding in simulation.findings(&tally) {
            assert!((finding.simulated - finding.exact).abs() < 1e-15, "{finding:?}");
            let unbiased = finding.expected_error * (16f64 / 15.0).sqrt();
            assert!((finding.standard_error.unwrap() - unbiased).abs() < 1e-15, "{finding:?}");
            assert!(finding.z.unwrap_or_default().abs() < 1e-12, "{finding:?}");
        }
    }

    #[test]
    fn every_sequence_from_a_proposal_gives_the_exact_values() {
        // Drawn from the upper two of four equal outcomes, where the first bit decides; the opponent, from all four, takes
        // two bits.
        let base = Base::from_weights(&[1.0; 4]).unwrap();
        let proposal = Proposal { weights: Some(vec![0.0, 0.0, 1.0, 1.0]), ..Proposal::default() };
        let proposed = proposal.over(&base).unwrap();
        let drawing = Drawing { base: &base, proposed: Some(&proposed) };
        let simulation = Simulation::new(drawing, Draws::new(2.0).unwrap());
        let mut bits = (0u64..16).flat_map(|sequence| {
            let own = (0..2).map(move |i| (sequence >> i & 1) << 63);
            own.chain([(sequence >> 2) << 62])
        });
        let tally = simulation.run(16, &mut || bits.next().unwrap());
        let findings = simulation.findings(&tally);
        let exact: Vec<(&str, f64)> = findings.iter().map(|finding| (finding.name, finding.exact)).collect();
        // pi = (0, 0, 1/4, 3/4): against p = 1/4 each.
        let kl = 0.75 * 3f64.ln();
        let expected =
            [("win_rate", 0.8125), ("expected_reward", 3.75), ("kl", kl), ("top_probability", 0.75)];
        assert_eq!(exact.len(), expected.len(), "{exact:?}");
        for ((name, value), (wanted, number)) in exact.into_iter().zip(expected) {
            assert!(name == wanted && (value / number - 1.0).abs() < 1e-15, "{name} {value}");
        }
        for finding in findings {
            assert!((finding.simulated - finding.exact).abs() < 1e-15, "{finding:?}");
            let unbiased = finding.expected_error * (16f64 / 15.0).sqrt();
            assert!((finding.standard_error.unwrap() - unbiased).abs() < 1e-15, "{finding:?}");
        }
    }

    #[test]
    fn the_alias_table_holds_every_mass() {
        let weights = [0.5, 0.0, 0.25, 0.2, 0.05];
        let base = Base::from_weights(&weights).unwrap();
        let alias = Alias::new(&base);
        let mut mass = [0.0; 5];
        for (own, &(share, other)) in alias.ranks.iter().zip(&alias.columns) {
            let share = share as f64 / 2f64.powi(64) / alias.ranks.len() as f64;
            mass[*own as usize] += share;
            mass[other as usize] += 1.0 / alias.ranks.len() as f64 - share;
        }
        assert!(mass.iter().zip(weights).all(|(found, wanted)| (found - wanted).abs() < 1e-15), "{mass:?}");
        assert_eq!((alias.rank(0), alias.rank(u64::MAX)), (0, alias.rank(u64::MAX)));
    }
}
