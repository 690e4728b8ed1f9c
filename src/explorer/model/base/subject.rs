//! What is evaluated: a base, and what best-of-n draws from where that is not the base itself; or several prompts, each
//! with a base, one of which is looked at, or their average.
//!
//! Everything the explorer computes, it computes of a [`Subject`], so that no number can be of the base alone where a
//! proposal is drawn from, nor of one prompt where the average is meant. Must never compute anything the library has no
//! word for.

use std::borrow::Cow;
use std::sync::{Arc, Weak};

use crate::bon::{
    Average, Drawing, Draws, Evaluation, Order, Proposal, ProposalError, Proposed, Quantity, Solution,
    Target, solve_average, solve_drawing,
};
use crate::family::NamedBase;
use crate::preset::{Bases, Preset, Prompt};
use crate::report::Proposing;

/// A base under the title it is shown with, and the proposal that is drawn from; with prompts, that of one of them.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The base; where the average over prompts is looked at, that of one of them.
    pub base: Arc<NamedBase>,
    /// The title of the preset it comes from.
    pub title: Option<String>,
    how: Arc<Proposal>,
    /// None where it changes nothing.
    made: Option<Arc<Proposed>>,
    prompts: Option<Arc<Prompts>>,
    /// Which of them is looked at; none for their average.
    position: Option<usize>,
}

/// The prompts of a preset.
#[derive(Debug)]
struct Prompts {
    /// What the preset is called.
    name: String,
    /// At least one.
    list: Vec<Prompt>,
}

impl Subject {
    /// A base that is drawn from itself.
    pub fn new(base: Arc<NamedBase>, title: Option<String>) -> Subject {
        Subject { base, title, how: Arc::default(), made: None, prompts: None, position: None }
    }

    /// What a preset looks at, drawn from as it says: its base, or the average over its prompts.
    pub fn of_preset(preset: &Preset) -> Subject {
        let prompts = Prompts { name: preset.name.clone(), list: preset.prompts.clone() };
        Subject {
            base: Arc::clone(&preset.base),
            title: Some(preset.title.clone()),
            how: Arc::new(preset.proposal.clone()),
            made: preset.proposed.clone(),
            prompts: (!preset.prompts.is_empty()).then(|| Arc::new(prompts)),
            position: None,
        }
    }

    /// One prompt of a preset among the others, drawn from as it says.
    pub fn of_prompt(preset: &Preset, position: usize) -> Subject {
        Subject::of_preset(preset).at_prompt(Some(position))
    }

    /// The same prompts, one of them looked at, or the average over them; a single base stays what it is.
    #[must_use]
    pub fn at_prompt(self, position: Option<usize>) -> Subject {
        match position.and_then(|position| self.prompts().get(position)) {
            Some(prompt) => {
                let (base, made) = (Arc::clone(&prompt.base), prompt.proposed.clone());
                Subject { base, made, position, ..self }
            }
            None => Subject { position: None, ..self },
        }
    }

    /// The prompts; none for a single base.
    pub fn prompts(&self) -> &[Prompt] {
        self.prompts.as_deref().map_or(&[], |prompts| &prompts.list)
    }

    /// Which of the prompts is looked at; none for a single base and for the average.
    pub fn position(&self) -> Option<usize> {
        self.position
    }

    /// Whether the average over prompts is looked at.
    pub fn is_average(&self) -> bool {
        self.prompts.is_some() && self.position.is_none()
    }

    /// The average over prompts, where that is looked at.
    pub fn average(&self) -> Option<Average<'_>> {
        self.joint().filter(|_| self.is_average())
    }

    /// The average over prompts, whichever is looked at.
    fn joint(&self) -> Option<Average<'_>> {
        Average::new(self.prompts().iter().map(|prompt| (prompt.weight, prompt.drawing())))
    }

    /// The share of every prompt; they sum to 1.
    pub fn shares(&self) -> Vec<f64> {
        self.joint().map_or_else(Vec::new, |average| average.shares().collect())
    }

    /// What it is called: the base, or the preset whose prompts are averaged.
    pub fn name(&self) -> &str {
        let prompts = self.prompts.as_ref().filter(|_| self.is_average());
        prompts.map_or(self.base.name(), |prompts| &prompts.name)
    }

    /// What it is called where the preset is called `preset` by now.
    pub fn name_within<'a>(&'a self, preset: &'a str) -> Cow<'a, str> {
        match self.position.and_then(|position| self.prompts().get(position)) {
            Some(prompt) => Cow::Owned(format!("{preset}#{}", prompt.name)),
            None => Cow::Borrowed(preset),
        }
    }

    /// The bases: one, or that of every prompt.
    pub fn bases(&self) -> impl Iterator<Item = &Arc<NamedBase>> {
        let single = self.prompts.is_none().then_some(&self.base);
        single.into_iter().chain(self.prompts().iter().map(|prompt| &prompt.base))
    }

    /// The bases as they are written into a preset.
    pub fn to_write(&self) -> Bases<'_> {
        match self.prompts() {
            [] => Bases::One(&self.base),
            prompts => Bases::Prompts(prompts),
        }
    }

    /// How many outcomes one evaluation goes through.
    pub fn outcomes(&self) -> usize {
        self.drawings().map(|drawing| drawing.base.len()).sum()
    }

    /// The same under another title.
    #[must_use]
    pub fn titled(self, title: Option<String>) -> Subject {
        Subject { title, ..self }
    }

    /// The same base, and those of the other prompts, drawn from another proposal. Takes time proportional to the number
    /// of outcomes.
    ///
    /// # Errors
    /// [`ProposalError`] when that cannot be had for one of them.
    pub fn drawn_from(self, how: Proposal) -> Result<Subject, ProposalError> {
        let over = |base: &NamedBase| -> Result<Option<Arc<Proposed>>, ProposalError> {
            let made = if how.is_none() { None } else { Some(how.over(base.base())?) };
            Ok(made.filter(|made| !made.changes_nothing()).map(Arc::new))
        };
        let Some(prompts) = &self.prompts else {
            let made = over(&self.base)?;
            return Ok(Subject { how: Arc::new(how), made, ..self });
        };
        let drawn = |prompt: &Prompt| Ok(Prompt { proposed: over(&prompt.base)?, ..prompt.clone() });
        let list = prompts.list.iter().map(drawn).collect::<Result<_, ProposalError>>()?;
        let prompts = Prompts { name: prompts.name.clone(), list };
        let made = prompts.list.iter().find(|prompt| Arc::ptr_eq(&prompt.base, &self.base));
        let made = made.and_then(|prompt| prompt.proposed.clone());
        Ok(Subject { how: Arc::new(how), made, prompts: Some(Arc::new(prompts)), ..self })
    }

    /// Another base in the place of the one that is looked at, drawn from the same proposal. In the place of the average it
    /// stands alone.
    ///
    /// # Errors
    /// [`ProposalError`] when the proposal cannot be had for that base.
    pub fn with_base(&self, base: Arc<NamedBase>) -> Result<Subject, ProposalError> {
        self.changed(base, self.how().clone())
    }

    /// Another base in the place of the one that is looked at, and another proposal.
    ///
    /// # Errors
    /// [`ProposalError`] when the proposal cannot be had for that base, or that of another prompt.
    pub fn changed(&self, base: Arc<NamedBase>, how: Proposal) -> Result<Subject, ProposalError> {
        let (Some(prompts), Some(position)) = (&self.prompts, self.position) else {
            return Subject::new(base, self.title.clone()).drawn_from(how);
        };
        let mut list = prompts.list.clone();
        let mut changed = base;
        if let Some(prompt) = list.get_mut(position) {
            if changed.name() != prompt.base.name() {
                changed = Arc::new(NamedBase::clone(&changed).renamed(prompt.base.name().to_owned()));
            }
            prompt.base = Arc::clone(&changed);
        }
        let prompts = Some(Arc::new(Prompts { name: prompts.name.clone(), list }));
        Subject { base: changed, prompts, ..self.clone() }.drawn_from(how)
    }

    /// The same prompts with another weight for one of them, a finite number above 0.
    #[must_use]
    pub fn weighted(&self, position: usize, weight: f64) -> Subject {
        let Some(prompts) = &self.prompts else { return self.clone() };
        let mut list = prompts.list.clone();
        if let Some(prompt) = list.get_mut(position) {
            prompt.weight = weight;
        }
        Subject { prompts: Some(Arc::new(Prompts { name: prompts.name.clone(), list })), ..self.clone() }
    }

    /// How the proposal is made, also where it changes nothing.
    pub fn how(&self) -> &Proposal {
        &self.how
    }

    /// The proposal in force.
    /// Of the average it is that of the first prompt on which it changes something.
    pub fn proposing(&self) -> Option<Proposing<'_>> {
        let made = match self.is_average() {
            true => self.prompts().iter().find_map(|prompt| prompt.proposed.as_deref()),
            false => self.made.as_deref(),
        };
        made.map(|made| Proposing { how: &self.how, made })
    }

    /// Whether a proposal is drawn from that differs from the base, or from that of any prompt of the average.
    pub fn is_proposed(&self) -> bool {
        self.proposing().is_some()
    }

    /// What is measured against what: on the base that is looked at, or for every prompt of the average.
    pub fn drawings(&self) -> impl Iterator<Item = Drawing<'_>> {
        let single = (!self.is_average()).then(|| self.drawing());
        let prompts = if self.is_average() { self.prompts() } else { &[] };
        single.into_iter().chain(prompts.iter().map(Prompt::drawing))
    }

    /// What is measured against what, on the base that is looked at.
    pub fn drawing(&self) -> Drawing<'_> {
        Drawing { base: self.base.base(), proposed: self.made.as_deref() }
    }

    /// The mean over prompts, where the average is looked at, of what a base has at no n, or what this base has.
    pub fn mean_of(&self, value: impl Fn(Drawing<'_>) -> f64) -> f64 {
        match self.average() {
            Some(average) => average.mean_of(value),
            None => value(self.drawing()),
        }
    }

    /// Whether some quantities cost far more than those of [`Subject::evaluate_these`] that come for nothing.
    pub fn has_costly(&self) -> bool {
        !self.is_proposed() && self.drawings().any(|drawing| drawing.base.is_large())
    }

    /// At least the quantities asked for at this n; others may be NaN.
    pub fn evaluate_these(&self, n: Draws, quantities: &[Quantity]) -> Evaluation {
        match self.average() {
            Some(average) => average.evaluate_these(n, quantities),
            None => self.drawing().evaluate_these(n, quantities),
        }
    }

    /// Every quantity at this n.
    pub fn evaluate(&self, n: Draws) -> Evaluation {
        match self.average() {
            Some(average) => average.evaluate(n),
            None => self.drawing().evaluate(n),
        }
    }

    /// The Rényi divergence of an order and what bounds it, in nats; the bound is not a number where nothing does.
    pub fn renyi(&self, n: Draws, order: Order) -> [f64; 2] {
        match self.average() {
            Some(average) => [average.renyi(n, order), average.renyi_bound(n, order)],
            None => [self.drawing().renyi(n, order), self.drawing().renyi_bound(n, order)],
        }
    }

    /// The n at which a quantity reaches a value.
    pub fn solve(&self, target: Target) -> Solution {
        match self.average() {
            Some(average) => solve_average(&average, target, &|_| {}),
            None => solve_drawing(self.drawing(), target, &|_| {}),
        }
    }

    /// Whether nothing that is computed can differ between the two, now or with another prompt looked at.
    pub fn same(&self, other: &Subject) -> bool {
        self.position == other.position
            && self.is_average() == other.is_average()
            && (self.is_average() || Arc::ptr_eq(&self.base, &other.base))
            && self.trace().is_of(other)
    }

    /// What tells it from others without keeping it, whichever of its prompts is looked at.
    pub fn trace(&self) -> Identity {
        let weights = self.prompts().iter().map(|prompt| prompt.weight).collect();
        Identity { bases: self.bases().map(Arc::downgrade).collect(), weights, how: Arc::clone(&self.how) }
    }
}

/// What tells a subject from others although its bases may be gone.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    bases: Vec<Weak<NamedBase>>,
    weights: Vec<f64>,
    how: Arc<Proposal>,
}

impl Identity {
    /// Whether it is that of this subject.
    pub fn is_of(&self, subject: &Subject) -> bool {
        self.is_of_law(subject) && (Arc::ptr_eq(&self.how, &subject.how) || self.how == subject.how)
    }

    /// Whether it is that of a subject with these bases and these weights, whatever is drawn from.
    pub fn is_of_law(&self, subject: &Subject) -> bool {
        let mut bases = subject.bases();
        self.bases.iter().all(|known| bases.next().is_some_and(|base| is_trace(known, base)))
            && bases.next().is_none()
            && subject.prompts().iter().map(|prompt| prompt.weight).eq(self.weights.iter().copied())
    }

    /// Whether it is that of some subject with this base among others.
    pub fn has_base(&self, base: &Arc<NamedBase>) -> bool {
        self.bases.iter().any(|known| is_trace(known, base))
    }
}

fn is_trace(known: &Weak<NamedBase>, base: &Arc<NamedBase>) -> bool {
    std::ptr::eq(known.as_ptr(), Arc::as_ptr(base))
}
