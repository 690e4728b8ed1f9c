//! Faults of rows and prompts, and the rules for them.

use crate::data::log::draws::Fault;
use crate::data::log::gather::Gathered;
use crate::data::log::places::Places;
use crate::data::log::tally::Tally;
use crate::data::notice::Notice;

/// Rows by their fault.
#[derive(Default)]
pub(super) struct Faults {
    pub(super) prompt: Tally,
    pub(super) reward: Tally,
    pub(super) logprob: Tally,
    pub(super) positive: Tally,
    /// The largest log-probability above 0.
    pub(super) most_positive: f64,
    pub(super) tokens: Tally,
    pub(super) repetitions: Tally,
    pub(super) lengths: Tally,
    pub(super) rounded: Tally,
    pub(super) gold: Tally,
    pub(super) weight: Tally,
}

impl Faults {
    /// The rows left out for this fault.
    pub(super) fn of(&mut self, fault: Fault) -> &mut Tally {
        match fault {
            Fault::Prompt => &mut self.prompt,
            Fault::Reward => &mut self.reward,
            Fault::Logprob => &mut self.logprob,
            Fault::Positive(logprob) => {
                self.most_positive = self.most_positive.max(logprob);
                &mut self.positive
            }
            Fault::Tokens => &mut self.tokens,
            Fault::Count => &mut self.repetitions,
            Fault::Lengths => &mut self.lengths,
        }
    }

    /// Notices about the rows and prompts with a fault, and how they were treated; `row` says what one draw is.
    pub(super) fn notices(&self, gathered: &Gathered, row: &str, places: &Places) -> Vec<Notice> {
        let mut notices = Vec::new();
        let mut fault = |tally: &Tally, thing: &str, verbs: [&str; 2], what: &str| {
            if tally.count() > 0 {
                let what = what.replace("{was}", tally.was());
                let text = format!("{} {what}", tally.subject(thing, verbs, "line", places));
                notices.push(Notice { is_fault: true, text });
            }
        };
        let Faults {
            prompt,
            reward,
            logprob,
            positive,
            tokens,
            repetitions,
            lengths,
            rounded,
            gold,
            weight,
            ..
        } = self;
        let have = ["has", "have"];
        fault(prompt, row, have, "no prompt and {was} left out");
        fault(reward, row, have, "no reward that is a finite number and {was} left out");
        fault(logprob, row, have, "no log-probability that is a finite number and {was} left out");
        fault(tokens, row, have, "no number of tokens by which to multiply the mean and {was} left out");
        fault(repetitions, row, have, "a count that is no whole number from 0 on and {was} left out");
        fault(lengths, "row", have, "lists of draws of different lengths and {was} left out");
        fault(
            positive,
            row,
            have,
            "a positive log-probability, which no answer has, and {was} left out; give natural logarithms",
        );
        fault(
            rounded,
            row,
            have,
            "a log-probability above 0 by rounding, at most 0.01, which {was} read as 0",
        );
        fault(
            gold,
            row,
            have,
            "no gold reward that is a finite number; gold is averaged over the prompts whose draws all have one",
        );
        fault(
            weight,
            row,
            have,
            "another weight than the first row of the prompt; the weight of its first row counts",
        );
        fault(
            &gathered.short,
            "prompt",
            have,
            "fewer draws than the largest n asked for and {was} left out at every n, so that all rows average over the same prompts",
        );
        fault(
            &gathered.tied,
            "prompt",
            have,
            "one reward for all draws; best-of-n is the base there and the KL 0, but they count with the estimate for answers that differ, which is too high",
        );
        notices
    }
}
