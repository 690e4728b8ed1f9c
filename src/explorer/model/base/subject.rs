//! The subject of the explorer: a base and what best-of-n draws from, or several prompts, each with a base, of which
//! one or the average is on the screen.
//!
//! Everything the explorer computes is computed from a [`Subject`], so that no number can belong to the base where a
//! proposal is drawn from, or to one prompt where the average is meant. Must never compute what the library has no
//! function for.

use std::borrow::Cow;
use std::sync::{Arc, Weak};

use crate::bon::{
    Average, Drawing, Draws, Evaluation, Order, Proposal, ProposalError, Proposed, Quantity, Solution,
    Target, solve_average, solve_drawing,
};
use crate::family::NamedBase;
use crate::preset::{Bases, Preset, Prompt};
use crate::report::Proposing;

/// A base with its title and proposal, or one of several prompts with its own.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The base; for the average over prompts, the base of one of them.
    pub base: Arc<NamedBase>,
    /// The title of its preset.
    pub title: Option<String>,
    how: Arc<Proposal>,
    /// The proposal; none where it changes nothing.
    made: Option<Arc<Proposed>>,
    prompts: Option<Arc<Prompts>>,
    /// The current prompt; none for the average.
    position: Option<usize>,
}

/// The prompts of a preset.
#[derive(Debug)]
struct Prompts {
    /// The name of the preset.
    name: String,
    /// At least one.
    list: Vec<Prompt>,
}

impl Subject {
    /// A base from which best-of-n draws directly.
    pub fn new(base: Arc<NamedBase>, title: Option<String>) -> Subject {
        Subject { base, title, how: Arc::default(), made: None, prompts: None, position: None }
    }

    /// The subject of a preset, with its proposal: its base, or the average over its prompts.
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

    /// One prompt of a preset among the others, with the proposal of the preset.
    pub fn of_prompt(preset: &Preset, position: usize) -> Subject {
        Subject::of_preset(preset).at_prompt(Some(position))
    }

    /// The same prompts with another one, or the average, as the current one; a single base is unchanged.
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

    /// The current prompt; none for a single base and for the average.
    pub fn position(&self) -> Option<usize> {
        self.position
    }

    /// Whether the subject is the average over prompts.
    pub fn is_average(&self) -> bool {
        self.prompts.is_some() && self.position.is_none()
    }

    /// The average over prompts, if that is the subject.
    pub fn average(&self) -> Option<Average<'_>> {
        self.joint().filter(|_| self.is_average())
    }

    /// The average over prompts, also where one of them is the subject.
    fn joint(&self) -> Option<Average<'_>> {
        Average::new(self.prompts().iter().map(|prompt| (prompt.weight, prompt.drawing())))
    }

    /// The share of every prompt; they sum to 1.
    pub fn shares(&self) -> Vec<f64> {
        self.joint().map_or_else(Vec::new, |average| average.shares().collect())
    }

    /// The name of the base, or of the preset whose prompts are averaged.
    pub fn name(&self) -> &str {
        let prompts = self.prompts.as_ref().filter(|_| self.is_average());
        prompts.map_or(self.base.name(), |prompts| &prompts.name)
    }

    /// The name, where the preset is now called `preset`.
    pub fn name_within<'a>(&'a self, preset: &'a str) -> Cow<'a, str> {
        match self.position.and_then(|position| self.prompts().get(position)) {
            Some(prompt) => Cow::Owned(format!("{preset}#{}", prompt.name)),
            None => Cow::Borrowed(preset),
        }
    }

    /// All bases: one, or that of each prompt.
    pub fn bases(&self) -> impl Iterator<Item = &Arc<NamedBase>> {
        let single = self.prompts.is_none().then_some(&self.base);
        single.into_iter().chain(self.prompts().iter().map(|prompt| &prompt.base))
    }

    /// The bases in the form for writing a preset.
    pub fn to_write(&self) -> Bases<'_> {
        match self.prompts() {
            [] => Bases::One(&self.base),
            prompts => Bases::Prompts(prompts),
        }
    }

    /// The number of outcomes that one evaluation visits.
    pub fn outcomes(&self) -> usize {
        self.drawings().map(|drawing| drawing.base.len()).sum()
    }

    /// The same subject with another title.
    #[must_use]
    pub fn titled(self, title: Option<String>) -> Subject {
        Subject { title, ..self }
    }

    /// The same base, or the same prompts, with another proposal. Takes time proportional to the number of outcomes.
    ///
    /// # Errors
    /// [`ProposalError`] when the proposal is impossible for one of the bases.
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

    /// The current base replaced by another one, with the same proposal. In place of the average the new base stands
    /// alone.
    ///
    /// # Errors
    /// [`ProposalError`] when the proposal is impossible for that base.
    pub fn with_base(&self, base: Arc<NamedBase>) -> Result<Subject, ProposalError> {
        self.changed(base, self.how().clone())
    }

    /// The current base replaced by another one, and the proposal, too.
    ///
    /// # Errors
    /// [`ProposalError`] when the proposal is impossible for that base, or for the base of another prompt.
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

    /// The same prompts with another weight for one of them, finite and above 0.
    #[must_use]
    pub fn weighted(&self, position: usize, weight: f64) -> Subject {
        let Some(prompts) = &self.prompts else { return self.clone() };
        let mut list = prompts.list.clone();
        if let Some(prompt) = list.get_mut(position) {
            prompt.weight = weight;
        }
        Subject { prompts: Some(Arc::new(Prompts { name: prompts.name.clone(), list })), ..self.clone() }
    }

    /// The definition of the proposal, even where it changes nothing.
    pub fn how(&self) -> &Proposal {
        &self.how
    }

    /// The proposal in force; for the average, that of the first prompt on which it has an effect.
    pub fn proposing(&self) -> Option<Proposing<'_>> {
        let made = match self.is_average() {
            true => self.prompts().iter().find_map(|prompt| prompt.proposed.as_deref()),
            false => self.made.as_deref(),
        };
        made.map(|made| Proposing { how: &self.how, made })
    }

    /// Whether a proposal has an effect on the base, or on that of any prompt of the average.
    pub fn is_proposed(&self) -> bool {
        self.proposing().is_some()
    }

    /// The pairs of base and proposal: one, or one for each prompt of the average.
    pub fn drawings(&self) -> impl Iterator<Item = Drawing<'_>> {
        let single = (!self.is_average()).then(|| self.drawing());
        let prompts = if self.is_average() { self.prompts() } else { &[] };
        single.into_iter().chain(prompts.iter().map(Prompt::drawing))
    }

    /// The pair of current base and proposal.
    pub fn drawing(&self) -> Drawing<'_> {
        Drawing { base: self.base.base(), proposed: self.made.as_deref() }
    }

    /// The value of the current base, or its mean over the prompts of the average, for a value that does not depend on
    /// n.
    pub fn mean_of(&self, value: impl Fn(Drawing<'_>) -> f64) -> f64 {
        match self.average() {
            Some(average) => average.mean_of(value),
            None => value(self.drawing()),
        }
    }

    /// Whether some quantities cost far more than the free ones of [`Subject::evaluate_these`].
    pub fn has_costly(&self) -> bool {
        !self.is_proposed() && self.drawings().any(|drawing| drawing.base.is_large())
    }

    /// An evaluation at this n with at least these quantities; others may be NaN.
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

    /// The Rényi divergence of an order and its bound, in nats; the bound is NaN where there is none.
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

    /// Whether every number is the same for both, now and after a switch to another prompt.
    pub fn same(&self, other: &Subject) -> bool {
        self.position == other.position
            && self.is_average() == other.is_average()
            && (self.is_average() || Arc::ptr_eq(&self.base, &other.base))
            && self.trace().is_of(other)
    }

    /// An identity that outlives the subject, whichever of its prompts is the current one.
    pub fn trace(&self) -> Identity {
        let weights = self.prompts().iter().map(|prompt| prompt.weight).collect();
        Identity { bases: self.bases().map(Arc::downgrade).collect(), weights, how: Arc::clone(&self.how) }
    }
}

/// Identifies a subject without keeping its bases alive.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    bases: Vec<Weak<NamedBase>>,
    weights: Vec<f64>,
    how: Arc<Proposal>,
}

impl Identity {
    /// Whether this is the identity of `subject`.
    pub fn is_of(&self, subject: &Subject) -> bool {
        self.is_of_law(subject) && (Arc::ptr_eq(&self.how, &subject.how) || self.how == subject.how)
    }

    /// Whether this is the identity of a subject with the same bases and weights, whatever the proposal.
    pub fn is_of_law(&self, subject: &Subject) -> bool {
        let mut bases = subject.bases();
        self.bases.iter().all(|known| bases.next().is_some_and(|base| is_trace(known, base)))
            && bases.next().is_none()
            && subject.prompts().iter().map(|prompt| prompt.weight).eq(self.weights.iter().copied())
    }

    /// Whether the identified subject has this base.
    pub fn has_base(&self, base: &Arc<NamedBase>) -> bool {
        self.bases.iter().any(|known| is_trace(known, base))
    }
}

fn is_trace(known: &Weak<NamedBase>, base: &Arc<NamedBase>) -> bool {
    std::ptr::eq(known.as_ptr(), Arc::as_ptr(base))
}
