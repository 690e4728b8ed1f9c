//! The average over prompts whose weights are very far apart, against the reference.

use std::collections::BTreeMap;

use bon::{Average, Base, Draws, Quantity};
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    weights: Vec<f64>,
    bases: Vec<Vec<f64>>,
    rewards: Vec<Vec<f64>>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    n: f64,
    values: BTreeMap<String, String>,
}

/// Numbers below it have lost digits of their own.
const SMALLEST: f64 = 1e-290;

#[test]
fn a_share_below_every_number_keeps_its_digits() {
    let rows: Vec<Row> = serde_json::from_str(include_str!("../oracle/shares.json")).unwrap();
    assert!(rows.len() >= 5);
    let mut compared = 0;
    for row in &rows {
        let bases: Vec<Base> =
            row.bases.iter().zip(&row.rewards).map(|(p, r)| Base::with_rewards(p, r).unwrap()).collect();
        let average = Average::new(row.weights.iter().copied().zip(&bases)).unwrap();
        for case in &row.cases {
            let n = Draws::new(case.n).unwrap();
            let values = average.evaluate(n);
            for (name, expected) in &case.values {
                let quantity = Quantity::ALL.iter().find(|quantity| quantity.name() == name).unwrap();
                let expected: f64 = expected.parse().unwrap();
                for found in [values.get(*quantity), average.value(n, *quantity)] {
                    let is_small = expected.abs() < SMALLEST && found.abs() < 2.0 * SMALLEST;
                    let error = (found - expected).abs();
                    assert!(
                        is_small || error <= 1e-13 * expected.abs(),
                        "{name} at n = {} of {:?}: {found:e}, not {expected:e}",
                        case.n,
                        row.weights
                    );
                    compared += usize::from(!is_small);
                }
            }
        }
    }
    assert!(compared >= 118, "{compared}");
}
