//! Every quantity against the high-precision reference of `tests/oracle`, which is written from the
//! definitions and shares no formula with the library.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bon::{Base, Draws, OutcomeTerms, Policy, Quantity, d_n, s_n};
use serde::Deserialize;

/// Values below this are not asked to keep their relative precision.
const SMALLEST: f64 = 1e-290;

#[derive(Deserialize)]
struct Reference {
    bases: BTreeMap<String, Listing>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Listing {
    Generator { generator: String },
    Weights { weights: Vec<f64>, rewards: Option<Vec<f64>> },
}

#[derive(Deserialize)]
struct Case {
    base: String,
    n: f64,
    values: BTreeMap<String, String>,
    #[serde(default)]
    outcomes: Vec<BTreeMap<String, Option<String>>>,
    /// Quantiles whose level lies too close to a cumulative probability to be decided in `f64`.
    #[serde(default)]
    uncertain: Vec<String>,
}

impl Listing {
    fn base(&self) -> Base {
        match self {
            Listing::Weights { weights, rewards: None } => Base::from_weights(weights),
            Listing::Weights { weights, rewards: Some(rewards) } => Base::with_rewards(weights, rewards),
            Listing::Generator { generator } => {
                let (name, length) = generator.split_once(':').expect("a generator is name:length");
                let length: u32 = length.parse().expect("a length is a whole number");
                let harmonic = (1..=length).map(|k| 1.0 / f64::from(k));
                let weights: Vec<f64> = match name {
                    "uniform" => vec![1.0; length as usize],
                    "harmonic" => harmonic.collect(),
                    "harmonic-reversed" => harmonic.rev().collect(),
                    _ => panic!("no generator is called {name}"),
                };
                Base::from_weights(&weights)
            }
        }
        .expect("every reference base is valid")
    }
}

/// Worst relative errors seen, by name, with the place of the worst.
#[derive(Default)]
struct Worst(BTreeMap<String, (f64, String)>);

impl Worst {
    fn note(&mut self, name: &str, found: f64, expected: &str, place: &str) -> f64 {
        let expected = parse(expected);
        let error = if found == expected || (expected.abs() < SMALLEST && found.abs() < 2.0 * SMALLEST) {
            0.0
        } else {
            // A NaN must count as the worst error, not disappear in a maximum.
            let error = ((found - expected) / expected).abs();
            if error.is_nan() { f64::INFINITY } else { error }
        };
        let worst = self.0.entry(name.to_owned()).or_insert_with(|| (-1.0, String::new()));
        if error > worst.0 {
            *worst = (error, format!("{place}: {found:e} instead of {expected:e}"));
        }
        error
    }
}

fn parse(value: &str) -> f64 {
    value.parse().expect("reference values are numbers")
}

fn largest_log_ratio(case: &Case) -> f64 {
    case.outcomes
        .iter()
        .filter_map(|outcome| outcome["log_ratio"].as_deref())
        .map(|l| parse(l).abs())
        .fold(0.0, f64::max)
}

fn reference() -> Reference {
    let text = include_str!("../oracle/reference.json");
    serde_json::from_str(text).expect("the reference table is well-formed")
}

#[test]
fn every_quantity_agrees_with_the_reference() {
    let reference = reference();
    assert!(reference.cases.len() >= 200, "only {} cases", reference.cases.len());
    let bases: BTreeMap<&str, Base> = reference.bases.iter().map(|(id, l)| (id.as_str(), l.base())).collect();
    let mut worst = Worst::default();
    let mut failures = String::new();
    for case in &reference.cases {
        let policy = Policy::new(&bases[case.base.as_str()], Draws::new(case.n).expect("n is in the domain"));
        let evaluation = policy.evaluate();
        let place = format!("{} n={:e}", case.base, case.n);
        for &quantity in Quantity::ALL {
            let name = quantity.name();
            if case.uncertain.iter().any(|uncertain| uncertain == name) {
                continue;
            }
            let expected = &case.values[name];
            let found = evaluation.get(quantity);
            let error = worst.note(name, found, expected, &place);
            if error > quantity.tolerance() {
                writeln!(failures, "{name} of {place}: {found:e} instead of {expected} ({error:.1e})")
                    .unwrap();
            }
        }
        let summary = policy.summary();
        for (quantity, found) in [
            (Quantity::Kl, summary.kl),
            (Quantity::Gap, summary.gap),
            (Quantity::Estimator, summary.estimator),
            (Quantity::WinRate, summary.win_rate),
            (Quantity::WinRateGap, summary.win_rate_gap),
        ] {
            let (name, expected) = (format!("{} in short", quantity.name()), &case.values[quantity.name()]);
            let error = worst.note(&name, found, expected, &place);
            if error > quantity.tolerance() {
                writeln!(failures, "{name} of {place}: {found:e} instead of {expected} ({error:.1e})")
                    .unwrap();
            }
        }
    }
    for (name, (error, place)) in &worst.0 {
        println!("{name:<22} {error:9.1e}  {place}");
    }
    assert!(failures.is_empty(), "{failures}");
}

/// d_n and s_n from ln p alone. What ln p is rounded by moves either by no more than that (derived).
fn one_probability(
    base: &Base,
    rank: usize,
    n: f64,
    expected: &BTreeMap<String, Option<String>>,
    place: &str,
) {
    let p = base.p(rank);
    let others: f64 = (0..base.len()).filter(|other| *other != rank).map(|other| base.p(other)).sum();
    let ln_p = if p > 0.5 { (-others).ln_1p() } else { p.ln() };
    let rounding = if ln_p.is_finite() { f64::EPSILON * ln_p.abs() } else { 0.0 };
    let n = Draws::new(n).expect("n is in the domain");
    for (name, found) in [("d_n", d_n(n, ln_p)), ("s_n", s_n(n, ln_p))] {
        let expected = parse(expected[name].as_deref().expect("every outcome has it"));
        assert!(
            (found - expected).abs() <= 1e-12 * expected + rounding + 2.0 * SMALLEST,
            "{name} of ln p = {ln_p} of {place}: {found:e} instead of {expected:e}"
        );
    }
}

#[test]
fn the_sharper_estimator_holds_at_every_probability() {
    for n in
        [1.0, 1.0 + 1e-9, 1.5, 2.0, 7.0, 1e3, 1e9, 1e15].map(|n| Draws::new(n).expect("n is in the domain"))
    {
        let bound = s_n(n, f64::NEG_INFINITY);
        assert_eq!((bound, s_n(n, 0.0), s_n(n, 0.1)), (d_n(n, -900.0), 0.0, 0.0));
        let mut before = bound;
        for ln_e in [-900.0, -745.5, -700.0, -40.0, -20.0, -7.0, -1.0, -0.1, -1e-5, -1e-17, -1e-100, -1e-300]
        {
            let (sharp, paper) = (s_n(n, ln_e), d_n(n, ln_e));
            let place = format!("n = {}, ln e = {ln_e}: {sharp:e}, {paper:e}", n.get());
            assert!(0.0 <= sharp && sharp <= paper * (1.0 + 1e-12), "{place}");
            assert!(sharp <= before * (1.0 + 1e-14), "{place}");
            // Towards e = 1 it is 1-e times what is left of 1 by n - 1 and its logarithm, never a rounded 0.
            assert!(sharp > 0.0 || n.get() == 1.0, "{place}");
            before = sharp;
        }
    }
}

#[test]
fn every_outcome_agrees_with_the_reference() {
    let reference = reference();
    let mut worst = Worst::default();
    let mut failures = String::new();
    let mut compared = 0;
    for case in reference.cases.iter().filter(|case| !case.outcomes.is_empty()) {
        let base = reference.bases[&case.base].base();
        let policy = Policy::new(&base, Draws::new(case.n).expect("n is in the domain"));
        for rank in 0..base.len() {
            let expected = &case.outcomes[base.input_index(rank)];
            let OutcomeTerms { p, pi, log_ratio, kl_term, gap_term, d_n } = policy.outcome(rank);
            let place = format!("{} n={:e} rank {rank}", case.base, case.n);
            // Where best-of-n hardly changes an outcome, its log ratio is a zero crossing: there the last digits
            // of the masses themselves move it by about this much.
            let crossing = 1e-15 * largest_log_ratio(case);
            assert_eq!(log_ratio.is_none(), expected["log_ratio"].is_none(), "{place}");
            one_probability(&base, rank, case.n, expected, &place);
            let terms = [
                ("p", Some(p)),
                ("pi", Some(pi)),
                ("log_ratio", log_ratio),
                ("kl_term", Some(kl_term)),
                ("gap_term", Some(gap_term)),
                ("d_n", Some(d_n)),
            ];
            for (name, found) in terms {
                let (Some(found), Some(expected)) = (found, &expected[name]) else { continue };
                compared += 1;
                let weight = match name {
                    "log_ratio" => 1.0,
                    "kl_term" => pi,
                    _ => 0.0,
                };
                if (found - parse(expected)).abs() <= crossing * weight {
                    continue;
                }
                let error = worst.note(name, found, expected, &place);
                if error > 1e-12 {
                    writeln!(failures, "{name} of {place}: {found:e} instead of {expected} ({error:.1e})")
                        .unwrap();
                }
            }
        }
    }
    for (name, (error, place)) in &worst.0 {
        println!("{name:<22} {error:9.1e}  {place}");
    }
    assert!(compared > 1000, "only {compared} terms compared");
    assert!(failures.is_empty(), "{failures}");
}

#[derive(Deserialize)]
struct Scattered {
    weights: Vec<f64>,
    rewards: Option<Vec<f64>>,
    cases: Vec<Scatter>,
}

#[derive(Deserialize)]
struct Scatter {
    n: f64,
    values: BTreeMap<String, String>,
}

/// Standard deviations are taken of differences, not of rounded values, so they keep their digits where values agree.
#[test]
fn spreads_of_values_that_nearly_agree_keep_their_digits() {
    let rows: Vec<Scattered> = serde_json::from_str(include_str!("../oracle/spread.json")).unwrap();
    for Scattered { weights, rewards, cases } in rows {
        let base = match rewards {
            Some(rewards) => Base::with_rewards(&weights, &rewards),
            None => Base::from_weights(&weights),
        };
        let base = base.unwrap();
        for Scatter { n, values } in cases {
            let found = Policy::new(&base, Draws::new(n).unwrap()).evaluate();
            for (name, expected) in values {
                let (quantity, expected) =
                    (Quantity::from_name(&name).unwrap(), expected.parse::<f64>().unwrap());
                let small = expected.abs() < SMALLEST && found.get(quantity).abs() < 2.0 * SMALLEST;
                let error = if small { 0.0 } else { ((found.get(quantity) - expected) / expected).abs() };
                let place = || format!("{name} of {:?} at n = {n:e}", &weights[..weights.len().min(4)]);
                assert!(error <= 1e-11, "{}: {:e} not {expected:e}: {error:e}", place(), found.get(quantity));
            }
        }
    }
}
