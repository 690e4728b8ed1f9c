//! The document of a base: what it was opened from, what was saved of it, and whether edits would be lost.
//!
//! Writes nothing itself; it says what is to be saved and notes the result.

use std::sync::Arc;

use crate::explorer::model::base::subject::{Identity, Subject};
use crate::preset::{Location, LowerView, Origin, Start, View};
use crate::text::visible;

/// All documents of this session, and which is the current one.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    pub(in crate::explorer) documents: Vec<Document>,
    pub(in crate::explorer) current: usize,
}

/// One document, opened or pasted. Edits belong to it; undo may lead from one document to another.
#[derive(Clone, Debug)]
pub(in crate::explorer) struct Document {
    /// What it was read from or saved to last.
    pub(in crate::explorer) origin: Option<Arc<Origin>>,
    /// What was opened or saved last; the history may have dropped it.
    pub(in crate::explorer) stored: Identity,
    /// The title under which it was saved.
    pub(in crate::explorer) title: Option<String>,
    /// The view with which it was opened.
    pub(in crate::explorer) opened: Option<(View, LowerView)>,
    /// Whether it is unsaved work of an earlier session.
    restored: bool,
}

/// A base to be saved.
#[derive(Clone, Debug)]
pub struct Save {
    /// The index of its document.
    pub document: usize,
    /// The subject.
    pub subject: Subject,
    /// Whether it differs from its origin.
    pub altered: bool,
    /// How the explorer is to open it again.
    pub start: Start,
    /// What it was read from or saved to last.
    pub origin: Option<Arc<Origin>>,
    /// Where to save it.
    pub to: Destination,
}

/// Where to save a base.
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

impl Destination {
    /// Its name in a sentence.
    pub fn called(&self) -> String {
        match self {
            Destination::Back => "the file".to_owned(),
            Destination::Typed { text, .. } => visible(text).into_owned(),
        }
    }
}

/// The result of a [`Save`].
#[derive(Clone, Debug)]
pub struct Saved {
    /// The request.
    pub save: Save,
    /// What was saved under which title, or one sentence why nothing was.
    pub result: Result<SavedAs, String>,
}

/// What was saved.
#[derive(Clone, Debug)]
pub struct SavedAs {
    /// The file, with its present contents.
    pub origin: Arc<Origin>,
    /// The title.
    pub title: String,
    /// One sentence about it.
    pub notice: String,
}

impl Documents {
    /// Starts a new document; `None` is a base that comes from nowhere.
    pub fn open(&mut self, subject: Option<&Subject>, opened: Option<(View, LowerView)>) {
        self.current = self.documents.len();
        let stored = subject.map_or_else(Identity::default, Subject::trace);
        self.documents.push(Document { origin: None, stored, title: None, opened, restored: false });
    }

    /// Marks the current document as restored: it was never saved, and `origin` is what it was edited from.
    pub fn restored(&mut self, origin: Option<Arc<Origin>>) {
        if let Some(document) = self.documents.get_mut(self.current) {
            (document.origin, document.stored, document.restored) = (origin, Identity::default(), true);
        }
    }

    /// Sets the origin of the current document.
    pub fn came_from(&mut self, origin: Option<Arc<Origin>>) {
        if let Some(document) = self.documents.get_mut(self.current) {
            document.origin = origin;
        }
    }

    /// The index of the current document.
    pub fn current(&self) -> usize {
        self.current
    }

    /// Switches to another document.
    pub fn go_to(&mut self, document: usize) {
        self.current = document;
    }

    /// Whether edits would be lost with this subject of a document. A family that comes from no file needs none,
    /// because its notation and the flags of its proposal say it all, unless the proposal is a list of weights.
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

    /// A subject of a document, to be saved where it comes from.
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

    /// What the current document was read from or saved to last.
    pub fn origin(&self) -> Option<&Arc<Origin>> {
        self.document()?.origin.as_ref()
    }

    /// Whether the bases and weights of the current document are as they were opened or saved last, whatever the
    /// proposal.
    pub fn has_stored(&self, subject: &Subject) -> bool {
        self.document().is_some_and(|document| match subject.is_average() {
            true => document.stored.is_of_law(subject),
            false => document.stored.has_base(&subject.base),
        })
    }

    /// Whether the subject differs from what was opened or saved last.
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
