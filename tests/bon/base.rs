//! What makes a base, a number of draws and a grid of n, and what is refused.

use bon::{Base, BaseError, Draws, MAX_OUTCOMES, Quantity, sweep};

fn refusal(weights: &[f64]) -> String {
    Base::from_weights(weights).unwrap_err().to_string()
}

#[test]
fn refuses_what_is_no_distribution() {
    assert_eq!(refusal(&[]), "a base needs at least one outcome");
    assert_eq!(
        refusal(&[1.0, -0.5]),
        "the weight of outcome 2 is -0.5; weights must be finite and not negative"
    );
    assert_eq!(
        refusal(&[f64::NAN]),
        "the weight of outcome 1 is NaN; weights must be finite and not negative"
    );
    assert_eq!(
        refusal(&[1.0, f64::INFINITY]),
        "the weight of outcome 2 is inf; weights must be finite and not negative"
    );
    assert_eq!(refusal(&[0.0, 0.0]), "every weight is 0; at least one outcome must have a positive weight");
    assert_eq!(
        refusal(&[1.0, 1e-305]),
        "the probability of outcome 2 is 1e-305 after normalising; it must be 0 or at least 1e-300"
    );
    assert_eq!(
        refusal(&vec![1.0; MAX_OUTCOMES + 1]),
        "the base has 10000001 outcomes; at most 10000000 are allowed"
    );
}

#[test]
fn refuses_rewards_that_cannot_be_ordered() {
    assert_eq!(
        Base::with_rewards(&[1.0, 1.0], &[0.0, f64::NAN]).unwrap_err().to_string(),
        "the reward of outcome 2 is NaN; rewards must be finite numbers"
    );
    assert_eq!(Base::with_rewards(&[1.0, 1.0], &[0.0]), Err(BaseError::Lengths { weights: 2, rewards: 1 }));
}

#[test]
fn sorts_by_reward_and_keeps_the_order_of_ties() {
    let base = Base::with_rewards(&[1.0, 2.0, 3.0, 4.0], &[0.5, -1.0, 0.5, -0.0]).unwrap();
    let ranks: Vec<usize> = (0..base.len()).map(|rank| base.input_index(rank)).collect();
    assert_eq!(ranks, [1, 3, 0, 2]);
    assert_eq!(base.class_count(), 3);
    assert_eq!(base.top_mass(), 0.4);
    assert_eq!(base.total_weight(), 10.0);
}

#[test]
fn negative_zero_is_zero() {
    let base = Base::with_rewards(&[1.0, 1.0, 1.0], &[0.0, -0.0, 0.0]).unwrap();
    assert_eq!(base.class_count(), 1);
}

#[test]
fn weights_that_already_sum_to_one_stay_as_they_are() {
    let weights = [0.9, 0.0999, 0.0001];
    let base = Base::from_weights(&weights).unwrap();
    assert_eq!([base.p(0), base.p(1), base.p(2)], weights);
}

#[test]
fn weights_at_the_ends_of_the_number_range_are_normalised() {
    let huge = Base::from_weights(&[f64::MAX, f64::MAX]).unwrap();
    assert_eq!((huge.p(0), huge.p(1)), (0.5, 0.5));
    let tiny = Base::from_weights(&[1e-320, 3e-320]).unwrap();
    assert!((tiny.p(0) - 0.25).abs() < 1e-3);
    let tiny = Base::from_weights(&[1e-300, 3e-300]).unwrap();
    assert_eq!((tiny.p(0), tiny.p(1)), (0.25, 0.75));
}

#[test]
fn draws_lie_between_one_and_a_quadrillion() {
    for n in [0.0, 0.999, 1.1e15, -1.0, f64::INFINITY] {
        assert_eq!(
            Draws::new(n).unwrap_err().to_string(),
            format!("n is {n}; the number of draws must lie between 1 and 1e15")
        );
    }
    assert!(Draws::new(f64::NAN).is_err());
    assert_eq!(Draws::new(1e15), Ok(Draws::MAX));
}

#[test]
fn whole_grids_have_both_ends_and_no_repeats() {
    assert_eq!(sweep::whole_grid(1, 10, 100), (1..=10).collect::<Vec<_>>());
    assert_eq!(sweep::whole_grid(1, 1_000_000, 7), [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]);
    assert_eq!(sweep::whole_grid(7, 7, 20), [7]);
    assert_eq!(sweep::whole_grid(10, 1, 2), [1, 10]);
    assert_eq!(sweep::whole_grid(1, 1_000_000_000_000_000, 2), [1, 1_000_000_000_000_000]);
    let grid = sweep::whole_grid(1, 1_000_000_000_000_000, 500);
    assert!(grid.is_sorted_by(|a, b| a < b));
}

#[test]
fn real_grids_are_even_in_ln_n() {
    let grid = sweep::real_grid(1.0, 1e6, 257);
    assert_eq!((grid.len(), grid[0].get(), grid[256].get()), (257, 1.0, 1e6));
    let step = (1e6_f64).ln() / 256.0;
    for (i, n) in grid.iter().enumerate() {
        assert!((n.get().ln() - step * i as f64).abs() < 1e-12);
    }
}

#[test]
fn quantities_are_found_by_their_names() {
    for &quantity in Quantity::ALL {
        assert_eq!(Quantity::from_name(quantity.name()), Some(quantity));
    }
    assert_eq!(Quantity::from_name("KL"), None);
}
