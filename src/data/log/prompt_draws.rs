//! The draws of one prompt with their texts, read again from the file of a sample log.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use crate::bon::pool::subset_weights;
use crate::data::error::{DataError, Problem};
use crate::data::log::options::Options;
use crate::data::log::progress::{Progress, Stage};
use crate::data::log::row::Rows;
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
    /// Its line in the file, or its row in Parquet, from 1.
    pub line: u64,
    /// The reward, by which best-of-n ranks.
    pub reward: f64,
    /// ln of the probability of the answer, in nats; at most 0.
    pub logprob: f64,
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

/// Ordered by reward; of equal rewards the earlier line ranks higher.
struct Ranked(Listed);

impl Ranked {
    fn key(&self) -> (f64, Reverse<u64>) {
        (self.0.reward, Reverse(self.0.line))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Ranked) -> Ordering {
        let ((reward, line), (other_reward, other_line)) = (self.key(), other.key());
        reward.total_cmp(&other_reward).then(line.cmp(&other_line))
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

/// Reads the draws of the prompt whose first one is on line `first`, `size` of them in all, and keeps the `most` with the
/// highest rewards. None as soon as `progress`, which is called now and then, returns false.
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
    // The text of the prompt, once its first row is read.
    let mut wanted: Option<String> = None;
    let mut kept: BinaryHeap<Reverse<Ranked>> = BinaryHeap::new();
    let (mut count, mut rows) = (0, 0);
    let (mut beyond, mut tied_beyond) = (f64::NEG_INFINITY, 0);
    while count < size
        && let Some(line) = log.advance()?
    {
        rows += 1;
        if rows % 4096 == 0 && !progress(Progress { stage: Stage::Reading, rows, share: log.share() }) {
            return Ok(None);
        }
        let Ok(row) = log.row(line)? else { continue };
        if line == first {
            wanted = Some(row.prompt.to_owned());
        }
        if wanted.as_deref() != Some(row.prompt) {
            continue;
        }
        count += 1;
        let text =
            row.text.map(|text| visible(&text.chars().take(LONGEST).collect::<String>()).into_owned().into());
        let (reward, logprob, gold) = (row.reward, row.logprob.min(0.0), row.gold);
        kept.push(Reverse(Ranked(Listed { line, reward, logprob, gold, text })));
        if kept.len() > most
            && let Some(Reverse(Ranked(dropped))) = kept.pop()
        {
            match dropped.reward.total_cmp(&beyond) {
                Ordering::Greater => (beyond, tied_beyond) = (dropped.reward, 1),
                Ordering::Equal => tied_beyond += 1,
                Ordering::Less => {}
            }
        }
    }
    if count < size {
        return Err(DataError::whole(&file, Problem::Changed));
    }
    let mut listed: Vec<Ranked> = kept.into_iter().map(|Reverse(ranked)| ranked).collect();
    listed.sort_unstable_by(|a, b| b.cmp(a));
    let listed: Vec<Listed> = listed.into_iter().map(|Ranked(draw)| draw).collect();
    if listed.last().is_none_or(|last| last.reward != beyond) {
        tied_beyond = 0;
    }
    Ok(Some(PromptDraws { listed, count, tied_beyond }))
}
