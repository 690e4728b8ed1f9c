//! A draft of the base: what one edit does to all masses, and why an edit is impossible.
//!
//! Pure numbers and labels. An edit that is refused changes nothing, because only a finished draft becomes a base.

pub mod error;
#[cfg(test)]
mod tests;

pub use crate::explorer::model::base::draft::error::{EDITABLE, EditError};

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::bon::{Base, sum};
use crate::family::{Labels, NamedBase};

/// The most that rounding alone leaves of a mass of 1.
const ROUNDING: f64 = 4.0 * f64::EPSILON;

/// How the other masses react when one is changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reaction {
    /// The unlocked others are rescaled, so that all sum to 1.
    #[default]
    Rescale,
    /// The outcome at this input position gives and takes; the others stay.
    TakeFrom(usize),
    /// A typed value is a weight; no other weight changes, and all weights are divided by their sum.
    Weights,
}

impl Reaction {
    /// The same reaction for a base with other outcomes.
    #[must_use]
    pub fn without_giver(self) -> Reaction {
        match self {
            Reaction::TakeFrom(_) => Reaction::Rescale,
            _ => self,
        }
    }
}

/// The rules for an edit. Outcomes are named by input position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// How the others react.
    pub reaction: Reaction,
    /// The outcomes whose probability is locked.
    pub locked: Arc<BTreeSet<usize>>,
}

impl Rules {
    /// The rules after deleting the outcome at this input position.
    #[must_use]
    pub fn without(&self, at: usize) -> Rules {
        let moved = |i: usize| i - usize::from(i > at);
        Rules {
            reaction: match self.reaction {
                Reaction::TakeFrom(giver) if giver == at => Reaction::Rescale,
                Reaction::TakeFrom(giver) => Reaction::TakeFrom(moved(giver)),
                other => other,
            },
            locked: Arc::new(self.locked.iter().copied().filter(|&locked| locked != at).map(moved).collect()),
        }
    }
}

/// One edit of one outcome.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Its probability, or its weight under [`Reaction::Weights`].
    P(f64),
    /// Its reward.
    Reward(f64),
    /// Its label.
    Label(String),
    /// Add another outcome with probability 0 just above it.
    Add,
    /// Remove it.
    Delete,
    /// Split it into two tied halves; under [`Reaction::Weights`] add a tied copy of the same weight.
    Duplicate,
    /// Swap rewards with the outcome above.
    MoveUp,
    /// Swap rewards with the outcome below.
    MoveDown,
    /// Give it the reward of the outcome below.
    Tie,
    /// Raise its reward above those it is tied with.
    Untie,
}

/// A base while it is edited.
#[derive(Debug)]
pub struct Draft<'a> {
    before: &'a NamedBase,
    /// By input position, like the labels and the rules.
    weights: Vec<f64>,
    rewards: Vec<f64>,
    labels: Labels,
    rules: Rules,
}

impl<'a> Draft<'a> {
    /// A draft equal to the base.
    ///
    /// # Errors
    /// [`EditError::TooMany`] for a base of more than [`EDITABLE`] outcomes.
    pub fn of(before: &'a NamedBase, rules: &Rules) -> Result<Draft<'a>, EditError> {
        let base = before.base();
        if base.len() > EDITABLE {
            return Err(EditError::TooMany(base.len()));
        }
        let scale = weight_scale(base, rules.reaction);
        let (mut weights, mut rewards) = (vec![0.0; base.len()], vec![0.0; base.len()]);
        for rank in 0..base.len() {
            weights[base.input_index(rank)] = base.p(rank) * scale;
            rewards[base.input_index(rank)] = base.reward(rank);
        }
        Ok(Draft { before, weights, rewards, labels: before.labels().clone(), rules: rules.clone() })
    }

    /// Edits the outcome at `rank`; gives the input position of the outcome to select afterwards.
    ///
    /// # Errors
    /// [`EditError`]; the draft must not be finished then.
    ///
    /// # Panics
    /// When `rank` is not below the number of outcomes.
    pub fn edit(&mut self, rank: usize, edit: Edit) -> Result<usize, EditError> {
        let at = self.before.base().input_index(rank);
        match edit {
            Edit::P(value) => self.set(at, value)?,
            Edit::Reward(value) => self.rewards[at] = value,
            Edit::Label(label) => self.name(at, label.trim())?,
            Edit::Add => return self.add(rank),
            Edit::Delete => return self.delete(rank),
            Edit::Duplicate => return self.duplicate(at),
            Edit::MoveUp => self.swap(rank, rank + 1, "higher")?,
            Edit::MoveDown => self.swap(rank, rank.wrapping_sub(1), "lower")?,
            Edit::Tie => {
                let below = self.neighbour(rank, rank.wrapping_sub(1), "lower")?;
                self.rewards[at] = self.rewards[below];
            }
            Edit::Untie => {
                let tied = |other: Option<usize>| {
                    other.filter(|&rank| rank < self.rewards.len()).is_some_and(|other| {
                        self.before.base().reward(other) == self.before.base().reward(rank)
                    })
                };
                if !tied(rank.checked_sub(1)) && !tied(Some(rank + 1)) {
                    return Err(EditError::NotTied(self.label(at)));
                }
                self.rewards[at] = self.above(rank)?;
            }
        }
        Ok(at)
    }

    /// The edited base, under the same name, and the rules for it.
    ///
    /// # Errors
    /// [`EditError::Base`] when the numbers make no base.
    pub fn finish(self) -> Result<(NamedBase, Rules), EditError> {
        let base = Base::with_rewards(&self.weights, &self.rewards)?;
        let name = self.before.name().to_owned();
        Ok((NamedBase::new(name, base, self.labels, Vec::new()).weighing(self.weights), self.rules))
    }

    fn label(&self, at: usize) -> String {
        self.labels.at(at).into_owned()
    }

    fn unlocked(&self, at: usize) -> Result<(), EditError> {
        if self.rules.locked.contains(&at) { Err(EditError::Locked(self.label(at))) } else { Ok(()) }
    }

    fn set(&mut self, at: usize, value: f64) -> Result<(), EditError> {
        self.unlocked(at)?;
        let label = || self.label(at);
        match self.rules.reaction {
            Reaction::Weights if value < 0.0 => {
                return Err(EditError::Weight { label: label(), found: value });
            }
            Reaction::Weights => {}
            _ if !(0.0..=1.0).contains(&value) => {
                return Err(EditError::Share { label: label(), found: value });
            }
            Reaction::Rescale => self.rescale(at, value)?,
            Reaction::TakeFrom(giver) => self.take(giver, at, value)?,
        }
        self.weights[at] = value;
        Ok(())
    }

    /// Rescales the unlocked outcomes other than `at`, which is about to get `value`.
    fn rescale(&mut self, at: usize, value: f64) -> Result<(), EditError> {
        let locked = sum(self.rules.locked.iter().map(|&i| self.weights[i]));
        let free = |i: usize| i != at && !self.rules.locked.contains(&i);
        let share = sum(self.weights.iter().enumerate().filter(|&(i, _)| free(i)).map(|(_, w)| *w));
        let rest = settled(1.0 - locked - value);
        if rest < 0.0 {
            return Err(EditError::LockedRest { label: self.label(at), most: 1.0 - locked });
        }
        if rest > 0.0 && share == 0.0 {
            return Err(EditError::NobodyGrows);
        }
        let factor = if rest > 0.0 { rest / share } else { 0.0 };
        for (i, weight) in self.weights.iter_mut().enumerate() {
            if i != at && !self.rules.locked.contains(&i) {
                *weight *= factor;
            }
        }
        Ok(())
    }

    fn take(&mut self, giver: usize, at: usize, value: f64) -> Result<(), EditError> {
        if giver == at {
            return Err(EditError::GiverItself(self.label(at)));
        }
        self.unlocked(giver)?;
        let most = self.weights[giver] + self.weights[at];
        let left = settled(most - value);
        if left < 0.0 {
            return Err(EditError::GiverShort { giver: self.label(giver), label: self.label(at), most });
        }
        self.weights[giver] = left;
        Ok(())
    }

    fn name(&mut self, at: usize, label: &str) -> Result<(), EditError> {
        if label.is_empty() {
            return Err(EditError::NoLabel);
        }
        if (0..self.weights.len()).any(|other| other != at && self.labels.at(other) == label) {
            return Err(EditError::LabelTaken(label.to_owned()));
        }
        if self.labels.at(at) != label {
            self.listed()[at] = label.to_owned();
        }
        Ok(())
    }

    fn add(&mut self, rank: usize) -> Result<usize, EditError> {
        let reward = self.above(rank)?;
        let number = self.weights.len() + 1;
        self.append(&format!("y{number}"), 0.0, reward)
    }

    fn duplicate(&mut self, at: usize) -> Result<usize, EditError> {
        self.unlocked(at)?;
        if self.rules.reaction != Reaction::Weights {
            self.weights[at] /= 2.0;
        }
        let (label, weight, reward) = (self.label(at), self.weights[at], self.rewards[at]);
        self.append(&label, weight, reward)
    }

    fn append(&mut self, label: &str, weight: f64, reward: f64) -> Result<usize, EditError> {
        let at = self.weights.len();
        if at == EDITABLE {
            return Err(EditError::TooMany(at + 1));
        }
        let labels = self.listed();
        let taken: HashSet<&str> = labels.iter().map(String::as_str).collect();
        let mut label = label.to_owned();
        while taken.contains(label.as_str()) {
            label.push('\'');
        }
        labels.push(label);
        self.weights.push(weight);
        self.rewards.push(reward);
        Ok(at)
    }

    fn delete(&mut self, rank: usize) -> Result<usize, EditError> {
        let base = self.before.base();
        let at = base.input_index(rank);
        if self.weights.len() == 1 {
            return Err(EditError::OnlyOne(self.label(at)));
        }
        self.set(at, 0.0)?;
        self.listed().remove(at);
        self.weights.remove(at);
        self.rewards.remove(at);
        self.rules = self.rules.without(at);
        // The one below it, as if the list had closed up.
        let next = base.input_index(if rank > 0 { rank - 1 } else { rank + 1 });
        Ok(next - usize::from(next > at))
    }

    fn swap(&mut self, rank: usize, other: usize, word: &'static str) -> Result<(), EditError> {
        let other = self.neighbour(rank, other, word)?;
        self.rewards.swap(self.before.base().input_index(rank), other);
        Ok(())
    }

    /// The input position of the neighbour at `other`, unless it is tied with the outcome at `rank`.
    fn neighbour(&self, rank: usize, other: usize, word: &'static str) -> Result<usize, EditError> {
        let base = self.before.base();
        let at = base.input_index(rank);
        if other >= base.len() {
            return Err(EditError::NoNeighbour(self.label(at), word));
        }
        if base.reward(other) == base.reward(rank) {
            return Err(EditError::Tied(self.label(at), self.label(base.input_index(other))));
        }
        Ok(base.input_index(other))
    }

    /// A reward above the one at `rank` and below the next higher one.
    fn above(&self, rank: usize) -> Result<f64, EditError> {
        let base = self.before.base();
        let reward = base.reward(rank);
        let higher = (rank..base.len()).map(|rank| base.reward(rank)).find(|&other| other > reward);
        let next = higher.map_or(reward + 1.0, |higher| reward / 2.0 + higher / 2.0);
        let higher = higher.unwrap_or(f64::INFINITY);
        if reward < next && next < higher { Ok(next) } else { Err(EditError::NoRoom(reward, higher)) }
    }

    /// The labels as a list: numbered labels do not survive this change.
    fn listed(&mut self) -> &mut Vec<String> {
        let length = self.weights.len();
        if !matches!(&self.labels, Labels::Listed(list) if list.len() == length) {
            self.labels = Labels::Listed((0..length).map(|at| self.label(at)).collect());
        }
        match &mut self.labels {
            Labels::Listed(list) => list,
            Labels::Numbered | Labels::Counted(_) => unreachable!("they were listed above"),
        }
    }
}

/// The factor from probabilities to the weights that are shown and typed: the sum of the original weights, where it is
/// of a size a person would choose.
pub fn weight_scale(base: &Base, reaction: Reaction) -> f64 {
    let given = base.total_weight();
    if reaction == Reaction::Weights && (1e-9..1e9).contains(&given) { given } else { 1.0 }
}

/// A difference of masses; 0 where only rounding is left.
fn settled(difference: f64) -> f64 {
    if difference.abs() < ROUNDING { 0.0 } else { difference }
}
