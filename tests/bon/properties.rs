//! What must hold for every base and every n, whatever the numbers.

use bon::{Base, Draws, Evaluation, Policy, Quantity, d_n};
use proptest::prelude::*;

/// Rounding allowed on the way: far above what is seen, far below what a person could.
const ROUNDING: f64 = 1e-12;

fn draws() -> impl Strategy<Value = f64> {
    prop_oneof![(0.0..15.0).prop_map(f64_power_of_ten), (1_u64..100).prop_map(|n| n as f64), Just(1e15)]
}

fn f64_power_of_ten(exponent: f64) -> f64 {
    10_f64.powf(exponent).clamp(1.0, 1e15)
}

/// Weights from flat to spanning many orders of magnitude.
fn weights() -> impl Strategy<Value = Vec<f64>> {
    let weight = prop_oneof![
        0.01..1.0,
        (-12.0..0.0).prop_map(|e| 10_f64.powf(e)),
        (-280.0..0.0).prop_map(|e| 10_f64.powf(e))
    ];
    prop::collection::vec(weight, 1..24)
}

/// Weights with rewards of which many are tied.
fn tied() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    weights().prop_flat_map(|weights| {
        let rewards = prop::collection::vec((-3_i32..4).prop_map(f64::from), weights.len());
        (Just(weights), rewards)
    })
}

fn policy(base: &Base, n: f64) -> Policy<'_> {
    Policy::new(base, Draws::new(n).unwrap())
}

fn at(base: &Base, n: f64) -> Evaluation {
    policy(base, n).evaluate()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= ROUNDING * a.abs().max(b.abs()) + 1e-290
}

fn at_most(a: f64, b: f64) -> bool {
    a <= b * (1.0 + ROUNDING) + 1e-290
}

/// The quantities that depend on single outcomes and not only on tie classes.
const OF_OUTCOMES: [Quantity; 10] = [
    Quantity::Estimator,
    Quantity::EstimatorSd,
    Quantity::EstimatorQ05,
    Quantity::EstimatorQ50,
    Quantity::EstimatorQ95,
    Quantity::EstimatorSharp,
    Quantity::EstimatorSharpSd,
    Quantity::EstimatorSharpQ05,
    Quantity::EstimatorSharpQ50,
    Quantity::EstimatorSharpQ95,
];

/// Compares every quantity but those `left_out`.
fn same(a: &Evaluation, b: &Evaluation, left_out: &[Quantity]) -> Result<(), TestCaseError> {
    for &quantity in Quantity::ALL.iter().filter(|quantity| !left_out.contains(quantity)) {
        let (a, b) = (a.get(quantity), b.get(quantity));
        // A standard deviation far below the values it comes from, and a mean of rewards that cancel, keep
        // only the absolute precision of those values.
        let slack =
            if matches!(quantity, Quantity::EstimatorSd | Quantity::ExpectedReward) { 1e-12 } else { 0.0 };
        prop_assert!(close(a, b) || (a - b).abs() <= slack, "{}: {a:e} and {b:e}", quantity.name());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn kl_estimator_top_and_bound_are_in_order((weights, rewards) in tied(), n in draws()) {
        let e = at(&Base::with_rewards(&weights, &rewards).unwrap(), n);
        prop_assert!(0.0 <= e.kl, "{e:?}");
        prop_assert!(at_most(e.kl, e.estimator_top), "{e:?}");
        prop_assert!(at_most(e.estimator_top, e.bound), "{e:?}");
        prop_assert!(at_most(e.kl, e.kl_limit), "{e:?}");
        prop_assert!(at_most(e.kl, e.estimator_tied), "{e:?}");
        prop_assert!(at_most(e.estimator_tied, e.estimator), "{e:?}");
        prop_assert!(e.kl >= 0.0 && at_most(e.kl, e.estimator_sharp), "{e:?}");
        prop_assert!(at_most(e.estimator_sharp, e.estimator) && at_most(e.estimator, e.bound), "{e:?}");
        prop_assert!(close(e.gap + e.kl, e.bound), "{e:?}");
        prop_assert!(0.0 <= e.gap && at_most(e.gap, e.gap_bound), "{e:?}");
    }

    #[test]
    fn the_estimator_is_not_seen_below_kl(weights in weights(), n in draws()) {
        let e = at(&Base::from_weights(&weights).unwrap(), n);
        prop_assert!(at_most(e.kl, e.estimator), "{e:?}");
        prop_assert!(at_most(e.estimator, e.bound), "{e:?}");
        prop_assert!(e.estimator_q05 <= e.estimator_q50 && e.estimator_q50 <= e.estimator_q95, "{e:?}");
        prop_assert!(at_most(e.kl, e.estimator_sharp) && at_most(e.estimator_sharp, e.estimator), "{e:?}");
        let sharp = [e.estimator_sharp_q05, e.estimator_sharp_q50, e.estimator_sharp_q95];
        prop_assert!(sharp.is_sorted() && at_most(sharp[2], e.estimator_q95), "{e:?}");
        prop_assert!(close(e.estimator, e.estimator_tied), "{e:?}");
    }

    #[test]
    fn every_quantity_is_a_number((weights, rewards) in tied(), n in draws()) {
        let e = at(&Base::with_rewards(&weights, &rewards).unwrap(), n);
        for &quantity in Quantity::ALL {
            prop_assert!(e.get(quantity).is_finite(), "{}: {e:?}", quantity.name());
        }
    }

    #[test]
    fn best_of_one_is_the_base((weights, rewards) in tied()) {
        let e = at(&Base::with_rewards(&weights, &rewards).unwrap(), 1.0);
        for zero in [e.kl, e.bound, e.gap, e.estimator, e.estimator_sharp, e.estimator_sharp_sd, e.reverse_kl, e.chi2, e.tv, e.hellinger2, e.renyi_two, e.win_rate_gap] {
            prop_assert_eq!(zero, 0.0);
        }
        prop_assert!(close(e.win_rate, 0.5), "{e:?}");
    }

    #[test]
    fn kl_bound_win_rate_and_estimator_top_rise_with_n((weights, rewards) in tied(), a in draws(), b in draws()) {
        let base = Base::with_rewards(&weights, &rewards).unwrap();
        let (low, high) = (at(&base, a.min(b)), at(&base, a.max(b)));
        for quantity in [Quantity::Kl, Quantity::Bound, Quantity::WinRate, Quantity::EstimatorTop] {
            prop_assert!(at_most(low.get(quantity), high.get(quantity)), "{}: {low:?} {high:?}", quantity.name());
        }
    }

    #[test]
    fn divergences_stay_below_the_continuum((weights, rewards) in tied(), n in draws()) {
        let e = at(&Base::with_rewards(&weights, &rewards).unwrap(), n);
        for (value, bound) in [
            (e.reverse_kl, e.reverse_kl_bound),
            (e.chi2, e.chi2_bound),
            (e.tv, e.tv_bound),
            (e.hellinger2, e.hellinger2_bound),
            (e.renyi_half, e.renyi_half_bound),
            (e.renyi_two, e.renyi_two_bound),
            (e.renyi_inf, e.renyi_inf_bound),
        ] {
            prop_assert!(0.0 <= value && at_most(value, bound), "{value:e} above {bound:e}: {e:?}");
        }
    }

    #[test]
    fn win_rate_and_its_gap_make_up_the_bound((weights, rewards) in tied(), n in draws()) {
        let e = at(&Base::with_rewards(&weights, &rewards).unwrap(), n);
        prop_assert!(at_most(e.win_rate, e.win_rate_bound), "{e:?}");
        prop_assert!(close(e.win_rate + e.win_rate_gap, e.win_rate_bound), "{e:?}");
        prop_assert!(0.0 <= e.win_rate_gap && at_most(e.win_rate_gap, e.win_rate_gap_bound), "{e:?}");
    }

    #[test]
    fn outcomes_add_up((weights, rewards) in tied(), n in draws()) {
        let base = Base::with_rewards(&weights, &rewards).unwrap();
        let policy = policy(&base, n);
        let e = policy.evaluate();
        let terms: Vec<_> = (0..base.len()).map(|rank| policy.outcome(rank)).collect();
        prop_assert!(terms.iter().all(|t| t.gap_term >= 0.0 && t.pi >= 0.0), "{terms:?}");
        prop_assert!(close(terms.iter().map(|t| t.p).sum(), 1.0));
        prop_assert!(close(terms.iter().map(|t| t.pi).sum(), 1.0));
        prop_assert!(close(terms.iter().map(|t| t.gap_term).sum(), e.gap));
        prop_assert!(close(terms.iter().map(|t| t.pi * t.d_n).sum(), e.estimator));
        // Terms of both signs: their sum has only the absolute precision of the terms.
        let kl: f64 = terms.iter().map(|t| t.kl_term).sum();
        let size: f64 = terms.iter().map(|t| t.kl_term.abs()).sum();
        prop_assert!((kl - e.kl).abs() <= ROUNDING * size.max(e.kl) + 1e-15, "{kl:e} {e:?}");
    }

    #[test]
    fn the_order_of_input_changes_nothing((weights, rewards) in tied(), n in draws(), rotation in 0_usize..24) {
        let base = Base::with_rewards(&weights, &rewards).unwrap();
        let shift = rotation % weights.len();
        let turned = |list: &[f64]| [&list[shift..], &list[..shift]].concat();
        let other = Base::with_rewards(&turned(&weights), &turned(&rewards)).unwrap();
        same(&at(&base, n), &at(&other, n), &[])?;
    }

    #[test]
    fn merging_ties_changes_only_the_estimator((weights, rewards) in tied(), n in draws()) {
        let base = Base::with_rewards(&weights, &rewards).unwrap();
        let mut merged: Vec<(f64, f64)> = Vec::new();
        for (&weight, &reward) in weights.iter().zip(&rewards) {
            match merged.iter_mut().find(|(_, r)| *r == reward) {
                Some((sum, _)) => *sum += weight,
                None => merged.push((weight, reward)),
            }
        }
        let (weights, rewards): (Vec<f64>, Vec<f64>) = merged.into_iter().unzip();
        let other = Base::with_rewards(&weights, &rewards).unwrap();
        prop_assert_eq!(base.class_count(), other.len());
        same(&at(&base, n), &at(&other, n), &OF_OUTCOMES)?;
    }

    #[test]
    fn outcomes_of_weight_zero_change_nothing(weights in weights(), n in draws(), at_index in 0_usize..24) {
        let base = Base::from_weights(&weights).unwrap();
        let rewards: Vec<f64> = (1..=weights.len()).map(|i| i as f64).collect();
        let (mut padded, mut padded_rewards) = (weights.clone(), rewards.clone());
        padded.insert(at_index % (weights.len() + 1), 0.0);
        padded_rewards.insert(at_index % (weights.len() + 1), at_index as f64 * 0.5);
        let other = Base::with_rewards(&padded, &padded_rewards).unwrap();
        prop_assert_eq!(other.class_count(), base.class_count());
        same(&at(&base, n), &at(&other, n), &[])?;
        let rank = (0..other.len()).find(|&rank| other.p(rank) == 0.0).unwrap();
        let terms = policy(&other, n).outcome(rank);
        prop_assert_eq!((terms.pi, terms.gap_term, terms.kl_term, terms.log_ratio), (0.0, 0.0, 0.0, None));
    }

    #[test]
    fn the_scale_of_weights_changes_nothing(weights in weights(), n in draws(), exponent in -20_i32..20) {
        let scaled: Vec<f64> = weights.iter().map(|w| w * 2_f64.powi(exponent)).collect();
        let (a, b) = (Base::from_weights(&weights).unwrap(), Base::from_weights(&scaled).unwrap());
        prop_assert_eq!(at(&a, n), at(&b, n));
    }

    #[test]
    fn d_n_falls_from_the_bound_to_zero(n in draws(), a in -900.0..0.0_f64, b in -30.0..0.0_f64) {
        let draws = Draws::new(n).unwrap();
        let bound = d_n(draws, f64::NEG_INFINITY);
        let (rare, likely) = (d_n(draws, a.min(b)), d_n(draws, a.max(b)));
        prop_assert!(0.0 <= likely && at_most(likely, rare) && at_most(rare, bound), "{likely:e} {rare:e} {bound:e}");
        prop_assert_eq!(d_n(draws, 0.0), 0.0);
        let continuum = at(&Base::from_weights(&[1.0]).unwrap(), n).bound;
        prop_assert_eq!(bound, continuum);
    }
}

/// The table of anchors of the specification, 17 significant digits each.
#[test]
#[expect(clippy::excessive_precision, reason = "the digits of the specification, as they stand there")]
fn anchors() {
    let uniform = [1.0; 10];
    let anchors: [(&[f64], f64, [f64; 5]); 5] = [
        (
            &[0.5, 0.5],
            2.0,
            [0.13081203594113696, 0.19314718055994531, 0.062335144618808350, 0.17909883108112329, 0.625],
        ),
        (
            &uniform,
            64.0,
            [
                2.2934512018617444,
                3.1745080833596719,
                0.88105688149792743,
                2.2946087976123368,
                0.94988203537100702,
            ],
        ),
        (
            &[0.9, 0.0999, 0.0001],
            1000.0,
            [
                2.6465491049748951,
                5.9087552789821371,
                3.2622061740072420,
                2.6466753949932435,
                0.95470835532207269,
            ],
        ),
        (
            &[1e-12, 1.0],
            4.0,
            [
                9.9999999999949998e-13,
                0.63629436111989062,
                0.63629436111889062,
                9.9999999999949998e-13,
                0.50000000000050000,
            ],
        ),
        (
            &[1.0, 1e-300],
            1e15,
            [3.3538776394910687e-284, 33.538776394910686, 33.538776394910686, 3.3538776394910688e-284, 0.5],
        ),
    ];
    for (weights, n, expected) in anchors {
        let e = at(&Base::from_weights(weights).unwrap(), n);
        for (found, expected) in [e.kl, e.bound, e.gap, e.estimator, e.win_rate].into_iter().zip(expected) {
            assert!(
                ((found - expected) / expected).abs() < 1e-14,
                "n={n}: {found:e} instead of {expected:e}"
            );
        }
    }
}

#[test]
fn the_gap_and_the_win_rate_gap_can_fall() {
    let base = Base::from_weights(&[0.877, 0.123]).unwrap();
    let curve: Vec<Evaluation> = (1..200).map(|n| at(&base, f64::from(n))).collect();
    assert!(curve.windows(2).any(|pair| pair[1].gap < pair[0].gap * (1.0 - 1e-6)));
    assert!(curve.windows(2).any(|pair| pair[1].win_rate_gap < pair[0].win_rate_gap * (1.0 - 1e-6)));
}

proptest! {
    #[test]
    fn the_parts_of_the_gap_are_those_of_the_outcomes((weights, rewards) in tied(), n in draws(), most in 0_usize..30) {
        let base = Base::with_rewards(&weights, &rewards).unwrap();
        let policy = policy(&base, n);
        let parts = policy.attribution(most);
        prop_assert!(close(parts.gap, policy.evaluate().gap));
        prop_assert_eq!(parts.leaders.len(), most.min(base.len()));
        prop_assert_eq!(parts.leaders.len() + parts.others, base.len());
        prop_assert!(parts.leaders.is_sorted_by(|a, b| a.gap_term >= b.gap_term));
        for part in &parts.leaders {
            prop_assert!(close(part.gap_term, policy.outcome(part.rank).gap_term));
        }
        let least = parts.leaders.last().map_or(f64::INFINITY, |part| part.gap_term);
        prop_assert!(at_most(parts.others_gap, parts.others as f64 * least.min(f64::MAX)) || most == 0);
    }

    #[test]
    fn spreads_hold_every_outcome((weights, rewards) in tied(), n in draws(), most in 2_usize..30) {
        let base = Base::with_rewards(&weights, &rewards).unwrap();
        let policy = policy(&base, n);
        let (spreads, all) = (policy.spreads(most), policy.evaluate());
        let of = spreads.estimator;
        for (found, expected) in [
            (of.mean, all.estimator),
            (of.sd, all.estimator_sd),
            (of.q05, all.estimator_q05),
            (of.q50, all.estimator_q50),
            (of.q95, all.estimator_q95),
        ] {
            prop_assert!(close(found, expected), "{found} {expected}");
        }
        prop_assert!(spreads.bins.len() <= most);
        prop_assert_eq!(spreads.bins.iter().map(|bin| bin.outcomes).sum::<usize>(), base.len());
        prop_assert!((spreads.bins.iter().map(|bin| bin.pi).sum::<f64>() - 1.0).abs() < 1e-9);
        for pair in spreads.bins.windows(2) {
            prop_assert!(pair[0].eps_least > pair[1].eps_most && at_most(pair[0].d_most, pair[1].d_least));
        }
        prop_assert!(at_most(of.mean, all.bound) && spreads.eps.q05 <= spreads.eps.q95);
    }
}

proptest! {
    #[test]
    fn the_work_leads_to_the_terms((weights, rewards) in tied(), n in draws()) {
        let base = Base::with_rewards(&weights, &rewards).unwrap();
        let policy = policy(&base, n);
        for rank in 0..base.len() {
            let worked = policy.worked(rank).unwrap();
            let terms = policy.outcome(rank);
            prop_assert_eq!(worked.terms, terms);
            prop_assert!(close(worked.terms.pi * worked.gap_density, terms.gap_term));
            prop_assert!(close(worked.class_pi * (terms.p / worked.mass), terms.pi));
            prop_assert!(((n * worked.ln_cdf).exp() - (n * worked.ln_strict_cdf).exp() - worked.class_pi).abs() < 1e-12);
            prop_assert!((worked.ln_cdf.exp() - worked.cdf).abs() < 1e-12);
            prop_assert!((worked.ln_strict_cdf.exp() - worked.strict_cdf).abs() < 1e-12);
            prop_assert!(worked.hit > 0.0 && worked.hit <= 1.0 && worked.hit <= n * terms.p * (1.0 + 1e-12));
            let tied = (0..base.len()).filter(|&other| base.reward(other) == base.reward(rank)).count();
            prop_assert_eq!(worked.tied, tied);
        }
    }
}
