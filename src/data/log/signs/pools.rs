//! Pools that are not what independent draws of one policy leave.

use crate::data::log::record::Record;
use crate::data::log::tally::Tally;

/// The fewest pools that end with their only success before that is told.
const FEWEST: u64 = 5;

/// The chance of that by accident, below which it is told.
const BY_CHANCE: f64 = 1e-4;

/// What pools show that independent draws do not.
#[derive(Default)]
pub(super) struct Pools {
    /// Prompts that have one answer for all draws although their rewards differ, and whether some prompt has several.
    one_answer: Tally,
    has_answers: bool,
    /// Rows that repeat an answer with another reward.
    pub(super) rescored: Tally,
    /// Prompts with a draw that is the reference answer, and prompts that have one.
    pub(super) with_reference: Tally,
    referenced: u64,
    /// Prompts whose gold is one number although their rewards differ, and whether gold differs in some prompt.
    pub(super) flat_gold: Tally,
    has_gold_within: bool,
    /// Pools whose last draw is their only success, the chance of that, and whether some pool has a success elsewhere.
    pub(super) stopped: Tally,
    sizes: Option<(usize, usize)>,
    ln_chance: f64,
    goes_on: bool,
    has_other_rewards: bool,
}

impl Pools {
    /// Takes in the draws of the prompt whose first line this is, in the order of the file.
    pub(super) fn take(&mut self, records: &[Record], line: u64) {
        self.referenced += u64::from(records.iter().any(|record| record.has_reference));
        if records.iter().any(|record| record.is_reference) {
            self.with_reference.add(line);
        }
        let differs = |value: fn(&Record) -> f64| {
            records.windows(2).any(|pair| matches!(pair, [a, b] if value(a).to_bits() != value(b).to_bits()))
        };
        let has_gold = records.iter().all(|record| !record.gold.is_nan());
        if has_gold && differs(|record| record.gold) {
            self.has_gold_within = true;
        } else if has_gold && differs(|record| record.reward) {
            self.flat_gold.add(line);
        }
        self.take_successes(records, line);
    }

    fn take_successes(&mut self, records: &[Record], line: u64) {
        if records.iter().any(|record| record.reward != 0.0 && record.reward != 1.0) {
            self.has_other_rewards = true;
        }
        let successes = records.iter().filter(|record| record.reward == 1.0).count();
        match records.last() {
            Some(last) if successes == 1 && last.reward == 1.0 => {
                self.stopped.add(line);
                self.ln_chance -= (records.len() as f64).ln();
                let size = records.len();
                let (least, most) = self.sizes.unwrap_or((size, size));
                self.sizes = Some((least.min(size), most.max(size)));
            }
            _ => self.goes_on |= successes > 0,
        }
    }

    /// Takes in the draws of a prompt once more; those of one answer stand together, in the order of the file.
    pub(super) fn take_answers(&mut self, records: &[Record], line: u64) {
        let mut lines: Vec<u32> = Vec::new();
        for answer in records.chunk_by(|a, b| a.answer == b.answer) {
            let Some((first, others)) = answer.split_first() else { continue };
            lines.extend(others.iter().filter(|other| other.reward != first.reward).map(|other| other.line));
        }
        let is_one = matches!(records, [first, .., last] if first.answer == last.answer);
        self.has_answers |= records.len() > 1 && !is_one;
        if is_one && !lines.is_empty() {
            self.one_answer.add(line);
        }
        lines.sort_unstable();
        lines.into_iter().for_each(|line| self.rescored.add(u64::from(line)));
    }

    /// Whether what was taken for the answers is one text for all draws of every prompt, although rewards differ.
    pub(super) fn have_one_answer(&self) -> bool {
        self.one_answer.count() >= 2 && !self.has_answers
    }

    /// Whether the reference answer is one of the draws of nearly every prompt.
    pub(super) fn has_references(&self) -> bool {
        self.with_reference.count() >= 3 && self.with_reference.count() * 10 >= self.referenced * 9
    }

    /// Whether gold is one number a prompt, although rewards differ.
    pub(super) fn has_flat_gold(&self) -> bool {
        self.flat_gold.count() >= 2 && !self.has_gold_within
    }

    /// Whether sampling stopped with the first success.
    pub(super) fn are_cut(&self) -> bool {
        let is_rare = self.stopped.count() >= FEWEST && self.ln_chance < BY_CHANCE.ln();
        // Pools of one size were sorted and not cut.
        is_rare
            && self.sizes.is_some_and(|(least, most)| least < most)
            && !self.goes_on
            && !self.has_other_rewards
    }
}
