//! Neighbouring outcomes taken together, against the sums over each of them.

use bonscope::bon::{Base, Draws, Group, Policy};
use bonscope::family;
use proptest::prelude::*;

const TOLERANCE: f64 = 1e-12;

fn close(found: f64, expected: f64) -> bool {
    // Below the normal numbers digits are missing.
    (found - expected).abs() <= TOLERANCE * expected.abs()
        || (found.abs() < 1e-290 && expected.abs() < 1e-290)
}

/// A compensated sum of positive numbers.
fn total(numbers: impl Iterator<Item = f64>) -> f64 {
    let (sum, rest) = numbers.fold((0.0_f64, 0.0_f64), |(sum, rest), number| {
        let next = sum + number;
        let lost = if sum >= number { (sum - next) + number } else { (number - next) + sum };
        (next, rest + lost)
    });
    sum + rest
}

fn agree(base: &Base, n: f64, ranks: std::ops::Range<usize>) -> Result<(), String> {
    let policy = Policy::new(base, Draws::new(n).unwrap());
    let Group { p, pi, log_ratio, gap_term, .. } = policy.group(ranks.clone());
    let each = || ranks.clone().map(|rank| policy.outcome(rank));
    for (what, found, expected) in [
        ("p", p, total(each().map(|one| one.p))),
        ("pi", pi, total(each().map(|one| one.pi))),
        ("gap", gap_term, total(each().map(|one| one.gap_term))),
    ] {
        if !close(found, expected) {
            return Err(format!("{what} of {ranks:?} at n = {n:e}: {found:e} instead of {expected:e}"));
        }
    }
    if pi > 1e-290 && (log_ratio.unwrap() - (pi / p).ln()).abs() > 1e-11 {
        return Err(format!("{log_ratio:?} instead of {}", (pi / p).ln()));
    }
    Ok(())
}

fn base() -> impl Strategy<Value = Base> {
    let unit = || prop::collection::vec(0.0..1.0_f64, 1..400);
    (0_usize..4, 0_usize..3, unit(), unit()).prop_map(|(temper, ties, u, v)| {
        let weight = |u: &f64| match temper {
            0 => u + 1e-3,
            1 => 10_f64.powf(-12.0 * u),
            // Some have no weight at all.
            2 => (u - 0.3).max(0.0) + if *u > 0.9 { 1e6 } else { 0.0 },
            _ => 1.0,
        };
        let mut weights: Vec<f64> = u.iter().map(weight).collect();
        weights[0] += 1e-3;
        let reward = |i: usize| match ties {
            0 => i as f64,
            1 => (6.0 * v[i % v.len()]).floor(),
            _ => (60.0 * v[i % v.len()]).floor(),
        };
        let rewards: Vec<f64> = (0..weights.len()).map(reward).collect();
        Base::with_rewards(&weights, &rewards).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn groups_are_the_sums_of_their_outcomes(
        base in base(),
        exponent in 0.0..9.0_f64,
        a in 0.0..1.0_f64,
        b in 0.0..1.0_f64,
    ) {
        let at = |share: f64| (share * (base.len() + 1) as f64) as usize;
        let ranks = at(a.min(b))..at(a.max(b));
        let found = agree(&base, 10_f64.powf(exponent), ranks);
        prop_assert!(found.is_ok(), "{found:?}");
    }
}

#[test]
fn a_million_outcomes_in_groups() {
    for notation in ["zipf:1000000,1.1", "dirichlet:1000000,0.1,1", "uniform:1000000"] {
        let base = family::parse(notation).unwrap();
        let base = base.base();
        for n in [64.0, 1e9] {
            for ranks in [875_000..1_000_000, 123_456..777_777] {
                agree(base, n, ranks).unwrap();
            }
        }
    }
}
