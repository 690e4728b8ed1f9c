//! Intervals, bands, pass@k and the reward frontier: against their definitions with 30 digits, and where they must not be.

use bon::pool::{
    BestOf, Curves, Interval, Range, Ranked, RankedDraw, RankedPool, RewardFrontier, Sample, TAIL,
    best_interval, pass_at_k, pass_hat_k,
};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde::Deserialize;

#[derive(Deserialize)]
struct Oracle {
    intervals: Vec<Mean>,
    passes: Vec<Pass>,
    frontiers: Vec<Frontier>,
}

#[derive(Deserialize)]
struct Mean {
    value: Vec<f64>,
    weight: Vec<f64>,
    low: f64,
    high: f64,
    tail: f64,
    ends: [String; 2],
    unbounded: Option<[String; 2]>,
}

#[derive(Deserialize)]
struct Pass {
    solved: u64,
    draws: u64,
    k: u64,
    at: String,
    hat: String,
}

#[derive(Deserialize)]
struct Frontier {
    reward: Vec<f64>,
    tilt: Option<f64>,
    kl: String,
    gain: String,
    effective: String,
}

fn oracle() -> Oracle {
    serde_json::from_str(include_str!("../oracle/intervals.json")).unwrap()
}

#[track_caller]
fn agrees(found: f64, expected: &str, within: f64, scale: f64, what: &str) {
    let expected: f64 = expected.parse().unwrap();
    let scale = scale.max(expected.abs());
    assert!((found - expected).abs() <= within * scale, "{what}: {found:e} not {expected:e}");
}

#[test]
fn intervals_agree_with_their_definition() {
    let Oracle { intervals, .. } = oracle();
    assert!(intervals.len() >= 20 && intervals.iter().filter(|case| case.unbounded.is_some()).count() >= 10);
    for Mean { value, weight, low, high, tail, ends, unbounded } in intervals {
        let sample = Sample::new(&value, &weight).unwrap();
        let what = format!("{value:?} {weight:?} {tail}");
        let found = sample.interval(Range { low, high }, tail).unwrap();
        agrees(found.low, &ends[0], 1e-11, 0.0, &what);
        agrees(found.high, &ends[1], 1e-11, 0.0, &what);
        let found = sample.interval(Range::ANY, tail);
        assert_eq!(found.is_some(), unbounded.is_some(), "{what}");
        if let (Some(found), Some(ends)) = (found, unbounded) {
            // The quantile of Student's t is right to some 1e-9.
            let width = found.width();
            agrees(found.low, &ends[0], 1e-7, width, &what);
            agrees(found.high, &ends[1], 1e-7, width, &what);
        }
    }
}

#[test]
fn passes_agree_with_fractions() {
    let Oracle { passes, .. } = oracle();
    assert!(passes.len() >= 15);
    for Pass { solved, draws, k, at, hat } in passes {
        let what = format!("{solved} of {draws}, k = {k}");
        agrees(pass_at_k(solved, draws, k).unwrap(), &at, 1e-15, 0.0, &what);
        agrees(pass_hat_k(solved, draws, k).unwrap(), &hat, 1e-15, 1e-300, &what);
    }
}

#[test]
fn frontiers_agree_with_their_definition() {
    for Frontier { reward, tilt, kl, gain, effective } in oracle().frontiers {
        let frontier = RewardFrontier::new(&reward).unwrap();
        let found = frontier.at_tilt(tilt.unwrap_or(f64::INFINITY));
        let what = format!("{reward:?} {tilt:?}");
        agrees(found.kl, &kl, 1e-12, 1e-300, &what);
        agrees(found.gain, &gain, 1e-12, 1e-300, &what);
        agrees(found.draws_effective, &effective, 1e-12, 0.0, &what);
        // And back from its KL.
        if found.kl > 1e-8 {
            let back = frontier.at_kl(found.kl);
            assert!((back.kl - found.kl).abs() <= 1e-9 * found.kl, "{what}: {back:?} {found:?}");
            assert!((back.gain - found.gain).abs() <= 1e-6 * found.gain, "{what}: {back:?} {found:?}");
        }
    }
    assert!(RewardFrontier::new(&[]).is_none() && RewardFrontier::new(&[f64::NAN]).is_none());
    assert!(RewardFrontier::new(&[-1e308, 1e308]).is_none());
}

#[test]
fn no_policy_made_of_the_pool_gains_more_at_its_kl() {
    let rewards: Vec<f64> = (0..40).map(|i| f64::from(i * 7 % 13)).collect();
    let frontier = RewardFrontier::new(&rewards).unwrap();
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    for _ in 0..500 {
        let weights: Vec<f64> =
            rewards.iter().map(|r| (r * (rng.next_u32() % 9) as f64 / 30.0).exp()).collect();
        let total: f64 = weights.iter().sum();
        let terms = || weights.iter().map(|w| w / total);
        let kl: f64 = terms().map(|p| p * (p * 40.0).ln()).sum();
        let gain: f64 = terms().zip(&rewards).map(|(p, r)| (p - 1.0 / 40.0) * r).sum();
        assert!(frontier.at_kl(kl).gain >= gain - 1e-9, "{kl} {gain}");
    }
}

#[test]
fn intervals_know_what_is_certain() {
    let ones = |count: usize| Sample::new(&vec![1.0; count], &vec![1.0; count]).unwrap();
    let solved = ones(12).interval(Range::RATE, TAIL).unwrap();
    // 12 of 12: down to the rate at which that happens one time in 40.
    assert!((solved.low.powi(12) / 0.025 - 1.0).abs() < 0.06 && solved.high == 1.0, "{solved:?}");
    assert!(ones(400).interval(Range::RATE, TAIL).unwrap().low < 0.993);
    // Without known ends, prompts that are all alike show nothing; a range of one number is certain.
    assert_eq!(ones(12).interval(Range::ANY, TAIL), None);
    assert_eq!(
        ones(12).interval(Range { low: 1.0, high: 1.0 }, TAIL),
        Some(Interval { low: 1.0, high: 1.0 })
    );
    let half_known = Range { low: 0.0, high: f64::INFINITY };
    let sample = Sample::new(&[0.1, 0.0, 3.0], &[1.0; 3]).unwrap();
    assert_eq!(sample.interval(half_known, TAIL).unwrap().low, 0.0);
}

#[test]
fn intervals_stay_inside_and_hold_the_mean() {
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    for case in 0..3000 {
        let count = 1 + rng.next_u32() as usize % 30;
        let kinds = 1 + rng.next_u32() % 8;
        let uniform = |rng: &mut ChaCha8Rng| f64::from(rng.next_u32() % (kinds + 1)) / f64::from(kinds);
        let scale = 10f64.powi(case % 25 - 12);
        let values: Vec<f64> = (0..count).map(|_| scale * uniform(&mut rng).powi(case % 4 + 1)).collect();
        let weights: Vec<f64> =
            (0..count).map(|_| f64::from(1 + rng.next_u32() % 5).powi(case % 3)).collect();
        let sample = Sample::new(&values, &weights).unwrap();
        let range = Range::up_to(scale);
        let Interval { low, high } = sample.interval(range, TAIL).unwrap();
        assert!(0.0 <= low && low <= sample.mean() && sample.mean() <= high && high <= scale, "{low} {high}");
        assert!(high - low > 1e-3 * scale, "{values:?} {weights:?}");
        // Twice the values and the weights: twice the interval.
        let twice: Vec<f64> = values.iter().map(|value| 2.0 * value).collect();
        let heavier: Vec<f64> = weights.iter().map(|weight| 4.0 * weight).collect();
        let doubled =
            Sample::new(&twice, &heavier).unwrap().interval(Range::up_to(2.0 * scale), TAIL).unwrap();
        assert!(
            (doubled.low - 2.0 * low).abs() <= 1e-12 * scale
                && (doubled.high - 2.0 * high).abs() <= 1e-12 * scale
        );
        // More certain, wider.
        let wider = sample.interval(range, 0.005).unwrap();
        assert!(wider.low <= low && high <= wider.high);
    }
}

#[test]
fn wrong_samples_are_refused() {
    let error = |values: &[f64], weights: &[f64]| Sample::new(values, weights).unwrap_err().to_string();
    assert!(error(&[], &[]).contains("at least one value"));
    assert!(error(&[1.0], &[0.0]).contains("at least one value"));
    assert!(error(&[1.0], &[1.0, 2.0]).contains("1 values and 2 weights"));
    assert!(error(&[1.0, f64::NAN], &[1.0; 2]).contains("value 2 is NaN"));
    assert!(error(&[1.0], &[-1.0]).contains("weight 1 is -1"));
    // A value of weight 0 does not count.
    let sample = Sample::new(&[0.0, 1.0], &[0.0, 2.0]).unwrap();
    assert_eq!((sample.mean(), sample.effective()), (1.0, 1.0));
}

#[test]
fn a_band_is_wider_than_its_intervals_and_the_same_in_any_order() {
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let values: Vec<Vec<f64>> =
        (0..8).map(|_| (0..30).map(|_| f64::from(rng.next_u32() % 100) / 100.0).collect()).collect();
    let curves = Curves::new(&values, &[1.0; 30]).unwrap();
    let ranges = [Range::RATE; 8];
    let band = curves.band(&ranges, 9);
    // Eight curves that have nothing to do with each other: about 0.05/8 outside, half of it on each side.
    assert!((0.0025..0.0042).contains(&band.tail), "{}", band.tail);
    for (point, interval) in curves.points().iter().zip(&band.intervals) {
        let (one, all) = (point.interval(Range::RATE, TAIL).unwrap(), interval.unwrap());
        assert!(all.low < one.low && one.high < all.high);
    }
    let backwards: Vec<f64> = (0..2000).rev().map(|resample| curves.largest_deviation(9, resample)).collect();
    assert_eq!(curves.band_from(&ranges, backwards), band);
    assert_ne!(curves.band(&ranges, 10).tail, band.tail);
    // The same curve eight times is one curve.
    let same = Curves::new(&vec![values[0].clone(); 8], &[1.0; 30]).unwrap().band(&ranges, 9);
    assert!((same.tail - 0.025).abs() < 0.004, "{}", same.tail);
}

#[test]
fn one_pool_has_intervals_at_every_n() {
    let draws: Vec<RankedDraw> =
        (0..24).map(|i| RankedDraw { reward: f64::from(i * i % 7), logprob: None, answer: None }).collect();
    let pool = RankedPool::new(draws.clone()).unwrap();
    let tied = RankedPool::new(vec![draws[0]; 24]).unwrap();
    let ranked: Vec<Ranked> =
        draws.iter().map(|draw| Ranked { reward: draw.reward, value: -draw.reward }).collect();
    for n in [2, 12, 23, 24] {
        let best_of = BestOf::new(n).unwrap();
        let kl = pool.kl_interval(&best_of, 1).unwrap();
        assert!(kl.holds(pool.at(&best_of).unwrap().kl) && kl.low >= 0.0 && kl.high <= best_of.bound());
        assert!(kl.width() > 0.0 && pool.kl_interval(&best_of, 1).unwrap() == kl);
        let unseen = tied.kl_interval(&best_of, 1).unwrap();
        assert!(unseen.low == 0.0 && unseen.high >= tied.kl_unseen(&best_of), "{unseen:?}");
        let win_rate = pool.win_rate_interval(&best_of, 0.6, 1).unwrap();
        assert!(win_rate.holds(0.6) && win_rate.low >= 0.5 && win_rate.high <= best_of.win_rate_limit());
        // A second reward that falls where the first one rises.
        let gold = best_interval(&ranked, n, Range { low: -6.0, high: 0.0 }, 1).unwrap();
        assert!(gold.low >= -6.0 && gold.high < 0.0 && gold.width() > 0.0);
    }
    let beyond = BestOf::new(25).unwrap();
    assert!(pool.kl_interval(&beyond, 1).is_none() && pool.win_rate_interval(&beyond, 0.8, 1).is_none());
    let certain = RankedDraw { reward: 0.0, logprob: Some(0.0), answer: Some(0) };
    let certain = RankedPool::new(vec![certain; 24]).unwrap();
    let kl = certain.kl_interval(&BestOf::new(8).unwrap(), 1).unwrap();
    assert!(kl.low == 0.0 && kl.high < 1e-11, "{kl:?}");
}
