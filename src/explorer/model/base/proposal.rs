//! The proposal as it is shown and edited: its parts, the text typed for each, and its short name.
//!
//! Builds no proposal itself; a change is made like any other change of the base.

use crate::bon::Proposal;
use crate::explorer::model::base::draft::{Edit, Reaction};
use crate::report::number::significant;
use crate::text::number::{self, exact};

/// One part of a proposal, in the order in which they are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Weights that replace those of the base.
    Weights,
    /// A temperature.
    Temperature,
    /// This many of the likeliest outcomes.
    TopK,
    /// As many of the likeliest outcomes as hold this share: the nucleus.
    TopP,
}

impl Part {
    /// Every part, in the order of the list.
    pub const ALL: &[Part] = &[Part::Temperature, Part::TopP, Part::TopK, Part::Weights];

    /// Its entry in the list.
    pub fn title(self) -> &'static str {
        match self {
            Part::Weights => "own weights",
            Part::Temperature => "temperature: q ~ p^(1/T)",
            Part::TopK => "top-k: the k likeliest",
            Part::TopP => "top-p: nucleus of that share",
        }
    }

    /// Its command-line flag.
    pub fn flag(self) -> &'static str {
        match self {
            Part::Weights => "--proposal",
            Part::Temperature => "--temperature",
            Part::TopK => "--top-k",
            Part::TopP => "--top-p",
        }
    }

    /// The label before the input.
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
            Part::Temperature => ["above 0, such as 0.7; 1 or none turns it off", "above 0, or none"],
            Part::TopK => ["a whole number from 1 on, or none", "1 or more, or none"],
            Part::TopP => ["above 0 and at most 1, such as 0.9; 1 or none turns it off", "0 to 1, or none"],
        }
    }

    /// Its present value, as it could be typed; none where the proposal has no such part.
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

    /// The proposal with this part replaced by what was typed.
    pub(in crate::explorer) fn typed(self, how: &Proposal, text: &str) -> Result<Proposal, String> {
        let is_none = text.eq_ignore_ascii_case(NONE);
        let real = |text: &str| number::parse(text).map_err(|error| format!("not a number: {error}"));
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
        // A temperature or a share of 1 changes nothing: the part is left out.
        how.temperature = how.temperature.filter(|temperature| *temperature != 1.0);
        how.top_p = how.top_p.filter(|share| *share != 1.0);
        Ok(how)
    }
}

/// The name of a proposal: its parts in the order in which they are applied, in words or in symbols.
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

/// The proposal after an edit of the outcome at an input position: its own weights follow their outcomes. A new outcome
/// has weight 0; a split one has its weight split, or copied where masses are typed as plain weights.
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
/// What is typed, and shown, for a part that is turned off.
pub(in crate::explorer) const NONE: &str = "none";
