//! The policies best-of-n is compared with: against the high-precision table of `tests/oracle/comparators.py`, against a
//! simulation, against the continuum, and what must hold for every base.

use bon::comparator::{Comparators, Cost, Kind, Missing, PolicyAt, Soft, Trace, Traced};
use bon::frontier::{Frontier, TradeOff, continuum};
use bon::{Base, Draws, Policy};
use proptest::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    weights: Vec<f64>,
    rewards: Vec<f64>,
    soft: Vec<AtTemperature>,
    poisson: Vec<AtMean>,
    kls: Vec<AtKl>,
}

#[derive(Deserialize)]
struct Expected {
    kl: String,
    gain: String,
    reward_gain: String,
}

#[derive(Deserialize)]
struct AtTemperature {
    n: f64,
    t: f64,
    #[serde(flatten)]
    expected: Expected,
}

#[derive(Deserialize)]
struct AtMean {
    mu: f64,
    #[serde(flatten)]
    expected: Expected,
}

#[derive(Deserialize)]
struct Found {
    parameter: String,
    #[serde(flatten)]
    expected: Expected,
}

#[derive(Deserialize)]
struct AtKl {
    kl: f64,
    reward_tilt: Found,
    best_of_poisson: Found,
    rewind_and_repeat: Found,
}

fn cases() -> Vec<Case> {
    let table: Table = serde_json::from_str(include_str!("../oracle/comparators.json")).unwrap();
    table.cases
}

impl Case {
    fn base(&self) -> Base {
        Base::with_rewards(&self.weights, &self.rewards).unwrap()
    }
}

fn n(n: f64) -> Draws {
    Draws::new(n).unwrap()
}

#[track_caller]
fn assert_near(found: f64, expected: &str, tolerance: f64, place: &str) {
    let expected: f64 = expected.parse().unwrap();
    let error = if found == expected { 0.0 } else { ((found - expected) / expected).abs() };
    assert!(error <= tolerance, "{place}: {found:e} instead of {expected:e}, off by {error:e}");
}

#[track_caller]
fn assert_stands(found: &Cost, expected: &Expected, tolerance: f64, place: &str) {
    assert_near(found.kl, &expected.kl, tolerance, &format!("KL of {place}"));
    assert_near(found.gain, &expected.gain, tolerance, &format!("gain of {place}"));
    assert_near(found.expected_reward_gain, &expected.reward_gain, tolerance, &format!("reward of {place}"));
    assert!((found.win_rate - 0.5 - found.gain).abs() <= 1e-13, "{place}");
}

#[test]
fn soft_best_of_n_matches_the_reference() {
    for case in cases() {
        let base = case.base();
        for AtTemperature { n: draws, t, expected } in &case.soft {
            let point = Soft::new(&base, *t).unwrap().at(n(*draws));
            let place = format!("{}, n = {draws}, t = {t}", case.name);
            assert_stands(&point.cost, expected, 1e-12, &place);
            assert!(point.error <= 1e-13, "{place} is off by {}", point.error);
        }
    }
}

#[test]
fn best_of_poisson_matches_the_reference() {
    for case in cases() {
        let base = case.base();
        let comparators = Comparators::new(&base, None);
        for AtMean { mu, expected } in case.poisson.iter().filter(|row| row.mu >= 0.3 && row.mu < 1e15) {
            let placed = comparators.at_draws(Kind::Poisson, n(1.0 + mu)).unwrap();
            assert_eq!(placed.expected_draws, Some(1.0 + mu));
            assert_stands(&placed.cost, expected, 1e-12, &format!("{}, mu = {mu}", case.name));
        }
    }
}

#[test]
fn divergences_are_reached() {
    for case in cases() {
        let base = case.base();
        let comparators = Comparators::new(&base, None);
        for AtKl { kl, reward_tilt, best_of_poisson, rewind_and_repeat } in &case.kls {
            for (kind, found) in [
                (Kind::RewardTilt, reward_tilt),
                (Kind::Poisson, best_of_poisson),
                (Kind::Rewind, rewind_and_repeat),
            ] {
                let place = format!("{}, {} at {kl}", case.name, kind.name());
                let placed = comparators.at_kl(kind, *kl).unwrap();
                assert_stands(&placed.cost, &found.expected, 1e-11, &place);
                // Near the ends the KL hardly says which parameter it is.
                assert_near(placed.parameter, &found.parameter, 1e-9, &format!("parameter of {place}"));
            }
        }
    }
}

#[test]
fn soft_best_of_n_ends_at_best_of_n_and_at_the_base() {
    let base = Base::from_weights(&[0.3, 0.2, 0.1, 0.4]).unwrap();
    for draws in [2.0, 7.0, 1000.0, 1e9] {
        let cold = Soft::new(&base, 1e-300).unwrap().at(n(draws)).cost;
        let best = Policy::new(&base, n(draws)).evaluate();
        assert_near(cold.kl, &best.kl.to_string(), 1e-13, "cold KL");
        assert_near(cold.win_rate, &best.win_rate.to_string(), 1e-14, "cold win rate");
        assert_near(cold.expected_reward_gain, &best.expected_reward_gain.to_string(), 1e-13, "cold reward");
        let hot = Soft::new(&base, 1e300).unwrap().at(n(draws)).cost;
        assert!(hot.kl < 1e-300 && hot.gain < 1e-290 && hot.gain > 0.0, "{hot:?}");
    }
    for temperature in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(Soft::new(&base, temperature).is_none());
    }
}

#[test]
fn soft_best_of_n_tends_to_the_reward_tilt() {
    let base = Base::with_rewards(&[0.5, 0.3, 0.2], &[0.0, 1.0, 2.5]).unwrap();
    let soft = Soft::new(&base, 0.8).unwrap();
    let (limit, near) = (soft.limit(), soft.at(n(1e12)).cost);
    assert_near(near.kl, &limit.kl.to_string(), 1e-10, "KL");
    assert_near(near.gain, &limit.gain.to_string(), 1e-10, "gain");
    let tilt = Comparators::new(&base, Some(0.8)).at_kl(Kind::RewardTilt, limit.kl).unwrap();
    assert_near(tilt.parameter, "0.8", 1e-12, "beta");
}

#[test]
fn both_ways_to_integrate_agree() {
    // Just below and just above forty temperatures of spread.
    let weights: Vec<f64> = (0..60).map(|k| 1.0 + f64::from(k * 7 % 11)).collect();
    let rewards: Vec<f64> = (0..60).map(|k| f64::from(k) / 59.0).collect();
    let base = Base::with_rewards(&weights, &rewards).unwrap();
    for draws in [2.0, 50.0, 1e6, 1e15] {
        let at = |t: f64| Soft::new(&base, t).unwrap().at(n(draws)).cost;
        let (near, far) = (at(0.025), at(0.025 * (1.0 - 1e-12)));
        assert_near(far.kl, &near.kl.to_string(), 2e-12, "KL");
        assert_near(far.gain, &near.gain.to_string(), 2e-12, "gain");
    }
}

#[test]
fn soft_best_of_n_agrees_with_drawing_it() {
    const TRIALS: u32 = 200_000;
    let (weights, rewards) = ([0.5, 0.2, 0.2, 0.1], [0.0, 1.0, 1.5, 4.0]);
    let base = Base::with_rewards(&weights, &rewards).unwrap();
    for (draws, t) in [(2, 0.5), (5, 1.3), (16, 2.0)] {
        let expected = Soft::new(&base, t).unwrap().at(n(f64::from(draws))).cost.expected_reward;
        let mut source = ChaCha8Rng::seed_from_u64(5);
        let mut share = || (source.next_u64() >> 11) as f64 / 2f64.powi(53);
        let mut pick = |weights: &[f64]| {
            let mut left = share() * weights.iter().sum::<f64>();
            weights.iter().position(|w| {
                left -= w;
                left < 0.0
            })
        };
        let (mut total, mut square) = (0.0, 0.0);
        for _ in 0..TRIALS {
            let drawn: Vec<f64> =
                (0..draws).map(|_| rewards[pick(&weights).unwrap_or(weights.len() - 1)]).collect();
            let kept: Vec<f64> = drawn.iter().map(|r| (r / t).exp()).collect();
            let reward = drawn[pick(&kept).unwrap_or(drawn.len() - 1)];
            total += reward;
            square += reward * reward;
        }
        let mean = total / f64::from(TRIALS);
        let error = ((square / f64::from(TRIALS) - mean * mean) / f64::from(TRIALS)).sqrt();
        let z = (mean - expected) / error;
        assert!(z.abs() < 4.0 && error < 0.01, "n = {draws}, t = {t}: {mean} instead of {expected}, z = {z}");
    }
}

#[test]
fn many_small_outcomes_are_a_continuum() {
    let base = Base::from_weights(&[1.0; 20_000]).unwrap();
    let comparators = Comparators::new(&base, None);
    // Rewards 1, 2, 3, ... of equal mass: a reward tilt is a tilt by v, so it is the best possible policy.
    for tilt in [0.7, 3.0, 40.0] {
        let smooth = continuum(tilt);
        let placed = comparators.at_kl(Kind::RewardTilt, smooth.kl).unwrap();
        assert!((placed.cost.gain / smooth.gain - 1.0).abs() < 1e-5);
        assert!((20_000.0 / placed.parameter / tilt - 1.0).abs() < 1e-3);
    }
    // Rewind-and-repeat: KL = -ln f, win rate 1 - f/2.
    let placed = comparators.at_kl(Kind::Rewind, 2.0).unwrap();
    assert!((placed.cost.win_rate - (1.0 - 0.5 * (-2f64).exp())).abs() < 1e-4, "{placed:?}");
    // Best-of-Poisson on a continuum: the density is (1 + mu u) e^(-mu (1 - u)), the win rate 1 - 1/mu + (1 - e^-mu)/mu^2.
    for mu in [0.5_f64, 4.0, 60.0] {
        let placed = comparators.at_draws(Kind::Poisson, n(1.0 + mu)).unwrap();
        let win_rate = 1.0 - 1.0 / mu + -(-mu).exp_m1() / (mu * mu);
        assert!((placed.cost.win_rate - win_rate).abs() < 1e-7, "{mu}: {placed:?}");
    }
}

#[test]
fn equal_rewards_leave_only_the_base() {
    let base = Base::with_rewards(&[1.0, 2.0], &[5.0, 5.0]).unwrap();
    let comparators = Comparators::new(&base, None);
    assert_eq!(comparators.soft_temperature(), None);
    for &kind in Kind::ALL {
        let placed = comparators.at_kl(kind, 0.0).unwrap();
        assert_eq!(placed.cost.trade_off(), TradeOff::BASE, "{kind:?}");
        assert_eq!(comparators.at_kl(kind, 0.1), Err(Missing::KlBelow(0.0)), "{kind:?}");
    }
    assert_eq!(comparators.at_draws(Kind::Rewind, n(2.0)), Err(Missing::DrawsBelow(1.0)));
    assert_eq!(comparators.at_draws(Kind::Soft, n(2.0)).unwrap().cost.trade_off(), TradeOff::BASE);
}

#[test]
fn what_cannot_be_reached_says_why() {
    let base = Base::from_weights(&[0.5, 0.5]).unwrap();
    let comparators = Comparators::new(&base, Some(1.0));
    assert_eq!(comparators.at_draws(Kind::BestPossible, n(4.0)), Err(Missing::NoDraws));
    assert_eq!(comparators.at_draws(Kind::RewardTilt, n(4.0)), Err(Missing::NoDraws));
    assert_eq!(comparators.at_draws(Kind::Rewind, n(4.0)), Err(Missing::DrawsBelow(2.0)));
    assert_eq!(comparators.at_draws(Kind::Rewind, n(2.0)).unwrap().cost.win_rate, 0.75);
    let limit = Soft::new(&base, 1.0).unwrap().limit().kl;
    assert_eq!(comparators.at_kl(Kind::Soft, 0.6), Err(Missing::KlBelow(limit)));
    let rare = Base::from_weights(&[1.0, 1e-300, 1e-300]).unwrap();
    let most = Comparators::new(&rare, None).best_of_n(Draws::MAX).cost.kl;
    let beta = Comparators::new(&rare, None).at_kl(Kind::RewardTilt, most).unwrap().parameter;
    assert_eq!(Comparators::new(&rare, Some(0.5 * beta)).at_kl(Kind::Soft, most), Err(Missing::TooManyDraws));
    let wide = Base::with_rewards(&[1.0, 2.0, 3.0], &[-1e308, 0.0, 1e308]).unwrap();
    let tilt = Comparators::new(&wide, None).at_kl(Kind::RewardTilt, 0.6).unwrap().parameter;
    assert!(tilt > 1e306 && tilt.is_finite(), "{tilt}");
    for &kind in Kind::ALL {
        assert_eq!(comparators.at_kl(kind, 0.7), Err(Missing::KlBelow(2f64.ln())), "{kind:?}");
    }
}

#[test]
fn what_best_of_n_has_saturated_at_is_still_compared() {
    let base = Base::from_weights(&[1.0; 10]).unwrap();
    let comparators = Comparators::new(&base, None);
    let best = comparators.best_of_n(Draws::MAX);
    for kind in [Kind::BestPossible, Kind::RewardTilt, Kind::Rewind, Kind::Poisson] {
        let placed = comparators.at_kl(kind, best.cost.kl).unwrap();
        assert!((placed.cost.win_rate - 0.95).abs() < 1e-12, "{kind:?}: {placed:?}");
    }
    let PolicyAt { parameter, expected_draws, .. } = comparators.at_kl(Kind::Rewind, best.cost.kl).unwrap();
    assert!((parameter - 0.1).abs() < 1e-12 && (expected_draws.unwrap() - 10.0).abs() < 1e-10);
}

#[test]
fn every_kind_has_a_curve_from_the_base_to_its_limit() {
    for weights in [vec![1.0; 10], vec![0.9, 0.0999, 1e-4], vec![1e-12, 1.0], vec![1.0]] {
        let base = Base::from_weights(&weights).unwrap();
        let frontier = Frontier::new(&base);
        let comparators = Comparators::new(&base, None);
        for &kind in Kind::ALL {
            let mut trace = Trace::new(&comparators, kind);
            while trace.points().len() < 40 && trace.refine() {}
            let points = trace.points();
            let (first, last) = (points[0].cost, points[points.len() - 1].cost);
            assert_eq!((first.kl, first.gain), (0.0, 0.0), "{kind:?}");
            assert!((first.win_rate - 0.5).abs() < 1e-15, "{kind:?}: {first:?}");
            let limit = match kind {
                Kind::Soft => match Soft::new(&base, comparators.soft_temperature().unwrap_or(0.0)) {
                    Some(soft) => soft.limit().kl,
                    None => 0.0,
                },
                _ => base.kl_limit(),
            };
            assert!((last.kl - limit).abs() <= 1e-12 * limit, "{kind:?}: {last:?}");
            assert_eq!(points.len() == 1, weights.len() == 1, "{kind:?}");
            for pair in points.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                assert!(a.parameter < b.parameter, "{kind:?}: {pair:?}");
                for (a, b) in [
                    (a.cost.kl, b.cost.kl),
                    (a.cost.gain, b.cost.gain),
                    (a.cost.expected_reward_gain, b.cost.expected_reward_gain),
                ] {
                    assert!(b >= a * (1.0 - 1e-11), "{kind:?}: {pair:?}");
                }
            }
            for Traced { cost, .. } in points {
                let best = frontier.at_kl(cost.kl);
                assert!(cost.gain <= best.gain * (1.0 + 1e-10) + 1e-12, "{kind:?}: {cost:?} {best:?}");
            }
        }
    }
}

#[test]
fn a_refined_curve_has_no_wide_holes() {
    let base = Base::from_weights(&[1.0; 10]).unwrap();
    let comparators = Comparators::new(&base, Some(0.5));
    for &kind in Kind::ALL {
        let mut trace = Trace::new(&comparators, kind);
        while trace.points().len() < 129 && trace.refine() {}
        let limit = trace.points()[trace.points().len() - 1].cost;
        // From one whole n to the next soft best-of-n leaps.
        let wide = if kind == Kind::Soft { 0.5 } else { 0.06 };
        for pair in trace.points().windows(2) {
            let hole = (pair[1].cost.kl - pair[0].cost.kl) / limit.kl;
            assert!(hole < wide, "{kind:?}: {pair:?}");
        }
    }
}

fn weights() -> impl Strategy<Value = Vec<f64>> {
    let weight = prop_oneof![0.01..1.0, (-12.0..0.0).prop_map(|e| 10_f64.powf(e))];
    prop::collection::vec(weight, 2..12)
}

proptest! {
    #[test]
    fn nothing_beats_the_best_possible(weights in weights(), share in 0.001..0.999_f64, t in 0.05..20.0_f64) {
        let base = Base::from_weights(&weights).unwrap();
        let comparators = Comparators::new(&base, Some(t));
        let kl = share * base.kl_limit();
        let best = comparators.at_kl(Kind::BestPossible, kl).unwrap().cost;
        prop_assert!((best.kl / kl - 1.0).abs() < 1e-11);
        for &kind in Kind::ALL {
            let Ok(placed) = comparators.at_kl(kind, kl) else { prop_assert_eq!(kind, Kind::Soft); continue };
            let cost = placed.cost;
            prop_assert!((cost.kl / kl - 1.0).abs() < 1e-10, "{:?}: {:?} for {}", kind, placed, kl);
            prop_assert!(cost.gain <= best.gain * (1.0 + 1e-9), "{:?}: {:?} {:?}", kind, placed, best);
        }
    }

    #[test]
    fn a_tilt_of_rewards_that_are_win_probabilities_is_the_best_possible(weights in weights(), share in 0.001..0.999_f64) {
        let total: f64 = weights.iter().sum();
        let mut below = 0.0;
        let rewards: Vec<f64> = weights.iter().map(|w| { below += w / total; below - 0.5 * w / total }).collect();
        prop_assume!(rewards.windows(2).all(|pair| pair[1] - pair[0] > 1e-6));
        let base = Base::with_rewards(&weights, &rewards).unwrap();
        let comparators = Comparators::new(&base, None);
        let kl = share * base.kl_limit();
        let (best, tilt) =
            (comparators.at_kl(Kind::BestPossible, kl).unwrap(), comparators.at_kl(Kind::RewardTilt, kl).unwrap());
        prop_assert!((tilt.cost.gain / best.cost.gain - 1.0).abs() < 1e-9);
    }

    #[test]
    fn order_and_ties_do_not_matter(weights in weights(), draws in 2..40_u32, t in 0.05..20.0_f64) {
        let rewards: Vec<f64> = (0..weights.len()).map(|i| (i % 3) as f64).collect();
        let base = Base::with_rewards(&weights, &rewards).unwrap();
        let turned = Base::with_rewards(
            &weights.iter().rev().copied().collect::<Vec<_>>(),
            &rewards.iter().rev().copied().collect::<Vec<_>>(),
        ).unwrap();
        // Tied outcomes are one to every policy here.
        let mut classes = [0.0; 3];
        for (w, r) in weights.iter().zip(&rewards) {
            classes[*r as usize] += w;
        }
        let merged = Base::with_rewards(&classes[..weights.len().min(3)], &[0.0, 1.0, 2.0][..weights.len().min(3)]).unwrap();
        let draws = n(f64::from(draws));
        for kind in [Kind::BestOfN, Kind::Soft, Kind::Poisson] {
            let at = |base: &Base| Comparators::new(base, Some(t)).at_draws(kind, draws).unwrap().cost;
            let (first, second, third) = (at(&base), at(&turned), at(&merged));
            for other in [second, third] {
                prop_assert!((first.kl / other.kl - 1.0).abs() < 1e-11, "{:?}: {:?} {:?}", kind, first, other);
                prop_assert!((first.gain / other.gain - 1.0).abs() < 1e-11, "{:?}: {:?} {:?}", kind, first, other);
            }
        }
    }
}
