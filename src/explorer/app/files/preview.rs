//! Previews of presets that are not opened yet.

use std::io;
use std::sync::Arc;

use crate::bon::Base;
use crate::explorer::model::files::preview::{Checked, Preview, bars};
use crate::explorer::model::message::Message;
use crate::preset::{self, Claim, Subject};

/// Answers with the preview of a preset, again after each claim, for as long as it is `wanted`.
pub fn look(argument: &str, wanted: impl Fn() -> bool, mut answer: impl FnMut(Message)) {
    let mut send = |preview| answer(Message::Preview { argument: argument.to_owned(), preview });
    let preset = match preset::resolve(argument, &mut io::empty()) {
        Ok(Subject::Preset(preset) | Subject::Prompt(preset, _)) => preset,
        Ok(Subject::Base(_)) => return send(Err("this is not a preset".to_owned())),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::model::files::preview::BARS;
    use crate::preset::library;
    use crate::report::InformationUnit;

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
        let results = |answers: Vec<Result<Arc<Preview>, String>>| {
            answers.last().unwrap().clone().unwrap().claims[0].clone()
        };
        // The first of two equally likely outcomes is the lower one.
        let checked = results(all(path.to_str().unwrap()));
        assert_eq!(
            (checked.holds, checked.sentence(InformationUnit::Nats).contains("but is 0.25")),
            (Some(false), true),
            "{checked:?}"
        );
        let prompts = "[[prompt]]\nname = \"x\"\np = [1, 0]\n[[prompt]]\nname = \"y\"\np = [0.4, 0.6]\n";
        let claim = claim.replace("0.75", "0.7");
        std::fs::write(&path, format!("{head}{prompts}{proposal}prompt = \"y\"\n{claim}")).unwrap();
        let checked = results(all(path.to_str().unwrap()));
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
}
