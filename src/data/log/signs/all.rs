//! All signs together: what is taken in of every prompt, and what is said in the end.

use crate::data::log::places::Places;
use crate::data::log::record::Record;
use crate::data::log::signs::lengths::{Growth, Lengths};
use crate::data::log::signs::masses::{Masses, Unusable};
use crate::data::log::signs::pools::Pools;
use crate::data::log::signs::repeats::{Repeats, by_chance};
use crate::data::log::tally::Tally;
use crate::data::notice::Notice;

/// Signs that the numbers of a log are not what they are taken for.
#[derive(Default)]
pub(in crate::data::log) struct Signs {
    /// Whether answers are told apart by their texts.
    pub(in crate::data::log) knows_texts: bool,
    lengths: Lengths,
    masses: Masses,
    repeats: Repeats,
    pools: Pools,
}

impl Signs {
    /// Takes in all draws of the prompt whose first line this is, in the order of the file.
    pub(in crate::data::log) fn take(&mut self, records: &[Record], line: u64) {
        self.lengths.take(records);
        self.pools.take(records, line);
    }

    /// Takes in the same draws, those of one answer together.
    pub(in crate::data::log) fn take_answers(&mut self, records: &[Record], line: u64) {
        if self.knows_texts {
            self.masses.take(records, line, |a, b| a.answer == b.answer);
            self.pools.take_answers(records, line);
        }
        self.repeats.take(records);
    }

    /// Takes in the same draws, those of one reward together.
    pub(in crate::data::log) fn take_rewards(&mut self, records: &[Record], line: u64) {
        // Without texts only rewards tell answers apart for sure.
        if !self.knows_texts {
            self.masses.take(records, line, |a, b| a.reward == b.reward);
        }
    }

    /// Why none of the log-probabilities can be used, when `positive` draws had one above 0, the largest of them `most`.
    pub(in crate::data::log) fn unusable(&self, positive: u64, most: f64) -> Option<Unusable> {
        self.masses.unusable(positive, most)
    }

    /// What the log-probabilities say of themselves; `is_repaired` when they were multiplied by lengths.
    pub(in crate::data::log) fn on_logprobs(&self, is_repaired: bool, places: &Places) -> Vec<Notice> {
        let mut notices = Vec::new();
        let growth = self.lengths.growth();
        match growth {
            Some(Growth::Means(slope)) => notices.push(Notice::fault(format!(
                "the log-probabilities look like means per token, not sums: they grow with the length of the answer to the power {slope:.2}, where sums grow about in proportion; they were taken as they are, which makes the KL far too low; --logprob-mean multiplies them by the number of tokens"
            ))),
            Some(Growth::Squares(slope)) if is_repaired => notices.push(Notice::fault(format!(
                "the log-probabilities were sums already: multiplied by the number of tokens they grow with the length of the answer to the power {slope:.2}; leave --logprob-mean out"
            ))),
            _ => {}
        }
        let over = &self.masses.over;
        if growth.is_some() {
            return notices;
        }
        if over.count() > 0 {
            let prompts = over.subject("prompt", ["has", "have"], "line", places);
            notices.push(Notice::fault(format!(
                "{prompts} different answers whose probabilities add to more than 1, up to {:.3}, which no policy has; the log-probabilities were taken as they are, which makes the KL there too low",
                self.masses.most
            )));
        }
        // What cannot be needs no word about what is improbable.
        let is_said = over.count() > 0 || self.repeats.are_rare() || self.pools.have_one_answer();
        if let Some(alike) = self.repeats.alike().filter(|_| self.knows_texts && !is_said) {
            let (often, cause) = if alike.z > 0.0 {
                (
                    "more",
                    "from a sharper distribution than the log-probabilities are of: sampled at a temperature below 1, with top-k or top-p, and logged with the probabilities of the model itself",
                )
            } else {
                (
                    "less",
                    "from a flatter distribution than the log-probabilities are of, such as at a temperature above 1, or repeated answers were taken out",
                )
            };
            notices.push(Notice::fault(format!(
                "answers come again far {often} often than their probabilities say (z = {:+.1}; the likeliest one of each prompt was drawn {} times, where about {:.0} were to be expected); the draws look as if they came {cause}; the KL is then that of another policy",
                alike.z, alike.likeliest, alike.expected
            )));
        }
        notices
    }

    /// What the pools say of themselves; `row` says what one draw is, and the columns of the text, of gold and of the reference answer
    /// have these names.
    pub(in crate::data::log) fn on_pools(
        &self,
        row: &str,
        [text, gold, reference]: [Option<&str>; 3],
        places: &Places,
    ) -> Vec<Notice> {
        let mut notices = Vec::new();
        let pools = &self.pools;
        let have = ["has", "have"];
        if let Some(column) = reference.filter(|_| pools.has_references()) {
            let prompts = pools.with_reference.subject("prompt", have, "line", places);
            notices.push(Notice::fault(format!(
                "{prompts} the reference answer of the column {column} among the draws, where it is no draw of the policy; it was taken for one, so take it out of the log"
            )));
        }
        if pools.are_cut() {
            let prompts = pools.stopped.subject("prompt", ["ends", "end"], "line", places);
            notices.push(Notice::fault(format!(
                "{prompts} with the first success and none goes on behind one, so sampling stopped there; the number of draws then depends on the rewards, and averages over subsets of n draws are not those of best-of-n"
            )));
        }
        if let Some(column) = gold.filter(|_| pools.has_flat_gold()) {
            notices.push(Notice::remark(format!(
                "the gold reward of the column {column} is one number for all draws of a prompt, so best-of-n cannot change it"
            )));
        }
        if let Some(column) = text.filter(|_| pools.have_one_answer()) {
            notices.push(Notice::fault(format!(
                "the text of the column {column} is the same for all draws of every prompt although their rewards differ, so it is not the answer; name that with --text, or none"
            )));
        } else if pools.rescored.count() > 0 {
            let rows = pools.rescored.subject(row, ["repeats", "repeat"], "line", places);
            notices.push(Notice::remark(format!(
                "{rows} an earlier answer of the prompt with another reward, so the reward is not a function of the answer alone; they count as the same answer"
            )));
        }
        notices
    }

    /// What there is to say of draws that repeat others, `expected` of them according to their probabilities.
    pub(in crate::data::log) fn on_repeats(
        &self,
        tally: &Tally,
        expected: Option<f64>,
        row: &str,
        places: &Places,
    ) -> Notice {
        let rows = tally.subject(row, ["repeats", "repeat"], "line", places);
        let was = tally.was();
        let Some(expected) = expected else {
            return Notice::remark(format!("{rows} an earlier one of the prompt and {was} kept"));
        };
        let about = match expected {
            0.0..0.01 => "fewer than 0.01 were".to_owned(),
            0.01..10.0 => format!("about {expected:.2} were"),
            _ => format!("about {expected:.0} were"),
        };
        let is_many = by_chance(tally.count(), expected) < 1e-4;
        let (is_fault, verdict) = if self.repeats.are_rare() {
            (true, "many more than that: were some logged twice?")
        } else if is_many {
            (true, "many more than that")
        } else {
            (false, "as a model may well draw an answer twice")
        };
        let text = format!(
            "{rows} an earlier one of the prompt and {was} kept; from the log-probabilities {about} to be expected, {verdict}"
        );
        Notice { is_fault, text }
    }
}
