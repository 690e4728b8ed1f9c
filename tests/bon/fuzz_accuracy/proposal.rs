//! Best-of-n over a random proposal against its definition.

use bon::{Draws, Proposal, ProposedPolicy, Quantity};

use super::real::{Bits, Real, Sum, total};
use super::reference::Law;
use super::sample::{Sample, Shape, Source};
use super::worst::{Unsettled, Worst};
use super::{ALLOWED, magnitude};

/// One outcome, under the base, the proposal and best-of-n.
struct Outcome {
    p: Real,
    /// P(r < reward) + P(r = reward)/2.
    half_tie: Real,
    reward: Real,
    q: Real,
    /// Its share of the proposal's tie class.
    share: Real,
    pi: Real,
    is_top: bool,
}

/// A random proposal; most leave some outcomes out.
fn asked(sample: &Sample, source: &mut Source) -> Proposal {
    let length = sample.weights.len();
    let weight = |source: &mut Source, weight: &f64| {
        if *weight == 0.0 || source.chance(0.2) { 0.0 } else { source.power_of_ten(-6.0, 0.0) }
    };
    let weights = source.chance(0.3).then(|| sample.weights.iter().map(|w| weight(source, w)).collect());
    let temperature = source.chance(0.6).then(|| source.power_of_ten(-0.7, 0.7));
    let top_k = source.chance(0.3).then(|| source.whole(1, length as u64) as usize);
    let top_p = source.chance(0.4).then(|| source.between(0.05, 1.0));
    Proposal { weights, temperature, top_k, top_p }
}

/// q by index as the proposal asks for it; none where `f64` cannot tell which outcomes are kept.
fn proposed(sample: &Sample, asked: &Proposal, bits: Bits) -> Option<Vec<Real>> {
    let mut q: Vec<Real> =
        asked.weights.as_ref().unwrap_or(&sample.weights).iter().map(|w| bits.real(*w)).collect();
    let largest = q.iter().fold(bits.zero(), |most, q| if *q > most { q.clone() } else { most });
    if let Some(temperature) = asked.temperature {
        let power = |q: &Real| match *q == Real::ZERO {
            true => bits.zero(),
            false => (bits.ln(&(q / &largest)) / bits.real(temperature)).exp(),
        };
        q = q.iter().map(power).collect();
    }
    let mut order: Vec<usize> = (0..q.len()).filter(|&i| q[i] > Real::ZERO).collect();
    order.sort_by(|&a, &b| q[b].partial_cmp(&q[a]).expect("numbers").then(a.cmp(&b)));
    order.truncate(asked.top_k.unwrap_or(usize::MAX));
    if let Some(share) = asked.top_p.filter(|share| *share < 1.0) {
        let whole = order.iter().fold(bits.zero(), |sum, &i| sum + &q[i]);
        let (mut before, mut kept) = (bits.zero(), 0);
        while kept < order.len() && &before / &whole < bits.real(share) {
            before += &q[order[kept]];
            kept += 1;
            let reached = (&before / &whole).to_f64().value();
            if (reached / share - 1.0).abs() < 1e-11 {
                return None;
            }
        }
        order.truncate(kept);
    }
    let whole = order.iter().fold(bits.zero(), |sum, &i| sum + &q[i]);
    let kept = |i: usize| if order.contains(&i) { &q[i] / &whole } else { bits.zero() };
    Some((0..q.len()).map(kept).collect())
}

fn outcomes(sample: &Sample, q: &[Real], bits: Bits) -> Vec<Outcome> {
    let real = |value: f64| bits.real(value);
    let whole = sample.weights.iter().fold(bits.zero(), |sum, w| sum + real(*w));
    let below = |of: &[Real], reward: f64, tied: bool| {
        let is_below = |i: &usize| sample.rewards[*i] < reward || tied && sample.rewards[*i] == reward;
        (0..of.len()).filter(is_below).fold(bits.zero(), |sum, i| sum + &of[i])
    };
    let p: Vec<Real> = sample.weights.iter().map(|w| real(*w) / &whole).collect();
    let positive = |i: &usize| sample.weights[*i] > 0.0;
    let outcome = |i: usize| {
        let reward = sample.rewards[i];
        let (strict, upto) = (below(q, reward, false), below(q, reward, true));
        let is_top = (0..q.len()).all(|other| sample.rewards[other] <= reward || q[other] == Real::ZERO);
        let mass = &upto - &strict;
        let share = if q[i] == Real::ZERO { bits.zero() } else { &q[i] / &mass };
        // What is above all that is kept has a CDF of 1 but for its last bit.
        let cdf = if is_top { bits.one() } else { upto };
        let of_class =
            if sample.n == 1.0 { mass } else { bits.power(&cdf, sample.n) - bits.power(&strict, sample.n) };
        let half_tie = (below(&p, reward, false) + below(&p, reward, true)) * real(0.5);
        let pi = of_class * &share;
        Outcome { p: p[i].clone(), half_tie, reward: real(reward), q: q[i].clone(), share, pi, is_top }
    };
    (0..q.len()).filter(positive).map(outcome).collect()
}

fn quantity(of: Quantity, outcomes: &[Outcome], law: &Law) -> Option<Sum> {
    let bits = law.bits;
    let sum = |term: &dyn Fn(&Outcome) -> Sum| total(bits, outcomes.iter().map(term));
    let reals = |term: &dyn Fn(&Outcome) -> Real| sum(&|y| Sum::plain(term(y)));
    let ln = |of: Real| Sum::ln(bits, &Sum::plain(of));
    let kept = || outcomes.iter().filter(|y| y.q > Real::ZERO);
    let most = |of: &dyn Fn(&Outcome) -> Real| {
        kept().map(of).fold(bits.zero(), |most, ratio| if ratio > most { ratio } else { most })
    };
    let kl = || total(bits, kept().map(|y| ln(&y.pi / &y.p).times(&y.pi)));
    let bound = || law.bound.clone().plus(&ln(most(&|y| &y.q / &y.p)));
    let half = || reals(&|y| (&y.pi * &y.p).sqrt());
    Some(match of {
        Quantity::Kl => kl(),
        Quantity::ProposalBound => bound(),
        Quantity::ProposalGap => bound().minus(&kl()),
        Quantity::KlLimit => {
            total(bits, kept().filter(|y| y.is_top).map(|y| ln(&y.share / &y.p).times(&y.share)))
        }
        Quantity::WinRate => reals(&|y| &y.pi * &y.half_tie),
        Quantity::ExpectedReward => reals(&|y| &y.pi * &y.reward),
        Quantity::ExpectedRewardGain => reals(&|y| &y.pi * &y.reward).minus(&reals(&|y| &y.p * &y.reward)),
        Quantity::ReverseKl if outcomes.iter().any(|y| y.q == Real::ZERO) => return None,
        Quantity::ReverseKl => sum(&|y| ln(&y.p / &y.pi).times(&y.p)),
        Quantity::Chi2 => reals(&|y| (&y.pi - &y.p) * (&y.pi - &y.p) / &y.p),
        Quantity::Tv => reals(&|y| magnitude(&(&y.pi - &y.p)) * bits.real(0.5)),
        Quantity::Hellinger2 => Sum::plain(bits.one()).minus(&half()),
        Quantity::RenyiHalf => Sum::ln(bits, &half()).times(&bits.real(-2.0)),
        Quantity::RenyiTwo => Sum::ln(bits, &reals(&|y| &y.pi * &y.pi / &y.p)),
        Quantity::RenyiInf => ln(most(&|y| &y.pi / &y.p)),
        _ => unreachable!("{} is not asked of a proposal", of.name()),
    })
}

pub fn case(number: u64, spare: usize) -> Result<Worst, Unsettled> {
    let shapes =
        [Shape::Random, Shape::Geometric, Shape::HeavyTailed, Shape::Tied, Shape::Zeros, Shape::Tiny];
    let shape = shapes[number as usize % shapes.len()];
    let sample = Sample::new(shape, number);
    let mut worst = Worst::default();
    let base = sample.base();
    let asked = asked(&sample, &mut Source::new(number));
    // Probabilities below the least that is allowed are refused, as are proposals that keep nothing.
    let Ok(made) = asked.over(&base) else { return Ok(worst) };
    if made.changes_nothing() {
        return Ok(worst);
    }
    let least =
        (0..base.len()).map(|rank| made.q().p(rank)).filter(|q| *q > 0.0).fold(sample.least(), f64::min);
    let bits = Bits::new(least.ln(), sample.n, spare);
    let Some(q) = proposed(&sample, &asked, bits) else { return Ok(worst) };
    let place = || format!("proposal {number}, {shape:?}, n = {:e}", sample.n);
    assert_eq!(made.kept(), q.iter().filter(|q| **q > Real::ZERO).count(), "{}", place());

    let policy = ProposedPolicy::new(&base, &made, Draws::new(sample.n).expect("n is in the domain"));
    let (law, outcomes) = (Law::new(bits, sample.n), outcomes(&sample, &q, bits));
    let found = policy.evaluate();
    // A power keeps no more digits than its exponent times the precision.
    let exponents = (0..base.len()).map(|rank| made.ln_weight(rank).abs()).filter(|l| l.is_finite());
    let allowed = ALLOWED * (1.0 + exponents.fold(0.0, f64::max) / 100.0);
    for &of in Quantity::UNDER_PROPOSAL {
        let Some(expected) = quantity(of, &outcomes, &law) else {
            assert_eq!(found.get(of), f64::INFINITY, "{} of {}", of.name(), place());
            continue;
        };
        // Where parts of both signs cancel, the digits of the parts are what can be had.
        let cancels = matches!(
            of,
            Quantity::ExpectedReward | Quantity::ExpectedRewardGain | Quantity::KlLimit | Quantity::RenyiInf
        );
        // ln(q/p) is known to the rounding of the masses, also where it is far smaller.
        let of_masses = matches!(of, Quantity::ProposalBound | Quantity::ProposalGap);
        let slack = match () {
            () if cancels => ALLOWED * expected.size.to_f64().value(),
            () if of_masses => 1e-15,
            () => 0.0,
        };
        let name = format!("proposal {}", of.name());
        worst.compare(&name, found.get(of), (bits, &expected), (allowed, slack), &place)?;
    }
    Ok(worst)
}
