//! The numbers of the pinned bases: one question at a time for curves and one for the values at n.

use std::sync::Arc;

use super::message::Job;
use super::pins::Pin;
use crate::bon::Evaluation;
use crate::family::NamedBase;

/// Curves up to one reach, ascending in n.
type Curve = (u64, Arc<Vec<Evaluation>>);

/// What is known of each pinned base.
#[derive(Clone, Debug, Default)]
pub struct Ghosts {
    known: Vec<Ghost>,
    curve: Question,
    at_n: Question,
}

#[derive(Clone, Debug)]
struct Ghost {
    base: Arc<NamedBase>,
    curve: Option<Curve>,
    /// Whether the curve is the finest one.
    finest: bool,
    at_n: Option<(u64, Evaluation)>,
}

/// What was asked last: a base, and a reach or an n.
#[derive(Clone, Debug, Default)]
struct Question {
    generation: u64,
    asked: Option<(Arc<NamedBase>, u64)>,
}

impl Question {
    /// The generation of the question, or none when it is the one under way.
    fn ask(&mut self, wanted: Option<(&Arc<NamedBase>, u64)>) -> Option<u64> {
        let same = match (&self.asked, wanted) {
            (Some((base, at)), Some((other, wanted))) => Arc::ptr_eq(base, other) && *at == wanted,
            (asked, wanted) => asked.is_none() && wanted.is_none(),
        };
        if same {
            return None;
        }
        self.asked = wanted.map(|(base, at)| (Arc::clone(base), at));
        self.generation += 1;
        self.asked.as_ref().map(|_| self.generation)
    }

    /// What an answer is about, unless it comes late.
    fn answered(&mut self, generation: u64, done: bool) -> Option<(Arc<NamedBase>, u64)> {
        let current = generation == self.generation;
        if current && done { self.asked.take() } else { self.asked.clone().filter(|_| current) }
    }
}

impl Ghosts {
    /// What has to be computed next for these pins, each with its generation and its base.
    pub fn ask(&mut self, pins: &[Pin], n: u64, reach: u64) -> Vec<(u64, Arc<NamedBase>, Job)> {
        self.known.retain(|ghost| pins.iter().any(|pin| Arc::ptr_eq(pin.base(), &ghost.base)));
        for pin in pins {
            if self.of(pin.base()).is_none() {
                self.remember(pin.base(), None, None);
            }
        }
        let curve = self
            .known
            .iter()
            .find(|ghost| !ghost.finest || ghost.curve.as_ref().is_none_or(|(known, _)| *known != reach));
        let at_n = self.known.iter().find(|ghost| ghost.at_n.is_none_or(|(known, _)| known != n));
        let curve = self.curve.ask(curve.map(|ghost| (&ghost.base, reach)));
        let at_n = self.at_n.ask(at_n.map(|ghost| (&ghost.base, n)));
        let request = |generation: Option<u64>, question: &Question, job: Job| {
            let (base, _) = question.asked.as_ref()?;
            Some((generation?, Arc::clone(base), job))
        };
        let curve = request(curve, &self.curve, Job::GhostCurve(reach));
        curve.into_iter().chain(request(at_n, &self.at_n, Job::GhostReadout(n))).collect()
    }

    /// Takes note of a base and of what is known of it already.
    pub fn remember(&mut self, base: &Arc<NamedBase>, curve: Option<Curve>, at_n: Option<(u64, Evaluation)>) {
        if self.of(base).is_none() {
            let (base, finest) = (Arc::clone(base), curve.is_some());
            self.known.push(Ghost { base, curve, finest, at_n });
        }
    }

    /// Takes an answer to [`Job::GhostCurve`].
    pub fn take_curve(&mut self, generation: u64, points: Arc<Vec<Evaluation>>, finest: bool) {
        if let Some((base, reach)) = self.curve.answered(generation, finest)
            && let Some(ghost) = self.of_mut(&base)
        {
            (ghost.curve, ghost.finest) = (Some((reach, points)), finest);
        }
    }

    /// Takes the answer to [`Job::GhostReadout`].
    pub fn take_at_n(&mut self, generation: u64, evaluation: Evaluation) {
        if let Some((base, n)) = self.at_n.answered(generation, true)
            && let Some(ghost) = self.of_mut(&base)
        {
            ghost.at_n = Some((n, evaluation));
        }
    }

    /// The newest curve of a base, ascending in n.
    pub fn curve(&self, base: &Arc<NamedBase>) -> Option<&Arc<Vec<Evaluation>>> {
        self.of(base)?.curve.as_ref().map(|(_, points)| points)
    }

    /// Everything about a base at this n, where that is known.
    pub fn at_n(&self, base: &Arc<NamedBase>, n: u64) -> Option<&Evaluation> {
        self.of(base)?.at_n.as_ref().filter(|(known, _)| *known == n).map(|(_, at)| at)
    }

    /// Whether an answer is under way.
    pub fn pending(&self) -> bool {
        self.curve.asked.is_some() || self.at_n_pending()
    }

    /// Whether an answer at n is under way.
    pub fn at_n_pending(&self) -> bool {
        self.at_n.asked.is_some()
    }

    fn of(&self, base: &Arc<NamedBase>) -> Option<&Ghost> {
        self.known.iter().find(|ghost| Arc::ptr_eq(&ghost.base, base))
    }

    fn of_mut(&mut self, base: &Arc<NamedBase>) -> Option<&mut Ghost> {
        self.known.iter_mut().find(|ghost| Arc::ptr_eq(&ghost.base, base))
    }
}
