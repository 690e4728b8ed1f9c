//! From draws to pools: the draws of one prompt at a time become estimates at each n, and are dropped.

use crate::bon::pool::{BestOf, Draw, Point, Pool};
use crate::data::log::prompt::Prompt;
use crate::data::log::record::{Record, UNKNOWN};
use crate::data::log::signs::Signs;
use crate::data::log::tally::Tally;

/// The values of n to estimate for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Grid {
    /// 1, 2, 3, 4, 6, 8, 12, 16, ... up to the smallest pool.
    UpToSmallest,
    /// These, ascending; pools with fewer draws than the last are left out.
    Listed(Vec<u64>),
}

/// 1, 2, 3, 4, 6, 8, 12, 16, 24, ...
fn usual_grid() -> impl Iterator<Item = u64> {
    (0..32_u32).flat_map(|k| [Some(1 << k), k.checked_sub(1).map(|k| 3 << k)]).flatten()
}

/// The pools so far.
pub(super) struct Gathered {
    grid: Grid,
    /// The most draws to keep, and whether there were more.
    keep: u64,
    is_over: bool,
    pub(super) best_of: Vec<BestOf>,
    pub(super) prompts: Vec<Prompt>,
    pub(super) points: Vec<Point>,
    smallest: usize,
    pub(super) short: Tally,
    pub(super) tied: Tally,
    pub(super) repeats: Tally,
    pub(super) signs: Signs,
    /// None where log-probabilities are not known.
    pub(super) repeats_expected: Option<f64>,
    /// Draws that share their reward with another answer.
    pub(super) ambiguous: u64,
    pub(super) used: u64,
}

/// NaN stands for what is not known.
fn known(value: f64) -> Option<f64> {
    (!value.is_nan()).then_some(value)
}

/// A prompt without its draws.
pub(super) struct Heading {
    pub(super) name: Box<str>,
    pub(super) line: u64,
    /// The place of its first draw among all usable draws.
    pub(super) first: u64,
    pub(super) weight: f64,
}

impl Gathered {
    pub(super) fn new(grid: Grid, keep: u64) -> Gathered {
        let best_of = match &grid {
            Grid::UpToSmallest => usual_grid().filter_map(BestOf::new).collect(),
            Grid::Listed(list) => list.iter().filter_map(|&n| BestOf::new(n)).collect(),
        };
        Gathered {
            grid,
            keep,
            is_over: false,
            best_of,
            prompts: Vec::new(),
            points: Vec::new(),
            smallest: usize::MAX,
            short: Tally::default(),
            tied: Tally::default(),
            repeats: Tally::default(),
            signs: Signs::default(),
            repeats_expected: Some(0.0),
            ambiguous: 0,
            used: 0,
        }
    }

    /// Takes in all draws of one prompt in the order of the file, and reorders them. `progress` gets the finished share.
    pub(super) fn take(&mut self, heading: Heading, records: &mut [Record], progress: &mut dyn FnMut(f64)) {
        self.count_repeats(records, heading.line);
        let draw = |record: &Record| Draw {
            reward: record.reward,
            logprob: known(record.logprob),
            gold: known(record.gold),
        };
        // Records have usable numbers only, so this fails only when there are none.
        let Ok(pool) = Pool::new(records.iter().map(draw).collect()) else { return };
        self.used += pool.len() as u64;
        self.repeats_expected =
            self.repeats_expected.zip(pool.repeats_expected()).map(|(all, own)| all + own);
        if pool.is_all_tied() {
            self.tied.add(heading.line);
        }
        let start = self.points.len();
        let is_short = match &self.grid {
            Grid::Listed(list) => list.last().is_some_and(|&n| n > pool.len() as u64),
            Grid::UpToSmallest => false,
        };
        if is_short {
            self.short.add(heading.line);
        } else {
            self.smallest = self.smallest.min(pool.len());
            let most = self.smallest as u64;
            let below = self.best_of.partition_point(|best_of| best_of.n() <= most);
            let points = self.best_of[..below].iter().enumerate().map_while(|(done, best_of)| {
                progress(done as f64 / below as f64);
                pool.estimate(best_of)
            });
            self.points.extend(points);
        }
        self.prompts.push(Prompt {
            name: heading.name,
            line: heading.line,
            first: heading.first,
            draws: pool.len(),
            weight: heading.weight,
            collision: pool.collision(),
            is_all_tied: pool.is_all_tied(),
            first_point: start,
            point_count: self.points.len() - start,
            pool: Some(pool),
        });
        // The interval of a single prompt needs its draws.
        if self.used > self.keep && self.prompts.len() > 1 {
            let first = if self.is_over { self.prompts.len() - 1 } else { 0 };
            self.prompts[first..].iter_mut().for_each(|prompt| prompt.pool = None);
            self.is_over = true;
        }
    }

    /// Counts rows that repeat an earlier one, and draws whose reward is tied with that of another answer.
    fn count_repeats(&mut self, records: &mut [Record], line: u64) {
        self.signs.take(records, line);
        records.sort_unstable_by_key(|record| (record.answer, record.line));
        let mut lines: Vec<u32> = records
            .windows(2)
            .filter(|pair| pair[0].answer == pair[1].answer && pair[0].answer != UNKNOWN)
            .map(|pair| pair[1].line)
            .collect();
        self.signs.take_answers(records, line);
        lines.sort_unstable();
        lines.into_iter().for_each(|line| self.repeats.add(u64::from(line)));
        records.sort_unstable_by(|a, b| a.reward.total_cmp(&b.reward));
        self.signs.take_rewards(records, line);
        for tied in records.chunk_by(|a, b| a.reward == b.reward) {
            if tied.iter().any(|record| record.answer != tied[0].answer) {
                self.ambiguous += tied.len() as u64;
            }
        }
    }

    /// The number of n for which every used prompt has a point.
    pub(super) fn common(&self) -> usize {
        let counts = self.prompts.iter().map(|prompt| prompt.point_count).filter(|&count| count > 0);
        counts.min().unwrap_or(0)
    }
}
