//! The slack of Conjecture 4.4 against the reference of `tests/oracle/hunt.py`.

use std::fmt::Write as _;

use bonscope::bon::{Base, Draws, Policy};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    weights: Vec<f64>,
    n: f64,
    slack: String,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("oracle/hunt.json")).unwrap()
}

#[test]
fn the_slack_agrees_with_the_reference() {
    let (mut failures, mut worst) = (String::new(), 0f64);
    for Case { weights, n, slack } in cases() {
        let base = Base::from_weights(&weights).unwrap();
        let found = Policy::new(&base, Draws::new(n).unwrap()).slack();
        let expected: f64 = slack.parse().unwrap();
        let error =
            if expected < 1e-280 && found < 2e-280 { 0.0 } else { ((found - expected) / expected).abs() };
        // A power of 1e6 keeps no more digits than its exponent times the precision.
        let allowed = 1e-12 * (1.0 + expected.ln().abs().min(700.0) / 10.0);
        worst = worst.max(error / allowed);
        if error.is_nan() || error > allowed {
            writeln!(failures, "{weights:?} n = {n}: {found:e} instead of {expected:e} ({error:.1e})")
                .unwrap();
        }
    }
    println!("worst error: {worst:.3} of what is allowed");
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn one_outcome_leaves_no_slack() {
    let base = Base::from_weights(&[3.0]).unwrap();
    assert_eq!(Policy::new(&base, Draws::new(5.0).unwrap()).slack(), 0.0);
}

proptest! {
    #[test]
    fn the_slack_is_what_subtraction_gives_as_far_as_that_goes(
        weights in prop::collection::vec(-12f64..0.0, 1..12),
        rewards in prop::collection::vec(0u8..4, 12),
        tied in any::<bool>(),
        ln_n in 0.7f64..14.0,
    ) {
        let weights: Vec<f64> = weights.iter().map(|w| w.exp()).collect();
        let rewards: Vec<f64> = rewards[..weights.len()].iter().map(|r| f64::from(*r)).collect();
        let base = if tied { Base::with_rewards(&weights, &rewards) } else { Base::from_weights(&weights) }.unwrap();
        let policy = Policy::new(&base, Draws::new(ln_n.exp()).unwrap());
        let (slack, values) = (policy.slack(), policy.evaluate());
        prop_assert!(slack >= 0.0);
        let difference = values.estimator - values.kl;
        prop_assert!((slack - difference).abs() <= 1e-13 * values.bound, "{slack:e} {difference:e}");
    }
}
