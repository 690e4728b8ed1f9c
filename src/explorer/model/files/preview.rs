//! What the list of presets shows of the chosen one: its base, how it starts, and whether its claims are true.
//!
//! Computed off the thread that takes the keys, claim by claim, and given up when another preset is chosen.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use crate::bon::{Base, Unit};
use crate::explorer::model::message::{Effect, Message};
use crate::explorer::model::scale::steps;
use crate::preset::{self, Claim, Start, Subject, Test};
use crate::report::{InformationUnit, number};

/// The most bars that are shown of a base.
const BARS: usize = 200;

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
    claim: Claim,
    /// The prompt it is about, where there are several.
    of: Option<String>,
    /// What was found where that is something else than is claimed.
    found: Option<f64>,
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
    pub(in crate::explorer) fn ask(&mut self, argument: &str) -> Option<Effect> {
        let done = |preview: &Result<Arc<Preview>, String>| match preview {
            Ok(preview) => preview.claims.iter().all(|claim| claim.holds.is_some()),
            Err(_) => true,
        };
        if self.asked.as_deref() == Some(argument) || self.known.get(argument).is_some_and(done) {
            return None;
        }
        self.asked = Some(argument.to_owned());
        Some(Effect::Preview(argument.to_owned()))
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

/// Answers with what there is to see of a preset, again after each claim, for as long as it is `wanted`.
pub fn look(argument: &str, wanted: impl Fn() -> bool, mut answer: impl FnMut(Message)) {
    let mut send = |preview| answer(Message::Preview { argument: argument.to_owned(), preview });
    let preset = match preset::resolve(argument, &mut io::empty()) {
        Ok(Subject::Preset(preset) | Subject::Prompt(preset, _)) => preset,
        Ok(Subject::Base(_)) => return send(Err("this is no preset".to_owned())),
        Err(error) => return send(Err(error.to_string())),
    };
    let bases: Vec<&Base> = match preset.prompts.as_slice() {
        [] => vec![preset.base.base()],
        prompts => prompts.iter().map(|prompt| prompt.base.base()).collect(),
    };
    let claimed = |claim: &Claim| Checked {
        claim: claim.clone(),
        of: preset.prompt_of(claim).map(str::to_owned),
        found: None,
        holds: None,
    };
    let mut preview = Preview {
        start: preset.start,
        prompts: preset.prompts.len(),
        outcomes: bases.iter().map(|base| base.len()).sum(),
        bars: bases.into_iter().map(bars).collect::<Vec<_>>().join(&0.0),
        claims: preset.claims.iter().map(claimed).collect(),
    };
    send(Ok(Arc::new(preview.clone())));
    for (index, claim) in preset.claims.iter().enumerate() {
        if !wanted() {
            return;
        }
        let verdict = preset.check(claim);
        let found = (!verdict.holds).then_some(verdict.value);
        preview.claims[index] = Checked { found, holds: Some(verdict.holds), ..claimed(claim) };
        send(Ok(Arc::new(preview.clone())));
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
        format!("{}{of} at n = {}: {test}{named}{found}", quantity.title(), steps::written(*n))
    }
}

fn bars(base: &Base) -> Vec<f64> {
    let stretch = base.len().div_ceil(BARS);
    let largest =
        |from: usize| (from..(from + stretch).min(base.len())).map(|rank| base.p(rank)).fold(0.0, f64::max);
    (0..base.len()).step_by(stretch).map(largest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preset::library;

    fn all(argument: &str) -> Vec<Result<Arc<Preview>, String>> {
        let mut answers = Vec::new();
        look(
            argument,
            || true,
            |message| match message {
                Message::Preview { preview, .. } => answers.push(preview),
                other => panic!("{other:?}"),
            },
        );
        answers
    }

    #[test]
    fn every_built_in_preset_has_one_and_its_claims_hold() {
        for name in library::names() {
            let answers = all(name);
            let first = answers.first().unwrap().as_ref().unwrap();
            assert!(first.claims.iter().all(|claim| claim.holds.is_none()), "{name}");
            let last = answers.last().unwrap().as_ref().unwrap();
            assert!(last.claims.iter().all(|claim| claim.holds == Some(true)), "{name}: {last:?}");
            assert_eq!(answers.len(), 1 + last.claims.len());
            assert!(last.bars.len() <= BARS && last.bars.iter().any(|&p| p > 0.0));
        }
    }

    #[test]
    fn a_false_claim_says_what_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        let text = "format = 1\nname = \"a\"\ntitle = \"A\"\n[base]\np = [1, 1]\n[[claim]]\nn = 2\nquantity = \"win_rate\"\nat_most = 0.5\n";
        std::fs::write(&path, text).unwrap();
        let answers = all(path.to_str().unwrap());
        let last = answers.last().unwrap().as_ref().unwrap();
        assert_eq!((last.outcomes, last.bars.as_slice()), (2, &[0.5, 0.5][..]));
        assert_eq!(last.claims[0].holds, Some(false));
        assert!(
            last.claims[0].sentence(InformationUnit::Nats).ends_with(" at n = 2: ≤ 0.5, but is 0.625"),
            "{last:?}"
        );
    }

    #[test]
    fn claims_are_about_what_the_preset_draws() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        let head = "format = 1\nname = \"a\"\ntitle = \"A\"\n";
        let claim = "n = 1\nquantity = \"win_rate\"\nequals = 0.75\nwithin = 1e-15\n";
        let proposal = "[proposal]\ntop_k = 1\n[[claim]]\n";
        std::fs::write(&path, format!("{head}[base]\np = [0.5, 0.5]\n{proposal}{claim}")).unwrap();
        let told = |answers: Vec<Result<Arc<Preview>, String>>| {
            answers.last().unwrap().clone().unwrap().claims[0].clone()
        };
        // The first of two equally likely outcomes is the lower one.
        let checked = told(all(path.to_str().unwrap()));
        assert_eq!(
            (checked.holds, checked.sentence(InformationUnit::Nats).contains("but is 0.25")),
            (Some(false), true),
            "{checked:?}"
        );
        let prompts = "[[prompt]]\nname = \"x\"\np = [1, 0]\n[[prompt]]\nname = \"y\"\np = [0.4, 0.6]\n";
        let claim = claim.replace("0.75", "0.7");
        std::fs::write(&path, format!("{head}{prompts}{proposal}prompt = \"y\"\n{claim}")).unwrap();
        let checked = told(all(path.to_str().unwrap()));
        assert_eq!(
            (checked.holds, checked.sentence(InformationUnit::Nats).contains(" of y at n = 1")),
            (Some(true), true),
            "{checked:?}"
        );
    }

    #[test]
    fn what_is_broken_says_why_and_what_nobody_wants_is_given_up() {
        assert!(all("/nonexistent/a.toml")[0].as_ref().is_err_and(|why| why.contains("/nonexistent/a.toml")));
        assert!(all("0.5,0.5")[0].is_err());
        let mut answers = 0;
        look("uniform-10", || false, |_| answers += 1);
        assert_eq!(answers, 1, "the base without the claims");
    }

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
