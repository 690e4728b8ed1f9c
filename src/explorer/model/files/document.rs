//! What becomes of a base beyond this session: what it was opened from, what was saved of it, whether edits would be lost.
//!
//! Saves nothing itself; it says what is to be saved, and takes note of what became of that.

use std::sync::Arc;

use crate::explorer::model::base::subject::{Identity, Subject};
use crate::preset::{Location, Origin, Start, Tab, View};

/// Everything that was opened, and which of it is looked at.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    pub(in crate::explorer) documents: Vec<Document>,
    pub(in crate::explorer) current: usize,
}

/// Something that was opened or pasted; edits belong to it, undoing may lead from one to another.
#[derive(Clone, Debug)]
pub(in crate::explorer) struct Document {
    /// What it was read from or saved to last.
    pub(in crate::explorer) origin: Option<Arc<Origin>>,
    /// What was opened or saved last; the history may have let go of it.
    pub(in crate::explorer) stored: Identity,
    /// The title it was saved under, if it was.
    pub(in crate::explorer) title: Option<String>,
    /// How it was opened.
    pub(in crate::explorer) opened: Option<(View, Tab)>,
    /// Whether it is unsaved work of an earlier session.
    restored: bool,
}

/// A base that is to be saved.
#[derive(Clone, Debug)]
pub struct Save {
    /// Which of the opened ones it is.
    pub document: usize,
    /// What it is.
    pub subject: Subject,
    /// Whether it differs from what the origin says.
    pub altered: bool,
    /// How the explorer opens it again.
    pub start: Start,
    /// What it was read from or saved to last.
    pub origin: Option<Arc<Origin>>,
    /// Where to.
    pub to: Destination,
}

/// Where a base is to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// The file it comes from.
    Back,
    /// A name or a path that was typed.
    Typed {
        /// What was typed.
        text: String,
        /// Whether what is there may be replaced.
        replace: bool,
    },
}

/// What became of a [`Save`].
#[derive(Clone, Debug)]
pub struct Saved {
    /// What was to be saved.
    pub save: Save,
    /// What was saved under which title, or one sentence why nothing was.
    pub result: Result<SavedAs, String>,
}

/// What was saved.
#[derive(Clone, Debug)]
pub struct SavedAs {
    /// Where, and what stands there now.
    pub origin: Arc<Origin>,
    /// Under which title.
    pub title: String,
    /// One sentence about it.
    pub told: String,
}

impl Documents {
    /// Another base is opened, or none that comes from anywhere is put in its place.
    pub fn open(&mut self, subject: Option<&Subject>, opened: Option<(View, Tab)>) {
        self.current = self.documents.len();
        let stored = subject.map_or_else(Identity::default, Subject::trace);
        self.documents.push(Document { origin: None, stored, title: None, opened, restored: false });
    }

    /// What is looked at was never saved, and this is what it was edited from.
    pub fn restored(&mut self, origin: Option<Arc<Origin>>) {
        if let Some(document) = self.documents.get_mut(self.current) {
            (document.origin, document.stored, document.restored) = (origin, Identity::default(), true);
        }
    }

    /// Where what is looked at comes from.
    pub fn came_from(&mut self, origin: Option<Arc<Origin>>) {
        if let Some(document) = self.documents.get_mut(self.current) {
            document.origin = origin;
        }
    }

    /// Which of the opened ones is looked at.
    pub fn current(&self) -> usize {
        self.current
    }

    /// Turns to another one of the opened ones.
    pub fn go_to(&mut self, document: usize) {
        self.current = document;
    }

    /// Whether edits would be lost with this subject of one of the opened ones. The notation of a family that comes from
    /// no file is as good as a file, with the flags of a proposal that is not a list of weights.
    pub fn loses(&self, document: usize, subject: &Subject) -> bool {
        let family = subject.prompts().is_empty() && subject.base.notation().is_some();
        let typed = family && subject.how().weights.is_none();
        let document = self.documents.get(document);
        document.is_some_and(|document| {
            document.differs(subject) && (!typed || document.restored || document.in_file())
        })
    }

    pub(in crate::explorer) fn document(&self) -> Option<&Document> {
        self.documents.get(self.current)
    }

    /// A subject of one of the opened ones, as it would be saved where it comes from.
    pub(in crate::explorer) fn to_save(&self, document: usize, subject: &Subject, start: Start) -> Save {
        let from = self.documents.get(document);
        Save {
            document,
            altered: from.is_some_and(|from| from.differs(subject)),
            subject: subject.clone(),
            start,
            origin: from.and_then(|from| from.origin.clone()),
            to: Destination::Back,
        }
    }

    /// What the base that is looked at was read from or saved to last.
    pub fn origin(&self) -> Option<&Arc<Origin>> {
        self.document()?.origin.as_ref()
    }

    /// Whether the base that is looked at, or all of them with their weights, are as they were opened or saved last,
    /// whatever is drawn from.
    pub fn has_stored(&self, subject: &Subject) -> bool {
        self.document().is_some_and(|document| match subject.is_average() {
            true => document.stored.is_of_law(subject),
            false => document.stored.has_base(&subject.base),
        })
    }

    /// Whether it is something else than was opened or saved last.
    pub fn altered(&self, subject: &Subject) -> bool {
        self.document().is_some_and(|document| document.differs(subject))
    }
}

impl Document {
    fn differs(&self, subject: &Subject) -> bool {
        !self.stored.is_of(subject)
    }

    pub(in crate::explorer) fn in_file(&self) -> bool {
        matches!(self.origin.as_ref().map(|origin| &origin.location), Some(Location::File(_)))
    }
}
