//! The n at which a quantity reaches a value: against the reference, against itself, and where there is none.

use bonscope::bon::{Base, Draws, Policy, Quantity, Target, solve};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    weights: Vec<f64>,
    quantity: String,
    value: f64,
    n: String,
    condition: f64,
}

fn target(quantity: &str, value: f64) -> Target {
    match quantity {
        "kl" => Target::Kl(value),
        "win_rate" => Target::WinRate(value),
        "gap" => Target::Gap(value),
        "expected_reward" => Target::Reward(value),
        _ => panic!("no target is called {quantity}"),
    }
}

fn at(base: &Base, n: f64, quantity: Quantity) -> f64 {
    Policy::new(base, Draws::new(n).unwrap()).evaluate().get(quantity)
}

#[test]
fn agrees_with_the_reference() {
    let cases: Vec<Case> = serde_json::from_str(include_str!("oracle/solve.json")).unwrap();
    assert!(cases.len() >= 40);
    for case in cases {
        let base = Base::from_weights(&case.weights).unwrap();
        let found = solve(&base, target(&case.quantity, case.value)).n_exact.unwrap().get();
        let expected: f64 = case.n.parse().unwrap();
        let error = ((found - expected) / expected).abs();
        let allowed = 1e-14 * (40.0 + 20.0 * case.condition);
        assert!(error <= allowed, "{} {}: {found} not {expected} ({error:e})", case.quantity, case.value);
    }
}

#[test]
fn the_formula_is_inverted() {
    for kl in [1e-20, 1e-6, 0.3, 0.999, 1.0, 2.0, 30.0] {
        let n = Target::Kl(kl).n_formula().unwrap();
        let excess: f64 = n - 1.0;
        if kl > 1e-3 {
            assert!(((n.ln() - excess / n - kl) / kl).abs() < 1e-12, "{kl}: {n}");
        }
        // (n-1)^2/2 to leading order near n = 1, where n itself cannot hold more digits.
        if kl < 1e-3 {
            assert!((excess - (2.0 * kl).sqrt()).abs() < 2.0 * kl + 1e-15, "{kl}: {n}");
        }
    }
    assert_eq!(Target::Kl(0.0).n_formula(), Some(1.0));
    assert_eq!(Target::WinRate(0.75).n_formula(), Some(3.0));
    assert_eq!(Target::WinRate(1.0).n_formula(), None);
    assert_eq!(Target::Gap(1.0).n_formula(), None);
}

#[test]
fn a_limit_is_never_reached() {
    let base = Base::from_weights(&[0.5, 0.5]).unwrap();
    for (target, limit) in [
        (Target::Kl(std::f64::consts::LN_2), std::f64::consts::LN_2),
        (Target::Kl(1.0), std::f64::consts::LN_2),
        (Target::WinRate(0.75), 0.75),
        (Target::Reward(2.0), 2.0),
    ] {
        let solution = solve(&base, target);
        assert_eq!((solution.n_exact, solution.whole), (None, None), "{target:?}");
        assert!((solution.limit - limit).abs() < 1e-15);
    }
    // Far beyond any n that is answered for.
    assert_eq!(solve(&Base::from_weights(&[1.0, 1e-300]).unwrap(), Target::Kl(600.0)).n_exact, None);
    // One outcome: the bound is all gap, and nothing else moves.
    let one = Base::from_weights(&[1.0]).unwrap();
    assert_eq!(solve(&one, Target::Kl(0.1)).n_exact, None);
    assert!(solve(&one, Target::Gap(30.0)).n_exact.is_some());
    assert_eq!(solve(&one, Target::Gap(40.0)).n_exact, None);
}

#[test]
fn what_the_base_already_has_is_reached_at_once() {
    let base = Base::from_weights(&[0.25, 0.75]).unwrap();
    for target in [Target::Kl(0.0), Target::WinRate(0.3), Target::Gap(0.0), Target::Reward(1.0)] {
        assert_eq!(solve(&base, target).n_exact, Some(Draws::MIN), "{target:?}");
    }
}

#[test]
fn whole_numbers_find_themselves() {
    let base = Base::from_weights(&[0.6, 0.3, 0.1]).unwrap();
    for n in [1.0, 2.0, 3.0, 10.0, 40.0] {
        for quantity in ["kl", "win_rate", "expected_reward"] {
            let value = at(&base, n, Quantity::from_name(quantity).unwrap());
            let (below, above) = solve(&base, target(quantity, value)).whole.unwrap();
            assert_eq!((below.get(), above.get()), (n, n), "{quantity}");
        }
    }
    let (below, above) = solve(&base, Target::Kl(1.0)).whole.unwrap();
    assert_eq!(below.get() + 1.0, above.get());
    assert!(at(&base, below.get(), Quantity::Kl) < 1.0 && 1.0 <= at(&base, above.get(), Quantity::Kl));
}

#[test]
fn the_first_hump_of_the_gap_counts() {
    // The gap of this base rises to a hump, falls, and rises again for good.
    let base = Base::from_weights(&[0.9, 0.0999, 0.0001]).unwrap();
    let gap = |n: f64| at(&base, n, Quantity::Gap);
    let hump = (1..100_000).map(f64::from).map(gap).take_while(|gap| *gap < 4.0).fold(0.0, f64::max);
    let n = solve(&base, Target::Gap(hump * (1.0 - 1e-9))).n_exact.unwrap().get();
    assert!(gap(n * 10.0) < gap(n), "{n} lies before the fall");
    let after = solve(&base, Target::Gap(hump * 1.01)).n_exact.unwrap().get();
    assert!(after > 100.0 * n, "{after}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_value_at_the_answer_is_the_target(
        weights in prop::collection::vec((-8.0..0.0).prop_map(|e| 10_f64.powf(e)), 2..12),
        ln_n in 0.1..30.0_f64,
    ) {
        let base = Base::from_weights(&weights).unwrap();
        for name in ["kl", "win_rate", "gap", "expected_reward"] {
            let quantity = Quantity::from_name(name).unwrap();
            let value = at(&base, ln_n.exp(), quantity);
            let solution = solve(&base, target(name, value));
            if value >= solution.limit * (1.0 - 1e-14) {
                continue;
            }
            let n = solution.n_exact.expect("it was reached there").get();
            prop_assert!((at(&base, n, quantity) - value).abs() <= 1e-12 * value, "{name} {n}");
            let (below, above) = solution.whole.unwrap();
            // A whole number that has the value within rounding may lie a little to either side.
            prop_assert!(below.get() <= n + 0.011 && n <= above.get() + 0.011, "{name}: {n} {below:?} {above:?}");
        }
    }
}
