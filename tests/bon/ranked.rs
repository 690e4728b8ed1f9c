//! The ranked estimate of the KL divergence of a pool: against its definition with 400 digits, and where it is known for
//! certain.

use bon::pool::{BestOf, RankedDraw, RankedPoint, RankedPool};
use bon::{Base, Draws, Policy};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    reward: Vec<f64>,
    logprob: Vec<Option<f64>>,
    answer: Vec<Option<u64>>,
    n: u64,
    kl: String,
    gap: String,
    counted: String,
    estimator: Option<String>,
    estimator_sharp: Option<String>,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("../oracle/ranked.json")).unwrap()
}

fn pool(draws: impl IntoIterator<Item = (f64, Option<f64>, Option<u64>)>) -> RankedPool {
    let draw = |(reward, logprob, answer)| RankedDraw { reward, logprob, answer };
    RankedPool::new(draws.into_iter().map(draw).collect()).unwrap()
}

fn at(pool: &RankedPool, n: u64) -> RankedPoint {
    pool.at(&BestOf::new(n).unwrap()).unwrap()
}

#[track_caller]
fn agrees(found: f64, expected: &str, what: &str) {
    let expected: f64 = expected.parse().unwrap();
    assert!((found - expected).abs() <= 1e-12 * expected.abs(), "{what}: {found:e} not {expected:e}");
}

#[test]
fn every_estimate_agrees_with_its_definition() {
    let cases = cases();
    assert!(
        cases.len() > 150 && cases.iter().any(|case| case.logprob[0].is_some() && case.reward.len() > 60)
    );
    for case in &cases {
        let draws = case.reward.iter().zip(&case.logprob).zip(&case.answer);
        // The order of the draws does not matter.
        let pool = pool(draws.rev().map(|((&reward, &logprob), &answer)| (reward, logprob, answer)));
        let point = at(&pool, case.n);
        let what = |name: &str| format!("{name} of {:?} {:?} at n = {}", case.reward, case.logprob, case.n);
        agrees(point.kl, &case.kl, &what("KL"));
        agrees(point.gap, &case.gap, &what("gap"));
        agrees(point.counted, &case.counted, &what("counted"));
        assert_eq!(point.estimator.is_some(), case.estimator.is_some());
        if let (Some(estimator), Some(sharp)) = (&case.estimator, &case.estimator_sharp) {
            agrees(point.estimator.unwrap(), estimator, &what("estimator"));
            agrees(point.estimator_sharp.unwrap(), sharp, &what("sharp estimator"));
        }
    }
}

#[test]
fn answers_that_any_pool_shows_give_the_exact_divergence() {
    let masses = [0.25, 0.5, 0.125, 0.125];
    let base = Base::from_weights(&masses).unwrap();
    let answers = [17, 30, 8, 9].iter().enumerate().flat_map(|(i, &k)| std::iter::repeat_n(i, k));
    let pool = pool(answers.map(|i| (i as f64, Some(masses[i].ln()), Some(i as u64))));
    for n in [1, 2, 5, 40, 64] {
        let exact = Policy::new(&base, Draws::new(n as f64).unwrap()).evaluate();
        let point = at(&pool, n);
        assert!((point.kl - exact.kl).abs() <= 1e-13 * exact.kl, "{n}: {} {}", point.kl, exact.kl);
        assert!((point.gap - exact.gap).abs() <= 1e-13 * exact.gap);
        assert_eq!(point.counted, 0.0);
        // Distinct rewards: the theorem holds, and so does what is shown of it.
        assert!(point.gap_bound.unwrap() >= point.gap);
    }
}

#[test]
fn distinct_rewards_alone_give_the_bound_and_tied_ones_nothing() {
    let distinct = pool((0..50).map(|i| (f64::from(i * 37 % 50), None, None)));
    let tied = pool((0..50).map(|_| (1.0, None, None)));
    for n in [1, 2, 25, 49, 50] {
        let best_of = BestOf::new(n).unwrap();
        let RankedPoint { kl, gap, gap_bound, estimator, .. } = at(&distinct, n);
        assert_eq!((kl, gap, gap_bound, estimator), (best_of.bound(), 0.0, None, None));
        let point = at(&tied, n);
        assert_eq!((point.kl, point.gap), (0.0, best_of.bound()));
    }
    assert!(
        distinct.at(&BestOf::new(51).unwrap()).is_none() && tied.is_all_tied() && !distinct.is_all_tied()
    );
}

#[test]
fn tied_draws_leave_room_for_an_answer_not_seen() {
    let tied = |count: usize| pool((0..count).map(|_| (1.0, None, None)));
    for (count, n) in [(16, 16), (64, 4), (64, 64), (1024, 64)] {
        let (pool, best_of) = (tied(count), BestOf::new(n).unwrap());
        let mass = pool.unseen_mass();
        assert!(((1.0 - mass).powi(count as i32) - 0.05).abs() < 1e-12);
        let high = pool.kl_unseen(&best_of);
        // Every smaller mass gives less, and this one or a smaller one gives it.
        let kl = |mass: f64| {
            let base = Base::from_weights(&[1.0 - mass, mass]).unwrap();
            Policy::new(&base, Draws::new(n as f64).unwrap()).evaluate().kl
        };
        let most = (1..=4000).map(|i| kl(mass * f64::from(i) / 4000.0)).fold(0.0, f64::max);
        assert!((high - most).abs() < 1e-6 * most, "{count} {n}: {high} {most}");
    }
    assert_eq!(tied(64).kl_unseen(&BestOf::new(1).unwrap()), 0.0);
    // A known probability leaves less.
    let known = pool((0..64).map(|_| (1.0, Some(0.999f64.ln()), Some(0))));
    assert!((known.unseen_mass() - 0.001).abs() < 1e-12);
}

#[test]
fn a_reward_with_noise_splits_answers_and_is_told() {
    let draws = || (0..40).map(|i| (f64::from(i % 2), Some(0.5f64.ln()), Some(i as u64 % 2)));
    let noisy = draws().enumerate().map(|(i, (r, l, a))| (r + 1e-3 * i as f64, l, a));
    assert_eq!(pool(draws()).answers_split(), Some(0));
    assert_eq!(pool(noisy).answers_split(), Some(2));
    assert_eq!(pool(draws().map(|(r, _, a)| (r, None, a))).answers_split(), None);
}

#[test]
fn estimates_stay_where_they_can_be() {
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    for _ in 0..400 {
        let count = 1 + rng.next_u32() as usize % 40;
        let (rewards, answers) = (1 + rng.next_u32() % 6, 1 + rng.next_u32() % 30);
        let has_logprobs = rng.next_u32() % 2 == 0;
        let pool = pool((0..count).map(|_| {
            let answer = rng.next_u32() % answers;
            let logprob = has_logprobs.then(|| -0.3 - f64::from(answer) / 4.0);
            (f64::from(answer % rewards), logprob, (rewards % 2 == 0).then_some(u64::from(answer)))
        }));
        for n in 1..=count as u64 {
            let bound = BestOf::new(n).unwrap().bound();
            let point = at(&pool, n);
            assert!((0.0..=bound).contains(&point.kl) && (0.0..=bound).contains(&point.gap), "{point:?}");
            assert!((point.kl + point.gap - bound).abs() <= 1e-14 * bound, "{point:?} {bound}");
            assert!((0.0..=1.0).contains(&point.counted));
            assert!(point.gap_bound.is_none_or(|most| most >= point.gap));
            assert_eq!(point.estimator.is_some(), has_logprobs);
            if let (Some(estimator), Some(sharp)) = (point.estimator, point.estimator_sharp) {
                assert!(sharp <= estimator * (1.0 + 1e-14) && estimator <= bound * (1.0 + 1e-14));
            }
        }
    }
}

#[test]
fn wrong_draws_are_refused() {
    let new = |reward, logprob| {
        RankedPool::new(vec![RankedDraw { reward, logprob, answer: None }]).map_err(|e| e.to_string())
    };
    assert!(RankedPool::new(Vec::new()).is_err());
    assert!(new(f64::INFINITY, None).unwrap_err().contains("the reward of draw 1 is inf"));
    assert!(new(0.0, Some(0.5)).unwrap_err().contains("the log-probability of draw 1 is 0.5"));
    assert!(new(0.0, Some(f64::NEG_INFINITY)).is_err() && new(-0.0, None).is_ok());
}
