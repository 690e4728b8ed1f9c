//! Undo and redo over everything that changes the base, n, the view or the pins.
//!
//! Moments share their bases. History is bounded: at least one step is kept, at most [`STEPS`], and of those only as
//! many as hold [`OUTCOMES`] outcomes in bases of their own.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::explorer::model::curves::pins::PinList;
use crate::explorer::model::history::moment::Moment;
use crate::explorer::model::history::stroke::Stroke;
use crate::family::NamedBase;

/// The most steps that can be undone.
pub const STEPS: usize = 200;
/// The most outcomes in all bases kept for undo, about 100 MB.
pub const OUTCOMES: usize = 1_000_000;

/// What one step of undo restores.
#[derive(Clone, Debug)]
pub struct Step {
    /// What was shown.
    pub moment: Moment,
    /// What was pinned.
    pub pins: PinList,
}

impl Step {
    /// Whether there is nothing to undo between the two.
    fn same(&self, other: &Step) -> bool {
        self.moment.same(&other.moment) && self.pins.same(&other.pins)
    }
}

/// The steps before and after the current one.
#[derive(Clone, Debug, Default)]
pub struct History {
    pub(in crate::explorer) past: VecDeque<Step>,
    pub(in crate::explorer) future: Vec<Step>,
    stroke: Option<Stroke>,
}

impl History {
    /// Records an input that led from one step to another.
    pub fn record(&mut self, before: Step, after: &Step, stroke: Stroke) {
        let continues = stroke.continues(self.stroke);
        if stroke == Stroke::Travel {
            self.stroke = None;
            return;
        }
        if before.same(after) {
            // A held key at the end of its range is still held, and playing goes on.
            self.stroke = self.stroke.filter(|stroke| continues || *stroke == Stroke::Played);
            return;
        }
        if continues && self.past.back().is_some_and(|step| step.same(after)) {
            // Dragged back to where the drag began.
            self.past.pop_back();
            self.stroke = None;
            return;
        }
        self.stroke = Some(stroke);
        self.future.clear();
        if !continues {
            self.past.push_back(before);
            self.shorten();
        }
    }

    fn shorten(&mut self) {
        let mut outcomes = 0;
        let mut newer: Option<&Moment> = None;
        let mut kept = 0;
        for Step { moment, .. } in self.past.iter().rev().take(STEPS) {
            let shared = |base: &Arc<NamedBase>| {
                newer.is_some_and(|newer| newer.subject.bases().any(|other| Arc::ptr_eq(base, other)))
            };
            let own = moment.subject.bases().filter(|base| !shared(base));
            outcomes += own.map(|base| base.base().len()).sum::<usize>();
            if outcomes > OUTCOMES && kept > 0 {
                break;
            }
            kept += 1;
            newer = Some(moment);
        }
        self.past.drain(..self.past.len() - kept);
    }
}
