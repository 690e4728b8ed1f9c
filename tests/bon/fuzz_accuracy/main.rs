//! The accuracy of every quantity on random bases and n, against its definition computed with hundreds of bits.
//!
//! `FUZZ_ACCURACY_CASES` says how many cases of each shape are tried, `FUZZ_ACCURACY_FROM` the number of the first; the
//! tables of the worst errors are printed with `--nocapture`.

mod comparator;
mod pool;
mod proposal;
mod real;
mod reference;
mod sample;
mod worst;

use bon::{Base, Draws, Order, Policy, Quantity};
use real::{Bits, Sum, magnitude};
use reference::Reference;
use sample::{Sample, Shape, Source};
use worst::{Unsettled, Worst};

/// Bits beyond those that are always lost: nearly always enough, and enough for any value from 1e-290 on.
const SPARE: [usize; 2] = [200, 1100];

/// The relative error allowed.
const ALLOWED: f64 = 1e-12;

fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).map_or(otherwise, |text| text.parse().expect("a whole number"))
}

/// Compares each of the cases, with more bits where the first do not settle it.
fn hold(otherwise: u64, case: impl Fn(u64, usize) -> Result<Worst, Unsettled>) {
    let first = number("FUZZ_ACCURACY_FROM", 0);
    let numbers = first..first + number("FUZZ_ACCURACY_CASES", otherwise);
    let mut worst = Worst::default();
    for number in numbers {
        let found = SPARE.iter().find_map(|&spare| case(number, spare).ok());
        worst.merge(found.unwrap_or_else(|| panic!("case {number} is not settled")));
    }
    worst.judge();
}

fn policy_case(shape: Shape, number: u64, spare: usize) -> Result<Worst, Unsettled> {
    let sample = Sample::new(shape, number);
    let bits = Bits::new(sample.least().ln(), sample.n, spare);
    let reference = Reference::new(&sample, bits);
    let base = sample.base();
    let policy = Policy::new(&base, Draws::new(sample.n).expect("n is in the domain"));
    let mut worst = Worst::default();
    let place = || format!("{shape:?} {number}, n = {:e}", sample.n);
    let (found, summary) = (policy.evaluate(), policy.summary());
    for &quantity in Quantity::ALL.iter().filter(|quantity| !reference.is_uncertain(**quantity)) {
        let expected = reference.quantity(&sample, quantity);
        let tolerance = match quantity {
            // Rewards of both signs cancel.
            Quantity::ExpectedReward => (ALLOWED, ALLOWED * expected.size.to_f64().value()),
            _ => (ALLOWED, 0.0),
        };
        worst.compare(quantity.name(), found.get(quantity), (bits, &expected), tolerance, &place)?;
        let short = match quantity {
            Quantity::Kl => summary.kl,
            Quantity::Gap => summary.gap,
            Quantity::Estimator => summary.estimator,
            Quantity::WinRate => summary.win_rate,
            Quantity::WinRateGap => summary.win_rate_gap,
            _ => continue,
        };
        let name = format!("{} in short", quantity.name());
        worst.compare(&name, short, (bits, &expected), tolerance, &place)?;
    }
    outcome_terms(&mut worst, &reference, &base, &policy, &place)?;
    let side = if number.is_multiple_of(2) { 1.0 } else { -0.09 };
    let order = 1.0 + side * Source::new(number).power_of_ten(-2.0, 1.0);
    let found = policy.renyi(Order::new(order).expect("an order"));
    worst.compare("renyi of any order", found, (bits, &reference.renyi(order)), (ALLOWED, 0.0), &|| {
        format!("{}, order {order}", place())
    })?;
    if sample.n >= 2.0 {
        // A power of n keeps no more digits than its exponent times the precision.
        let slack = reference.estimator().minus(&reference.kl());
        let digits = slack.value.to_f64().value().abs().ln().abs().min(700.0);
        let tolerance = (ALLOWED * (1.0 + digits / 10.0), 0.0);
        worst.compare("slack", policy.slack(), (bits, &slack), tolerance, &place)?;
    }
    Ok(worst)
}

fn outcome_terms(
    worst: &mut Worst,
    reference: &Reference,
    base: &Base,
    policy: &Policy<'_>,
    place: &dyn Fn() -> String,
) -> Result<(), Unsettled> {
    let bits = reference.bits;
    // Where best-of-n hardly changes an outcome its log ratio crosses zero: there the last digits of the masses themselves
    // move it by about this much.
    let log_ratios = reference.classes.iter().map(|class| class.log_ratio.value.to_f64().value().abs());
    let crossing = 1e-15 * log_ratios.fold(0.0, f64::max);
    let ranks: Vec<usize> = (0..base.len()).filter(|&rank| base.p(rank) > 0.0).collect();
    assert_eq!(ranks.len(), reference.outcomes.len());
    for (rank, y) in ranks.into_iter().zip(&reference.outcomes) {
        assert_eq!(base.input_index(rank), y.index, "{}", place());
        let class = &reference.classes[y.class];
        let terms = policy.outcome(rank);
        let pi = reference.pi(y);
        let log_ratio = terms.log_ratio.expect("a log ratio where the weight is positive");
        for (name, found, expected, slack) in [
            ("outcome p", terms.p, Sum::plain(y.p.clone()), 0.0),
            ("outcome pi", terms.pi, Sum::plain(pi.clone()), 0.0),
            ("outcome log_ratio", log_ratio, class.log_ratio.clone(), crossing),
            ("outcome kl_term", terms.kl_term, class.log_ratio.times(&pi), crossing * terms.pi),
            ("outcome gap_term", terms.gap_term, class.lost.times(&y.share), 0.0),
            ("outcome d_n", terms.d_n, y.d_n.clone(), 0.0),
        ] {
            worst.compare(name, found, (bits, &expected), (ALLOWED, slack), place)?;
        }
    }
    Ok(())
}

macro_rules! shapes {
    ($($test:ident $shape:ident)+) => {
        $(#[test]
        fn $test() {
            hold(250, |number, spare| policy_case(Shape::$shape, number, spare));
        })+
    };
}

shapes! {
    random_weights Random
    geometric_weights Geometric
    heavy_tails HeavyTailed
    masses_down_to_1e_290 Tiny
    ties Tied
    nearly_deterministic_bases NearlyDeterministic
    many_equal_outcomes ManyEqual
    outcomes_of_weight_0 Zeros
}

#[test]
fn proposals() {
    hold(400, proposal::case);
}

#[test]
fn comparators() {
    hold(300, comparator::case);
}

#[test]
fn pools() {
    hold(400, pool::case);
}
