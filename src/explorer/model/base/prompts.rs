//! The prompts of a preset: which of them, or their average, is on the screen, and the numbers of each at n.
//!
//! The prompts themselves are part of the subject.

use std::sync::Arc;

use crate::bon::Evaluation;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::jobs::answer::Answer;

/// The numbers of each prompt at one n.
#[derive(Clone, Debug, Default)]
pub struct Prompts {
    subject: Option<Subject>,
    /// In the order of the prompts.
    pub known: Answer<u64, Arc<Vec<Evaluation>>>,
}

impl Prompts {
    /// What has to be computed for the list of prompts at this n, with its generation; none where the list is not in
    /// sight.
    pub fn ask(&mut self, subject: &Subject, n: u64) -> Option<u64> {
        if !subject.is_average() {
            return None;
        }
        if !self.subject.as_ref().is_some_and(|known| known.same(subject)) {
            self.known.forget();
            self.subject = Some(subject.clone());
        }
        self.known.ask(n)
    }
}
