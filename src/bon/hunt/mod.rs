//! The hunt for a counterexample to Conjecture 4.4 (B): a base and an n at which the mean of the estimator lies below the
//! exact KL.
//!
//! A round starts from a random base and walks downhill in its log masses and in ln n by the slack relative to the
//! bound; where it ends is computed once more from the definitions, in many bits. Random numbers come from the caller, so a
//! round depends on them alone, but for every eighth one, which starts from the smallest slack found before it: the others up
//! to the next such round can be walked in any order and on any number of threads.

mod definition;

use rand_chacha::rand_core::Rng;
use rand_distr::{Distribution, Open01, StandardNormal};

use super::base::Base;
use super::numeric::draws::Draws;
use super::policy::Policy;

/// The fewest and the most outcomes of a base that is tried.
const OUTCOMES: (u64, u64) = (2, 10);

/// ln of the largest n.
const LARGEST_LN_N: f64 = 14.0;

/// How far the log masses of a base may lie apart.
const WIDEST: f64 = 40.0;

/// How many steps a round walks.
const STEPS: usize = 150;

/// Slack relative to the bound that is followed no further down: it tends to 0 wherever best-of-n settles on one
/// outcome or the base on a single one, and says nothing there.
const FLOOR: f64 = 1e-30;

/// Where a hunt stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hunt {
    /// Rounds walked.
    pub rounds: u64,
    /// The number of bases tried.
    pub bases: u64,
    /// Rounds whose end was computed again from the definitions and settled.
    pub checked: u64,
    /// The smallest slack relative to the bound that was found and settled.
    pub smallest: Option<Candidate>,
    /// A slack below 0, settled from the definitions; the last one found.
    pub counterexample: Option<Candidate>,
}

/// A base and an n, with the slack from the definitions.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The weights, lowest reward first.
    pub weights: Vec<f64>,
    /// The number of draws.
    pub n: u64,
    /// The mean of the estimator minus the exact KL, in nats.
    pub slack: f64,
    /// The same relative to ln n - (n-1)/n.
    pub relative: f64,
}

impl Candidate {
    /// The slack at these weights and this n from the definitions; none where it is 0 or its sign is undecided.
    pub fn settle(weights: Vec<f64>, n: u64) -> Option<Candidate> {
        let draws = Draws::new(n as f64).ok()?;
        let bound = Policy::new(&Base::from_weights(&weights).ok()?, draws).bound();
        let slack = definition::slack(&weights, n)?;
        Some(Candidate { weights, n, slack, relative: slack / bound })
    }
}

/// A place in the space that is walked: log masses and ln n.
#[derive(Clone)]
struct Place {
    logs: Vec<f64>,
    ln_n: f64,
}

/// What came of one round.
#[derive(Clone, Debug, PartialEq)]
pub struct Walked {
    bases: u64,
    settled: Option<Candidate>,
}

/// From [`FIRST_RETURN`] on, one round in this many starts from the smallest slack.
const RETURNS: u64 = 8;
const FIRST_RETURN: u64 = 3;

impl Hunt {
    /// One more round with random numbers from `rng`.
    pub fn round(&mut self, rng: &mut impl Rng) {
        let walked = self.walk(self.rounds, rng);
        self.take(walked);
    }

    /// Up to which round, itself not included, rounds need nothing that is not known yet.
    pub fn ready(&self) -> u64 {
        let since = (self.rounds + RETURNS - FIRST_RETURN) % RETURNS;
        self.rounds + RETURNS - since
    }

    /// Walks round `round`, which must be below [`Hunt::ready`] with random numbers from `rng`.
    pub fn walk(&self, round: u64, rng: &mut impl Rng) -> Walked {
        let mut bases = 0;
        let mut look = |place: &Place| {
            bases += 1;
            place.height()
        };
        let mut place = self.start(round, rng);
        let mut height = look(&place);
        let mut scale = 1.0;
        for _ in 0..STEPS {
            let next = place.step(scale, rng);
            let lower = look(&next);
            if lower < height {
                (place, height) = (next, lower);
                scale = f64::min(scale * 1.5, 4.0);
            } else {
                scale = f64::max(scale * 0.9, 1e-3);
            }
        }
        let end = (height < f64::INFINITY).then(|| place.candidate());
        Walked { bases, settled: end.and_then(|(weights, n)| Candidate::settle(weights, n)) }
    }

    /// Takes what came of the next round.
    pub fn take(&mut self, Walked { bases, settled }: Walked) {
        self.rounds += 1;
        self.bases += bases;
        let Some(candidate) = settled else { return };
        self.checked += 1;
        if candidate.slack < 0.0 {
            self.counterexample = Some(candidate);
        } else if self.smallest.as_ref().is_none_or(|smallest| candidate.relative < smallest.relative) {
            self.smallest = Some(candidate);
        }
    }

    /// Where a round starts: one of four kinds of bases, in turn.
    fn start(&self, round: u64, rng: &mut impl Rng) -> Place {
        let (fewest, most) = OUTCOMES;
        let count = fewest + rng.next_u64() % (most - fewest + 1);
        let height = uniform(rng);
        let kind = (round % 4, &self.smallest);
        let (slope, spread) = (4.0 * normal(rng), 8.0 * uniform(rng));
        let logs = (0..count).map(|i| match kind {
            // Flat over all bases.
            (0, _) => (-uniform(rng).ln()).ln(),
            // Masses of every size.
            (1, _) => spread * normal(rng),
            // Steps of about one ratio, up or down.
            (2, _) => slope * i as f64 + 0.1 * normal(rng),
            // Nearly equal masses.
            _ => 0.1 * normal(rng),
        });
        if let (3, Some(Candidate { weights, n, .. })) = kind
            && round % RETURNS == FIRST_RETURN
        {
            let place = Place { logs: weights.iter().map(|w| w.ln()).collect(), ln_n: (*n as f64).ln() };
            return place.step(2.0, rng);
        }
        let place = Place { logs: logs.collect(), ln_n: 0.0 }.bounded();
        let top = place.logs.last().map_or(1.0, |log| log.exp());
        let total: f64 = place.logs.iter().map(|log| log.exp()).sum();
        // Far beyond this n the top is certain to be drawn, and there is no slack left to speak of.
        let ln_n = height * (20.0 * total / top).ln();
        Place { ln_n, ..place }.bounded()
    }
}

impl Place {
    /// How low it lies: its slack relative to the bound, and nothing below [`FLOOR`] but what is negative.
    fn height(&self) -> f64 {
        let (weights, n) = self.candidate();
        let (Ok(base), Ok(n)) = (Base::from_weights(&weights), Draws::new(n as f64)) else {
            return f64::INFINITY;
        };
        let policy = Policy::new(&base, n);
        let relative = policy.slack() / policy.bound();
        // NaN is as suspicious as a negative number.
        match relative {
            _ if relative.is_nan() => -1.0,
            _ if (0.0..FLOOR).contains(&relative) => f64::INFINITY,
            _ => relative,
        }
    }

    /// Weights of five digits, which can be typed, and a whole n.
    fn candidate(&self) -> (Vec<f64>, u64) {
        let largest = self.logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let rounded = |log: &f64| {
            let weight = (log - largest).exp();
            format!("{weight:.4e}").parse().unwrap_or(weight)
        };
        (self.logs.iter().map(rounded).collect(), self.ln_n.exp().round().max(2.0) as u64)
    }

    /// A random place nearby.
    fn step(&self, scale: f64, rng: &mut impl Rng) -> Place {
        let logs = self.logs.iter().map(|log| log + scale * normal(rng)).collect();
        Place { logs, ln_n: self.ln_n + scale * normal(rng) }.bounded()
    }

    fn bounded(mut self) -> Place {
        let largest = self.logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        self.logs.iter_mut().for_each(|log| *log = (*log - largest).max(-WIDEST));
        self.ln_n = self.ln_n.clamp(0.7, LARGEST_LN_N);
        self
    }
}

/// Between 0 and 1, neither included.
fn uniform(rng: &mut impl Rng) -> f64 {
    Open01.sample(rng)
}

/// Of the standard normal distribution.
fn normal(rng: &mut impl Rng) -> f64 {
    StandardNormal.sample(rng)
}

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::SeedableRng;

    use super::*;

    fn source(seed: u64) -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(seed)
    }

    #[test]
    fn the_slack_of_what_is_found_is_that_of_the_definitions() {
        let mut hunt = Hunt::default();
        for round in 0..8 {
            hunt.round(&mut source(round));
        }
        assert_eq!((hunt.rounds, hunt.bases, &hunt.counterexample), (8, 8 * (STEPS as u64 + 1), &None));
        assert!(hunt.checked >= 6, "{hunt:?}");
        let Some(Candidate { weights, n, slack, relative }) = hunt.smallest else { panic!("nothing found") };
        assert!((FLOOR..1e-6).contains(&relative), "{relative}");
        let base = Base::from_weights(&weights).unwrap();
        let direct = Policy::new(&base, Draws::new(n as f64).unwrap()).slack();
        assert!((direct / slack - 1.0).abs() < 1e-9, "{direct:e} and {slack:e}");
    }

    #[test]
    fn rounds_that_are_ready_can_be_walked_in_any_order() {
        let mut plain = Hunt::default();
        (0..24).for_each(|round| plain.round(&mut source(round)));
        let mut hunt = Hunt::default();
        let mut stretches = Vec::new();
        while hunt.rounds < 24 {
            let ready = hunt.ready().min(24);
            stretches.push(ready - hunt.rounds);
            let mut walked: Vec<_> =
                (hunt.rounds..ready).rev().map(|round| hunt.walk(round, &mut source(round))).collect();
            walked.reverse();
            walked.into_iter().for_each(|walked| hunt.take(walked));
        }
        assert_eq!(hunt, plain);
        assert_eq!(stretches, [3, 8, 8, 5]);
    }

    #[test]
    fn what_is_settled_agrees_with_the_direct_slack() {
        let mut rng = source(7);
        for _ in 0..20 {
            let round = rng.next_u64() % 3;
            let (weights, n) = Hunt::default().start(round, &mut rng).candidate();
            let base = Base::from_weights(&weights).unwrap();
            let direct = Policy::new(&base, Draws::new(n as f64).unwrap()).slack();
            if direct > 1e-35 {
                let settled = Candidate::settle(weights.clone(), n).unwrap();
                assert!(
                    (direct / settled.slack - 1.0).abs() < 1e-9,
                    "{weights:?} {n}: {direct:e} {settled:?}"
                );
            }
        }
    }
}
