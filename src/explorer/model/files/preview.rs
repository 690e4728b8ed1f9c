//! The preview of the chosen preset: its base, its start, and whether its claims hold.
//!
//! Computed on another thread, claim by claim, and given up when another preset is chosen.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::bon::{Base, Unit};
use crate::preset::{Claim, Start, Test};
use crate::report::{InformationUnit, number};
use crate::text::figure;

/// The most bars in a preview.
pub(in crate::explorer) const BARS: usize = 200;

/// The preview of a preset.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// How it starts.
    pub start: Start,
    /// The number of prompts; 0 for a single base.
    pub prompts: usize,
    /// The number of outcomes, of all prompts together.
    pub outcomes: usize,
    /// Probabilities from the lowest reward to the highest; of a large base the largest of each stretch. Prompts follow
    /// each other with a gap in between.
    pub bars: Vec<f64>,
    /// The claims in the order of the preset.
    pub claims: Vec<Checked>,
}

/// A claim and whether it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    pub(in crate::explorer) claim: Claim,
    /// The prompt it is about, where there are several.
    pub(in crate::explorer) of: Option<String>,
    /// The value found, where it is not the claimed one.
    pub(in crate::explorer) found: Option<f64>,
    /// Whether it holds; none until it is checked.
    pub holds: Option<bool>,
}

/// The previews, by the argument that opens the preset.
#[derive(Clone, Debug, Default)]
pub struct Previews {
    known: BTreeMap<String, Result<Arc<Preview>, String>>,
    /// The preview asked for last, while it is incomplete.
    asked: Option<String>,
}

impl Previews {
    /// Asks for the preview of a preset, unless it is complete or under way.
    pub(in crate::explorer) fn ask<'a>(&mut self, argument: &'a str) -> Option<&'a str> {
        let done = |preview: &Result<Arc<Preview>, String>| match preview {
            Ok(preview) => preview.claims.iter().all(|claim| claim.holds.is_some()),
            Err(_) => true,
        };
        if self.asked.as_deref() == Some(argument) || self.known.get(argument).is_some_and(done) {
            return None;
        }
        self.asked = Some(argument.to_owned());
        Some(argument)
    }

    /// Takes a preview as far as it is computed.
    pub(in crate::explorer) fn take(&mut self, argument: String, preview: Result<Arc<Preview>, String>) {
        self.known.insert(argument, preview);
    }

    /// Forgets what may have changed, because presets are files that can be edited.
    pub(in crate::explorer) fn forget(&mut self) {
        *self = Previews::default();
    }

    /// The preview of a preset.
    pub fn of(&self, argument: &str) -> Option<&Result<Arc<Preview>, String>> {
        self.known.get(argument)
    }
}

impl Checked {
    /// The claim as a sentence, with the value found where that is another one; information in this unit.
    pub fn sentence(&self, unit: InformationUnit) -> String {
        let Claim { n, quantity, test, .. } = &self.claim;
        let of_unit = quantity.unit();
        let value = |value| number::of_unit(unit.shown(value, of_unit), of_unit, number::DIGITS);
        let test = match *test {
            Test::Equals { value: wanted, .. } => value(wanted),
            Test::AtMost(limit) => format!("≤ {}", value(limit)),
            Test::AtLeast(limit) => format!("≥ {}", value(limit)),
        };
        let named = if of_unit == Unit::Nats { format!(" {}", unit.name()) } else { String::new() };
        let found = self.found.map(|found| format!(", but is {}", value(found))).unwrap_or_default();
        let of = self.of.as_deref().map(|prompt| format!(" of {prompt}")).unwrap_or_default();
        format!("{}{of} at n = {}: {test}{named}{found}", quantity.title(), figure::draws(*n))
    }
}

pub(in crate::explorer) fn bars(base: &Base) -> Vec<f64> {
    let stretch = base.len().div_ceil(BARS);
    let largest =
        |from: usize| (from..(from + stretch).min(base.len())).map(|rank| base.p(rank)).fold(0.0, f64::max);
    (0..base.len()).step_by(stretch).map(largest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_asked_for_once_until_another_one_is() {
        let mut previews = Previews::default();
        assert!(previews.ask("a").is_some() && previews.ask("a").is_none() && previews.ask("b").is_some());
        assert!(previews.ask("a").is_some(), "it was given up for b");
        previews.take("a".to_owned(), Err("broken".to_owned()));
        assert!(previews.ask("b").is_some() && previews.ask("a").is_none());
        assert!(previews.of("a").is_some() && previews.of("c").is_none());
    }
}
