//! Changes of the base: the request, the result, and the queue for large bases.
//!
//! A small base is changed at once. A large one is built elsewhere, one change after the other, so that no key waits;
//! the old base stays in sight meanwhile. Must never start a thread itself.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::bon::{Base, Proposal};
use crate::explorer::action::Action;
use crate::explorer::model::base::change_error::BuildError;
use crate::explorer::model::base::draft::{Draft, Edit, EditError, Rules};
use crate::explorer::model::base::proposal;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::history::stroke::Stroke;
use crate::family::{self, NamedBase, pasted};

/// The largest base that is built at once, in outcomes: it takes about a millisecond.
pub const AT_ONCE: usize = 5_000;
/// Roughly the bytes of one outcome in a pasted text.
pub(in crate::explorer) const BYTES: usize = 13;
/// The hint after a sentence about a change: the key that undoes it.
pub(in crate::explorer) const UNDOES: Option<(Action, &str)> = Some((Action::Undo, "undoes"));

/// A change of the base. Outcomes are named by input position.
#[derive(Clone, Debug)]
pub enum Change {
    /// One change of one outcome.
    Edit {
        /// The outcome.
        at: usize,
        /// The edit.
        edit: Edit,
        /// Whether its p is to be typed next.
        open: bool,
    },
    /// A dragged probability; what the others cannot give is left out.
    Drag {
        /// The outcome.
        at: usize,
        /// Its probability, or its weight.
        value: f64,
        /// The state at the start of the drag.
        origin: Subject,
    },
    /// Another base of the family, in its notation.
    Family(String),
    /// A base from pasted text.
    Paste(String),
    /// Another proposal to draw from.
    Proposal(Proposal),
}

/// A change to be made elsewhere.
#[derive(Clone, Debug)]
pub struct Build {
    /// To be sent back with the answer.
    pub generation: u64,
    /// Roughly how many outcomes the base will have.
    pub outcomes: usize,
    subject: Subject,
    rules: Rules,
    change: Change,
}

/// The result of a change.
#[derive(Clone, Debug)]
pub struct Built {
    pub(in crate::explorer) subject: Subject,
    /// The input position of the outcome to select.
    pub(in crate::explorer) position: Option<usize>,
    /// Whether the proposal's own weights are left out, because they fit the old base only.
    pub(in crate::explorer) left_out: bool,
}

impl Build {
    /// Makes the change. Takes time for a large base.
    ///
    /// # Errors
    /// [`BuildError`]: one sentence that says why it cannot be made.
    pub fn run(&self) -> Result<Built, BuildError> {
        build(&self.subject, &self.rules, &self.change)
    }
}

pub(in crate::explorer) fn build(
    subject: &Subject,
    rules: &Rules,
    change: &Change,
) -> Result<Built, BuildError> {
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

/// The subject with another base and the same proposal, without its own weights where they do not fit.
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
pub(in crate::explorer) fn rank_of(base: &Base, position: usize) -> usize {
    (0..base.len()).find(|&rank| base.input_index(rank) == position).unwrap_or(0)
}

/// The new input position of an outcome after a change; none when it is deleted.
pub(in crate::explorer) fn moved(change: &Change, position: usize) -> Option<usize> {
    match change {
        Change::Edit { at, edit: Edit::Delete, .. } => {
            (position != *at).then(|| position - usize::from(position > *at))
        }
        _ => Some(position),
    }
}

#[derive(Clone, Debug)]
pub(in crate::explorer) struct Ordered {
    pub(in crate::explorer) change: Change,
    /// The rules at the time of the request.
    pub(in crate::explorer) rules: Rules,
    pub(in crate::explorer) outcomes: usize,
    /// The input it comes from, for undo.
    pub(in crate::explorer) stroke: Option<Stroke>,
}

/// The requested changes that are not made yet, in order.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    pub(in crate::explorer) generation: u64,
    /// The change under way, and the subject it is made on.
    pub(in crate::explorer) under_way: Option<(Subject, Ordered)>,
    pub(in crate::explorer) waiting: VecDeque<Ordered>,
}

impl Changes {
    /// Whether a change is under way.
    pub fn pending(&self) -> bool {
        self.under_way.is_some() || !self.waiting.is_empty()
    }

    /// Whether a change other than a step of a family is under way.
    pub fn edits(&self) -> bool {
        self.pending() && self.notation().is_none()
    }

    /// The notation of the family requested last.
    pub fn notation(&self) -> Option<&str> {
        match self.last()? {
            Change::Family(notation) => Some(notation),
            _ => None,
        }
    }

    /// Forgets all requests; tells whether there were any.
    pub fn clear(&mut self) -> bool {
        let pending = self.pending();
        self.under_way = None;
        self.waiting.clear();
        pending
    }

    /// Forgets the last request; tells whether there was one.
    pub fn give_up(&mut self) -> bool {
        self.waiting.pop_back().is_some() || self.under_way.take().is_some()
    }

    /// Notes which input led to the requests.
    pub(in crate::explorer) fn came_of(&mut self, stroke: Stroke) {
        let waiting = self.waiting.iter_mut().filter(|order| order.stroke.is_none());
        waiting.for_each(|order| order.stroke = Some(stroke));
    }

    /// The input that led to the change under way.
    pub(in crate::explorer) fn stroke(&self) -> Option<Stroke> {
        self.under_way.as_ref().and_then(|(_, order)| order.stroke)
    }

    /// The next change to make, unless one is under way.
    pub(in crate::explorer) fn next(&mut self, subject: &Subject) -> Option<Build> {
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

    pub(in crate::explorer) fn push(
        &mut self,
        change: Change,
        rules: Rules,
        outcomes: usize,
    ) -> Result<(), BuildError> {
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
        self.waiting.push_back(Ordered { change, rules, outcomes, stroke: None });
        Ok(())
    }
}
