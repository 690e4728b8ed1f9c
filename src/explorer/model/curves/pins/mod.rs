//! Pins: bases under a name and a letter, to be compared with the current one and returned to.
//!
//! The list of pins can be undone; the curves of the pins are not part of it.

pub mod pinned_curves;

use std::sync::Arc;

use crate::bon::{Evaluation, Quantity};
use crate::explorer::model::base::subject::Subject;
use crate::explorer::model::curves::pins::pinned_curves::PinnedCurves;
use crate::explorer::model::files::document::{Documents, Save};
use crate::explorer::model::history::moment::Moment;

/// The pins and their numbers.
#[derive(Clone, Debug, Default)]
pub struct Pins {
    /// The list.
    pub kept: PinList,
    /// The curves.
    pub curves: PinnedCurves,
}

/// The pins as undo restores them.
#[derive(Clone, Debug, Default)]
pub struct PinList {
    /// In the order of their letters. Every change makes a new list.
    pub pins: Arc<Vec<Pin>>,
    /// The index of the pin that is compared with first.
    pub compared: usize,
    /// The name that the current base had as a pin.
    pub(in crate::explorer) name: Option<(Subject, String)>,
}

/// A pinned base with its n and view.
#[derive(Clone, Debug)]
pub struct Pin {
    /// Its mark in the charts.
    pub letter: char,
    /// Its name.
    pub name: String,
    pub(in crate::explorer) moment: Moment,
}

impl Pin {
    /// The pinned subject.
    pub fn subject(&self) -> &Subject {
        self.moment.subject()
    }

    /// The n at which it was pinned.
    pub fn n(&self) -> u64 {
        self.moment.n()
    }

    /// What would be lost of it, if anything.
    pub(in crate::explorer) fn unsaved(&self, documents: &Documents) -> Option<Save> {
        self.moment.edited(documents).then(|| self.moment.to_save(documents))
    }
}

impl PinList {
    /// Whether both have the same pins under the same names.
    pub fn same(&self, other: &PinList) -> bool {
        Arc::ptr_eq(&self.pins, &other.pins) && self.compared == other.compared
    }

    /// All pins, from the one that is compared with first, round the list.
    pub fn in_turn(&self) -> impl Iterator<Item = &Pin> {
        let (before, after) = self.pins.split_at(self.compared.min(self.pins.len()));
        after.iter().chain(before)
    }

    /// Whether edits of a pinned base would be lost.
    pub fn edited(&self, documents: &Documents) -> bool {
        self.pins.iter().any(|pin| pin.moment.edited(documents))
    }

    pub(in crate::explorer) fn change<T>(&mut self, change: impl FnOnce(&mut Vec<Pin>) -> T) -> T {
        let mut pins = self.pins.to_vec();
        let result = change(&mut pins);
        self.compared = self.compared.min(pins.len().saturating_sub(1));
        self.pins = Arc::new(pins);
        result
    }
}

/// The current value of a quantity minus that of a pin at the same n.
///
/// KL and gap sum to the bound, which is the same for both unless their proposals differ, and so do win rate and its
/// gap: the smaller of the two loses fewer digits in the subtraction (derived).
pub fn difference(quantity: Quantity, now: &Evaluation, then: &Evaluation) -> f64 {
    let rest = match quantity {
        Quantity::Kl => Some(Quantity::ProposalGap),
        Quantity::Gap | Quantity::ProposalGap => Some(Quantity::Kl),
        Quantity::WinRate => Some(Quantity::WinRateGap),
        Quantity::WinRateGap => Some(Quantity::WinRate),
        _ => None,
    };
    let larger = |quantity| now.get(quantity).max(then.get(quantity));
    let adds_up = now.proposal_bound == then.proposal_bound;
    match rest.filter(|rest| adds_up && !now.get(*rest).is_nan() && !then.get(*rest).is_nan()) {
        Some(rest) if larger(rest) < larger(quantity) => then.get(rest) - now.get(rest),
        _ => now.get(quantity) - then.get(quantity),
    }
}
