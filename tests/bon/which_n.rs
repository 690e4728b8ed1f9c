//! What a curve says about n, two logs on the same prompts, and the verdict on the formula.

use bon::pool::{
    BestOf, Question, Range, RankedDraw, RankedPoint, RankedPool, Settled, paired, verdict, which_n,
};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

fn noise(rng: &mut ChaCha8Rng) -> f64 {
    (0..12).map(|_| rng.next_u64() as f64 / 2f64.powi(64)).sum::<f64>() - 6.0
}

const N: [u64; 6] = [1, 2, 4, 8, 16, 32];

/// Prompts whose value at each n is the mean there, an offset of the prompt, and noise.
fn values(mean: [f64; 6], scatter: f64, prompts: usize, seed: u64) -> Vec<Vec<f64>> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let offsets: Vec<f64> = (0..prompts).map(|_| noise(&mut rng)).collect();
    let at = |mean: f64| offsets.iter().map(|offset| mean + offset + scatter * noise(&mut rng)).collect();
    mean.map(at).into()
}

fn question<'a>(values: &'a [Vec<f64>], weights: &'a [f64]) -> Question<'a> {
    let range = Range::ANY;
    Question { n: &N, values, weights, range, is_ranked_by: false, cost: 0.0, seed: 1 }
}

#[test]
fn a_clear_peak_is_found_and_its_fall_told() {
    let values = values([0.0, 0.5, 1.0, 2.0, 1.0, 0.0], 0.1, 60, 2);
    let choice = which_n(&question(&values, &[1.0; 60])).unwrap();
    assert_eq!((choice.best, choice.falls), (3, true));
    assert_eq!(choice.is_near_best, [false, false, false, true, false, false]);
    let supported = choice.supported.unwrap();
    assert_eq!(supported.at, 3);
    assert!((1.85..2.0).contains(&supported.at_least), "{supported:?}");
    assert!((choice.gain[3] - 2.0).abs() < 0.1 && choice.gain[0] == 0.0 && choice.band[0].is_none());
    assert_eq!(choice.pays, None);
}

#[test]
fn a_flat_curve_supports_no_n() {
    let values = values([0.0; 6], 1.0, 40, 3);
    let choice = which_n(&question(&values, &[1.0; 40])).unwrap();
    assert_eq!((choice.supported, choice.falls), (None, false));
    assert!(choice.is_near_best.iter().all(|is| *is));
    // Not even where no prompt differs from another.
    let alike = vec![vec![1.0; 40]; 6];
    let choice = which_n(&question(&alike, &[1.0; 40])).unwrap();
    assert_eq!((choice.best, choice.supported, choice.falls), (0, None, false));
}

#[test]
fn noise_is_supported_one_time_in_twenty_at_most() {
    let is_supported = |seed: u64| {
        let values = values([0.0; 6], 1.0, 30, 100 + seed);
        let choice = which_n(&question(&values, &[1.0; 30])).unwrap();
        (choice.supported.is_some(), choice.is_near_best[0])
    };
    let found: Vec<(bool, bool)> = (0..200).map(is_supported).collect();
    let (supported, near) =
        found.iter().fold((0, 0), |(s, n), f| (s + usize::from(f.0), n + usize::from(f.1)));
    // One side of 5 %, 200 times; 13 would be 3 standard errors more.
    assert!(supported <= 12, "{supported}");
    assert!(near >= 185, "{near}");
}

#[test]
fn the_cost_of_draws_brings_n_down() {
    let values = values([0.0, 1.0, 1.5, 1.75, 1.875, 1.9375], 0.05, 60, 4);
    let with_cost = |cost: f64| {
        let weights = [1.0; 60];
        which_n(&Question { cost, ..question(&values, &weights) }).unwrap().pays.unwrap()
    };
    assert_eq!((with_cost(1e-6).best, with_cost(0.1).best, with_cost(2.0).best), (5, 2, 0));
    assert_eq!(with_cost(0.1).supported.unwrap().at, 2);
    assert_eq!(with_cost(2.0).supported, None);
}

#[test]
fn two_logs_differ_where_the_band_says_so() {
    let first = values([0.0; 6], 0.3, 50, 5);
    // Far less scatter between the logs than between prompts.
    let mut rng = ChaCha8Rng::seed_from_u64(6);
    let shift = [0.0, 0.01, 0.5, 0.5, -0.5, -0.01];
    let second: Vec<Vec<f64>> = first
        .iter()
        .zip(shift)
        .map(|(values, shift)| values.iter().map(|value| value + shift + 0.2 * noise(&mut rng)).collect())
        .collect();
    let found = paired(&first, &second, &[1.0; 50], &[Range::ANY; 6], 1).unwrap();
    let (above, below) = (Some(Settled::Above), Some(Settled::Below));
    assert_eq!(found.settled, [None, None, above, above, below, None]);
    assert!(found.band.tail < 0.02 && found.band.tail > 0.002, "{}", found.band.tail);
    for (difference, shift) in found.difference.iter().zip(shift) {
        assert!((difference - shift).abs() < 0.12);
    }
    // The same log differs from itself nowhere, and the other way round every sign turns.
    let same = paired(&first, &first, &[1.0; 50], &[Range::ANY; 6], 1).unwrap();
    assert!(same.settled.iter().all(Option::is_none) && same.difference == [0.0; 6]);
    let turned = paired(&second, &first, &[1.0; 50], &[Range::ANY; 6], 1).unwrap();
    assert_eq!(turned.settled, [None, None, below, below, above, None]);
    let short = vec![vec![0.0; 49]; 6];
    assert!(paired(&first, &short, &[1.0; 50], &[Range::ANY; 6], 1).is_err());
}

#[test]
fn the_verdict_names_the_prompts_that_cause_most() {
    let point = |solved: usize| {
        let draw = |i| RankedDraw { reward: f64::from(u8::from(i < solved)), logprob: None, answer: None };
        let pool = RankedPool::new((0..64).map(draw).collect()).unwrap();
        pool.at(&BestOf::new(16).unwrap()).unwrap()
    };
    let distinct = RankedPool::new(
        (0..64).map(|i| RankedDraw { reward: f64::from(i), logprob: None, answer: None }).collect(),
    )
    .unwrap();
    let best_of = BestOf::new(16).unwrap();
    let distinct = distinct.at(&best_of).unwrap();
    let points: Vec<RankedPoint> = vec![distinct, point(32), distinct, point(2), distinct];
    let found = verdict(&best_of, &points, &[1.0, 1.0, 1.0, 2.0, 0.0]).unwrap();
    assert!((found.bound - found.kl - found.overstatement).abs() < 1e-12);
    assert!((found.times - found.bound / found.kl).abs() < 1e-12 && found.times > 1.0);
    assert!(found.interval.unwrap().holds(found.overstatement));
    let order: Vec<usize> = found.causes.iter().map(|cause| cause.prompt).collect();
    let expected = if points[1].gap > 2.0 * points[3].gap { [1, 3, 0, 2] } else { [3, 1, 0, 2] };
    assert_eq!(order, expected);
    assert!((found.causes.iter().map(|cause| cause.share).sum::<f64>() - 1.0).abs() < 1e-12);
    assert_eq!(found.causes_of(1.0 - 1e-9).len(), 2);
    assert_eq!(found.causes_of(0.01).len(), 1);
    let right = verdict(&best_of, &[distinct; 4], &[1.0; 4]).unwrap();
    assert_eq!((right.overstatement, right.times, right.causes_of(0.9).len()), (0.0, 1.0, 0));
    assert!(right.interval.unwrap().width() > 0.0);
}
