//! The tie classes of a pool with what is known of each.

use super::answers::{Answer, Answers, complement};
use super::draw::RankedDraw;
use super::strata::Strata;
use crate::numeric::sum::{Compensated, sum};

/// A tie class as n does not see it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Class {
    /// The number of its draws outside the sure strata; all of them when there are no strata.
    pub(super) draws: usize,
    /// The probability of its answers that are strata of their own.
    pub(super) sure: f64,
    /// That probability in the classes below.
    pub(super) sure_below: f64,
    /// The mass F^- below the class.
    pub(super) below: f64,
    /// The mass of the class.
    pub(super) mass: f64,
    /// The share of this mass that is counted, not known.
    pub(super) counted: f64,
    /// The share of the class in the mass up to it, from the draws alone but for the strata; unbiased.
    pub(super) portion: f64,
    /// Relative squared error of the mass in its counted part: the variance of m/F is this times (m/F)(1 - m/F).
    pub(super) spread: f64,
}

/// All classes of a pool.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Classes {
    /// The lowest reward first.
    pub(super) list: Vec<Class>,
    /// The number of draws outside the sure strata.
    pub(super) draws: usize,
    /// Their probability.
    pub(super) rest: f64,
    /// The probability of the sure strata.
    pub(super) sure: f64,
}

/// What the answers say of a class.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// The mass of its answers.
    mass: f64,
    /// What is left of the stratum of the class outside these answers: of the whole, where there are no strata.
    elsewhere: f64,
    /// The number of answers drawn once in the whole pool.
    singles: usize,
    /// The mass of its answers that are strata of their own,
    sure: f64,
    /// and the number of their draws.
    sure_draws: usize,
}

impl Classes {
    /// The classes of draws that are sorted by reward; `answers` when their probabilities are known.
    pub(super) fn of(draws: &[RankedDraw], answers: Option<&Answers>) -> Classes {
        let sizes: Vec<usize> =
            draws.chunk_by(|a, b| a.reward == b.reward).map(<[RankedDraw]>::len).collect();
        let strata = answers.and_then(|answers| Strata::of(&answers.list, draws.len()));
        let known = known(&sizes, answers, strata.as_ref());
        let rest_draws = strata.as_ref().map_or(draws.len(), |strata| strata.rest_draws);
        let rest = strata.as_ref().map_or(1.0, |strata| strata.rest);
        let sure = sum(known.iter().map(|known| known.sure));
        let mut classes = Classes { list: Vec::with_capacity(sizes.len()), draws: rest_draws, rest, sure };
        let (mut lower, mut sure_below) = (0, Compensated::default());
        for (&size, known) in sizes.iter().zip(&known) {
            let class = classes.class((lower, sure_below.value()), (size, draws.len()), known, answers);
            lower += class.draws;
            sure_below.add(known.sure);
            classes.list.push(class);
        }
        classes
    }

    /// The class of `size` draws of `count` above `lower` draws outside the strata and strata of mass `sure_below`.
    fn class(
        &self,
        (lower, sure_below): (usize, f64),
        (size, count): (usize, usize),
        known: &Known,
        answers: Option<&Answers>,
    ) -> Class {
        let draws = size - known.sure_draws;
        let (mass, counted, elsewhere) = match answers {
            None => {
                // The mass is the share of the other draws that tie with a draw of the class.
                let others = (count as f64 - 1.0).max(1.0);
                let mass = (size as f64 - 1.0) / others;
                (mass, mass, (count - size) as f64 / others)
            }
            Some(answers) => {
                let counted = answers.unseen * singles_share(known.singles, size, answers.singles);
                (known.mass + counted, counted, known.elsewhere - counted)
            }
        };
        // What is elsewhere lies below as often as the other draws of the stratum do; where there are no others, all
        // of it.
        let asked = self.draws - draws;
        let share = if asked == 0 { 1.0 } else { lower as f64 / asked as f64 };
        let each = if self.draws == 0 { 0.0 } else { self.rest / self.draws as f64 };
        let portion = known.sure + each * draws as f64;
        let around = (lower + draws) as f64 - 2.0;
        let counted = (counted / mass).min(1.0);
        Class {
            draws,
            sure: known.sure,
            sure_below,
            below: sure_below + elsewhere.max(0.0) * share,
            mass,
            counted: if mass > 0.0 { counted } else { 0.0 },
            portion: portion / (sure_below + portion + each * lower as f64),
            spread: if around > 0.0 && mass > 0.0 { counted / around } else { 0.0 },
        }
    }
}

/// The share of a class of `size` draws in the answers not seen: its share of the answers seen once, of which it has
/// `singles` of `all`. Each draw leaves out its own answer.
fn singles_share(singles: usize, size: usize, all: usize) -> f64 {
    let (own, size, all) = (singles as f64, size as f64, all as f64);
    let by_singles = if all > 1.0 { own * (own - 1.0) / (all - 1.0) } else { 0.0 };
    let by_others = if all > 0.0 { (size - own) * own / all } else { 0.0 };
    (by_singles + by_others) / size
}

/// What the answers say of each class; nothing without probabilities.
fn known(sizes: &[usize], answers: Option<&Answers>, strata: Option<&Strata>) -> Vec<Known> {
    let Some(Answers { list, .. }) = answers else { return vec![Known::default(); sizes.len()] };
    let mut start = 0;
    let of_class = |tied: &[Answer]| {
        let mass_of = |is_sure: bool| {
            let here = tied.iter().enumerate();
            let chosen = here
                .filter(move |&(at, _)| strata.is_some_and(|strata| strata.is_sure[start + at]) == is_sure);
            chosen.map(|(_, answer)| answer)
        };
        let sure = sum(mass_of(true).map(|answer| answer.mass));
        let other = sum(mass_of(false).map(|answer| answer.mass));
        let known = Known {
            mass: sure + other,
            elsewhere: strata.map_or_else(|| complement(tied.iter()), |strata| strata.rest - other),
            singles: tied.iter().filter(|answer| answer.is_single).count(),
            sure,
            sure_draws: mass_of(true).map(|answer| answer.draws).sum(),
        };
        start += tied.len();
        known
    };
    list.chunk_by(|a, b| a.class == b.class).map(of_class).collect()
}
