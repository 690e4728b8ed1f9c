//! Changes of the base: what is asked for, what comes of it, and those of large bases that are still being built.
//!
//! A change of a small base is made at once. A large one is built elsewhere, one change after the other, so that no key
//! waits; until it is there the old base stays in sight. Must never start a thread itself.

mod error;

pub use error::BuildError;

use std::collections::VecDeque;
use std::sync::Arc;

use super::action::Action;
use super::draft::{Draft, Edit, EditError, Rules};
use super::edit;
use super::history::Run;
use super::model::{Model, Pane};
use super::overlay::Field;
use super::proposal;
use super::subject::Subject;
use crate::bon::{Base, Proposal};
use crate::family::pasted;
use crate::family::{self, NamedBase};
use crate::report::number::significant;

/// The largest base that is built at once, in outcomes: it takes about a millisecond.
pub const AT_ONCE: usize = 5_000;
/// What an outcome takes of a text that is pasted, in bytes, more or less.
pub(super) const BYTES: usize = 13;

/// How to take back what a sentence tells.
const UNDOES: Option<(Action, &str)> = Some((Action::Undo, "undoes"));

/// A change of the base. Outcomes are named by input position.
#[derive(Clone, Debug)]
pub enum Change {
    /// One change of one outcome.
    Edit {
        /// Which outcome.
        at: usize,
        /// What becomes of it.
        edit: Edit,
        /// Whether p is typed afterwards.
        open: bool,
    },
    /// A probability that is dragged; what the others cannot give is left.
    Drag {
        /// Which outcome.
        at: usize,
        /// Its probability, or its weight.
        value: f64,
        /// What there was at the beginning of the drag.
        origin: Subject,
    },
    /// Another base of the family.
    Family(String),
    /// A pasted base.
    Paste(String),
    /// Something else to draw from.
    Proposal(Proposal),
}

/// A change to be made elsewhere.
#[derive(Clone, Debug)]
pub struct Build {
    /// To be sent back with the answer.
    pub generation: u64,
    /// How large the base will be, more or less.
    pub outcomes: usize,
    subject: Subject,
    rules: Rules,
    change: Change,
}

/// What comes of a change.
#[derive(Clone, Debug)]
pub struct Built {
    subject: Subject,
    /// The input position of the outcome to look at.
    position: Option<usize>,
    /// Whether weights of the proposal are left out because they fit the old base alone.
    left_out: bool,
}

impl Build {
    /// Makes the change. Takes a while for a large base.
    ///
    /// # Errors
    /// [`BuildError`]: one sentence that says why it cannot be made.
    pub fn run(&self) -> Result<Built, BuildError> {
        build(&self.subject, &self.rules, &self.change)
    }
}

fn build(subject: &Subject, rules: &Rules, change: &Change) -> Result<Built, BuildError> {
    let drafted = |from: &Subject, at, edit: Edit| -> Result<Built, BuildError> {
        let how = proposal::carried(from.how(), at, &edit, rules.reaction);
        let mut draft = Draft::of(&from.base, rules)?;
        let position = draft.edit(rank_of(from.base.base(), at), edit)?;
        let subject = from.changed(Arc::new(draft.finish()?.0), how)?;
        Ok(Built { subject, position: Some(position), left_out: false })
    };
    Ok(match change {
        Change::Edit { at, edit, .. } => drafted(subject, *at, edit.clone())?,
        Change::Drag { at, value, origin } => {
            let dragged = drafted(origin, *at, Edit::P(*value));
            match dragged {
                Err(BuildError::Edit(
                    EditError::LockedRest { most, .. } | EditError::GiverShort { most, .. },
                )) => drafted(origin, *at, Edit::P(most))?,
                dragged => dragged?,
            }
        }
        Change::Family(notation) => other(subject, family::parse(notation)?)?,
        Change::Paste(text) => other(subject, pasted::parse(text)?)?,
        Change::Proposal(how) => {
            Built { subject: subject.clone().drawn_from(how.clone())?, position: None, left_out: false }
        }
    })
}

/// Another base, drawn from as the one before; weights of the proposal are left out where they do not fit.
fn other(subject: &Subject, base: NamedBase) -> Result<Built, BuildError> {
    let base = Arc::new(base);
    let put = |how: Proposal| match subject.prompts() {
        [] => Subject::new(Arc::clone(&base), None).drawn_from(how),
        _ => subject.changed(Arc::clone(&base), how),
    };
    let how = subject.how();
    match put(how.clone()) {
        Err(_) if how.weights.is_some() => {
            let subject = put(Proposal { weights: None, ..how.clone() })?;
            Ok(Built { subject, position: None, left_out: true })
        }
        subject => Ok(Built { subject: subject?, position: None, left_out: false }),
    }
}

/// The rank of the outcome at an input position.
fn rank_of(base: &Base, position: usize) -> usize {
    (0..base.len()).find(|&rank| base.input_index(rank) == position).unwrap_or(0)
}

/// Where an outcome stands after a change; none when it is gone.
fn moved(change: &Change, position: usize) -> Option<usize> {
    match change {
        Change::Edit { at, edit: Edit::Delete, .. } => {
            (position != *at).then(|| position - usize::from(position > *at))
        }
        _ => Some(position),
    }
}

#[derive(Clone, Debug)]
struct Order {
    change: Change,
    /// The rules when it was asked for.
    rules: Rules,
    outcomes: usize,
    /// The input it comes from, as far as undoing cares.
    run: Option<Run>,
}

/// The changes that were asked for and are not there yet, in order.
#[derive(Clone, Debug, Default)]
pub struct Building {
    generation: u64,
    /// What is being changed comes with the order.
    under_way: Option<(Subject, Order)>,
    waiting: VecDeque<Order>,
}

impl Building {
    /// Whether a change is under way.
    pub fn pending(&self) -> bool {
        self.under_way.is_some() || !self.waiting.is_empty()
    }

    /// Whether a change is under way that is not just a step of a family.
    pub fn edits(&self) -> bool {
        self.pending() && self.notation().is_none()
    }

    /// The notation of the family that was asked for last.
    pub fn notation(&self) -> Option<&str> {
        match self.last()? {
            Change::Family(notation) => Some(notation),
            _ => None,
        }
    }

    /// Forgets everything that was asked for; tells whether there was anything.
    pub fn clear(&mut self) -> bool {
        let pending = self.pending();
        self.under_way = None;
        self.waiting.clear();
        pending
    }

    /// Forgets what was asked for last; tells whether there was anything.
    pub fn give_up(&mut self) -> bool {
        self.waiting.pop_back().is_some() || self.under_way.take().is_some()
    }

    /// Says which input led to what was asked for.
    pub(super) fn came_of(&mut self, run: Run) {
        let waiting = self.waiting.iter_mut().filter(|order| order.run.is_none());
        waiting.for_each(|order| order.run = Some(run));
    }

    /// The input that led to the change that is under way.
    pub(super) fn run(&self) -> Option<Run> {
        self.under_way.as_ref().and_then(|(_, order)| order.run)
    }

    /// The next change to make, if none is under way.
    pub(super) fn next(&mut self, subject: &Subject) -> Option<Build> {
        if self.under_way.is_some() {
            return None;
        }
        let order = self.waiting.pop_front()?;
        self.generation += 1;
        let build = Build {
            generation: self.generation,
            outcomes: order.outcomes,
            subject: subject.clone(),
            rules: order.rules.clone(),
            change: order.change.clone(),
        };
        self.under_way = Some((subject.clone(), order));
        Some(build)
    }

    fn last(&self) -> Option<&Change> {
        let last = self.waiting.back().or(self.under_way.as_ref().map(|(_, order)| order));
        last.map(|order| &order.change)
    }

    fn push(&mut self, change: Change, rules: Rules, outcomes: usize) -> Result<(), BuildError> {
        let replaces = match (self.last(), &change) {
            (Some(Change::Family(_)), Change::Family(_)) => true,
            (Some(Change::Drag { origin: a, .. }), Change::Drag { origin: b, .. }) => a.same(b),
            (Some(_), Change::Drag { .. }) => return Err(BuildError::UnderWay),
            (Some(Change::Family(_) | Change::Paste(_)), Change::Edit { .. }) => {
                return Err(BuildError::OtherBase);
            }
            _ => false,
        };
        if replaces {
            self.give_up();
        }
        self.waiting.push_back(Order { change, rules, outcomes, run: None });
        Ok(())
    }
}

/// Makes a change at once or puts it behind those that are under way. `outcomes` says how large the base will be.
///
/// # Errors
/// [`BuildError`] when it cannot be made. That of a large base is told later.
pub(super) fn ask(model: &mut Model, change: Change, outcomes: usize) -> Result<(), BuildError> {
    if model.building.pending() || outcomes > AT_ONCE {
        let rules = model.rules.clone();
        return model.building.push(change, rules, outcomes);
    }
    let built = build(&model.subject, &model.rules, &change)?;
    take(model, &change, built);
    Ok(())
}

/// Takes what was built elsewhere, or says why it was not.
pub(super) fn built(model: &mut Model, generation: u64, result: Result<Built, Arc<BuildError>>) {
    if generation != model.building.generation {
        return;
    }
    let Some((subject, order)) = model.building.under_way.take() else { return };
    match result {
        Err(why) => why.tell(model),
        Ok(_) if !subject.same(&model.subject) => {
            model.notice =
                Some("the base has changed meanwhile; the edit of the one before is given up".into());
        }
        Ok(built) => {
            let building = std::mem::take(&mut model.building);
            take(model, &order.change, built);
            model.building = building;
            follow(model, &order.change);
        }
    }
    super::arguments::refresh(model);
}

/// Makes the changes that wait mean the same outcomes as before.
fn follow(model: &mut Model, change: &Change) {
    let mut gone = false;
    model.building.waiting.retain_mut(|order| {
        if let Change::Edit { at, edit: Edit::Delete, .. } = change {
            order.rules = order.rules.without(*at);
        }
        let Change::Edit { at, .. } = &mut order.change else { return true };
        let now = moved(change, *at);
        gone |= now.is_none();
        *at = now.unwrap_or(*at);
        now.is_some()
    });
    if gone {
        model.notice = Some("the outcome is deleted; its other edits are given up".to_owned());
    }
}

/// Puts the changed base in the place of this one.
fn take(model: &mut Model, change: &Change, built: Built) {
    let Built { subject, position, left_out } = built;
    match change {
        Change::Edit { at, edit: done, open } => {
            edited(model, change, *at, subject, position);
            let sorts = !matches!(done, Edit::P(_) | Edit::Label(_) | Edit::Delete);
            if sorts && model.notice.is_none() {
                model.notice = Some(place(model));
            }
            match model.overlay {
                None if *open => edit::edit(model, Field::P),
                _ => edit::refresh(model),
            }
        }
        Change::Drag { at, .. } => {
            edited(model, change, *at, subject, position);
            let rank = rank_of(model.subject.base.base(), *at);
            let told = format!(
                "p of {} = {}",
                model.subject.base.label(rank),
                significant(model.subject.base.base().p(rank), 6)
            );
            let list = model.notice.take().map(|notice| format!("; {notice}")).unwrap_or_default();
            model.notice = Some(told + &list);
        }
        Change::Family(_) => {
            model.notice = subject.base.notices().first().cloned();
            let rules = Rules { reaction: model.rules.reaction.without_giver(), ..Rules::default() };
            let last = subject.base.base().len() - 1;
            model.turn_to(subject, rules);
            model.selected = model.selected.min(last);
            model.offset = model.first_row(model.viewport.rows);
        }
        Change::Paste(_) => {
            let base = &subject.base;
            let notices = base.notices().first().map(|notice| format!("; {notice}")).unwrap_or_default();
            let pasted = format!("pasted {} outcomes", base.base().len());
            let told = model.keymap.advise(&pasted, UNDOES) + &notices;
            let rules = Rules { reaction: model.rules.reaction.without_giver(), ..Rules::default() };
            model.turn_to(subject, rules);
            if model.subject.prompts().is_empty() {
                model.keeping.open(None, None);
            }
            model.notice = Some(told);
            (model.selected, model.offset) = (0, 0);
            model.pane = Pane::Base;
        }
        Change::Proposal(how) => {
            let told = match subject.proposing() {
                Some(_) if subject.is_average() => {
                    format!("on every prompt best-of-n draws from q: {}", proposal::name(how, true))
                }
                Some(proposing) => format!(
                    "best-of-n draws from q: {}; {} of {} outcomes kept",
                    proposal::name(how, true),
                    proposing.made.kept(),
                    subject.base.base().len()
                ),
                None if how.is_none() => "best-of-n draws from the base itself".to_owned(),
                None => format!("{} changes nothing here: q is p", proposal::name(how, true)),
            };
            model.turn_to(subject, model.rules.clone());
            model.notice = Some(model.keymap.advise(&told, UNDOES));
        }
    }
    if left_out {
        let told = "the weights of the proposal did not fit and are left out".to_owned();
        model.notice = Some(model.notice.take().map_or(told.clone(), |notice| format!("{notice}; {told}")));
    }
}

/// Takes an edited base and keeps the selected outcome selected, wherever it goes.
fn edited(model: &mut Model, change: &Change, at: usize, subject: Subject, position: Option<usize>) {
    let selected = model.subject.base.base().input_index(model.selected_rank());
    let selected = if selected == at { position } else { moved(change, selected) };
    let notation = model.subject.base.notation();
    let count = subject.base.base().len();
    let told = notation.map(|notation| {
        model.keymap.advise(&format!("{notation} is now a free list of {count} outcomes"), UNDOES)
    });
    let rules = match change {
        Change::Edit { edit: Edit::Delete, .. } => model.rules.without(at),
        _ => model.rules.clone(),
    };
    model.turn_to(subject, rules);
    model.notice = told;
    model.select(selected.unwrap_or(0));
}

/// Where the selected outcome has come to stand.
fn place(model: &Model) -> String {
    let (base, rank) = (model.subject.base.base(), model.selected_rank());
    let (label, reward) = (model.subject.base.label(rank), base.reward(rank));
    let place = format!("{label} has the reward {}", significant(reward, 6));
    let same = |other: usize| other < base.len() && base.reward(other) == reward;
    if same(rank + 1) || same(rank.wrapping_sub(1)) { format!("{place}, tied with others") } else { place }
}
