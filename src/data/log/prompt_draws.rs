//! The draws of one prompt with their texts, read again from the file of a sample log.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use crate::bon::pool::subset_weights;
use crate::data::error::{DataError, Problem};
use crate::data::log::draws::Row;
use crate::data::log::options::Options;
use crate::data::log::progress::{Progress, Stage};
use crate::data::log::rows::Rows;
use crate::data::table::Input;
use crate::text::visible;

/// The most characters kept of an answer.
const LONGEST: usize = 400;

/// The draws of one prompt with the highest rewards.
#[derive(Clone, Debug, PartialEq)]
pub struct PromptDraws {
    /// The highest reward first.
    pub listed: Vec<Listed>,
    /// The number of all draws.
    pub count: usize,
    /// The number of draws not listed that have the reward of the last listed one.
    tied_beyond: usize,
}

/// A draw in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Its line in the file, or its row in Parquet, from 1, counted through all files.
    pub line: u64,
    /// The reward, by which best-of-n ranks.
    pub reward: f64,
    /// ln of the probability of the answer, in nats; at most 0.
    pub logprob: Option<f64>,
    /// The second reward.
    pub gold: Option<f64>,
    /// The beginning of the answer, control characters made visible.
    pub text: Option<Box<str>>,
}

impl PromptDraws {
    /// The chance of each listed draw to be the best of n of all draws; none when n is 0 or above their number.
    pub fn weights(&self, n: u64) -> Option<Vec<f64>> {
        // Only the number of draws below the listed ones matters.
        let tied = self.listed.last().map_or(0.0, |last| last.reward);
        let lower = self.count - self.listed.len() - self.tied_beyond;
        let below = std::iter::repeat_n(f64::NEG_INFINITY, lower);
        let beyond = std::iter::repeat_n(tied, self.tied_beyond);
        let rewards: Vec<f64> =
            below.chain(beyond).chain(self.listed.iter().rev().map(|draw| draw.reward)).collect();
        let weights = subset_weights(&rewards, n)?;
        Some(weights.into_iter().rev().take(self.listed.len()).collect())
    }
}

/// A draw and its place among those of the prompt; ordered by reward, and of equal rewards the earlier one ranks higher.
struct Ranked(Listed, usize);

impl Ranked {
    fn key(&self) -> (f64, Reverse<usize>) {
        (self.0.reward, Reverse(self.1))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Ranked) -> Ordering {
        let ((reward, place), (other_reward, other_place)) = (self.key(), other.key());
        reward.total_cmp(&other_reward).then(place.cmp(&other_place))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Ranked) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Ranked) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ranked {}

/// The draws with the highest rewards so far.
struct Best {
    kept: BinaryHeap<Reverse<Ranked>>,
    most: usize,
    count: usize,
    /// The highest reward of those not kept, and how many have it.
    beyond: f64,
    tied_beyond: usize,
}

impl Best {
    fn take(&mut self, line: u64, row: &Row<'_>) {
        self.count += 1;
        let text = row.text.as_ref();
        let text =
            text.map(|text| visible(&text.chars().take(LONGEST).collect::<String>()).into_owned().into());
        let logprob = row.logprob.map(|logprob| logprob.min(0.0));
        let draw = Listed { line, reward: row.reward, logprob, gold: row.gold, text };
        self.kept.push(Reverse(Ranked(draw, self.count)));
        if self.kept.len() > self.most
            && let Some(Reverse(Ranked(dropped, _))) = self.kept.pop()
        {
            match dropped.reward.total_cmp(&self.beyond) {
                Ordering::Greater => (self.beyond, self.tied_beyond) = (dropped.reward, 1),
                Ordering::Equal => self.tied_beyond += 1,
                Ordering::Less => {}
            }
        }
    }
}

/// Reads the draws of the prompt whose first one has the place `first` among all usable draws, `size` of them in all, and
/// keeps the `most` with the highest rewards. None as soon as `progress`, which is called now and then, returns false.
///
/// # Errors
/// [`DataError`] when the file cannot be read, or has changed since the prompt was found.
pub fn read_prompt(
    input: &mut Input<'_>,
    options: &Options,
    (first, size): (u64, usize),
    most: usize,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Option<PromptDraws>, DataError> {
    let file = input.name().to_owned();
    let mut log = Rows::open(input, options)?;
    // The text of the prompt, once its first draw is read.
    let mut wanted: Option<String> = None;
    let mut best =
        Best { kept: BinaryHeap::new(), most, count: 0, beyond: f64::NEG_INFINITY, tied_beyond: 0 };
    let (mut place, mut rows) = (0, 0);
    while best.count < size
        && let Some(line) = log.advance()?
    {
        rows += 1;
        if rows % 4096 == 0 && !progress(Progress { stage: Stage::Reading, rows, share: log.share() }) {
            return Ok(None);
        }
        log.draws(line, &mut |draw| {
            let Ok(row) = draw else { return Ok(true) };
            if place == first {
                wanted = Some(row.prompt.clone().into_owned());
            }
            place += 1;
            if wanted.as_deref() == Some(&*row.prompt) {
                best.take(line, &row);
            }
            Ok(best.count < size)
        })?;
    }
    let Best { kept, count, beyond, mut tied_beyond, .. } = best;
    if count < size {
        return Err(DataError::whole(&file, Problem::Changed));
    }
    let mut listed: Vec<Ranked> = kept.into_iter().map(|Reverse(ranked)| ranked).collect();
    listed.sort_unstable_by(|a, b| b.cmp(a));
    let listed: Vec<Listed> = listed.into_iter().map(|Ranked(draw, _)| draw).collect();
    if listed.last().is_none_or(|last| last.reward != beyond) {
        tied_beyond = 0;
    }
    Ok(Some(PromptDraws { listed, count, tied_beyond }))
}
