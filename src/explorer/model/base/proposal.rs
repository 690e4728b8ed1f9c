//! The proposal as a person sees and edits it: its parts, what is typed for each, and its name in a few words.
//!
//! Makes no proposal itself; a change goes the way of every change of the base.

use crate::bon::Proposal;
use crate::explorer::model::base::draft::{Edit, Reaction};
use crate::report::number::significant;
use crate::text::number::{self, exact};

/// One part of a proposal, in the order in which they are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Weights in the place of the base.
    Weights,
    /// A temperature.
    Temperature,
    /// So many of the likeliest outcomes.
    TopK,
    /// As many of the likeliest outcomes as have this share: the nucleus.
    TopP,
}

impl Part {
    /// Every part, in the order of the menu.
    pub const ALL: &[Part] = &[Part::Temperature, Part::TopP, Part::TopK, Part::Weights];

    /// What the menu calls it.
    pub fn title(self) -> &'static str {
        match self {
            Part::Weights => "weights of its own",
            Part::Temperature => "temperature: q ~ p^(1/T)",
            Part::TopK => "top-k: the k likeliest",
            Part::TopP => "nucleus: the likeliest with a share",
        }
    }

    /// The flag that says it.
    pub fn flag(self) -> &'static str {
        match self {
            Part::Weights => "--proposal",
            Part::Temperature => "--temperature",
            Part::TopK => "--top-k",
            Part::TopP => "--top-p",
        }
    }

    /// What stands before what is typed.
    pub fn label(self) -> &'static str {
        match self {
            Part::Weights => "weights of q: ",
            Part::Temperature => "temperature ",
            Part::TopK => "top-k ",
            Part::TopP => "top-p ",
        }
    }

    /// What may be typed, in full and in short.
    pub fn allowed(self) -> [&'static str; 2] {
        match self {
            Part::Weights => ["one an outcome as listed, lowest reward first; or none", "one each, or none"],
            Part::Temperature => ["above 0, such as 0.7; 1 or none for none", "above 0, or none"],
            Part::TopK => ["a whole number from 1 on, or none", "1 and more, or none"],
            Part::TopP => ["above 0 and at most 1, such as 0.9; 1 or none for none", "0 to 1, or none"],
        }
    }

    /// What it is now, as it could be typed; nothing where the proposal has no such part.
    pub fn of(self, how: &Proposal) -> Option<String> {
        match self {
            Part::Weights => {
                let list = |weights: &Vec<f64>| weights.iter().copied().map(exact).collect::<Vec<_>>();
                how.weights.as_ref().map(|weights| list(weights).join(","))
            }
            Part::Temperature => how.temperature.map(exact),
            Part::TopK => how.top_k.map(|k| k.to_string()),
            Part::TopP => how.top_p.map(exact),
        }
    }

    /// The proposal with what was typed for this part in its place.
    pub(in crate::explorer) fn typed(self, how: &Proposal, text: &str) -> Result<Proposal, String> {
        let is_none = text.eq_ignore_ascii_case(NONE);
        let real = |text: &str| number::parse(text).map_err(|error| format!("this is no number: {error}"));
        let mut how = how.clone();
        match self {
            Part::Weights => {
                let list = || text.split(',').map(|weight| real(weight.trim())).collect::<Result<_, _>>();
                how.weights = if is_none { None } else { Some(list()?) };
            }
            Part::Temperature => how.temperature = if is_none { None } else { Some(real(text)?) },
            Part::TopP => how.top_p = if is_none { None } else { Some(real(text)?) },
            Part::TopK if is_none => how.top_k = None,
            Part::TopK => {
                let k = real(text)?;
                if k < 0.0 || k.fract() != 0.0 {
                    return Err(format!("top-k is {text}; it must be a whole number of at least 1"));
                }
                how.top_k = Some(k as usize);
            }
        }
        // A temperature or a share of 1 is none.
        how.temperature = how.temperature.filter(|temperature| *temperature != 1.0);
        how.top_p = how.top_p.filter(|share| *share != 1.0);
        Ok(how)
    }
}

/// The name of a proposal: its parts in the order in which they are applied, in words or in signs.
pub fn name(how: &Proposal, long: bool) -> String {
    let short = |value: f64| significant(value, DIGITS);
    let [weights, temperature, top_k, top_p, between] = if long {
        ["own weights", "temperature ", "top-k ", "top-p ", ", "]
    } else {
        ["own", "T=", "k=", "P=", " "]
    };
    let parts = [
        how.weights.as_ref().map(|_| weights.to_owned()),
        how.temperature.map(|value| format!("{temperature}{}", short(value))),
        how.top_k.map(|k| format!("{top_k}{k}")),
        how.top_p.map(|value| format!("{top_p}{}", short(value))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(between)
}

/// The proposal after a change of the outcome at an input position: weights of its own go with their outcomes. A new
/// outcome has none, and one that is split has its weight split, or copied where masses are typed as plain weights.
pub(in crate::explorer) fn carried(how: &Proposal, at: usize, edit: &Edit, reaction: Reaction) -> Proposal {
    let mut how = how.clone();
    let Some(weights) = &mut how.weights else { return how };
    match edit {
        Edit::Add => weights.push(0.0),
        Edit::Delete if at < weights.len() => _ = weights.remove(at),
        Edit::Duplicate => {
            let copies = weights.get_mut(at).map(|weight| {
                if reaction != Reaction::Weights {
                    *weight /= 2.0;
                }
                *weight
            });
            weights.extend(copies);
        }
        _ => {}
    }
    how
}

/// Digits of a number in a name.
pub(in crate::explorer) const DIGITS: usize = 4;
/// What stands for nothing where a part is typed.
pub(in crate::explorer) const NONE: &str = "none";
