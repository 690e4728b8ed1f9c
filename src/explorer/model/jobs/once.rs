//! A question that a key asks: requested once, and answered by its last answer.

/// The last question. Unlike an [`Answer`](super::answer::Answer), the same question can be asked again.
#[derive(Clone, Debug)]
pub struct Once<Q> {
    generation: u64,
    question: Option<Q>,
    requested: bool,
}

impl<Q> Default for Once<Q> {
    fn default() -> Once<Q> {
        Once { generation: 0, question: None, requested: false }
    }
}

impl<Q: Clone> Once<Q> {
    /// Asks, in place of the question under way.
    pub fn put(&mut self, question: Q) {
        self.generation += 1;
        (self.question, self.requested) = (Some(question), false);
    }

    /// The question to request, with its generation; none when it is requested already or there is none.
    pub fn request(&mut self) -> Option<(u64, Q)> {
        let question = self.question.as_ref().filter(|_| !self.requested)?;
        self.requested = true;
        Some((self.generation, question.clone()))
    }

    /// The question of an answer, which then is no longer under way; none for an answer that comes late.
    pub fn answered(&mut self, generation: u64) -> Option<Q> {
        self.question.take_if(|_| generation == self.generation)
    }

    /// Forgets the question unless it is still wanted.
    pub fn keep_if(&mut self, wanted: impl FnOnce(&Q) -> bool) {
        self.question.take_if(|question| !wanted(question));
    }

    /// Whether an answer is under way.
    pub fn pending(&self) -> bool {
        self.question.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_question_is_requested_once_and_only_the_last_one_is_answered() {
        let mut once = Once::default();
        assert!(once.request().is_none() && !once.pending());
        once.put('a');
        let (first, _) = once.request().unwrap();
        assert!(once.request().is_none() && once.pending());
        once.put('a');
        let (second, question) = once.request().unwrap();
        assert_eq!((once.answered(first), question), (None, 'a'));
        assert_eq!(once.answered(second), Some('a'));
        assert!(once.answered(second).is_none() && !once.pending());
        once.put('b');
        once.keep_if(|question| *question != 'b');
        assert!(once.request().is_none() && !once.pending());
    }
}
