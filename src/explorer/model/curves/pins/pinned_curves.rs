//! The numbers of the pinned bases. One question is under way at a time for curves, and one for values at n.

use std::sync::Arc;

use crate::bon::Evaluation;
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::sweep::{Quantities, Sweep};
use crate::explorer::model::jobs::inquiry::{Asking, Inquiry};

/// Curves, ascending in n.
type Curve = (Sweep, Arc<Vec<Evaluation>>);

/// Some quantities at one n.
type Point = (u64, Quantities);

/// What is known of each pinned base.
#[derive(Clone, Debug, Default)]
pub struct PinnedCurves {
    known: Vec<PinnedCurve>,
    curve: Asking<Sweep>,
    at_n: Asking<Point>,
}

#[derive(Clone, Debug)]
struct PinnedCurve {
    subject: Subject,
    curve: Option<Curve>,
    /// Whether the curve is the finest one.
    finest: bool,
    at_n: Option<(Point, Evaluation)>,
}

impl PinnedCurves {
    /// What has to be computed next for these pinned subjects: curves, and values at n.
    pub fn ask<'a>(
        &mut self,
        pinned: impl Iterator<Item = &'a Subject> + Clone,
        at: Point,
        sweep: Sweep,
    ) -> (Option<Inquiry<Sweep>>, Option<Inquiry<Point>>) {
        self.known.retain(|known| pinned.clone().any(|subject| subject.same(&known.subject)));
        for subject in pinned {
            if self.of(subject).is_none() {
                self.remember(subject, None, None);
            }
        }
        let curve = self.known.iter().find(|known| {
            !known.finest || known.curve.as_ref().is_none_or(|(known, _)| !known.covers(sweep))
        });
        let at_n = self
            .known
            .iter()
            .find(|known| !known.at_n.is_some_and(|((n, known), _)| n == at.0 && known.covers(at.1)));
        let curve = self.curve.ask(curve.map(|known| (&known.subject, sweep)));
        let at_n = self.at_n.ask(at_n.map(|known| (&known.subject, at)));
        (curve, at_n)
    }

    /// Notes a base and what is known of it already.
    pub fn remember(&mut self, subject: &Subject, curve: Option<Curve>, at_n: Option<(Point, Evaluation)>) {
        if self.of(subject).is_none() {
            let (subject, finest) = (subject.clone(), curve.is_some());
            self.known.push(PinnedCurve { subject, curve, finest, at_n });
        }
    }

    /// Takes an answer to `Job::PinnedCurve`.
    pub fn take_curve(&mut self, generation: u64, points: Arc<Vec<Evaluation>>, finest: bool) {
        if let Some((subject, sweep)) = self.curve.answered(generation, finest)
            && let Some(known) = self.of_mut(&subject)
        {
            (known.curve, known.finest) = (Some((sweep, points)), finest);
        }
    }

    /// Takes the answer to `Job::PinnedAt`.
    pub fn take_at_n(&mut self, generation: u64, evaluation: Evaluation) {
        if let Some((subject, at)) = self.at_n.answered(generation, true)
            && let Some(known) = self.of_mut(&subject)
        {
            known.at_n = Some((at, evaluation));
        }
    }

    /// The newest curve of a base, ascending in n.
    pub fn curve(&self, subject: &Subject) -> Option<&Arc<Vec<Evaluation>>> {
        self.of(subject)?.curve.as_ref().map(|(_, points)| points)
    }

    /// Everything known about a base at this n.
    pub fn at_n(&self, subject: &Subject, n: u64) -> Option<&Evaluation> {
        self.of(subject)?.at_n.as_ref().filter(|((known, _), _)| *known == n).map(|(_, at)| at)
    }

    /// Whether an answer is under way.
    pub fn pending(&self) -> bool {
        self.curve_pending() || self.at_n_pending()
    }

    /// Whether a curve is under way.
    pub fn curve_pending(&self) -> bool {
        self.curve.asked.is_some()
    }

    /// Whether an answer at n is under way.
    pub fn at_n_pending(&self) -> bool {
        self.at_n.asked.is_some()
    }

    fn of(&self, subject: &Subject) -> Option<&PinnedCurve> {
        self.known.iter().find(|known| known.subject.same(subject))
    }

    fn of_mut(&mut self, subject: &Subject) -> Option<&mut PinnedCurve> {
        self.known.iter_mut().find(|known| known.subject.same(subject))
    }
}
