//! What becomes of a base beyond this session: what it was opened from, what was saved of it, whether edits would be lost.
//!
//! Saves nothing itself; it says what is to be saved, and takes note of what became of that.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use crate::explorer::action::Action;
use crate::explorer::action::pane::Pane;
use crate::explorer::model::base::subject::{Subject, Trace};
use crate::explorer::model::message::Effect;
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::question::Asked;
use crate::explorer::model::state::Model;
use crate::family::quoted;
use crate::preset::{self, Origin, Place, Start, Tab, View, library};
use crate::tui::line::Line;

/// Everything that was opened, and which of it is looked at.
#[derive(Clone, Debug, Default)]
pub struct Keeping {
    documents: Vec<Document>,
    current: usize,
}

/// Something that was opened or pasted; edits belong to it, undoing may lead from one to another.
#[derive(Clone, Debug)]
struct Document {
    /// What it was read from or saved to last.
    origin: Option<Arc<Origin>>,
    /// What was opened or saved last; the history may have let go of it.
    stored: Trace,
    /// The title it was saved under, if it was.
    title: Option<String>,
    /// How it was opened.
    opened: Option<(View, Tab)>,
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
    pub result: Result<Kept, String>,
}

/// What was saved.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Where, and what stands there now.
    pub origin: Arc<Origin>,
    /// Under which title.
    pub title: String,
    /// One sentence about it.
    pub told: String,
}

impl Keeping {
    /// Another base is opened, or none that comes from anywhere is put in its place.
    pub fn open(&mut self, subject: Option<&Subject>, opened: Option<(View, Tab)>) {
        self.current = self.documents.len();
        let stored = subject.map_or_else(Trace::default, Subject::trace);
        self.documents.push(Document { origin: None, stored, title: None, opened, restored: false });
    }

    /// What is looked at was never saved, and this is what it was edited from.
    pub fn restored(&mut self, origin: Option<Arc<Origin>>) {
        if let Some(document) = self.documents.get_mut(self.current) {
            (document.origin, document.stored, document.restored) = (origin, Trace::default(), true);
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

    fn document(&self) -> Option<&Document> {
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

    fn in_file(&self) -> bool {
        matches!(self.origin.as_ref().map(|origin| &origin.place), Some(Place::File(_)))
    }
}

impl Model {
    /// Whether edits would be lost.
    pub fn edited(&self) -> bool {
        self.keeping.loses(self.keeping.current, &self.subject)
    }

    /// Whether leaving would lose edits: of this base, of a pinned one, or one that is under way.
    pub fn loses_edits(&self) -> bool {
        self.edited() || self.building.edits() || self.pins.kept.edited(&self.keeping)
    }

    /// What the base is called: as it was saved, or as it was opened.
    pub fn name(&self) -> Cow<'_, str> {
        let base = &self.subject.base;
        let saved = self.keeping.document().filter(|document| document.title.is_some());
        let origin = saved.and_then(|document| document.origin.as_ref());
        // The arguments of a family are its name.
        let origin =
            origin.filter(|_| !self.keeping.altered(&self.subject) || base.notation() != Some(base.name()));
        match origin {
            Some(origin) => self.subject.name_within(&origin.name),
            None => Cow::Borrowed(self.subject.name()),
        }
    }

    /// The title of the preset that is looked at.
    pub fn title(&self) -> Option<&str> {
        let saved = self.keeping.document().and_then(|document| document.title.as_deref());
        saved.or(self.subject.title.as_deref())
    }

    /// How the explorer would have to open to look like this.
    fn start(&self) -> Start {
        let opened = self.keeping.document().and_then(|document| document.opened);
        let view = match opened {
            _ if self.zoomed && self.pane == Pane::Kl => View::Kl,
            Some((view, tab)) if tab == self.tab => view,
            _ => View::Lower(self.tab),
        };
        Start { n: self.n, view }
    }

    /// What is looked at, as it would be saved where it comes from.
    pub(in crate::explorer) fn to_save(&self) -> Save {
        self.keeping.to_save(self.keeping.current, &self.subject, self.start())
    }

    fn save(&self, to: Destination) -> Effect {
        Effect::Save(Box::new(Save { to, ..self.to_save() }))
    }
}

/// Saves what is looked at where it comes from; asks for a name when that cannot be written to.
pub(in crate::explorer) fn save(model: &mut Model) -> Option<Effect> {
    if model.keeping.document().is_some_and(Document::in_file) {
        return Some(model.save(Destination::Back));
    }
    save_as(model);
    None
}

/// Asks for a name or a path.
pub(in crate::explorer) fn save_as(model: &mut Model) {
    let proposed = match model.keeping.origin() {
        Some(origin) => format!("my-{}", origin.name.trim_start_matches("my-")),
        None => "my-base".to_owned(),
    };
    let asked = Asked::SaveAs { replacing: None };
    model.overlay = Some(Overlay::Prompt { asked, line: Line::marked(&proposed) });
}

/// Takes a name or a path; `replacing` is one that is known to be taken.
pub(in crate::explorer) fn answer(
    model: &Model,
    text: &str,
    replacing: Option<&str>,
) -> Result<Effect, String> {
    if text.contains('/') || Path::new(text).extension().is_some_and(|extension| extension == "toml") {
        if !text.ends_with(".toml") {
            return Err(format!("{} does not end in .toml, as the file of a preset must", quoted(text)));
        }
    } else if library::text(text).is_some() {
        return Err(format!("{} is built in; choose another name", quoted(text)));
    } else if !preset::is_name(text) {
        return Err(format!("{} is no name; a name is {}", quoted(text), preset::NAMES));
    }
    Ok(model.save(Destination::Typed { text: text.to_owned(), replace: replacing == Some(text) }))
}

/// Takes note of what became of a save.
pub(in crate::explorer) fn saved(model: &mut Model, Saved { save, result }: Saved) {
    match result {
        Ok(kept) => {
            if let Some(document) = model.keeping.documents.get_mut(save.document) {
                document.stored = save.subject.trace();
                document.origin = Some(kept.origin);
                document.title = Some(kept.title);
            }
            model.notice = Some(kept.told);
        }
        Err(why) if save.to == Destination::Back => {
            model.notice = Some(model.keymap.advise(&why, [(Action::SaveAs, "saves under another name")]));
        }
        Err(why) => model.notice = Some(why),
    }
}
