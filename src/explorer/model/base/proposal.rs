//! The proposal as a person sees and edits it: its parts, what is typed for each, and its name in a few words.
//!
//! Makes no proposal itself; a change goes the way of every change of the base.

use crate::bon::Proposal;
use crate::explorer::model::base::change::{self, Change};
use crate::explorer::model::base::draft::{Edit, Reaction};
use crate::explorer::model::overlay::layer::Overlay;
use crate::explorer::model::overlay::list::{Kind, Menu};
use crate::explorer::model::overlay::question::Asked;
use crate::explorer::model::state::Model;
use crate::report::number::significant;
use crate::text::number::{self, exact};
use crate::tui::line::Line;

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

/// Digits of a number in a name.
const DIGITS: usize = 4;
/// What stands for nothing where a part is typed.
const NONE: &str = "none";

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
    fn typed(self, how: &Proposal, text: &str) -> Result<Proposal, String> {
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

/// Opens the list of the parts.
pub(in crate::explorer) fn choose(model: &mut Model) {
    model.overlay = Some(Overlay::Menu(Menu::new(Kind::Proposal, 0)));
}

/// How many entries the list has: the parts, and none at all.
pub(in crate::explorer) const ENTRIES: usize = Part::ALL.len() + 1;

/// Asks for the part of this entry, or takes the proposal away.
pub(in crate::explorer) fn accept(model: &mut Model, entry: usize) {
    model.overlay = None;
    match Part::ALL.get(entry) {
        Some(&part) => {
            let line = Line::marked(&part.of(model.subject.how()).unwrap_or_default());
            model.overlay = Some(Overlay::Prompt { asked: Asked::Proposal(part), line });
        }
        None if model.subject.how().is_none() => {
            model.notice = Some("best-of-n draws from the base already".to_owned());
        }
        None => {
            if let Err(why) = draw_from(model, Proposal::default()) {
                model.notice = Some(why);
            }
        }
    }
}

/// Takes what was typed for a part.
///
/// # Errors
/// One sentence that says why it is not taken.
pub(in crate::explorer) fn answer(model: &mut Model, part: Part, text: &str) -> Result<(), String> {
    let how = part.typed(model.subject.how(), text)?;
    draw_from(model, how)
}

fn draw_from(model: &mut Model, how: Proposal) -> Result<(), String> {
    let outcomes = model.subject.bases().map(|base| base.base().len()).sum();
    change::ask(model, Change::Proposal(how), outcomes).map_err(|error| error.to_string())
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
