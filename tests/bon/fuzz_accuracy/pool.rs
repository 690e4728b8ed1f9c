//! Random pools of logged draws: subset weights from binomial coefficients, estimates as means over draws.

use bon::pool::{BestOf, Draw, Pool, subset_weights};
use bon::{Draws, d_n, s_n};

use super::ALLOWED;
use super::real::{Bits, Real, Sum, total};
use super::reference::Law;
use super::sample::Source;
use super::worst::{Unsettled, Worst};

/// The chance of each draw to be the best of n of them, a tie being shared; `rewards` ascend.
fn weights(rewards: &[f64], n: usize, bits: Bits) -> Vec<Real> {
    let binomial = |of: usize, taken: usize| {
        let factor = |i: usize| bits.real((of - i) as f64) / bits.real((taken - i) as f64);
        if taken > of { bits.zero() } else { (0..taken).fold(bits.one(), |product, i| product * factor(i)) }
    };
    let all = binomial(rewards.len(), n);
    let alone: Vec<Real> = (0..rewards.len()).map(|below| binomial(below, n - 1) / &all).collect();
    let shared = |i: usize| {
        let tied = || (0..rewards.len()).filter(|&j| rewards[j] == rewards[i]);
        tied().fold(bits.zero(), |sum, j| sum + &alone[j]) / bits.real(tied().count() as f64)
    };
    (0..rewards.len()).map(shared).collect()
}

/// The mean over opponents of the chance that the best of n of the others beats it.
fn win_rate(rewards: &[f64], n: usize, bits: Bits) -> Sum {
    let against = |opponent: usize| {
        let mut others = rewards.to_vec();
        let reward = others.remove(opponent);
        let weights = weights(&others, n, bits);
        let score = |other: f64| {
            if other > reward {
                1.0
            } else if other == reward {
                0.5
            } else {
                0.0
            }
        };
        total(bits, others.iter().zip(weights).map(|(r, weight)| Sum::plain(weight * bits.real(score(*r)))))
    };
    let count = bits.real(rewards.len() as f64);
    total(bits, (0..rewards.len()).map(against)).times(&(bits.one() / count))
}

pub fn case(number: u64, spare: usize) -> Result<Worst, Unsettled> {
    let mut source = Source::new(number);
    let length = if number.is_multiple_of(10) { source.whole(50, 120) } else { source.whole(1, 16) };
    let tied = source.chance(0.4);
    let deep = source.chance(0.1);
    let mut draws: Vec<Draw> = (0..length)
        .map(|i| Draw {
            reward: if tied { source.whole(0, 4) as f64 } else { i as f64 + source.share() },
            logprob: Some(-source.power_of_ten(-3.0, if deep { 2.95 } else { 1.5 })),
            gold: Some(source.between(-1.0, 1.0)),
        })
        .collect();
    draws.sort_by(|a, b| a.reward.total_cmp(&b.reward));
    let n = source.whole(1, length);
    let least = draws.iter().map(|draw| draw.logprob.expect("logprob")).fold(0.0, f64::min);
    let bits = Bits::new(least, length as f64, spare);
    let rewards: Vec<f64> = draws.iter().map(|draw| draw.reward).collect();
    let mut worst = Worst::default();
    let place = || format!("pool {number}, n = {n} of {length}");

    let weights = weights(&rewards, n as usize, bits);
    let found = subset_weights(&rewards, n).expect("n is at most the number of draws");
    for (found, weight) in found.iter().zip(&weights) {
        let expected = Sum::plain(weight.clone());
        worst.compare("pool weight", *found, (bits, &expected), (ALLOWED, 0.0), &place)?;
    }
    let law = Law::new(bits, n as f64);
    let atom = |law: &Law, logprob: f64| {
        let e = bits.real(logprob).exp();
        law.d_n(&e, &(bits.one() - &e))
    };
    let mean = |value: &dyn Fn(&Draw) -> Sum| {
        total(bits, draws.iter().zip(&weights).map(|(draw, weight)| value(draw).times(weight)))
    };
    let pool = Pool::new(draws.clone()).expect("a valid pool");
    let point = pool.estimate(&BestOf::new(n).expect("n")).expect("n is at most the number of draws");
    let (reward, gold) = (
        mean(&|draw| Sum::plain(bits.real(draw.reward))),
        mean(&|draw| Sum::plain(bits.real(draw.gold.expect("gold")))),
    );
    let squares = weights.iter().fold(bits.zero(), |sum, weight| sum + weight * weight);
    let collision =
        total(bits, draws.iter().map(|draw| Sum::plain(bits.real(draw.logprob.expect("logprob")).exp())));
    for (name, found, expected, cancels) in [
        ("pool kl", point.kl.expect("kl"), mean(&|draw| atom(&law, draw.logprob.expect("logprob"))), false),
        ("pool reward", point.reward, reward, true),
        ("pool gold", point.gold.expect("gold"), gold, true),
        ("pool draws_effective", point.draws_effective, Sum::plain(bits.one() / squares), false),
        (
            "pool collision",
            pool.collision().expect("collision"),
            collision.times(&(bits.one() / bits.real(length as f64))),
            false,
        ),
    ] {
        let slack = if cancels { ALLOWED * expected.size.to_f64().value() } else { 0.0 };
        worst.compare(name, found, (bits, &expected), (ALLOWED, slack), &place)?;
    }
    assert_eq!(point.win_rate.is_some(), n < length);
    if let Some(found) = point.win_rate.filter(|_| length <= 40) {
        let expected = win_rate(&rewards, n as usize, bits);
        worst.compare("pool win_rate", found, (bits, &expected), (ALLOWED, 0.0), &place)?;
    }
    // The estimator of one probability at a real n.
    let real_n = source.power_of_ten(0.0, 15.0);
    let logprob = draws[0].logprob.expect("logprob");
    let (law, draws) = (Law::new(bits, real_n), Draws::new(real_n).expect("n is in the domain"));
    let e = bits.real(logprob).exp();
    for (name, found, expected) in [
        ("d_n", d_n(draws, logprob), atom(&law, logprob)),
        ("s_n", s_n(draws, logprob), law.s_n(&e, &(bits.one() - &e))),
    ] {
        worst.compare(name, found, (bits, &expected), (ALLOWED, 0.0), &|| {
            format!("pool {number}, n = {real_n:e}, ln e = {logprob}")
        })?;
    }
    Ok(worst)
}
