//! Rényi divergences of any order against the reference of `tests/oracle/renyi.py`, and what ties the orders together.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bon::{Base, Draws, Order, OrderError, Policy};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Reference {
    weights: BTreeMap<String, Vec<f64>>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    base: String,
    n: f64,
    orders: Vec<(f64, String, String)>,
}

#[test]
fn every_order_agrees_with_the_reference() {
    let reference: Reference = serde_json::from_str(include_str!("../oracle/renyi.json")).unwrap();
    let (mut failures, mut worst) = (String::new(), 0f64);
    for Case { base: name, n, orders } in &reference.cases {
        let base = Base::from_weights(&reference.weights[name]).unwrap();
        let policy = Policy::new(&base, Draws::new(*n).unwrap());
        for (order, divergence, bound) in orders {
            let a = Order::new(*order).unwrap();
            for (found, expected, allowed) in
                [(policy.renyi(a), divergence, 1e-12), (policy.renyi_bound(a), bound, 1e-14)]
            {
                let expected: f64 = expected.parse().unwrap();
                let error = if found == expected || expected.abs() < 1e-290 && found.abs() < 2e-290 {
                    0.0
                } else {
                    ((found - expected) / expected).abs()
                };
                worst = worst.max(error / allowed);
                if error.is_nan() || error > allowed {
                    writeln!(
                        failures,
                        "order {order:e} of {name} n={n:e}: {found:e} instead of {expected:e} ({error:.1e})"
                    )
                    .unwrap();
                }
            }
        }
    }
    println!("worst error: {worst:.3} of what is allowed");
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn orders_outside_the_domain_are_refused() {
    assert_eq!(Order::new(1.0), Err(OrderError::One));
    for order in [0.0, -1.0, f64::NEG_INFINITY] {
        assert_eq!(Order::new(order), Err(OrderError::Domain(order)));
    }
    assert!(Order::new(f64::NAN).is_err());
    assert_eq!(Order::new(f64::INFINITY), Ok(Order::INFINITY));
}

proptest! {
    #[test]
    fn orders_ascend_and_stay_below_their_bounds(
        weights in prop::collection::vec(-20f64..0.0, 1..12),
        ln_n in 0f64..20.0,
        orders in (1e-3f64..1.0, 0.0f64..0.999, 1.001f64..4.0, 4.0f64..1e4),
    ) {
        let weights: Vec<f64> = weights.iter().map(|w| w.exp()).collect();
        let base = Base::from_weights(&weights).unwrap();
        let policy = Policy::new(&base, Draws::new(ln_n.exp()).unwrap());
        let all = policy.evaluate();
        let low = (orders.0 * orders.1).max(1e-6);
        let at = |order: f64| policy.renyi(Order::new(order).unwrap());
        let chain = [at(low), at(orders.0.max(low)), all.kl, at(orders.2), at(orders.3), all.renyi_inf];
        prop_assert!(chain.windows(2).all(|pair| pair[0] <= pair[1] * (1.0 + 1e-11) + 1e-290), "{chain:?}");
        for (order, known) in [(0.5, all.renyi_half), (2.0, all.renyi_two), (f64::INFINITY, all.renyi_inf)] {
            prop_assert!((at(order) - known).abs() <= 1e-11 * known, "order {order}: {} and {known}", at(order));
        }
        for order in [low, orders.2, orders.3] {
            let bound = policy.renyi_bound(Order::new(order).unwrap());
            prop_assert!(at(order) <= bound * (1.0 + 1e-11));
        }
    }
}
