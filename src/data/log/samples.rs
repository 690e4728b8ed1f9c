//! A sample log in memory: its prompts, and the estimates from the pool of each.

use crate::bon::pool::{BestOf, Point};
use crate::data::log::options::Options;
use crate::data::log::places::Places;
use crate::data::log::prompt::Prompt;
use crate::data::notice::Notice;

/// A sample log in memory.
#[derive(Debug)]
pub struct Samples {
    /// The file.
    pub file: String,
    /// The number of rows.
    pub rows: u64,
    /// The number of rows that are usable draws.
    pub draws: u64,
    /// The shape of log that was recognised.
    pub format: Option<&'static str>,
    /// The role and the path of each column that was read.
    pub columns: Vec<(&'static str, String)>,
    /// The prompts in the order of their first rows, including those with too few draws for the n asked for.
    pub prompts: Vec<Prompt>,
    /// Notices about the log.
    pub notices: Vec<Notice>,
    /// How the log was read, with what was decided on the way; [`crate::data::read_prompt`] takes them.
    pub options: Options,
    pub(super) places: Places,
    pub(super) best_of: Vec<BestOf>,
    pub(super) points: Vec<Point>,
}

impl Samples {
    /// A line as it is told: its number, and its file where there are several.
    pub fn place(&self, line: u64) -> String {
        self.places.shown(line)
    }

    /// The values of n for which every used prompt has a point.
    pub fn best_of(&self) -> &[BestOf] {
        &self.best_of
    }

    /// The positions of the prompts with enough draws for the n asked for.
    pub fn used(&self) -> Vec<usize> {
        (0..self.prompts.len()).filter(|&index| !self.points(index).is_empty()).collect()
    }

    /// The estimates from the prompt at `index`, one for each of [`Samples::best_of`]; none when it has too few draws.
    pub fn points(&self, index: usize) -> &[Point] {
        let Some(prompt) = self.prompts.get(index).filter(|prompt| prompt.point_count > 0) else {
            return &[];
        };
        self.points.get(prompt.first_point..prompt.first_point + self.best_of.len()).unwrap_or_default()
    }
}
