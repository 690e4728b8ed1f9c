//! A preset: a base or prompts, how the explorer opens, claims and a walkthrough.

use std::path::PathBuf;
use std::sync::Arc;

use crate::bon::{Average, Drawing, Proposal, Proposed};
use crate::family::NamedBase;
use crate::preset::claim::{Claim, Verdict};
use crate::preset::prompt::{AVERAGE, Prompt};
use crate::preset::step::Step;
use crate::preset::view::View;

/// What errors call a document of this kind.
pub(super) const KIND: &str = "a preset";

/// A base, or several prompts, with what to see there.
#[derive(Clone, Debug)]
pub struct Preset {
    /// The name.
    pub name: String,
    /// A title of one line.
    pub title: String,
    /// Where the base comes from.
    pub source: String,
    /// What to see here, with paragraphs separated by `\n`.
    pub about: String,
    /// The base, under the name of the preset; in a preset with prompts that of the first prompt, under its full name.
    pub base: Arc<NamedBase>,
    /// The prompts in the order of the file; none in a preset with a `[base]`.
    pub prompts: Vec<Prompt>,
    /// What best-of-n draws from instead of the base, checked against it and the base of every prompt; empty when
    /// best-of-n draws from the base.
    pub proposal: Proposal,
    /// The proposal over the base; none where it changes nothing.
    pub proposed: Option<Arc<Proposed>>,
    /// How the explorer opens.
    pub start: Start,
    /// Claims about the base or the prompts.
    pub claims: Vec<Claim>,
    /// What the list of walkthroughs calls it; none in a preset that is no walkthrough, even if it has steps.
    pub walkthrough: Option<String>,
    /// The steps to walk through.
    pub steps: Vec<Step>,
    /// What it was read from.
    pub origin: Arc<Origin>,
}

/// What a preset was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Where it was read.
    pub location: Location,
    /// The name of the preset.
    pub name: String,
    /// The whole text, with comments.
    pub text: String,
}

/// Where a preset was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the built-in library.
    Library,
    /// In this file.
    File(PathBuf),
    /// In a stream, which cannot be read again.
    Stream,
}

impl Preset {
    /// What best-of-n draws from on the base.
    pub fn drawing(&self) -> Drawing<'_> {
        Drawing { base: self.base.base(), proposed: self.proposed.as_deref() }
    }

    /// The average over prompts; none in a preset with a `[base]`.
    pub fn average(&self) -> Option<Average<'_>> {
        self.average_drawing(self.prompts.iter().map(|prompt| prompt.proposed.as_deref()))
    }

    /// [`Preset::average`] with other proposals, one for each prompt.
    pub fn average_drawing<'a>(
        &'a self,
        proposals: impl IntoIterator<Item = Option<&'a Proposed>>,
    ) -> Option<Average<'a>> {
        let drawing =
            |(prompt, proposed): (&'a Prompt, _)| (prompt.weight, Drawing { proposed, ..prompt.drawing() });
        Average::new(self.prompts.iter().zip(proposals).map(drawing))
    }

    /// What the prompt of a claim is called, the average among them; none in a preset with a `[base]`.
    pub fn prompt_of(&self, claim: &Claim) -> Option<&str> {
        match claim.prompt {
            Some(position) => self.prompts.get(position).map(|prompt| prompt.name.as_str()),
            None => (!self.prompts.is_empty()).then_some(AVERAGE),
        }
    }

    /// Whether a claim of this preset is true, of its base, prompt or average and with the proposal of the preset. Takes
    /// time proportional to the number of outcomes.
    pub fn check(&self, claim: &Claim) -> Verdict {
        match (claim.prompt.and_then(|position| self.prompts.get(position)), self.average()) {
            (Some(prompt), _) => claim.check(prompt.drawing()),
            (None, Some(average)) => claim.check_average(&average),
            (None, None) => claim.check(self.drawing()),
        }
    }
}

/// How the explorer opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// The number of draws.
    pub n: u64,
    /// The view.
    pub view: View,
}

impl Default for Start {
    fn default() -> Start {
        Start { n: 64, view: View::default() }
    }
}

impl Preset {
    /// The same preset, read at this location.
    pub(super) fn from(self, location: Location) -> Preset {
        let origin = Arc::unwrap_or_clone(self.origin);
        Preset { origin: Arc::new(Origin { location, ..origin }), ..self }
    }
}
