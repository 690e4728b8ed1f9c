//! A base with its name and the labels of its outcomes.

use std::borrow::Cow;

use crate::bon::{Base, of_ln};
use crate::text::number::exact;
use crate::text::visible;

/// The names of the outcomes of a base.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Labels {
    /// y1, y2, ... by input position.
    #[default]
    Numbered,
    /// word1, word2, ... for each word in turn, as many as its count, by input position.
    Counted(Vec<(&'static str, usize)>),
    /// One label for each outcome, by input position.
    Listed(Vec<String>),
}

impl Labels {
    /// The label at this input position, from 0.
    pub fn at(&self, position: usize) -> Cow<'_, str> {
        match self {
            Labels::Listed(list) if position < list.len() => Cow::Borrowed(&list[position]),
            Labels::Counted(words) => Cow::Owned(counted(words, position)),
            _ => Cow::Owned(numbered(position)),
        }
    }
}

fn numbered(position: usize) -> String {
    format!("y{}", position + 1)
}

fn counted(words: &[(&str, usize)], position: usize) -> String {
    let mut first = 0;
    for &(word, count) in words {
        if position < first + count {
            return format!("{word}{}", position - first + 1);
        }
        first += count;
    }
    numbered(position)
}

/// A base with its name and the labels of its outcomes.
#[derive(Clone, Debug)]
pub struct NamedBase {
    name: String,
    base: Base,
    labels: Labels,
    notices: Vec<String>,
    notation: Option<String>,
    weights: Option<Vec<f64>>,
}

impl NamedBase {
    /// A base with these names. Control characters in any text become visible symbols; an outcome without a listed
    /// label is numbered.
    pub fn new(name: String, base: Base, labels: Labels, notices: Vec<String>) -> NamedBase {
        let labels = match labels {
            generated @ (Labels::Numbered | Labels::Counted(_)) => generated,
            Labels::Listed(list) => Labels::Listed(list.into_iter().map(shown).collect()),
        };
        let notices = notices.into_iter().map(shown).collect();
        NamedBase { name: shown(name), base, labels, notices, notation: None, weights: None }
    }

    /// The same base, marked as made by this notation of a family.
    pub(super) fn written(self, notation: &str) -> NamedBase {
        NamedBase { notation: Some(notation.to_owned()), ..self }
    }

    /// The same base with its original weights, one per outcome by input position: dividing them by their sum
    /// gives the same probabilities to the last bit, which dividing the probabilities need not do.
    #[must_use]
    pub fn weighing(self, weights: Vec<f64>) -> NamedBase {
        NamedBase { weights: Some(weights), ..self }
    }

    /// Its original weights by input position; the probabilities where the weights are not known.
    pub fn weights(&self) -> Cow<'_, [f64]> {
        match &self.weights {
            Some(weights) if weights.len() == self.base.len() => Cow::Borrowed(weights),
            _ => Cow::Owned(self.by_position(Base::p)),
        }
    }

    /// The rewards by input position.
    pub fn rewards(&self) -> Vec<f64> {
        self.by_position(Base::reward)
    }

    /// Whether the rewards are 1, 2, 3, ... by input position, as they are when none are given.
    pub fn has_plain_rewards(&self) -> bool {
        (0..self.base.len()).all(|rank| self.base.reward(rank) == self.base.input_index(rank) as f64 + 1.0)
    }

    /// Whether the labels are y1, y2, y3, ... by input position, as they are when none are given.
    pub fn has_plain_labels(&self) -> bool {
        match &self.labels {
            Labels::Numbered => true,
            Labels::Counted(_) => false,
            Labels::Listed(list) => {
                list.iter().enumerate().all(|(i, label)| *label == Labels::Numbered.at(i))
            }
        }
    }

    fn by_position(&self, value: impl Fn(&Base, usize) -> f64) -> Vec<f64> {
        let mut values = vec![0.0; self.base.len()];
        for rank in 0..self.base.len() {
            values[self.base.input_index(rank)] = value(&self.base, rank);
        }
        values
    }

    /// The notation of the family that made it, such as `uniform:10`, whatever its name.
    pub fn notation(&self) -> Option<&str> {
        self.notation.as_deref()
    }

    /// The labels by input position.
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// The same base under another name.
    #[must_use]
    pub fn renamed(self, name: String) -> NamedBase {
        NamedBase { name: shown(name), ..self }
    }

    /// The notation or the name of the preset, such as `uniform:10`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The distribution.
    pub fn base(&self) -> &Base {
        &self.base
    }

    /// The label of the outcome at `rank`: as given, or y1, y2, ... by input position.
    ///
    /// # Panics
    /// When `rank` is not below [`Base::len`].
    pub fn label(&self, rank: usize) -> Cow<'_, str> {
        self.labels.at(self.base.input_index(rank))
    }

    /// Every label, by rank.
    pub fn every_label(&self) -> impl Iterator<Item = Cow<'_, str>> {
        (0..self.base.len()).map(|rank| self.label(rank))
    }

    /// The rank of the outcome called `label`; takes time proportional to the number of outcomes.
    pub fn rank_of(&self, label: &str) -> Option<usize> {
        (0..self.base.len()).find(|&rank| self.label(rank) == label)
    }

    /// What the reader should know about how the base was made: weights that were normalised, mass that was cut.
    pub fn notices(&self) -> &[String] {
        &self.notices
    }
}

/// The notice that weights which do not sum to 1 were normalised, when they are more than 1e-9 away.
pub fn normalised_notice(base: &Base) -> Option<String> {
    let total = base.total_weight();
    let written = || if total.is_finite() { exact(total) } else { of_ln(base.ln_total_weight()) };
    ((total - 1.0).abs() > 1e-9).then(|| format!("the weights sum to {} and were divided by that", written()))
}

fn shown(text: String) -> String {
    match visible(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(shown) => shown,
    }
}
