//! The plane of win rate against KL: the frontier, rewind-and-repeat and the continuum against the high-precision table
//! of `tests/oracle/frontier.py`, and what must hold for every base.

use bon::frontier::{Frontier, Rewind, TradeOff, continuum, rewind};
use bon::{Base, Draws, Policy};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    continuum: Vec<AtTilt>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    weights: Vec<f64>,
    rewards: Option<Vec<f64>>,
    tilts: Vec<AtTilt>,
    kls: Vec<AtKl>,
    rewind: Vec<Accepted>,
}

#[derive(Deserialize)]
struct AtTilt {
    tilt: f64,
    kl: String,
    gain: String,
}

#[derive(Deserialize)]
struct AtKl {
    kl: f64,
    gain: String,
}

#[derive(Deserialize)]
struct Accepted {
    accepted: String,
    kl: String,
    gain: String,
}

fn table() -> Table {
    serde_json::from_str(include_str!("../oracle/frontier.json")).unwrap()
}

impl Case {
    fn base(&self) -> Base {
        match &self.rewards {
            None => Base::from_weights(&self.weights),
            Some(rewards) => Base::with_rewards(&self.weights, rewards),
        }
        .unwrap()
    }
}

#[track_caller]
fn assert_near(found: f64, expected: &str, tolerance: f64, place: &str) {
    let expected: f64 = expected.parse().unwrap();
    let error = if found == expected { 0.0 } else { ((found - expected) / expected).abs() };
    assert!(error <= tolerance, "{place}: {found:e} instead of {expected:e}, off by {error:e}");
}

#[test]
fn tilts_match_the_reference() {
    for case in table().cases {
        let (name, frontier) = (&case.name, Frontier::new(&case.base()));
        for AtTilt { tilt, kl, gain } in &case.tilts {
            let place = format!("{name}, tilt {tilt}");
            let point = frontier.at_tilt(*tilt);
            assert_near(point.kl, kl, 1e-12, &format!("KL of {place}"));
            assert_near(point.gain, gain, 1e-12, &format!("gain of {place}"));
        }
    }
}

#[test]
fn divergences_are_reached() {
    for case in table().cases {
        let (name, frontier) = (&case.name, Frontier::new(&case.base()));
        for AtKl { kl, gain } in &case.kls {
            let point = frontier.at_kl(*kl);
            assert_near(point.kl, &kl.to_string(), 1e-12, &format!("KL of {name}"));
            assert_near(point.gain, gain, 1e-12, &format!("gain of {name} at {kl}"));
        }
    }
}

#[test]
fn rewinding_matches_the_reference() {
    for case in table().cases {
        let thresholds = rewind(&case.base());
        assert_eq!(thresholds.len(), case.rewind.len());
        for (found, row) in thresholds.iter().rev().zip(&case.rewind) {
            assert_near(found.accepted, &row.accepted, 1e-15, &case.name);
            assert_near(found.point.kl, &row.kl, 1e-14, &case.name);
            assert_near(found.point.gain, &row.gain, 1e-15, &case.name);
            assert_near(found.expected_draws() * found.accepted, "1", 1e-15, &case.name);
        }
    }
}

#[test]
fn what_is_accepted_has_its_mean_reward() {
    for (weights, rewards, means) in [
        (vec![1.0, 1.0, 2.0], vec![0.0, 3.0, 8.0], vec![4.75, 19.0 / 3.0, 8.0]),
        (vec![1.0, 1.0], vec![-1.7e308, 1.7e308], vec![0.0, 1.7e308]),
        (vec![1.0, 3.0, 4.0], vec![-2.0, 6.0, 6.0], vec![5.0, 6.0]),
    ] {
        let base = Base::with_rewards(&weights, &rewards).unwrap();
        let found: Vec<f64> = rewind(&base).iter().map(|threshold| threshold.expected_reward).collect();
        assert_eq!(found.len(), means.len());
        for (found, mean) in found.iter().zip(means) {
            assert!((found - mean).abs() <= 1e-15 * mean.abs(), "{found} instead of {mean}");
        }
    }
}

#[test]
fn the_continuum_matches_the_reference() {
    for AtTilt { tilt, kl, gain } in table().continuum {
        let point = continuum(tilt);
        assert_near(point.kl, &kl, 1e-14, &format!("KL at {tilt}"));
        assert_near(point.gain, &gain, 1e-14, &format!("gain at {tilt}"));
    }
    assert_eq!(continuum(0.0), TradeOff::BASE);
}

#[test]
fn many_small_outcomes_are_a_continuum() {
    let frontier = Frontier::new(&Base::from_weights(&[1.0; 20_000]).unwrap());
    for tilt in [1e-3, 0.7, 3.0, 40.0] {
        let (discrete, smooth) = (frontier.at_tilt(tilt), continuum(tilt));
        assert!((discrete.kl / smooth.kl - 1.0).abs() < 1e-5, "{discrete:?} {smooth:?}");
        assert!((discrete.gain / smooth.gain - 1.0).abs() < 1e-5, "{discrete:?} {smooth:?}");
    }
}

#[test]
fn one_class_has_one_policy() {
    let base = Base::with_rewards(&[1.0, 2.0], &[5.0, 5.0]).unwrap();
    let frontier = Frontier::new(&base);
    assert_eq!(frontier.limit(), TradeOff::BASE);
    assert_eq!(frontier.at_kl(1.0), TradeOff::BASE);
    assert_eq!(rewind(&base), [Rewind { accepted: 1.0, point: TradeOff::BASE, expected_reward: 5.0 }]);
}

fn weights() -> impl Strategy<Value = Vec<f64>> {
    let weight = prop_oneof![0.01..1.0, (-12.0..0.0).prop_map(|e| 10_f64.powf(e))];
    prop::collection::vec(weight, 2..24)
}

proptest! {
    #[test]
    fn best_of_n_stays_below_the_frontier(weights in weights(), exponent in 0.0..6.0_f64) {
        let base = Base::from_weights(&weights).unwrap();
        let n = Draws::new(10_f64.powf(exponent)).unwrap();
        let found = Policy::new(&base, n).evaluate();
        let best = Frontier::new(&base).at_kl(found.kl);
        prop_assert!(best.win_rate() >= found.win_rate - 1e-12, "{} < {}", best.win_rate(), found.win_rate);
    }

    #[test]
    fn rewinding_stays_below_the_frontier(weights in weights()) {
        let base = Base::from_weights(&weights).unwrap();
        let frontier = Frontier::new(&base);
        for threshold in rewind(&base) {
            let best = frontier.at_kl(threshold.point.kl);
            prop_assert!(best.gain >= threshold.point.gain * (1.0 - 1e-11), "{best:?} {threshold:?}");
        }
    }

    #[test]
    fn more_divergence_buys_more(weights in weights(), low in 0.0..1.0_f64, high in 0.0..1.0_f64) {
        let base = Base::from_weights(&weights).unwrap();
        let frontier = Frontier::new(&base);
        let at = |share: f64| frontier.at_kl(share * frontier.limit().kl);
        let (low, high) = (at(low.min(high)), at(low.max(high)));
        prop_assert!(high.gain >= low.gain * (1.0 - 1e-13));
    }
}
