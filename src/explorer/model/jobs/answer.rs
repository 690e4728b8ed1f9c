//! An answer that is computed elsewhere and may come late: only the answer to the last question counts.

/// The last question, and the newest answer to it or to an earlier one.
#[derive(Clone, Debug)]
pub struct Answer<K, V> {
    asked: Option<K>,
    generation: u64,
    done: bool,
    value: Option<(K, V)>,
}

impl<K, V> Default for Answer<K, V> {
    fn default() -> Answer<K, V> {
        Answer { asked: None, generation: 0, done: true, value: None }
    }
}

impl<K: Copy + PartialEq, V> Answer<K, V> {
    /// Asks for `key`. Gives the generation of the question, or none when `key` was the last question anyway.
    pub fn ask(&mut self, key: K) -> Option<u64> {
        if self.asked == Some(key) {
            return None;
        }
        self.asked = Some(key);
        self.generation += 1;
        self.done = false;
        Some(self.generation)
    }

    /// Takes the answer to a question, unless another question was asked since or the final answer is there already.
    /// `done` marks the final answer.
    pub fn take(&mut self, generation: u64, value: V, done: bool) {
        if let Some(asked) = self.asked
            && generation == self.generation
            && !self.done
        {
            self.value = Some((asked, value));
            self.done = done;
        }
    }

    /// Forgets the question and its answers; a late answer is ignored.
    pub fn forget(&mut self) {
        self.asked = None;
        self.value = None;
        self.done = true;
    }

    /// The last question.
    pub fn asked(&self) -> Option<K> {
        self.asked
    }

    /// The newest answer and the question it answers.
    pub fn value(&self) -> Option<&(K, V)> {
        self.value.as_ref()
    }

    /// Whether the last question has no answer at all yet.
    pub fn waits(&self) -> bool {
        self.asked.is_some() && self.asked != self.value.as_ref().map(|(key, _)| *key)
    }

    /// Whether an answer is under way.
    pub fn pending(&self) -> bool {
        !self.done
    }
}
