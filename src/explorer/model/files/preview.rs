//! What the list of presets shows of the chosen one: its base, how it starts, and whether its claims are true.
//!
//! Computed off the thread that takes the keys, claim by claim, and given up when another preset is chosen.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::bon::{Base, Unit};
use crate::preset::{Claim, Start, Test};
use crate::report::{InformationUnit, number};
use crate::text::figure;

/// The most bars that are shown of a base.
pub(in crate::explorer) const BARS: usize = 200;

/// What is shown of a preset.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// How it starts.
    pub start: Start,
    /// The number of prompts; none for a single base.
    pub prompts: usize,
    /// The number of outcomes, of all prompts together.
    pub outcomes: usize,
    /// Probabilities from the lowest reward to the highest; of a large base the largest of each stretch. Those of prompts
    /// follow each other with a gap between them.
    pub bars: Vec<f64>,
    /// The claims in the order of the preset.
    pub claims: Vec<Checked>,
}

/// A claim and whether it is true.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    pub(in crate::explorer) claim: Claim,
    /// The prompt it is about, where there are several.
    pub(in crate::explorer) of: Option<String>,
    /// What was found where that is something else than is claimed.
    pub(in crate::explorer) found: Option<f64>,
    /// Whether that is true; not known until it is computed.
    pub holds: Option<bool>,
}

/// The previews by the argument that opens the preset.
#[derive(Clone, Debug, Default)]
pub struct Previews {
    known: BTreeMap<String, Result<Arc<Preview>, String>>,
    /// The last one asked for, while it is not complete.
    asked: Option<String>,
}

impl Previews {
    /// Asks for what is known of a preset, unless that is done or under way.
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

    /// Takes what is known by now.
    pub(in crate::explorer) fn take(&mut self, argument: String, preview: Result<Arc<Preview>, String>) {
        self.known.insert(argument, preview);
    }

    /// Forgets what can have changed since, because presets are files that are edited.
    pub(in crate::explorer) fn forget(&mut self) {
        *self = Previews::default();
    }

    /// What is known of a preset.
    pub fn of(&self, argument: &str) -> Option<&Result<Arc<Preview>, String>> {
        self.known.get(argument)
    }
}

impl Checked {
    /// What is claimed, and what was found where that is something else; information in this unit.
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
