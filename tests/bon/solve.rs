//! The n at which a quantity reaches a value: against the reference, against itself, and where there is none.

use std::cell::Cell;

use bon::{
    Average, Base, Drawing, Draws, Policy, Proposal, Quantity, Solution, Target, solve, solve_average,
    solve_drawing,
};
use proptest::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    weights: Vec<f64>,
    rewards: Option<Vec<f64>>,
    proposal: Option<Vec<f64>>,
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
    let cases: Vec<Case> = serde_json::from_str(include_str!("../oracle/solve.json")).unwrap();
    assert!(cases.len() >= 60);
    for case in cases {
        let base = match &case.rewards {
            None => Base::from_weights(&case.weights),
            Some(rewards) => Base::with_rewards(&case.weights, rewards),
        };
        let base = base.unwrap();
        let weights = case.proposal.clone();
        let proposed = weights
            .map(|weights| Proposal { weights: Some(weights), ..Proposal::default() }.over(&base).unwrap());
        let drawing = Drawing { base: &base, proposed: proposed.as_ref() };
        let solution = solve_drawing(drawing, target(&case.quantity, case.value), &|_| {});
        let found = solution.n_exact.unwrap().get();
        let expected: f64 = case.n.parse().unwrap();
        let error = ((found - expected) / expected).abs();
        // Near a limit only what lacks to it is steep, and that is compared in full.
        let allowed = 1e-14 * (40.0 + 20.0 * case.condition.min(1e3));
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

/// Numbers from 0 to 1 that repeat with their seed.
struct Source(ChaCha8Rng);

impl Source {
    fn share(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / 2f64.powi(53)
    }
}

/// What the target is about, at n.
type Value<'a> = dyn Fn(f64) -> f64 + 'a;
/// The solver, for a value of the target.
type Solve<'a> = dyn Fn(f64) -> Solution + 'a;

/// Whether anything before the answer reaches the target, and whether the answer does: against every step of a fine scale and
/// every whole number up to some hundreds.
fn nothing_is_skipped(found: &Solution, value: f64, f: &dyn Fn(f64) -> f64, about: &dyn Fn() -> String) {
    let end = found.n_exact.map_or(1e15, Draws::get);
    if found.n_exact.is_some() && end > 1.0 {
        assert!((f(end) / value - 1.0).abs() <= 1e-11, "{}: {found:?} but {:e}", about(), f(end));
    }
    let reaches = |n: f64| f(n) >= value * (1.0 + 1e-12);
    let mut scale =
        (0..).map(|i| (f64::from(i) / 64.0).exp()).take_while(|n| *n < end.min(1e7) * (1.0 - 1e-9));
    if let Some(n) = scale.find(|&n| reaches(n)) {
        panic!("{}: {found:?}, but {:e} at n = {n}", about(), f(n));
    }
    let above = found.whole.map_or(200.0, |(_, above)| above.get());
    if let Some(n) = (1..200).map(f64::from).take_while(|n| *n < above).find(|&n| reaches(n)) {
        panic!("{}: {found:?}, but {:e} at n = {n}", about(), f(n));
    }
    if let Some((_, above)) = found.whole {
        assert!(f(above.get()) >= value * (1.0 - 1e-12), "{}: {found:?}", about());
    }
}

fn small_base(source: &mut Source) -> Base {
    let length = 2 + (source.share() * 5.0) as usize;
    let deep = 10.0 * source.share();
    let weights: Vec<f64> = (0..length).map(|_| 10f64.powf(-deep * source.share())).collect();
    Base::from_weights(&weights).unwrap()
}

/// Values that the gap has at a place drawn at random, and next to the tops of its humps.
fn values(f: &dyn Fn(f64) -> f64, source: &mut Source) -> Vec<f64> {
    let at = |i: u32| f((f64::from(i) / 16.0).exp());
    let mut values = vec![f((20.0 * source.share()).exp())];
    let mut last = [at(0), at(1)];
    for i in 2..300 {
        let next = at(i);
        if last[1] > last[0] && last[1] >= next {
            values.extend([1.0, 1.0 - 1e-9, 1.0 - 1e-4, 1.0 + 1e-4].map(|share| last[1] * share));
        }
        last = [last[1], next];
    }
    values.retain(|value| *value > 0.0);
    values
}

#[test]
fn no_n_is_skipped() {
    let mut source = Source(ChaCha8Rng::seed_from_u64(17));
    let mut humps = 0;
    for number in 0..250 {
        let base = small_base(&mut source);
        let gap = |n: f64| Policy::new(&base, Draws::new(n).unwrap()).value(Quantity::Gap);
        let values = values(&gap, &mut source);
        humps += values.len() - 1;
        for value in values {
            let about = || format!("gap {value:e} of base {number}");
            nothing_is_skipped(&solve(&base, Target::Gap(value)), value, &gap, &about);
        }
    }
    assert!(humps > 300, "only {humps}");
}

#[test]
fn no_n_is_skipped_under_a_proposal_or_in_an_average() {
    let mut source = Source(ChaCha8Rng::seed_from_u64(18));
    for number in 0..25 {
        let bases = [small_base(&mut source), small_base(&mut source)];
        let mut proposal = |base: &Base| Proposal {
            weights: (source.share() < 0.6)
                .then(|| (0..base.len()).map(|_| 1e-3 + source.share().powi(6)).collect()),
            temperature: (source.share() < 0.5).then(|| 0.5 + 2.0 * source.share()),
            ..Proposal::default()
        };
        let proposals = bases.each_ref().map(&mut proposal);
        let made: Vec<_> =
            bases.iter().zip(&proposals).filter_map(|(base, how)| how.over(base).ok()).collect();
        let [first, second] = made.as_slice() else { continue };
        let drawings = [(&bases[0], first), (&bases[1], second)]
            .map(|(base, made)| Drawing { base, proposed: Some(made) });
        let drawing = drawings[0];
        let plain = Average::new(bases.iter().zip([0.3, 0.7]).map(|(base, share)| (share, base))).unwrap();
        let average =
            Average::new(drawings.into_iter().zip([0.6, 0.4]).map(|(d, share)| (share, d))).unwrap();
        let n = |n: f64| Draws::new(n).unwrap();
        let of_plain = |draws: f64| plain.value(n(draws), Quantity::Gap);
        let kl = |draws: f64| drawing.value(n(draws), Quantity::Kl);
        let gap = |draws: f64| drawing.value(n(draws), Quantity::ProposalGap);
        let kl_of_average = |draws: f64| average.value(n(draws), Quantity::Kl);
        let looked = Cell::new(0);
        let count = |_: f64| looked.set(looked.get() + 1);
        let cases: [(&str, &Value<'_>, &Solve<'_>); 4] = [
            ("gap of an average", &of_plain, &|value| solve_average(&plain, Target::Gap(value), &count)),
            ("KL of a proposal", &kl, &|value| solve_drawing(drawing, Target::Kl(value), &count)),
            ("gap of a proposal", &gap, &|value| solve_drawing(drawing, Target::Gap(value), &count)),
            ("KL of an average", &kl_of_average, &|value| {
                solve_average(&average, Target::Kl(value), &|_| {})
            }),
        ];
        for (name, f, solve) in cases {
            for value in values(f, &mut source) {
                looked.set(0);
                let found = solve(value);
                assert!(looked.get() < 2000, "{name} {value:e} of base {number}: {} looks", looked.get());
                nothing_is_skipped(&found, value, f, &|| format!("{name} {value:e} of base {number}"));
            }
        }
    }
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
