//! Which columns of a log are read as what.

use crate::data::error::Problem;
use crate::data::heading::unknown;
use crate::data::notice::Notice;
use crate::data::roles::Role;
use crate::data::table::{Path, Wanted};

/// A column: what it is for, and where it stands.
#[derive(Clone, Debug)]
pub(in crate::data::log) struct Column {
    pub(in crate::data::log) role: Role,
    /// With `[]` for the lists of draws, and a fold for the lists within a draw.
    pub(in crate::data::log) path: Path,
}

/// Which columns of a log are read as what.
#[derive(Clone, Debug)]
pub(in crate::data::log) struct Plan {
    /// The columns that together tell prompts apart.
    pub(in crate::data::log) prompt: Vec<Column>,
    pub(in crate::data::log) reward: Column,
    pub(in crate::data::log) logprob: Option<Column>,
    pub(in crate::data::log) gold: Option<Column>,
    pub(in crate::data::log) weight: Option<Column>,
    pub(in crate::data::log) text: Option<Column>,
    pub(in crate::data::log) tokens: Option<Column>,
    pub(in crate::data::log) mask: Option<Column>,
    /// How often a draw came up.
    pub(in crate::data::log) count: Option<Column>,
    /// What is read only to see whether all draws are of one policy.
    pub(in crate::data::log) model: Option<Column>,
    pub(in crate::data::log) reference: Option<Column>,
    pub(in crate::data::log) reference_reward: Option<Column>,
    /// Whether log-probabilities are means, to be multiplied by the number of tokens.
    pub(in crate::data::log) is_mean: bool,
    /// The step of a training run.
    pub(in crate::data::log) step: Option<Column>,
    /// Whether prompts of different steps are different prompts; otherwise only the rows of the first step are read.
    pub(in crate::data::log) is_grouped: bool,
    /// How many lists hold the draws of a row: 0 for a draw a row, 1 for a list of them.
    pub(in crate::data::log) levels: usize,
    /// The shape that was recognised.
    pub(in crate::data::log) format: Option<&'static str>,
    /// What was decided and should be known.
    pub(in crate::data::log) notices: Vec<Notice>,
}

impl Plan {
    /// The columns that make draws, in the order in which they are told.
    pub(in crate::data::log) fn columns(&self) -> impl Iterator<Item = &Column> {
        let Plan { prompt, reward, logprob, gold, weight, text, tokens, mask, count, step, .. } = self;
        let others = [logprob, gold, weight, text, tokens, mask, count, step].into_iter().flatten();
        prompt.iter().chain(std::iter::once(reward)).chain(others)
    }

    /// The columns that are read only to see whether all draws are of one policy.
    fn witnesses(&self) -> impl Iterator<Item = &Column> {
        [&self.model, &self.reference, &self.reference_reward].into_iter().flatten()
    }

    /// What a further file with this heading lacks: the reward, or what tells prompts apart.
    pub(in crate::data::log) fn missing(&self, heading: &[String]) -> Option<Problem> {
        let needed = || self.prompt.iter().chain(std::iter::once(&self.reward));
        let tops = needed().filter_map(|column| column.path.top());
        let missing = tops.into_iter().find(|top| !heading.iter().any(|name| name == top))?;
        Some(unknown(missing, heading))
    }

    /// What is kept of a row.
    pub(in crate::data::log) fn wanted(&self) -> Wanted {
        let mut wanted = Wanted::default();
        for column in self.columns().chain(self.witnesses()) {
            wanted.add(&column.path, column.role.is_text);
        }
        wanted
    }
}
