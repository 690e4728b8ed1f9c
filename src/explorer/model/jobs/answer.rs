//! An answer that comes from elsewhere and may come late: only the one to the last question counts.

/// A result that is computed elsewhere: what was asked for last, and the newest answer to that or before.
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
    /// Asks for `key`: the generation of the question, or none when it was the last one asked anyway.
    pub fn ask(&mut self, key: K) -> Option<u64> {
        if self.asked == Some(key) {
            return None;
        }
        self.asked = Some(key);
        self.generation += 1;
        self.done = false;
        Some(self.generation)
    }

    /// Takes the answer to a question, unless another one was asked since or the last one is there. `done` says that
    /// none follows.
    pub fn take(&mut self, generation: u64, value: V, done: bool) {
        if let Some(asked) = self.asked
            && generation == self.generation
            && !self.done
        {
            self.value = Some((asked, value));
            self.done = done;
        }
    }

    /// Forgets answer and question; a late answer is not taken.
    pub fn forget(&mut self) {
        self.asked = None;
        self.value = None;
        self.done = true;
    }

    /// What was asked last.
    pub fn asked(&self) -> Option<K> {
        self.asked
    }

    /// The newest answer and what it answers.
    pub fn value(&self) -> Option<&(K, V)> {
        self.value.as_ref()
    }

    /// Whether there is no answer at all yet to what was asked last.
    pub fn waits(&self) -> bool {
        self.asked.is_some() && self.asked != self.value.as_ref().map(|(key, _)| *key)
    }

    /// Whether an answer is under way.
    pub fn pending(&self) -> bool {
        !self.done
    }
}
