//! Log-probabilities that cannot be those of answers.

use crate::data::log::record::Record;
use crate::data::log::tally::Tally;

/// By how much probabilities may add to more than 1 by rounding.
const SLACK: f64 = 0.02;

/// Why no log-probability of a log can be used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::data::log) enum Unusable {
    /// None is a finite number.
    Missing,
    /// All are 0, although answers of a prompt differ.
    Zero,
    /// All are positive, and this is the largest.
    Positive(f64),
}

/// How much probability the answers of the prompts have.
#[derive(Default)]
pub(super) struct Masses {
    /// Draws with a log-probability below 0.
    below: u64,
    /// Whether different answers of one prompt have probability 1 each.
    has_many_certain: bool,
    /// Prompts whose different answers have more probability than there is, and the most of it.
    pub(super) over: Tally,
    pub(super) most: f64,
}

impl Masses {
    /// Takes in the draws of the prompt whose first line this is; those of one answer stand together, as `is_same` says.
    pub(super) fn take(&mut self, records: &[Record], line: u64, is_same: fn(&Record, &Record) -> bool) {
        self.below += records.iter().filter(|record| record.logprob < 0.0).count() as u64;
        let mut certain = records.iter().filter(|record| record.logprob == 0.0);
        if let Some(first) = certain.next() {
            self.has_many_certain |= certain.any(|other| !is_same(first, other));
        }
        let mass = mass(records.chunk_by(is_same));
        if mass > 1.0 + SLACK {
            self.over.add(line);
            self.most = self.most.max(mass);
        }
    }

    /// Why none of the log-probabilities can be used, when `positive` draws had one above 0, the largest of them `most`.
    pub(super) fn unusable(&self, positive: u64, most: f64) -> Option<Unusable> {
        if self.below > 0 {
            return None;
        }
        if positive > 0 {
            Some(Unusable::Positive(most))
        } else {
            self.has_many_certain.then_some(Unusable::Zero)
        }
    }
}

/// The probability of all answers together, of each at the least that was logged for it.
fn mass<'r>(answers: impl Iterator<Item = &'r [Record]>) -> f64 {
    let least = |answer: &[Record]| answer.iter().map(|record| record.logprob).fold(f64::NAN, f64::min);
    answers.map(least).filter(|logprob| !logprob.is_nan()).map(f64::exp).sum()
}
