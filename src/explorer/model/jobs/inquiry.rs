//! One question under way at a time: the last question, and its subject.

use crate::explorer::model::base::subject::Subject;

/// A question to be asked.
#[derive(Clone, Debug)]
pub struct Inquiry<K> {
    /// To be sent back with the answer.
    pub generation: u64,
    /// Its subject.
    pub subject: Subject,
    /// What is asked about the subject.
    pub about: K,
}

/// The last question.
#[derive(Clone, Debug)]
pub(in crate::explorer) struct Asking<K> {
    generation: u64,
    pub(in crate::explorer) asked: Option<(Subject, K)>,
}

impl<K> Default for Asking<K> {
    fn default() -> Asking<K> {
        Asking { generation: 0, asked: None }
    }
}

impl<K: Copy + PartialEq> Asking<K> {
    /// The question to ask; none when it is under way already.
    pub(in crate::explorer) fn ask(&mut self, wanted: Option<(&Subject, K)>) -> Option<Inquiry<K>> {
        let same = match (&self.asked, wanted) {
            (Some((subject, at)), Some((other, wanted))) => subject.same(other) && *at == wanted,
            (asked, wanted) => asked.is_none() && wanted.is_none(),
        };
        if same {
            return None;
        }
        self.asked = wanted.map(|(subject, at)| (subject.clone(), at));
        self.generation += 1;
        let (generation, asked) = (self.generation, self.asked.clone());
        asked.map(|(subject, about)| Inquiry { generation, subject, about })
    }

    /// The subject and question of an answer, unless the answer comes late.
    pub(in crate::explorer) fn answered(&mut self, generation: u64, done: bool) -> Option<(Subject, K)> {
        let current = generation == self.generation;
        if current && done { self.asked.take() } else { self.asked.clone().filter(|_| current) }
    }
}
