//! The policies that best-of-n is compared with, at random costs, against their definitions.

use bon::Draws;
use bon::comparator::{Comparators, Kind, PolicyAt};

use super::ALLOWED;
use super::real::{Bits, Real, Sum, total};
use super::reference::{Class, Reference};
use super::sample::{Sample, Shape, Source};
use super::worst::{Unsettled, Worst};

/// The base by class, and the probabilities of a policy there.
struct Policy<'a> {
    reference: &'a Reference,
    reward: Vec<Real>,
    pi: Vec<Real>,
}

impl Policy<'_> {
    fn sum(&self, term: impl Fn(usize, &Class) -> Sum) -> Sum {
        total(self.reference.bits, self.reference.classes.iter().enumerate().map(|(c, class)| term(c, class)))
    }

    fn kl(&self) -> Sum {
        let bits = self.reference.bits;
        self.sum(|c, class| match self.pi[c] == Real::ZERO {
            true => Sum::zero(bits),
            false => Sum::ln(bits, &Sum::plain(&self.pi[c] / &class.mass)).times(&self.pi[c]),
        })
    }

    fn win_rate(&self) -> Sum {
        let half = self.reference.bits.real(0.5);
        self.sum(|c, class| Sum::plain(&self.pi[c] * (&class.below + &class.mass * &half)))
    }

    fn compare(
        &self,
        worst: &mut Worst,
        kind: Kind,
        found: &PolicyAt,
        place: &dyn Fn() -> String,
    ) -> Result<(), Unsettled> {
        let bits = self.reference.bits;
        let reward = self.sum(|c, _| Sum::plain(&self.pi[c] * &self.reward[c]));
        let before = self.sum(|c, class| Sum::plain(&class.mass * &self.reward[c]));
        let slack = ALLOWED * reward.size.to_f64().value();
        for (name, found, expected, slack) in [
            ("kl", found.cost.kl, self.kl(), 0.0),
            ("win_rate", found.cost.win_rate, self.win_rate(), 0.0),
            ("gain", found.cost.gain, self.win_rate().minus(&Sum::plain(bits.real(0.5))), 0.0),
            ("expected_reward", found.cost.expected_reward, reward.clone(), slack),
            ("expected_reward_gain", found.cost.expected_reward_gain, reward.minus(&before), 0.0),
        ] {
            let name = format!("{} {name}", kind.name());
            worst.compare(&name, found, (bits, &expected), (ALLOWED, slack), place)?;
        }
        Ok(())
    }
}

/// pi proportional to m e^score.
fn tilted(reference: &Reference, score: impl Fn(usize, &Class) -> Real) -> Vec<Real> {
    let weight = |(c, class): (usize, &Class)| &class.mass * score(c, class).exp();
    let weights: Vec<Real> = reference.classes.iter().enumerate().map(weight).collect();
    let whole = weights.iter().fold(reference.bits.zero(), |sum, weight| sum + weight);
    weights.into_iter().map(|weight| weight / &whole).collect()
}

/// Draws are redrawn until one is among the best share f of the base.
fn rewound(reference: &Reference, accepted: &Real) -> Vec<Real> {
    let bits = reference.bits;
    let mut above = bits.zero();
    let mut pi: Vec<Real> = reference
        .classes
        .iter()
        .rev()
        .map(|class| {
            let rest = accepted - &above;
            above += &class.mass;
            let taken = if rest < class.mass { rest } else { class.mass.clone() };
            if taken < Real::ZERO { bits.zero() } else { taken / accepted }
        })
        .collect();
    pi.reverse();
    pi
}

/// The best of 1 + Poisson(mu) draws.
fn poisson(reference: &Reference, mu: &Real) -> Vec<Real> {
    let upto = |cdf: &Real| cdf * ((cdf - reference.bits.one()) * mu).exp();
    let pi = |class: &Class| upto(&(&class.below + &class.mass)) - upto(&class.below);
    reference.classes.iter().map(pi).collect()
}

pub fn case(number: u64, spare: usize) -> Result<Worst, Unsettled> {
    let shapes = [
        Shape::Random,
        Shape::Geometric,
        Shape::HeavyTailed,
        Shape::Tied,
        Shape::NearlyDeterministic,
        Shape::Tiny,
    ];
    let shape = shapes[number as usize % shapes.len()];
    let sample = Sample::new(shape, number);
    let mut source = Source::new(number);
    let draws = source.power_of_ten(0.0, 6.0);
    let bits = Bits::new(sample.least().ln(), draws, spare);
    let reference = Reference::new(&sample, bits);
    let base = sample.base();
    let comparators = Comparators::new(&base, None);
    let mut worst = Worst::default();
    let mut rewards: Vec<Real> =
        reference.outcomes.iter().map(|y| bits.real(sample.rewards[y.index])).collect();
    rewards.dedup();
    let policy = |pi: Vec<Real>| Policy { reference: &reference, reward: rewards.clone(), pi };
    let place = || format!("comparator {number}, {shape:?}");

    let kl = source.power_of_ten(-8.0, 0.0) * base.kl_limit();
    for kind in [Kind::BestPossible, Kind::RewardTilt] {
        let Ok(found) = comparators.at_kl(kind, kl) else { continue };
        let parameter = bits.real(found.parameter);
        let pi = match kind {
            _ if found.parameter == 0.0 || !found.parameter.is_finite() => continue,
            Kind::BestPossible => tilted(&reference, |_, class| {
                (&class.below + &class.mass * bits.real(0.5) - bits.one()) * &parameter
            }),
            // From the highest reward down, so that no power is out of range.
            _ => tilted(&reference, |c, _| (&rewards[c] - &rewards[rewards.len() - 1]) / &parameter),
        };
        policy(pi).compare(&mut worst, kind, &found, &place)?;
    }
    let n = Draws::new(draws).expect("n is in the domain");
    if let Ok(found) = comparators.at_draws(Kind::Rewind, n) {
        let accepted = bits.real(found.parameter);
        policy(rewound(&reference, &accepted)).compare(&mut worst, Kind::Rewind, &found, &place)?;
    }
    let found = comparators.at_draws(Kind::Poisson, n).expect("best-of-Poisson takes any number of draws");
    policy(poisson(&reference, &bits.real(found.parameter))).compare(
        &mut worst,
        Kind::Poisson,
        &found,
        &place,
    )?;
    Ok(worst)
}
