//! Which parts of a row are kept: the others are passed over without memory.

use std::rc::Rc;

use crate::data::table::path::{Path, Step};

/// What is kept of a value, and of what is in it. Lists are transparent: what is said of a list is said of its elements.
#[derive(Clone, Debug, Default)]
pub(in crate::data) struct Wanted {
    /// Everything in it.
    all: bool,
    /// Numbers keep their digits as written.
    exact: bool,
    entries: Vec<(Rc<str>, Wanted)>,
}

impl Wanted {
    /// Everything, with the digits of numbers.
    pub(in crate::data) fn everything() -> Wanted {
        Wanted { all: true, exact: true, entries: Vec::new() }
    }

    /// Also what stands at this path; `exact` when its numbers keep their digits.
    pub(in crate::data) fn add(&mut self, path: &Path, exact: bool) {
        let mut here = self;
        for (index, step) in path.steps.iter().enumerate() {
            match step {
                // On a list these are its ends.
                Step::Key(key) if index > 0 && matches!(&**key, "last" | "first") => break,
                Step::Key(key) => here = here.entry(key),
                Step::Any => break,
                Step::Each | Step::At(_) | Step::Slice(..) => {}
            }
        }
        here.all = true;
        here.exact |= exact;
    }

    fn entry(&mut self, key: &Rc<str>) -> &mut Wanted {
        let place = self.entries.iter().position(|(name, _)| name == key).unwrap_or_else(|| {
            self.entries.push((Rc::clone(key), Wanted::default()));
            self.entries.len() - 1
        });
        &mut self.entries[place].1
    }

    /// Whether everything in it is kept.
    pub(in crate::data) fn is_all(&self) -> bool {
        self.all
    }

    /// Whether numbers keep their digits.
    pub(in crate::data) fn is_exact(&self) -> bool {
        self.exact
    }

    /// What is kept of the entry of this key; none when nothing is.
    pub(in crate::data) fn of(&self, key: &str) -> Option<(&Rc<str>, &Wanted)> {
        self.entries.iter().find(|(name, _)| **name == *key).map(|(name, wanted)| (name, wanted))
    }
}
