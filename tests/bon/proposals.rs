//! Best-of-n over a proposal: against the high-precision table of `tests/oracle/proposals.py`, and what must hold for every
//! base and proposal.

use std::collections::BTreeMap;

use bon::{
    Average, Base, Drawing, Draws, Order, Policy, Proposal, ProposalError, Proposed, ProposedPolicy,
    Quantity, Solution, Target, solve, solve_drawing,
};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    p: Vec<f64>,
    rewards: Vec<f64>,
    proposal: Asked,
    cases: Vec<Case>,
}

#[derive(Debug, Deserialize)]
struct Asked {
    weights: Option<Vec<f64>>,
    temperature: Option<f64>,
    top_k: Option<usize>,
    top_p: Option<f64>,
}

#[derive(Deserialize)]
struct Case {
    n: f64,
    values: BTreeMap<String, String>,
}

fn n(n: f64) -> Draws {
    Draws::new(n).unwrap()
}

fn drawn(base: &Base, made: &Proposed, target: Target) -> Solution {
    solve_drawing(Drawing { base, proposed: Some(made) }, target, &|_| {})
}

#[test]
fn every_quantity_matches_the_reference() {
    let mut wrong = Vec::new();
    let table: Table = serde_json::from_str(include_str!("../oracle/proposals.json")).unwrap();
    for Row { name, p, rewards, proposal, cases } in &table.rows {
        let base = Base::with_rewards(p, rewards).unwrap();
        let Asked { weights, temperature, top_k, top_p } = proposal;
        let asked =
            Proposal { weights: weights.clone(), temperature: *temperature, top_k: *top_k, top_p: *top_p };
        let made = asked.over(&base).unwrap();
        for Case { n: draws, values } in cases {
            let policy = ProposedPolicy::new(&base, &made, n(*draws));
            let found = policy.evaluate();
            let (orders, values): (Vec<_>, Vec<_>) =
                values.iter().partition(|(name, _)| Quantity::from_name(name).is_none());
            assert_eq!((values.len(), orders.len()), (Quantity::UNDER_PROPOSAL.len(), 9));
            for (name, expected) in orders {
                let order = Order::new(name.strip_prefix("renyi_").unwrap().parse().unwrap()).unwrap();
                let (found, expected) = (policy.renyi(order), expected.parse::<f64>().unwrap());
                let near = (found - expected).abs() <= 1e-12 * expected || found.max(expected) < 1e-290;
                if !near {
                    wrong.push(format!(
                        "{name}, {proposal:?}, n = {draws}: {found:e} instead of {expected:e}"
                    ));
                }
            }
            for (quantity, expected) in values {
                let quantity = Quantity::from_name(quantity).unwrap();
                assert!(Quantity::UNDER_PROPOSAL.contains(&quantity));
                let (found, expected) = (found.get(quantity), expected.parse::<f64>().unwrap());
                // Where a quantity is 0 it is a sum of rounding errors of parts of that size.
                let scale = if quantity == Quantity::ExpectedReward { 5.0 } else { expected.abs() };
                let near = (found - expected).abs() <= 1e-12 * scale
                    || (expected.abs() < 1e-290 && found.abs() < 1e-290);
                let place = format!("{} of {name}, {proposal:?}, n = {draws}", quantity.name());
                if !(found == expected || near) {
                    wrong.push(format!("{place}: {found:e} instead of {expected:e}"));
                }
                if !found.is_nan() && found.is_finite() {
                    assert!((policy.value(quantity) - found).abs() <= 1e-14 * found.abs(), "{place}");
                }
            }
            for quantity in
                Quantity::ALL.iter().filter(|quantity| !Quantity::UNDER_PROPOSAL.contains(quantity))
            {
                assert!(found.get(*quantity).is_nan(), "{}", quantity.name());
            }
        }
    }
    assert!(wrong.is_empty(), "{} values are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_changes_nothing_gives_the_very_same_numbers() {
    let base = Base::from_weights(&[0.3, 0.2, 0.4, 0.1]).unwrap();
    for same in [
        Proposal { temperature: Some(1.0), ..Proposal::default() },
        Proposal { top_k: Some(4), top_p: Some(1.0), ..Proposal::default() },
    ] {
        let made = same.over(&base).unwrap();
        assert!(made.changes_nothing() && made.kept() == 4 && made.most() == 0.0);
        for draws in [1.0, 7.0, 1e6] {
            let (plain, over) = (Policy::new(&base, n(draws)), ProposedPolicy::new(&base, &made, n(draws)));
            assert_eq!(plain.evaluate(), over.evaluate());
            assert_eq!(plain.outcome(2), over.outcome(2));
        }
        let target = Target::Kl(0.5);
        assert_eq!(solve(&base, target), drawn(&base, &made, target));
    }
}

#[test]
fn proposals_that_do_not_fit_are_refused() {
    let base = Base::from_weights(&[0.5, 0.0, 0.5]).unwrap();
    let with = |change: &dyn Fn(&mut Proposal)| {
        let mut proposal = Proposal::default();
        change(&mut proposal);
        proposal.over(&base).unwrap_err()
    };
    for t in [0.0, -1.0, f64::INFINITY] {
        assert_eq!(with(&|p| p.temperature = Some(t)), ProposalError::Temperature(t));
    }
    assert_eq!(with(&|p| p.top_k = Some(0)), ProposalError::TopK);
    for share in [0.0, -0.5, 1.5] {
        assert_eq!(with(&|p| p.top_p = Some(share)), ProposalError::TopP(share));
    }
    assert_eq!(with(&|p| p.weights = Some(vec![1.0])), ProposalError::Lengths { found: 1, wanted: 3 });
    assert_eq!(with(&|p| p.weights = Some(vec![0.0; 3])), ProposalError::NoMass);
    assert_eq!(
        with(&|p| p.weights = Some(vec![1.0, 0.0, -1.0])),
        ProposalError::Weight { index: 2, weight: -1.0 }
    );
    assert_eq!(with(&|p| p.weights = Some(vec![1.0; 3])), ProposalError::Grows { index: 1 });
    let steep = Base::from_weights(&[1.0, 1e-6]).unwrap();
    let cold = Proposal { temperature: Some(0.01), ..Proposal::default() };
    assert!(matches!(cold.over(&steep), Err(ProposalError::TooSmall { index: 1, .. })));
    // With what is too small left out there is nothing wrong.
    assert_eq!(Proposal { top_k: Some(1), ..cold }.over(&steep).unwrap().kept(), 1);
}

#[test]
fn equally_likely_outcomes_are_kept_as_listed_and_a_share_is_met_exactly() {
    let base = Base::with_rewards(&[0.1; 10], &(0..10).rev().map(f64::from).collect::<Vec<_>>()).unwrap();
    let made = Proposal { top_k: Some(3), ..Proposal::default() }.over(&base).unwrap();
    let kept: Vec<usize> =
        (0..10).filter(|&rank| made.q().p(rank) > 0.0).map(|rank| base.input_index(rank)).collect();
    assert_eq!(kept, [2, 1, 0]);
    assert_eq!(Proposal { top_p: Some(0.3), ..Proposal::default() }.over(&base).unwrap().kept(), 3);
    assert_eq!(Proposal { top_p: Some(0.31), ..Proposal::default() }.over(&base).unwrap().kept(), 4);
}

#[test]
fn targets_are_found_also_where_the_kl_falls_first() {
    // The proposal prefers the worst outcome, which best-of-n leaves again.
    let base = Base::from_weights(&[0.2, 0.5, 0.3]).unwrap();
    let made = Proposal { weights: Some(vec![0.9, 0.08, 0.02]), ..Proposal::default() }.over(&base).unwrap();
    let kl = |draws: f64| ProposedPolicy::new(&base, &made, n(draws)).value(Quantity::Kl);
    assert!(kl(4.0) < kl(1.0) && kl(1000.0) > kl(4.0));
    let first = kl(1.0);
    let found = drawn(&base, &made, Target::Kl(1.02 * first));
    let at = found.n_exact.unwrap().get();
    assert!((kl(at) / (1.02 * first) - 1.0).abs() < 1e-12 && at > 4.0, "{found:?}");
    assert!((found.limit + 0.3_f64.ln()).abs() < 1e-14);
    assert_eq!(drawn(&base, &made, Target::Kl(2.0)).n_exact, None);
}

proptest! {
    #[test]
    fn the_bound_for_the_proposal_holds(
        weights in prop::collection::vec(0.001..1.0_f64, 2..12),
        temperature in 0.3..3.0_f64,
        top_p in 0.3..1.0_f64,
        draws in 1..100_000_u32,
    ) {
        let rewards: Vec<f64> = (0..weights.len()).map(|i| (i * 5 % 7) as f64).collect();
        let base = Base::with_rewards(&weights, &rewards).unwrap();
        let made = Proposal { temperature: Some(temperature), top_p: Some(top_p), ..Proposal::default() }.over(&base).unwrap();
        let found = ProposedPolicy::new(&base, &made, n(f64::from(draws))).evaluate();
        prop_assert!(found.proposal_gap >= 0.0);
        prop_assert!((found.proposal_bound - found.kl - found.proposal_gap).abs() <= 1e-12 * found.proposal_bound.max(1.0));
        prop_assert_eq!(found.reverse_kl.is_infinite(), made.kept() < weights.len());
        let total: f64 = (0..base.len()).map(|rank| ProposedPolicy::new(&base, &made, n(f64::from(draws))).outcome(rank).pi).sum();
        prop_assert!((total - 1.0).abs() < 1e-12);
    }
}

#[test]
fn the_average_over_prompts_is_that_of_their_proposals() {
    let bases =
        [Base::from_weights(&[0.3, 0.2, 0.4, 0.1]).unwrap(), Base::from_weights(&[0.7, 0.3]).unwrap()];
    let cold = Proposal { temperature: Some(0.6), top_k: Some(2), ..Proposal::default() };
    let made = bases.each_ref().map(|base| cold.over(base).unwrap());
    let drawing = |i: usize| Drawing { base: &bases[i], proposed: Some(&made[i]) };
    let average = Average::new([(3.0, drawing(0)), (1.0, drawing(1))]).unwrap();
    let single = [drawing(0), drawing(1)].map(|drawing| drawing.evaluate(n(8.0)));
    let found = average.evaluate(n(8.0));
    for quantity in
        [Quantity::Kl, Quantity::ProposalBound, Quantity::ProposalGap, Quantity::Tv, Quantity::WinRate]
    {
        let mean = 0.75 * single[0].get(quantity) + 0.25 * single[1].get(quantity);
        assert!((found.get(quantity) - mean).abs() <= 1e-15, "{}", quantity.name());
    }
    // The second prompt keeps all of its outcomes, the first does not.
    assert!(single[1].reverse_kl.is_finite() && found.reverse_kl == f64::INFINITY);
    assert_eq!(found.renyi_inf, single[0].renyi_inf.max(single[1].renyi_inf));
    assert!((found.renyi_two - found.chi2.ln_1p()).abs() <= 1e-14);
    assert!((average.renyi(n(8.0), Order::TWO) - found.renyi_two).abs() <= 1e-14);
    for quantity in Quantity::ALL.iter().filter(|quantity| !Quantity::UNDER_PROPOSAL.contains(quantity)) {
        assert!(found.get(*quantity).is_nan(), "{}", quantity.name());
    }
    assert!(average.renyi_bound(n(8.0), Order::TWO).is_nan());

    // Where nothing is changed for any prompt it is the plain average, to the last bit.
    let same = Proposal { top_p: Some(1.0), ..Proposal::default() };
    let made = bases.each_ref().map(|base| same.over(base).unwrap());
    let average = Average::new([0, 1].map(|i| (1.0, Drawing { base: &bases[i], proposed: Some(&made[i]) })));
    let plain = Average::new(bases.iter().map(|base| (1.0, base)));
    assert_eq!(average.unwrap().evaluate(n(8.0)), plain.unwrap().evaluate(n(8.0)));
}
