//! The sums whose cost does not grow with the number of outcomes, against the sums over all outcomes.

use bonscope::bon::{Base, Draws, Effort, Evaluation, Policy, Quantity, Summary, sweep};
use bonscope::family;
use bonscope::preset::library;
use proptest::prelude::*;

const TOLERANCE: f64 = 1e-12;

fn at(base: &Base, n: f64) -> Policy<'_> {
    Policy::new(base, Draws::new(n).unwrap())
}

/// The quantity that is furthest from its value in `plain`, with both values and the relative error.
fn worst(fast: &Summary, plain: &Evaluation) -> (Quantity, f64, f64, f64) {
    let error = |a: f64, b: f64| {
        let tiny = a.abs() < 1e-290 && b.abs() < 2e-290;
        let error = if a == b || tiny { 0.0 } else { ((a - b) / b).abs() };
        if error.is_nan() { f64::INFINITY } else { error }
    };
    [
        (Quantity::Kl, fast.kl),
        (Quantity::Bound, fast.bound),
        (Quantity::Gap, fast.gap),
        (Quantity::Estimator, fast.estimator),
        (Quantity::WinRate, fast.win_rate),
        (Quantity::WinRateGap, fast.win_rate_gap),
    ]
    .map(|(quantity, found)| (quantity, found, plain.get(quantity), error(found, plain.get(quantity))))
    .into_iter()
    .max_by(|a, b| a.3.total_cmp(&b.3))
    .unwrap()
}

fn agree(base: &Base, n: f64) -> Effort {
    let policy = at(base, n);
    let summary = policy.summary();
    let plain = policy.evaluate();
    let (quantity, found, expected, error) = worst(&summary, &plain);
    assert!(error <= TOLERANCE, "{} at n = {n:e}: {found:e} instead of {expected:e}", quantity.name());
    assert!(same_quantiles(&policy, &plain), "quantiles at n = {n:e}: {:?}", policy.estimator_quantiles());
    summary.effort
}

/// Random bases of every temper: even, log-uniform, one mass above all, sparse, all equal, and equal but for their last bits
/// at four sizes.
fn base() -> impl Strategy<Value = Base> {
    let weight = |temper: usize, u: f64| match temper {
        0 => u + 1e-3,
        1 => 10_f64.powf(-12.0 * u),
        2 => 10_f64.powf(-280.0 * u),
        3 => u.powi(10) + 1e-200,
        4 => 10_f64.powf(-3.0 * (4.0 * u).floor()) * (1.0 + (1e4 * u).floor() * f64::EPSILON),
        _ => 1.0,
    };
    let order = |shuffle: usize, i: usize, u: f64| match shuffle {
        0 => i as f64,
        1 => (6.0 * u).floor(),
        2 => (60.0 * u).floor(),
        _ => u,
    };
    let unit = || prop::collection::vec(0.0..1.0_f64, 1..700);
    (0_usize..6, 0_usize..4, unit(), unit(), prop::option::of(0.0..14.0_f64)).prop_map(
        move |(temper, shuffle, u, v, summit)| {
            let mut weights: Vec<f64> = u.iter().map(|&u| weight(temper, u)).collect();
            if let Some(summit) = summit {
                let place = (v[0] * weights.len() as f64) as usize;
                weights[place] = 10_f64.powf(summit);
            }
            let rewards: Vec<f64> =
                (0..weights.len()).map(|i| order(shuffle, i, v[i % v.len()] * 0.999)).collect();
            Base::with_rewards(&weights, &rewards).unwrap()
        },
    )
}

/// Probabilities that only rise or only fall, some of them equal.
fn ordered() -> impl Strategy<Value = Base> {
    (prop::collection::vec(0.0..1.0_f64, 1..300), any::<bool>()).prop_map(|(u, falling)| {
        let mut weights: Vec<f64> = u.iter().map(|u| 10_f64.powf(-(12.0 * u).floor())).collect();
        weights.sort_by(|a, b| if falling { b.total_cmp(a) } else { a.total_cmp(b) });
        Base::from_weights(&weights).unwrap()
    })
}

fn same_quantiles(policy: &Policy<'_>, plain: &Evaluation) -> bool {
    let plain = [plain.estimator_q05, plain.estimator_q50, plain.estimator_q95];
    let close = |(a, b): (&f64, &f64)| (a - b).abs() <= TOLERANCE * b.abs() + 1e-290;
    policy.estimator_quantiles().iter().zip(&plain).all(close)
}

fn draws() -> impl Strategy<Value = f64> {
    prop_oneof![
        (0.0..15.0_f64).prop_map(|e| 10_f64.powf(e).clamp(1.0, 1e15)),
        (-9.0..0.0_f64).prop_map(|e| 1.0 + 10_f64.powf(e)),
        (0.0..4.0_f64).prop_map(|e| 10_f64.powf(e).round()),
        Just(1.0),
        Just(1e15),
    ]
}

#[derive(serde::Deserialize)]
struct Row {
    count: usize,
    first: f64,
    kind: String,
    classes: usize,
    cases: Vec<Case>,
}

#[derive(serde::Deserialize)]
struct Case {
    n: f64,
    values: std::collections::BTreeMap<String, String>,
}

/// Large tie classes of tiny outcomes, some of them equal to their last bits: both ways against `tests/oracle/fast.py`.
#[test]
fn large_tie_classes_match_the_reference() {
    let rows: Vec<Row> = serde_json::from_str(include_str!("oracle/fast.json")).unwrap();
    for Row { count, first, kind, classes, cases } in rows {
        let weight = |i: usize| match kind.as_str() {
            "spread" => first * (1.0 + i as f64),
            _ => first * (1.0 + i as f64 * f64::EPSILON),
        };
        let weights: Vec<f64> = [1.0].into_iter().chain((0..count).map(weight)).collect();
        let rewards: Vec<f64> =
            [0.0].into_iter().chain((0..count).map(|i| (i % classes) as f64 + 1.0)).collect();
        let base = Base::with_rewards(&weights, &rewards).unwrap();
        for Case { n, values } in cases {
            let policy = at(&base, n);
            for (name, expected) in values {
                let (quantity, expected) =
                    (Quantity::from_name(&name).unwrap(), expected.parse::<f64>().unwrap());
                for found in
                    [policy.evaluate_these(&[quantity]).get(quantity), policy.evaluate().get(quantity)]
                {
                    let error = ((found - expected) / expected).abs();
                    assert!(
                        error <= 2e-13,
                        "{name} of {count} at n = {n:e}: {found:e} not {expected:e}: {error:e}"
                    );
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn random_bases_agree(base in base(), n in draws()) {
        let policy = at(&base, n);
        let plain = policy.evaluate();
        let (quantity, found, expected, error) = worst(&policy.summary(), &plain);
        prop_assert!(error <= TOLERANCE, "{}: {found:e} instead of {expected:e}", quantity.name());
        prop_assert!(same_quantiles(&policy, &plain), "{:?}", policy.estimator_quantiles());
    }

    #[test]
    fn quantiles_of_ordered_bases_agree(base in ordered(), n in draws()) {
        let policy = at(&base, n);
        prop_assert!(same_quantiles(&policy, &policy.evaluate()), "{:?}", policy.estimator_quantiles());
    }
}

#[test]
fn presets_agree() {
    let mut compared = 0;
    for name in library::names() {
        let preset = library::get(name).unwrap();
        for n in [1.0, 1.000001, 2.0, 7.0, preset.start.n as f64, 1e3, 1e6, 1e15] {
            agree(preset.base.base(), n);
            compared += 1;
        }
    }
    assert!(compared >= 100, "only {compared}");
}

#[test]
fn a_million_outcomes_agree() {
    for (notation, many) in [
        ("zipf:1000000,1.1", [300.0, 5e5]),
        ("dirichlet:1000000,0.1,1", [4.0, 4000.0]),
        ("uniform:1000000", [2e4, 1e7]),
    ] {
        let base = family::parse(notation).unwrap();
        for n in many {
            agree(base.base(), n);
        }
    }
}

/// Best-of-n hardly ever reaches the heavy outcomes at the bottom, yet the gap is theirs.
#[test]
fn bases_whose_gap_lies_far_down_agree() {
    let masses = |notation: &str| -> Vec<f64> {
        let base = family::parse(notation).unwrap();
        (0..base.base().len()).map(|rank| base.base().p(rank)).collect()
    };
    for notation in ["zipf:20000,2", "dirichlet:20000,0.02,3", "geometric:20000,0.01"] {
        let given = masses(notation);
        let length = given.len() as f64;
        let falling = given.iter().enumerate().map(|(i, p)| p * 10_f64.powf(-40.0 * i as f64 / length));
        let mut reversed = given.clone();
        reversed.reverse();
        for weights in [falling.collect(), reversed, given] {
            let base = Base::from_weights(&weights).unwrap();
            for n in sweep::real_grid(1.0, 1e9, 28) {
                agree(&base, n.get());
            }
        }
    }
}

#[test]
fn the_effort_does_not_grow_with_the_outcomes() {
    let most = |notation: &str| {
        let base = family::parse(notation).unwrap();
        let efforts = sweep::real_grid(1.0, 1e15, 120).into_iter().map(|n| {
            let Effort { stretches, classes, outcomes } = Policy::new(base.base(), n).summary().effort;
            stretches + classes + outcomes
        });
        efforts.max().unwrap()
    };
    for family in ["zipf", "uniform", "dirichlet"] {
        let notation = |length: u32| match family {
            "zipf" => format!("zipf:{length},1.1"),
            "uniform" => format!("uniform:{length}"),
            _ => format!("dirichlet:{length},0.1,1"),
        };
        let (some, many) = (most(&notation(30_000)), most(&notation(300_000)));
        assert!(many < 5_000 && (many as f64) < 2.0 * some as f64, "{family}: {some} and then {many}");
    }
    // Equal probabilities inside a class count once.
    assert!(most("verifier:90000,60000,0.05") < 200);
}

#[test]
fn large_tie_classes_agree() {
    let weights: Vec<f64> = (1..=3000).map(|k| 1.0 / f64::from(k)).collect();
    let rewards: Vec<f64> = (0..3000).map(|k| f64::from(k * 7919 % 3)).collect();
    let base = Base::with_rewards(&weights, &rewards).unwrap();
    let mut looked_at = 0;
    for n in [1.000001, 1.5, 2.0, 20.0, 300.0, 1e4, 1e6, 1e12] {
        looked_at += agree(&base, n).outcomes;
    }
    assert!(looked_at > 0, "some n must fall between the series and the closed form");
}

#[test]
fn what_a_summary_cannot_answer_is_summed() {
    let base = family::parse("zipf:5000,1.1").unwrap();
    let policy = at(base.base(), 64.0);
    let plain = policy.evaluate();
    assert_eq!(policy.evaluate_these(&[Quantity::Kl, Quantity::EstimatorSd]), plain);
    for &quantity in Quantity::ALL {
        let (alone, expected) = (policy.value(quantity), plain.get(quantity));
        assert!((alone - expected).abs() <= TOLERANCE * expected.abs(), "{}", quantity.name());
        let both = policy.evaluate_these(&[quantity, Quantity::Kl]).get(quantity);
        assert_eq!(both, alone, "{}", quantity.name());
    }
    let quick = policy.evaluate_these(&[Quantity::Kl, Quantity::NEpsTop]);
    assert!(quick.tv.is_nan() && quick.n_eps_top == plain.n_eps_top);
    assert!(((quick.kl - plain.kl) / plain.kl).abs() < TOLERANCE);
}
