//! Pools of logged draws: against exact rational arithmetic, against every subset listed, and against bases whose KL is
//! known.

use bon::pool::{
    Averages, BestOf, Draw, Interval, MANY_PROMPTS, Member, Point, Pool, average, subset_weights,
};
use bon::{Base, Draws, Evaluation, Policy, d_n};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde::Deserialize;

#[derive(Deserialize)]
struct Reference {
    weights: Vec<Weights>,
    tied: Vec<Tied>,
    pools: Vec<Listed>,
}

#[derive(Deserialize)]
struct Weights {
    draws: usize,
    n: u64,
    weights: Vec<(usize, String)>,
}

#[derive(Deserialize)]
struct Tied {
    blocks: Vec<usize>,
    n: u64,
    weights: Vec<String>,
}

#[derive(Deserialize)]
struct Listed {
    reward: Vec<f64>,
    logprob: Vec<f64>,
    gold: Vec<f64>,
    n: u64,
    kl: String,
    expected_reward: String,
    expected_gold: String,
    win_rate: Option<String>,
    draws_effective: String,
}

fn reference() -> Reference {
    serde_json::from_str(include_str!("../oracle/pool.json")).unwrap()
}

#[track_caller]
fn agrees(found: f64, expected: &str, within: f64, what: &str) {
    let expected: f64 = expected.parse().unwrap();
    assert!((found - expected).abs() <= within * expected.abs(), "{what}: {found:e} not {expected:e}");
}

#[test]
fn subset_weights_agree_with_rational_arithmetic() {
    let Reference { weights, tied, .. } = reference();
    assert!(weights.iter().any(|case| case.draws == 10_000) && weights.len() >= 18);
    for Weights { draws, n, weights } in weights {
        let rewards: Vec<f64> = (0..draws).map(|j| j as f64).collect();
        let found = subset_weights(&rewards, n).unwrap();
        for (rank, expected) in weights {
            agrees(found[rank - 1], &expected, 1e-13, &format!("draw {rank} of {draws}, n = {n}"));
        }
        assert!((found.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{draws} {n}");
    }
    for Tied { blocks, n, weights } in tied {
        let rewards: Vec<f64> =
            blocks.iter().enumerate().flat_map(|(i, &size)| std::iter::repeat_n(i as f64, size)).collect();
        let found = subset_weights(&rewards, n).unwrap();
        let mut end = 0;
        for (size, expected) in blocks.iter().zip(weights) {
            agrees(found[end], &expected, 1e-13, &format!("{blocks:?}, n = {n}"));
            end += size;
            assert_eq!(found[end - 1], found[end - size]);
        }
    }
    assert_eq!(subset_weights(&[1.0, 2.0], 3), None);
    assert_eq!(subset_weights(&[1.0, 2.0], 0), None);
}

#[test]
fn small_pools_agree_with_every_subset_listed() {
    for case in reference().pools {
        let Listed { reward, logprob, gold, n, .. } = &case;
        let draws = reward.iter().zip(logprob).zip(gold).rev();
        let pool = Pool::new(
            draws
                .map(|((&reward, &logprob), &gold)| Draw { reward, logprob: Some(logprob), gold: Some(gold) })
                .collect(),
        )
        .unwrap();
        let point = pool.estimate(&BestOf::new(*n).unwrap()).unwrap();
        let what = |name: &str| format!("{name} of {reward:?} at n = {n}");
        agrees(point.kl.unwrap(), &case.kl, 1e-12, &what("KL"));
        agrees(point.reward, &case.expected_reward, 1e-12, &what("reward"));
        agrees(point.gold.unwrap(), &case.expected_gold, 1e-12, &what("gold"));
        agrees(point.draws_effective, &case.draws_effective, 1e-12, &what("draws"));
        assert_eq!(point.win_rate.is_some(), case.win_rate.is_some(), "{}", what("win rate"));
        if let (Some(found), Some(expected)) = (point.win_rate, &case.win_rate) {
            agrees(found, expected, 1e-12, &what("win rate"));
        }
        assert!(pool.estimate(&BestOf::new(pool.len() as u64 + 1).unwrap()).is_none());
    }
}

#[test]
fn sequences_of_hundreds_of_tokens_do_not_underflow() {
    let pool =
        Pool::new((0..8).map(|i| Draw { reward: f64::from(i), logprob: Some(-900.0), gold: None }).collect())
            .unwrap();
    for n in [1, 2, 8] {
        let best_of = BestOf::new(n).unwrap();
        let point = pool.estimate(&best_of).unwrap();
        assert!((point.kl.unwrap() - best_of.bound()).abs() <= 1e-15 * best_of.bound());
        for logprob in [-900.0, -40.0, -18.0, -20.0, -1.0, -1e-12, 0.0] {
            assert_eq!(best_of.d_n(logprob), d_n(Draws::new(n as f64).unwrap(), logprob));
        }
    }
}

/// A base with its draws: outcomes by rank.
struct Known {
    base: Base,
    exact: Vec<Evaluation>,
}

impl Known {
    fn new(weights: &[f64], rewards: &[f64], n: &[u64]) -> Known {
        let base = Base::with_rewards(weights, rewards).unwrap();
        let exact = n.iter().map(|&n| Policy::new(&base, Draws::new(n as f64).unwrap()).evaluate()).collect();
        Known { base, exact }
    }

    fn draw(&self, size: usize, rng: &mut ChaCha8Rng) -> Pool {
        let draw = |_| {
            let mut u = rng.next_u64() as f64 / 2f64.powi(64);
            let mut rank = 0;
            while rank + 1 < self.base.len() && u >= self.base.p(rank) {
                u -= self.base.p(rank);
                rank += 1;
            }
            Draw {
                reward: self.base.reward(rank),
                logprob: Some(self.base.p(rank).ln()),
                gold: Some(-self.base.reward(rank)),
            }
        };
        Pool::new((0..size).map(draw).collect()).unwrap()
    }
}

/// Standard errors by which the mean of `values` misses `expected`.
fn z_score(values: &[f64], expected: f64) -> f64 {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0);
    (mean - expected) / (variance / count).sqrt().max(1e-14 * expected.abs()).max(1e-300)
}

#[test]
fn estimates_are_unbiased() {
    let n = [1, 2, 5, 16, 23];
    let zipf: Vec<f64> = (1..=30).map(|k| 1.0 / f64::from(k)).collect();
    let ranks: Vec<f64> = (1..=30).map(f64::from).collect();
    let tied = [0.0, 0.0, 1.0, 1.0, 1.0, 5.0];
    let known = [
        Known::new(&zipf, &ranks, &n),
        Known::new(&[0.3, 0.2, 0.2, 0.1, 0.1, 0.1], &tied, &n),
        Known::new(&[0.97, 0.02, 0.01], &[1.0, 2.0, 3.0], &n),
    ];
    let mut rng = ChaCha8Rng::seed_from_u64(6);
    for Known { base, exact } in &known {
        let known = Known { base: base.clone(), exact: exact.clone() };
        let pools: Vec<Pool> = (0..3000).map(|_| known.draw(24, &mut rng)).collect();
        let collisions: Vec<f64> = pools.iter().map(|pool| pool.collision().unwrap()).collect();
        let collision: f64 = (0..base.len()).map(|rank| base.p(rank).powi(2)).sum();
        assert!(z_score(&collisions, collision).abs() < 4.0);
        for (&n, exact) in n.iter().zip(exact) {
            let best_of = BestOf::new(n).unwrap();
            let points: Vec<Point> = pools.iter().map(|pool| pool.estimate(&best_of).unwrap()).collect();
            type Value = fn(&Point) -> f64;
            let checks: [(&str, Value, f64); 4] = [
                ("KL", |point| point.kl.unwrap(), exact.estimator),
                ("reward", |point| point.reward, exact.expected_reward),
                ("gold", |point| point.gold.unwrap(), -exact.expected_reward),
                ("win rate", |point| point.win_rate.unwrap(), exact.win_rate),
            ];
            for (what, value, expected) in checks {
                let values: Vec<f64> = points.iter().map(value).collect();
                let z = z_score(&values, expected);
                assert!(z.abs() < 4.0, "{what} at n = {n} misses {expected} by {z} standard errors");
            }
        }
    }
}

/// How often intervals hold the truth: KL, reward and win rate at each n.
fn coverage(intervals: &[Vec<Averages>], truth: &[[f64; 3]]) -> Vec<[f64; 3]> {
    let holds = |interval: Option<Interval>, value: f64| {
        f64::from(u8::from(interval.is_some_and(|ends| ends.low <= value && value <= ends.high)))
    };
    let count = intervals.len() as f64;
    let at = |i: usize, truth: &[f64; 3]| {
        let mut held = [0.0; 3];
        for averages in intervals {
            held[0] += holds(averages[i].kl.unwrap().1, truth[0]) / count;
            held[1] += holds(averages[i].reward.1, truth[1]) / count;
            held[2] += holds(averages[i].win_rate.unwrap().1, truth[2]) / count;
        }
        held
    };
    truth.iter().enumerate().map(|(i, truth)| at(i, truth)).collect()
}

fn truth(known: &[Known], at: usize) -> [f64; 3] {
    let mean = |value: fn(&Evaluation) -> f64| {
        known.iter().map(|known| value(&known.exact[at])).sum::<f64>() / known.len() as f64
    };
    [mean(|e| e.estimator), mean(|e| e.expected_reward), mean(|e| e.win_rate)]
}

/// How often intervals hold the truth when prompts are very unlike: how many prompts, and the share for KL, reward and
/// win rate. docs/samples.md and the notice of `estimate` go by it.
const COVERAGE: [(usize, [f64; 3]); 6] = [
    (4, [0.865, 0.900, 0.9125]),
    (8, [0.8375, 0.9425, 0.8975]),
    (12, [0.8675, 0.9625, 0.925]),
    (20, [0.9125, 0.9275, 0.930]),
    (40, [0.9325, 0.9725, 0.930]),
    (80, [0.955, 0.9575, 0.940]),
];

#[test]
fn bootstrap_intervals_cover_as_often_as_is_said() {
    let n = [8];
    // From nearly sure to evenly spread: a few of them make most of the scatter.
    let population: Vec<Known> = (0..40)
        .map(|i| {
            let weights: Vec<f64> =
                (0..6 + i % 9).map(|k| f64::from(k + 1).powf(-0.2 * f64::from(i % 7))).collect();
            let rewards: Vec<f64> = (0..weights.len()).map(|k| ((k * 7 + i as usize) % 5) as f64).collect();
            Known::new(&weights, &rewards, &n)
        })
        .collect();
    let best_of = n.map(|n| BestOf::new(n).unwrap());
    let truth: Vec<[f64; 3]> = (0..n.len()).map(|at| truth(&population, at)).collect();
    for (prompts, said) in COVERAGE {
        let mut rng = ChaCha8Rng::seed_from_u64(11);
        let intervals: Vec<Vec<Averages>> = (0..400)
            .map(|seed| {
                let points: Vec<Vec<Point>> = (0..prompts)
                    .map(|_| {
                        let known = &population[rng.next_u32() as usize % population.len()];
                        let pool = known.draw(16, &mut rng);
                        best_of.iter().map(|best_of| pool.estimate(best_of).unwrap()).collect()
                    })
                    .collect();
                let members: Vec<Member<'_>> =
                    points.iter().map(|points| Member { weight: 1.0, points }).collect();
                average(&best_of, &members, seed, &mut |_| ())
            })
            .collect();
        let [found] = coverage(&intervals, &truth)[..] else { panic!("one n") };
        for (found, said) in found.iter().zip(said) {
            // The same seeds give the same rates but for rounding.
            assert!((found - said).abs() <= 0.01, "{prompts} prompts: {found:?}, said to be {said:?}");
        }
        // What makes it worth a notice that prompts are few.
        let is_fine = found.iter().all(|&rate| rate >= 0.925);
        assert_eq!(is_fine, prompts >= MANY_PROMPTS, "{prompts} prompts: {found:?}");
    }
}

#[test]
fn jackknife_intervals_cover_at_the_stated_rate() {
    let n = [2, 8, 32];
    let weights: Vec<f64> = (1..=60).map(|k| 1.0 / f64::from(k)).collect();
    let rewards: Vec<f64> = (1..=60).map(|k| f64::from(k * 7 % 61 / 2)).collect();
    let known = Known::new(&weights, &rewards, &n);
    let best_of = n.map(|n| BestOf::new(n).unwrap());
    let mut rng = ChaCha8Rng::seed_from_u64(12);
    let intervals: Vec<Vec<Averages>> = (0..1000)
        .map(|_| {
            let pool = known.draw(256, &mut rng);
            best_of.iter().map(|best_of| pool.average(best_of).unwrap()).collect()
        })
        .collect();
    let known = [known];
    let truth: Vec<[f64; 3]> = (0..n.len()).map(|at| truth(&known, at)).collect();
    for (n, rates) in n.iter().zip(coverage(&intervals, &truth)) {
        for rate in rates {
            assert!((0.92..=0.985).contains(&rate), "n = {n}: {rates:?}");
        }
    }
}

#[test]
fn averages_are_weighted_and_intervals_repeat_with_their_seed() {
    let one = [BestOf::new(1_000_000).unwrap()];
    let point = |kl: f64| Point {
        kl: Some(kl),
        reward: 2.0 * kl,
        reward_rest: 0.0,
        gold: None,
        gold_rest: 0.0,
        win_rate: Some(0.5),
        draws_effective: 4.0,
    };
    let points: Vec<[Point; 1]> = (0..20).map(|i| [point(f64::from(i * i % 11))]).collect();
    let members: Vec<Member<'_>> =
        points.iter().enumerate().map(|(i, points)| Member { weight: 1.0 + i as f64, points }).collect();
    let [first] = average(&one, &members, 3, &mut |_| ())[..] else { panic!("one n") };
    let weighted = |i: usize| (1.0 + i as f64) * f64::from((i * i % 11) as u32);
    let expected = (0..20).map(weighted).sum::<f64>() / 210.0;
    assert!((first.kl.unwrap().0 - expected).abs() < 1e-12);
    let Interval { low, high } = first.kl.unwrap().1.unwrap();
    assert!(low < expected && expected < high);
    // The effective number of draws of equal pools under these weights.
    let squares: f64 = (1..=20).map(|w| (f64::from(w) / 210.0).powi(2)).sum();
    assert!((first.draws_effective - 4.0 / squares).abs() < 1e-9);
    assert_eq!(average(&one, &members, 3, &mut |_| ()), [first]);
    assert_ne!(average(&one, &members, 4, &mut |_| ())[0].kl.unwrap().1, first.kl.unwrap().1);
    assert_eq!(average(&one, &members[..1], 3, &mut |_| ())[0].kl, Some((0.0, None)));
    // Many prompts are drawn in groups; the interval shrinks with their number.
    let many: Vec<Member<'_>> = members.iter().copied().cycle().take(20_000).collect();
    let wide = average(&one, &many, 3, &mut |_| ())[0].kl.unwrap();
    assert!((wide.0 - expected).abs() < 1e-9);
    let shrunk = (high - low) / (wide.1.unwrap().high - wide.1.unwrap().low);
    assert!((25.0..45.0).contains(&shrunk), "{shrunk}");
}

#[test]
fn wrong_draws_are_refused() {
    let draw = |reward, logprob, gold| {
        Pool::new(vec![Draw { reward, logprob: Some(logprob), gold }]).map_err(|e| e.to_string())
    };
    assert_eq!(Pool::new(Vec::new()).unwrap_err().to_string(), "a pool needs at least one draw");
    assert!(draw(f64::NAN, -1.0, None).unwrap_err().contains("the reward of draw 1 is NaN"));
    assert!(draw(0.0, 0.5, None).unwrap_err().contains("the log-probability of draw 1 is 0.5"));
    assert!(draw(0.0, f64::NEG_INFINITY, None).is_err() && draw(0.0, -1.0, Some(f64::INFINITY)).is_err());
    assert!(BestOf::new(0).is_none());
}
