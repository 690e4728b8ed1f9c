//! How often the intervals from one pool hold the truth.

use std::fmt::Write;

use bon::pool::{BestOf, Draw, Interval, Pool, Range, Ranked, best_interval};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::laws::{Law, laws, normal, uniform};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/bon/simulations/tables/one_pool.txt");
const TABLE: &str = include_str!("tables/one_pool.txt");

const HEADING: &str = "\
# Intervals of 95 % from the N draws of one prompt: how often they hold the truth, and their mean width, in 200 pools each.
# kl: without, then with log-probabilities; mean reward with its ends known for the first kind of law, unknown for the second.
# law                            N    n | kl     width | known  width | win    width | reward width
";

/// How often something was held, and how wide it was.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    count: f64,
    held: f64,
    width: f64,
}

impl Held {
    fn add(&mut self, interval: Interval, truth: f64) {
        self.count += 1.0;
        self.held += f64::from(u8::from(interval.holds(truth)));
        self.width += interval.width();
    }

    fn share(&self) -> f64 {
        self.held / self.count
    }

    fn write(&self, line: &mut String) {
        if self.count > 0.0 {
            let _ = write!(line, " | {:5.3} {:7.4}", self.share(), self.width / self.count);
        } else {
            *line += " |     -       -";
        }
    }
}

struct Row {
    name: String,
    size: usize,
    n: u64,
    held: [Held; 4],
}

impl Row {
    fn line(&self) -> String {
        let mut line = format!("{:28} {:4} {:4}", self.name, self.size, self.n);
        self.held.iter().for_each(|held| held.write(&mut line));
        line + "\n"
    }
}

fn grid(size: usize) -> [u64; 4] {
    [2, size as u64 / 4, size as u64 * 3 / 4, size as u64]
}

/// Pools of a law of answers.
fn of_law(law: &Law, size: usize, pools: usize, seed: u64) -> Vec<Row> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut rows: Vec<Row> = grid(size)
        .map(|n| Row { name: law.name.clone(), size, n, held: [Held::default(); 4] })
        .into_iter()
        .collect();
    let exact: Vec<_> = rows.iter().map(|row| law.exact(row.n)).collect();
    for pool in 0..pools as u64 {
        let ranks = law.draw(size, &mut rng);
        let (rewards_only, known) = (law.pool(&ranks, false), law.pool(&ranks, true));
        let draws: Vec<Draw> = ranks
            .iter()
            .map(|&rank| Draw { reward: law.reward(rank), logprob: Some(-1.0), gold: None })
            .collect();
        let plain = Pool::new(draws.clone()).unwrap();
        let ranked: Vec<Ranked> =
            draws.iter().map(|draw| Ranked { reward: draw.reward, value: draw.reward }).collect();
        for (row, exact) in rows.iter_mut().zip(&exact) {
            let best_of = BestOf::new(row.n).unwrap();
            row.held[0].add(rewards_only.kl_interval(&best_of, pool).unwrap(), exact.kl);
            row.held[1].add(known.kl_interval(&best_of, pool).unwrap(), exact.kl);
            if let Some(rate) = plain.estimate(&best_of).unwrap().win_rate {
                let interval = rewards_only.win_rate_interval(&best_of, rate, pool).unwrap();
                row.held[2].add(interval, exact.win_rate);
            }
            let interval = best_interval(&ranked, row.n, law.range(), pool).unwrap();
            row.held[3].add(interval, exact.expected_reward);
        }
    }
    rows
}

/// A continuous law of rewards by its quantiles and its draws.
struct Continuous {
    name: &'static str,
    draw: fn(&mut ChaCha8Rng) -> f64,
    /// P(reward > x).
    above: fn(f64) -> f64,
    /// Where the law lies but for 1e-12.
    from: f64,
    to: f64,
}

const CONTINUOUS: [Continuous; 3] = [
    Continuous {
        name: "exponential reward",
        draw: |rng| -(1.0 - uniform(rng)).ln(),
        above: |x| (-x).exp(),
        from: 0.0,
        to: 40.0,
    },
    Continuous {
        name: "logistic reward",
        draw: |rng| {
            let u = uniform(rng).max(1e-300);
            (u / (1.0 - u)).ln()
        },
        above: |x| 1.0 / (1.0 + x.exp()),
        from: -40.0,
        to: 40.0,
    },
    Continuous { name: "normal reward", draw: normal, above: normal_tail, from: -9.0, to: 9.0 },
];

fn normal_tail(x: f64) -> f64 {
    use statrs::distribution::{ContinuousCDF, Normal};
    Normal::standard().sf(x)
}

impl Continuous {
    /// The mean of the best of n: the low end and the integral of 1 - F^n from there.
    fn mean(&self, n: u64) -> f64 {
        const STEPS: usize = 40_000;
        let step = (self.to - self.from) / STEPS as f64;
        let beyond = |i: usize| {
            let above = (self.above)(self.from + (i as f64 + 0.5) * step);
            -(n as f64 * (-above).ln_1p()).exp_m1()
        };
        self.from + step * (0..STEPS).map(beyond).sum::<f64>()
    }
}

fn of_continuous(law: &Continuous, size: usize, pools: usize, seed: u64) -> Vec<Row> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut rows: Vec<Row> = grid(size)
        .map(|n| Row { name: law.name.to_owned(), size, n, held: [Held::default(); 4] })
        .into_iter()
        .collect();
    let truth: Vec<f64> = rows.iter().map(|row| law.mean(row.n)).collect();
    for pool in 0..pools as u64 {
        let draw = |_| (law.draw)(&mut rng);
        let draws: Vec<Ranked> = (0..size).map(draw).map(|reward| Ranked { reward, value: reward }).collect();
        for (row, truth) in rows.iter_mut().zip(&truth) {
            row.held[3].add(best_interval(&draws, row.n, Range::ANY, pool).unwrap(), *truth);
        }
    }
    rows
}

#[test]
#[ignore = "makes the table, some minutes"]
fn one_pool_table() {
    let mut table = HEADING.to_owned();
    for size in [16, 64] {
        for (at, law) in laws().iter().enumerate() {
            let rows = of_law(law, size, 200, (100 * size + at) as u64);
            rows.iter().for_each(|row| table += &row.line());
        }
        for (at, law) in CONTINUOUS.iter().enumerate() {
            let rows = of_continuous(law, size, 200, (100 * size + at) as u64);
            rows.iter().for_each(|row| table += &row.line());
        }
    }
    std::fs::write(FILE, table).unwrap();
}

#[test]
fn the_table_keeps_its_targets() {
    let rows: Vec<Vec<Option<f64>>> = TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let held = |part: &str| part.split_whitespace().next().unwrap().parse().ok();
            line.split('|').skip(1).map(held).collect()
        })
        .collect();
    assert_eq!(rows.len(), 2 * 4 * (21 + 3));
    let all: Vec<f64> = rows.iter().flatten().filter_map(|held| *held).collect();
    assert_eq!(all.len(), 2 * (21 * (4 * 3 + 3) + 3 * 4));
    // One has 0.92 by chance where 0.95 is true; the other is a staircase at n = N.
    assert!(all.iter().all(|held| *held >= 0.91), "{all:?}");
    assert!(all.iter().filter(|held| **held < 0.93).count() <= 2, "{all:?}");
}

#[test]
fn small_simulations_hold_the_truth() {
    let laws = [
        Law::tied("verifier", &[0.7, 0.3], 40),
        Law::tied("ratings", &[0.2, 0.4, 0.3, 0.1], 3),
        Law::ranked("staircase", &[0.5, 0.25, 0.125, 0.0625, 0.0625]),
    ];
    let rows = laws.iter().flat_map(|law| of_law(law, 24, 40, 5));
    for row in rows.chain(of_continuous(&CONTINUOUS[1], 24, 40, 5)) {
        for held in row.held.iter().filter(|held| held.count > 0.0) {
            // 40 pools at 95 %: below 0.85 with a chance of 1 %.
            assert!(held.share() >= 0.85, "{} {}: {:?}", row.name, row.n, row.held);
        }
    }
}
