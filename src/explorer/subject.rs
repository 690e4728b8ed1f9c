//! What is evaluated: a base, and what best-of-n draws from where that is not the base itself.
//!
//! Everything the explorer computes, it computes of a [`Subject`], so that no number can be of the base alone where a
//! proposal is drawn from. Must never compute anything the library has no word for.

use std::sync::{Arc, Weak};

use crate::bon::{Drawing, Draws, Evaluation, Proposal, ProposalError, Proposed, Quantity};
use crate::family::NamedBase;
use crate::preset::Preset;
use crate::report::Proposing;

/// A base under the title it is shown with, and the proposal that is drawn from.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The base.
    pub base: Arc<NamedBase>,
    /// The title of the preset it comes from.
    pub title: Option<String>,
    how: Arc<Proposal>,
    /// None where it changes nothing.
    made: Option<Arc<Proposed>>,
}

impl Subject {
    /// A base that is drawn from itself.
    pub fn new(base: Arc<NamedBase>, title: Option<String>) -> Subject {
        Subject { base, title, how: Arc::default(), made: None }
    }

    /// What a preset looks at, drawn from as it says.
    pub fn of_preset(preset: &Preset) -> Subject {
        Subject {
            base: Arc::clone(&preset.base),
            title: Some(preset.title.clone()),
            how: Arc::new(preset.proposal.clone()),
            made: preset.proposed.clone(),
        }
    }

    /// One prompt of a preset, drawn from as it says.
    pub fn of_prompt(preset: &Preset, position: usize) -> Subject {
        let whole = Subject::of_preset(preset);
        match preset.prompts.get(position) {
            Some(prompt) => {
                Subject { base: Arc::clone(&prompt.base), made: prompt.proposed.clone(), ..whole }
            }
            None => whole,
        }
    }

    /// The same under another title.
    #[must_use]
    pub fn titled(self, title: Option<String>) -> Subject {
        Subject { title, ..self }
    }

    /// The same base drawn from another proposal. Takes time proportional to the number of outcomes.
    ///
    /// # Errors
    /// [`ProposalError`] when that cannot be had for this base.
    pub fn drawn_from(self, how: Proposal) -> Result<Subject, ProposalError> {
        let made = if how.is_none() { None } else { Some(how.over(self.base.base())?) };
        let made = made.filter(|made| !made.changes_nothing()).map(Arc::new);
        Ok(Subject { how: Arc::new(how), made, ..self })
    }

    /// Another base in the place of this one, drawn from the same proposal.
    ///
    /// # Errors
    /// [`ProposalError`] when the proposal cannot be had for that base.
    pub fn with_base(&self, base: Arc<NamedBase>) -> Result<Subject, ProposalError> {
        Subject::new(base, self.title.clone()).drawn_from(self.how().clone())
    }

    /// How the proposal is made, also where it changes nothing.
    pub fn how(&self) -> &Proposal {
        &self.how
    }

    /// The proposal in force.
    pub fn proposing(&self) -> Option<Proposing<'_>> {
        self.made.as_deref().map(|made| Proposing { how: &self.how, made })
    }

    /// Whether a proposal is drawn from that differs from the base.
    pub fn is_proposed(&self) -> bool {
        self.made.is_some()
    }

    /// What is measured against what.
    pub fn drawing(&self) -> Drawing<'_> {
        Drawing { base: self.base.base(), proposed: self.made.as_deref() }
    }

    /// Whether some quantities cost far more than those of [`Subject::evaluate_these`] that come for nothing.
    pub fn has_costly(&self) -> bool {
        self.base.base().is_large() && !self.is_proposed()
    }

    /// At least the quantities asked for at this n; others may be NaN.
    pub fn evaluate_these(&self, n: Draws, quantities: &[Quantity]) -> Evaluation {
        self.drawing().evaluate_these(n, quantities)
    }

    /// Every quantity at this n.
    pub fn evaluate(&self, n: Draws) -> Evaluation {
        self.drawing().evaluate(n)
    }

    /// Whether nothing that is computed can differ between the two.
    pub fn same(&self, other: &Subject) -> bool {
        Arc::ptr_eq(&self.base, &other.base) && same_proposal(&self.how, &other.how)
    }

    /// What tells it from others without keeping it.
    pub fn trace(&self) -> Trace {
        Trace { base: Arc::downgrade(&self.base), how: Arc::clone(&self.how) }
    }
}

fn same_proposal(one: &Arc<Proposal>, other: &Arc<Proposal>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

/// What tells a subject from others although its base may be gone.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    base: Weak<NamedBase>,
    how: Arc<Proposal>,
}

impl Trace {
    /// Whether it is that of this subject.
    pub fn is_of(&self, subject: &Subject) -> bool {
        self.is_of_base(&subject.base) && same_proposal(&self.how, &subject.how)
    }

    /// Whether it is that of some subject with this base.
    pub fn is_of_base(&self, base: &Arc<NamedBase>) -> bool {
        std::ptr::eq(self.base.as_ptr(), Arc::as_ptr(base))
    }
}
