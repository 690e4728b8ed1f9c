//! A sample log that was read: its prompts, and what the pool of each says.

use super::notice::Notice;
use super::prompt::Prompt;
use crate::bon::pool::{BestOf, Point};

/// A sample log that was read whole.
#[derive(Debug)]
pub struct Samples {
    /// The file.
    pub file: String,
    /// How many rows it has.
    pub rows: u64,
    /// How many of them are draws that were used.
    pub draws: u64,
    /// What each column was read for, as role and name.
    pub columns: Vec<(&'static str, String)>,
    /// The prompts in the order of their first rows, those too short for the n asked for included.
    pub prompts: Vec<Prompt>,
    /// What there is to say about it.
    pub notices: Vec<Notice>,
    pub(super) best_of: Vec<BestOf>,
    pub(super) points: Vec<Point>,
}

impl Samples {
    /// The n that every used prompt has a point for.
    pub fn best_of(&self) -> &[BestOf] {
        &self.best_of
    }

    /// Which prompts have enough draws for the n asked for.
    pub fn used(&self) -> Vec<usize> {
        (0..self.prompts.len()).filter(|&index| !self.points(index).is_empty()).collect()
    }

    /// What the prompt at `index` says at each of [`Samples::best_of`]; nothing when it has too few draws.
    pub fn points(&self, index: usize) -> &[Point] {
        let Some(prompt) = self.prompts.get(index).filter(|prompt| prompt.point_count > 0) else {
            return &[];
        };
        self.points.get(prompt.first_point..prompt.first_point + self.best_of.len()).unwrap_or_default()
    }
}
