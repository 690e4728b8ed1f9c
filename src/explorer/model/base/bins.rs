//! The table in bins: one row for each group of neighbouring outcomes, so that any base fits on the screen.
//!
//! Rows are those of the table of outcomes, the highest reward first.

use std::ops::Range;
use std::sync::Arc;

use crate::bon::Group;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::jobs::answer::Answer;

/// A table has at least this many rows.
pub(in crate::explorer) const LEAST: usize = 4;

/// The open bins, and what is known of the bins in sight.
#[derive(Clone, Debug, Default)]
pub struct Bins {
    /// The rows of each open bin, the outermost first; empty where outcomes are listed one by one.
    pub(in crate::explorer) windows: Vec<Range<usize>>,
    subject: Option<Subject>,
    /// The sums over each bin.
    pub known: Answer<Binning, Arc<Vec<Group>>>,
}

/// How rows are divided into bins, and at which n.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binning {
    /// The number of draws n.
    pub n: u64,
    /// The first row.
    pub first: usize,
    /// The row after the last one.
    pub end: usize,
    /// Rows per bin; the last bin may have fewer.
    pub size: usize,
}

impl Binning {
    /// The rows of each bin.
    pub fn bins(self) -> impl Iterator<Item = Range<usize>> {
        let Binning { first, end, size, .. } = self;
        (first..end).step_by(size).map(move |row| row..(row + size).min(end))
    }
}

/// The smallest round bin size for which `count` bins cover `length` rows.
fn round(length: usize, count: usize) -> usize {
    let least = length.div_ceil(count.max(LEAST)).max(1);
    let powers = std::iter::successors(Some(1_usize), |power| power.checked_mul(10));
    let numbers = powers.flat_map(|power| [10, 15, 20, 25, 40, 50, 75].map(|tenths| (power, tenths)));
    let whole = numbers.filter(|(power, tenths)| power * tenths % 10 == 0);
    whole.map(|(power, tenths)| power * tenths / 10).find(|&size| size >= least).unwrap_or(least)
}

impl Bins {
    /// Whether outcomes are shown in bins.
    pub fn shown(&self) -> bool {
        !self.windows.is_empty()
    }

    /// How the rows are divided when the table has `room` rows.
    pub(in crate::explorer) fn binning(&self, n: u64, room: usize) -> Option<Binning> {
        let Range { start, end } = self.windows.last()?.clone();
        Some(Binning { n, first: start, end, size: round(end - start, room) })
    }

    /// What has to be computed for the table at this n, with its generation. None where best-of-n draws from a
    /// proposal, whose gap is not a sum over outcomes.
    pub fn ask(&mut self, subject: &Subject, n: u64, room: usize) -> Option<(u64, Binning)> {
        if !self.subject.as_ref().is_some_and(|known| known.same(subject)) {
            self.known.forget();
            self.subject = Some(subject.clone());
            let all = 0..subject.base.base().len();
            if self.windows.first().is_some_and(|window| *window != all) {
                self.windows = vec![all];
            }
        }
        let summed = !subject.is_proposed() && !subject.is_average();
        let binning = self.binning(n, room).filter(|_| summed)?;
        self.known.ask(binning).map(|generation| (generation, binning))
    }

    /// Lists the outcomes one by one from now on.
    pub fn close(&mut self) {
        self.windows.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_are_round_and_fit() {
        for length in [5, 17, 100, 999, 262_144, 1_000_000, 10_000_000] {
            for room in 4..60 {
                let size = round(length, room);
                assert!(
                    length.div_ceil(size) <= room && size <= 2 * length.div_ceil(room),
                    "{length} {room}"
                );
                let binning = Binning { n: 1, first: 3, end: 3 + length, size };
                let end = binning.bins().fold(3, |start, bin| {
                    assert!(bin.start == start && !bin.is_empty(), "{length} {room}");
                    bin.end
                });
                assert_eq!(end, 3 + length);
            }
        }
    }
}
