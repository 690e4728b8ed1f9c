//! What the model knows of its documents: whether edits would be lost, and what would be saved under which name.

use std::borrow::Cow;

use crate::explorer::action::Pane;
use crate::explorer::model::files::document::{Destination, Save};
use crate::explorer::model::message::Effect;
use crate::explorer::model::state::Model;
use crate::preset::{Start, View};

impl Model {
    /// Whether edits would be lost.
    pub fn edited(&self) -> bool {
        self.documents.loses(self.documents.current, &self.subject)
    }

    /// Whether leaving would lose edits: of this base, of a pinned one, or edits under way.
    pub fn loses_edits(&self) -> bool {
        self.edited() || self.changes.edits() || self.pins.kept.edited(&self.documents)
    }

    /// The name of the base, as it was saved or opened.
    pub fn name(&self) -> Cow<'_, str> {
        let base = &self.subject.base;
        let saved = self.documents.document().filter(|document| document.title.is_some());
        let origin = saved.and_then(|document| document.origin.as_ref());
        // A family is named by its arguments.
        let origin =
            origin.filter(|_| !self.documents.altered(&self.subject) || base.notation() != Some(base.name()));
        match origin {
            Some(origin) => self.subject.name_within(&origin.name),
            None => Cow::Borrowed(self.subject.name()),
        }
    }

    /// The title of the current preset.
    pub fn title(&self) -> Option<&str> {
        let saved = self.documents.document().and_then(|document| document.title.as_deref());
        saved.or(self.subject.title.as_deref())
    }

    /// The start that would make the explorer look as it does now.
    fn start(&self) -> Start {
        let opened = self.documents.document().and_then(|document| document.opened);
        let view = match opened {
            _ if self.zoomed && self.pane == Pane::Kl => View::Kl,
            Some((view, lower_view)) if lower_view == self.lower_view => view,
            _ => View::Lower(self.lower_view),
        };
        Start { n: self.n, view }
    }

    /// The current subject, to be saved where it comes from.
    pub(in crate::explorer) fn to_save(&self) -> Save {
        self.documents.to_save(self.documents.current, &self.subject, self.start())
    }

    pub(in crate::explorer) fn save(&self, to: Destination) -> Effect {
        Effect::Save(Box::new(Save { to, ..self.to_save() }))
    }
}

impl Model {
    /// What to keep for the next start: the current base, if edits of it would be lost.
    pub fn unsaved(&self) -> Option<Save> {
        self.edited().then(|| self.to_save())
    }

    /// What to keep of the pins: bases other than the current one whose edits would be lost.
    pub fn unsaved_pins(&self) -> Vec<Save> {
        let pins = self.pins.kept.pins.iter().filter(|pin| !pin.subject().same(&self.subject));
        pins.filter_map(|pin| pin.unsaved(&self.documents)).collect()
    }
}
