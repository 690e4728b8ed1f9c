//! The table of families: one entry gives a family its name, its arguments, its help and its construction.
//!
//! Parsing, `--help`, the list of presets and the documentation all read it; there is no second list.

use crate::bon::{Base, BaseError, MAX_OUTCOMES};
use crate::family::mass::{self, Masses, TooMany};
use crate::family::named::Labels;
use crate::family::{dirichlet, toy_lm};
use crate::text::number;

/// A named family of bases.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// The name before the colon.
    pub name: &'static str,
    /// The arguments after the colon, in order.
    pub arguments: &'static [Argument],
    /// One line: the outcomes, their weights and the order of their rewards.
    pub help: &'static str,
    /// A notation that works.
    pub example: &'static str,
    /// Whether a trailing `,rev` may reverse the order of the rewards.
    pub reversible: bool,
    pub(super) build: fn(&[f64]) -> Result<Built, TooMany>,
}

/// One argument of a family.
#[derive(Clone, Copy, Debug)]
pub struct Argument {
    /// The name used in usage lines and errors.
    pub name: &'static str,
    /// The values it may have.
    pub domain: Domain,
    /// Its value when it is left out.
    pub default: Option<f64>,
}

/// The values that an argument may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Domain {
    /// A whole number, both ends included.
    Whole(f64, f64),
    /// A real number, both ends included.
    Within(f64, f64),
    /// A real number strictly between the ends.
    Between(f64, f64),
    /// One of these words; its value is its position.
    Word(&'static [&'static str]),
}

impl Domain {
    /// Whether `text` is an allowed value.
    pub fn accepts(self, text: &str) -> bool {
        match self {
            Domain::Word(words) => words.contains(&text.trim()),
            _ => number::parse(text).is_ok_and(|value| self.contains(value)),
        }
    }

    /// Whether `value` is allowed.
    pub fn contains(self, value: f64) -> bool {
        match self {
            Domain::Whole(low, high) => (low..=high).contains(&value) && value.fract() == 0.0,
            Domain::Within(low, high) => (low..=high).contains(&value),
            Domain::Between(low, high) => low < value && value < high,
            Domain::Word(words) => (0.0..words.len() as f64).contains(&value),
        }
    }
}

impl std::fmt::Display for Domain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Domain::Whole(low, high) => write!(f, "a whole number from {low} to {high}"),
            Domain::Within(low, high) => write!(f, "a number from {} to {}", short(low), short(high)),
            Domain::Between(low, high) => write!(f, "a number above {low} and below {high}"),
            Domain::Word(words) => f.write_str(&words.join(" or ")),
        }
    }
}

/// A round number as a person writes it.
pub(super) fn short(number: f64) -> String {
    if (0.01..1e5).contains(&number) || number == 0.0 { number.to_string() } else { format!("{number:e}") }
}

impl Family {
    /// How the family is written, such as `dirichlet:L,ALPHA[,SEED][,rev]`.
    pub fn usage(&self) -> String {
        let arguments: String = self
            .arguments
            .iter()
            .enumerate()
            .map(|(i, argument)| {
                let comma = if i == 0 { "" } else { "," };
                let name = match argument.domain {
                    Domain::Word(words) => words.join("|"),
                    _ => argument.name.to_owned(),
                };
                if argument.default.is_some() { format!("[{comma}{name}]") } else { format!("{comma}{name}") }
            })
            .collect();
        format!("{}:{arguments}{}", self.name, if self.reversible { "[,rev]" } else { "" })
    }
}

/// Every family, in the order in which they are taught.
pub fn families() -> &'static [Family] {
    FAMILIES
}

const fn argument(name: &'static str, domain: Domain) -> Argument {
    Argument { name, domain, default: None }
}

const fn optional(name: &'static str, domain: Domain, default: f64) -> Argument {
    Argument { name, domain, default: Some(default) }
}

/// The number of outcomes.
const LENGTH: Argument = argument("L", Domain::Whole(1.0, MAX_OUTCOMES as f64));
/// A chance that is neither impossible nor certain.
const CHANCE: Domain = Domain::Between(0.0, 1.0);

const FAMILIES: &[Family] = &[
    Family {
        name: "uniform",
        arguments: &[LENGTH],
        help: "L outcomes of probability 1/L each, rewards 1 to L",
        example: "uniform:10",
        reversible: true,
        build: |a| counted(Masses::exact(vec![1.0; a[0] as usize], Vec::new()), 1.0),
    },
    Family {
        name: "zipf",
        arguments: &[LENGTH, argument("s", Domain::Within(0.0, 1000.0))],
        help: "outcome k = 1 to L has weight k^-s and reward k: the most likely outcome is the worst",
        example: "zipf:1000,1.1",
        reversible: true,
        build: |a| counted(mass::zipf(a[0], a[1]), 1.0),
    },
    Family {
        name: "geometric",
        arguments: &[LENGTH, argument("q", CHANCE)],
        help: "outcome k = 1 to L has weight (1-q)^(k-1) and reward k: the rarest outcome is the best",
        example: "geometric:50,0.1",
        reversible: true,
        build: |a| counted(mass::geometric(a[0], a[1])?, 1.0),
    },
    Family {
        name: "binomial",
        arguments: &[argument("N", Domain::Whole(1.0, 1e9)), argument("q", CHANCE)],
        help: "0 to N successes in N attempts of chance q; the reward is the number of successes",
        example: "binomial:20,0.3",
        reversible: true,
        build: |a| counted(mass::binomial(a[0], a[1])?, 0.0),
    },
    Family {
        name: "poisson",
        arguments: &[argument("LAMBDA", Domain::Within(1e-6, 1e9))],
        help: "a Poisson count of mean LAMBDA, cut where less than 1e-15 is left above; the reward is the count",
        example: "poisson:4",
        reversible: true,
        build: |a| counted(mass::poisson(a[0])?, 0.0),
    },
    Family {
        name: "negative-binomial",
        arguments: &[argument("R", Domain::Within(1e-6, 1e9)), argument("q", Domain::Between(0.0, 1.0))],
        help: "failures before success number R (R real) of chance q, cut where less than 1e-15 is left above; the reward is the number of failures",
        example: "negative-binomial:3,0.2",
        reversible: true,
        build: |a| counted(mass::negative_binomial(a[0], a[1])?, 0.0),
    },
    Family {
        name: "dirichlet",
        arguments: &[
            LENGTH,
            argument("ALPHA", Domain::Within(1e-6, 1e9)),
            optional("SEED", Domain::Whole(0.0, 1e15), 1.0),
        ],
        help: "L random masses, one draw of a symmetric Dirichlet distribution of concentration ALPHA, the same for the same SEED (1 when left out); rewards 1 to L in the order drawn",
        example: "dirichlet:1000,0.1,7",
        reversible: true,
        build: |a| {
            let (weights, vanished) = dirichlet::weights(a[0] as usize, a[1], a[2] as u64);
            let notice =
                format!("{vanished} of {} outcomes have a probability below 1e-300 and were given 0", a[0]);
            counted(Masses::exact(weights, (vanished > 0).then_some(notice).into_iter().collect()), 1.0)
        },
    },
    Family {
        name: "normal",
        arguments: &[LENGTH, optional("WIDTH", Domain::Within(1e-6, 40.0), 4.0)],
        help: "L equally spaced rewards z from -WIDTH to WIDTH (4 when left out) with weights exp(-z^2/2)",
        example: "normal:101",
        reversible: true,
        build: |a| {
            let (masses, half_step) = mass::normal(a[0], a[1]);
            let rewards = (0..masses.weights.len())
                .map(|i| (2.0 * (masses.first + i as f64) - (a[0] - 1.0)) * half_step)
                .collect();
            let Masses { weights, low, notices, .. } = masses;
            Ok(Built { weights, low, rewards, labels: Labels::Numbered, notices })
        },
    },
    Family {
        name: "verifier",
        arguments: &[
            argument("FAIL", Domain::Whole(1.0, MAX_OUTCOMES as f64 / 2.0)),
            argument("PASS", Domain::Whole(1.0, MAX_OUTCOMES as f64 / 2.0)),
            argument("RATE", CHANCE),
        ],
        help: "FAIL wrong answers of reward 0 share the probability 1-RATE evenly, PASS right ones of reward 1 share RATE",
        example: "verifier:90,10,0.05",
        reversible: false,
        build: |a| Ok(verifier(a[0], a[1], a[2])),
    },
    Family {
        name: "toy-lm",
        arguments: &[argument("REWARD", Domain::Word(&["logprob", "brevity"]))],
        help: "19530 sequences of 1 to 6 letters from a small Markov chain; the reward is ln p, or minus the number of letters",
        example: "toy-lm:logprob",
        reversible: false,
        build: |a| Ok(toy(a[0] == 0.0)),
    },
];

/// What a family makes: everything except the name.
#[derive(Debug)]
pub(super) struct Built {
    weights: Vec<f64>,
    /// What the weights leave out by rounding, where that is known.
    low: Vec<f64>,
    rewards: Vec<f64>,
    pub(super) labels: Labels,
    pub(super) notices: Vec<String>,
}

impl Built {
    /// Reverses the rewards, so that the best outcome becomes the worst.
    pub(super) fn reverse(&mut self) {
        self.rewards.reverse();
    }

    pub(super) fn base(&self) -> Result<Base, BaseError> {
        Ok(Base::with_rewards(&self.weights, &self.rewards)?.with_low(&self.low))
    }
}

/// Rewards `from`, `from` + 1, ... counted from the first outcome before cuts.
fn counted(masses: Masses, from: f64) -> Result<Built, TooMany> {
    let Masses { first, weights, low, notices } = masses;
    let rewards = (0..weights.len()).map(|i| first + from + i as f64).collect();
    Ok(Built { weights, low, rewards, labels: Labels::Numbered, notices })
}

fn verifier(fail: f64, pass: f64, rate: f64) -> Built {
    let shares = |count: f64, mass: f64| std::iter::repeat_n(mass / count, count as usize);
    Built {
        weights: shares(fail, 1.0 - rate).chain(shares(pass, rate)).collect(),
        low: Vec::new(),
        rewards: shares(fail, 0.0).chain(shares(pass, pass)).collect(),
        labels: Labels::Counted(vec![("wrong", fail as usize), ("right", pass as usize)]),
        notices: Vec::new(),
    }
}

fn toy(logprob: bool) -> Built {
    let sequences = toy_lm::sequences();
    Built {
        weights: sequences.iter().map(|s| s.p).collect(),
        low: Vec::new(),
        rewards: sequences
            .iter()
            .map(|s| if logprob { s.p.ln() } else { -(s.letters.len() as f64) })
            .collect(),
        labels: Labels::Listed(sequences.into_iter().map(|s| s.letters).collect()),
        notices: Vec::new(),
    }
}
