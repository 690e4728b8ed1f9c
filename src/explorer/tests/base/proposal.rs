//! Drawing from a proposal: what the screen says of it, how it is edited, and that everything else honours it.

use std::fs;

use crate::bon::{Draws, Proposal, Quantity};
use crate::explorer::app::show::complete;
use crate::explorer::model::curves::chosen_curves::ChosenCurves;
use crate::explorer::tests::*;

/// The explorer on `argument` with this proposal.
fn drawn(argument: &str, how: Proposal, width: u16, height: u16) -> Bench {
    let opening = Opening::named(argument).unwrap();
    let subject = opening.subject.drawn_from(how).unwrap();
    Bench::new(Opening { subject, ..opening }, width, height)
}

fn cold(width: u16, height: u16) -> Bench {
    let how = Proposal { temperature: Some(0.7), top_k: Some(7), ..Proposal::default() };
    drawn("0.05,0.1,0.15,0.2,0.1,0.05,0.1,0.05,0.1,0.1", how, width, height)
}

fn notice(bench: &Bench) -> String {
    bench.model.notice.clone().unwrap_or_default()
}

/// Everything at n is that of the proposal that is in force.
fn assert_honest(bench: &Bench) {
    let (n, readout) = bench.model.readout.value().unwrap();
    assert_eq!(*n, bench.model.n);
    let n = Draws::new(bench.model.n as f64).unwrap();
    let true_values = bench.model.subject.drawing().evaluate(n);
    let (_, curve) = bench.model.curve.value().unwrap();
    let first = bench.model.subject.drawing().evaluate(Draws::MIN);
    for &quantity in Quantity::UNDER_PROPOSAL {
        assert_eq!(readout.get(quantity), true_values.get(quantity), "{}", quantity.name());
    }
    for quantity in [Quantity::Kl, Quantity::ProposalGap, Quantity::WinRate] {
        assert_eq!(curve[0].get(quantity), first.get(quantity), "{}", quantity.name());
    }
}

#[test]
fn screens_of_a_proposal() {
    assert_snapshot!("proposal_80x24", cold(80, 24).text());
    assert_snapshot!("proposal_120x40", cold(120, 40).text());
    assert_snapshot!("proposal_40x12", cold(40, 12).text());
    let mut ascii = cold(80, 24);
    ascii.screen.ascii = true;
    assert!(ascii.text().is_ascii());
    assert_snapshot!("proposal_menu", cold(80, 24).press("Q").text());
    assert_snapshot!("proposal_menu_40x12", cold(40, 12).press("Q").text());
    assert_snapshot!("proposal_work", cold(120, 40).press("down down V").text());
    assert_snapshot!("proposal_tie_work", cold(80, 40).press("t t J V z").text());
}

#[test]
fn the_numbers_are_those_of_the_reference() {
    let reference: serde_json::Value =
        serde_json::from_str(include_str!("../../../../tests/oracle/proposals.json")).unwrap();
    let numbers = |value: &serde_json::Value| -> Vec<f64> {
        value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
    };
    let mut compared = 0;
    for row in reference["rows"].as_array().unwrap() {
        let base = Base::with_rewards(&numbers(&row["p"]), &numbers(&row["rewards"])).unwrap();
        let base = NamedBase::new("row".to_owned(), base, Labels::Numbered, Vec::new());
        let how = &row["proposal"];
        let how = Proposal {
            weights: how.get("weights").map(numbers),
            temperature: how.get("temperature").and_then(serde_json::Value::as_f64),
            top_k: how.get("top_k").and_then(serde_json::Value::as_u64).map(|k| k as usize),
            top_p: how.get("top_p").and_then(serde_json::Value::as_f64),
        };
        let subject = Subject::new(Arc::new(base), None).drawn_from(how).unwrap();
        for case in row["cases"].as_array().unwrap() {
            let n = case["n"].as_f64().unwrap();
            if n.fract() != 0.0 || n > 1e15 || !subject.is_proposed() {
                continue;
            }
            let opening = Opening {
                subject: subject.clone(),
                n: n as u64,
                view: View::Lower(LowerView::Gap),
                origin: None,
            };
            let bench = Bench::new(opening, 120, 40);
            let value = |name: &str| case["values"][name].as_str().unwrap().parse::<f64>().unwrap();
            for (line, name) in [
                ("exact KL", "kl"),
                ("corrected ", "proposal_bound"),
                ("gap  ", "proposal_gap"),
                ("win rate", "win_rate"),
            ] {
                let value = value(name);
                if (1e-3..1e3).contains(&value) && value < 0.9999 {
                    let written = format!("{value:.4}");
                    let shown = bench.line_with(&format!("│ {line}"));
                    assert!(shown.contains(written.trim_end_matches('0')), "{name} {written}: {shown}");
                    compared += 1;
                }
            }
            assert_honest(&bench);
        }
    }
    assert!(compared > 40, "{compared}");
}

#[test]
fn what_is_infinite_and_what_does_not_hold_is_said_in_words() {
    let mut bench = cold(200, 60);
    let line = bench.line_with("reverse KL");
    assert!(line.contains("infinite: 3 never drawn") && line.contains("the proposal never draws 3 outcomes"));
    let text = bench.text();
    assert!(text.contains("corrected bound loose") && text.contains("(q: temperature 0.7, top-k 7)"));
    let left_out = text.lines().filter(|line| line.contains(" out ") && line.contains(" never "));
    assert_eq!(left_out.count(), 3, "{text}");
    assert!(!text.contains("│ bound ") && !text.contains("n/(n+1)") && !text.contains("gap bound"), "{text}");
    for (keys, words) in [
        ("v z", "win rate"),
        ("v", "corrected"),
        ("v", "so there is no spread to show"),
        ("v", "bounds none of them any more"),
        ("v", "belongs to no outcome"),
        ("v", "the proposal never draws"),
    ] {
        let text = bench.press(keys).text();
        assert!(text.contains(words), "{words} is missing from\n{text}");
        assert!(!text.contains("NaN"), "{text}");
    }
    // A curve that is not defined says so, and the list has those that are.
    bench.press("z");
    bench.model.chosen_curves =
        Some(ChosenCurves { first: Quantity::Estimator.into(), second: None, log: false });
    assert!(bench.text().contains("estimator mean is not defined where best-of-n draws from a proposal q"));
    assert!(bench.press("c").text().contains("gap to the corrected bound"));
}

#[test]
fn a_proposal_is_put_together_part_by_part_and_undone() {
    let mut bench = Bench::new(Opening::named("0.5,0.3,0.2").unwrap(), 120, 40);
    let plain = bench.text();
    bench.press("Q enter 0 . 7 enter");
    assert_eq!(notice(&bench), "best-of-n draws from q: temperature 0.7; 3 of 3 outcomes kept; u undoes");
    bench.press("Q down enter 0 . 8 enter");
    assert_eq!(
        bench.model.subject.how(),
        &Proposal { temperature: Some(0.7), top_p: Some(0.8), ..Proposal::default() }
    );
    let header = bench.line_with("bonscope");
    assert!(header.contains("(q: temperature 0.7, top-p 0.8)"), "{header}");
    assert_honest(&bench);
    // A wrong value is refused as on the command line, and the prompt stays open.
    for (keys, why) in [
        ("Q enter ctrl-u 0 enter", "the temperature is 0; it must be a finite number above 0"),
        ("esc Q down enter ctrl-u 2 enter", "top-p is 2; it must be above 0 and at most 1"),
        ("esc Q down down enter 0 enter", "top-k is 0; it must be a whole number of at least 1"),
        ("esc Q down down enter 1 . 5 enter", "top-k is 1.5; it must be a whole number of at least 1"),
        (
            "esc Q down down down enter 1 , 2 enter",
            "the proposal has 2 weights but the base has 3 outcomes; give one weight for each outcome",
        ),
        ("esc Q enter ctrl-u x enter", "not a number: "),
    ] {
        bench.press(keys);
        assert!(notice(&bench).starts_with(why), "{}", notice(&bench));
        assert_eq!(bench.model.context(), Context::Question);
    }
    bench.press("esc Q down down down enter 1 , 2 , 0 enter");
    assert_eq!(bench.model.subject.how().weights, Some(vec![1.0, 2.0, 0.0]));
    assert_honest(&bench);
    // None takes a part away, the last entry all of them.
    bench.press("Q down down down enter ctrl-u n o n e enter Q enter ctrl-u 1 enter");
    assert_eq!(bench.model.subject.how(), &Proposal { top_p: Some(0.8), ..Proposal::default() });
    bench.press("Q down down down down enter");
    assert_eq!(notice(&bench), "best-of-n draws from the base; u undoes");
    assert!(!bench.model.subject.is_proposed());
    assert_eq!(bench.press("esc").text(), plain);
    bench.press("u");
    assert_eq!(bench.model.subject.how(), &Proposal { top_p: Some(0.8), ..Proposal::default() });
    bench.press("u u u u u");
    assert!(bench.model.subject.how().is_none() && bench.press("esc").text() == plain);
    bench.press("ctrl-r");
    assert_eq!(bench.model.subject.how(), &Proposal { temperature: Some(0.7), ..Proposal::default() });
    assert_honest(&bench);
}

#[test]
fn a_proposal_that_changes_nothing_is_kept_but_not_shown() {
    let mut bench = Bench::new(Opening::named("0.5,0.3,0.2").unwrap(), 120, 40);
    bench.press("Q down down enter 3 enter");
    assert_eq!(notice(&bench), "top-k 3 changes nothing here: q is p; u undoes");
    assert!(!bench.model.subject.is_proposed() && bench.text().contains("estimator"));
    // With another outcome it does.
    bench.press("a 1 / 4 enter");
    assert!(bench.model.subject.is_proposed() && bench.line_with("bonscope").contains("(q: top-k 3)"));
    assert_honest(&bench);
}

#[test]
fn weights_of_its_own_go_with_their_outcomes() {
    let weights = |bench: &Bench| bench.model.subject.how().weights.clone().unwrap();
    let own = Proposal { weights: Some(vec![1.0, 2.0, 4.0]), ..Proposal::default() };
    let mut bench = drawn("0.5,0.3,0.2", own, 120, 40);
    assert_eq!(weights(bench.press("e 1 / 2 enter")), [1.0, 2.0, 4.0]);
    assert_eq!(weights(bench.press("a esc")), [1.0, 2.0, 4.0, 0.0]);
    assert_eq!(weights(bench.press("u G D")), [0.5, 2.0, 4.0, 0.5]);
    assert_eq!(weights(bench.press("u g down d")), [1.0, 4.0]);
    assert_honest(&bench);
    bench.press("u");
    // An outcome that q draws cannot be taken from the base.
    bench.press("g e 0 enter");
    assert!(
        notice(&bench).contains("is positive but the base gives this outcome no weight"),
        "{}",
        notice(&bench)
    );
    assert!(bench.model.subject.base.base().p(2) > 0.4);
    // Another base with as many outcomes takes them, one with others leaves them out.
    bench.press("esc");
    bench.send(Message::Paste("0.2\n0.2\n0.6".to_owned()));
    assert_eq!(weights(&bench), [1.0, 2.0, 4.0]);
    bench.send(Message::Paste("0.5\n0.5".to_owned()));
    assert!(notice(&bench).ends_with("the weights of the proposal do not fit the new base and are left out"));
    assert!(bench.model.subject.how().is_none());
}

#[test]
fn a_family_keeps_its_proposal_and_a_large_one_is_made_elsewhere() {
    let how = Proposal { temperature: Some(0.5), ..Proposal::default() };
    let mut bench = drawn("geometric:20,1/2", how.clone(), 80, 24);
    bench.press("f up esc");
    assert_eq!((bench.model.subject.how(), bench.model.subject.base.base().len()), (&how, 21));
    assert_honest(&bench);
    let mut bench = Bench::new(Opening::named("zipf:6000,1.1").unwrap(), 80, 24);
    let effects = {
        bench.press("Q enter 0 . 9");
        update(&mut bench.model, Message::Key("enter".parse().unwrap()))
    };
    assert!(bench.model.changes.pending() && effects.iter().any(|effect| matches!(effect, Effect::Build(_))));
    complete(&mut bench.model, effects);
    assert!(bench.model.subject.is_proposed());
    assert_honest(&bench);
    // One that is refused there is told, too.
    bench.press("Q enter ctrl-u 0 enter");
    assert_eq!(notice(&bench), "the temperature is 0; it must be a finite number above 0");
}

#[test]
fn pins_keep_what_was_drawn_from() {
    let mut bench = Bench::new(Opening::named("0.5,0.3,0.2").unwrap(), 160, 50);
    bench.press("m enter Q down enter 0 . 7 enter");
    let (_, now) = bench.model.readout.value().unwrap();
    let then = crate::bon::Policy::new(bench.model.subject.base.base(), Draws::new(64.0).unwrap()).evaluate();
    let difference = now.kl - then.kl;
    assert!(bench.line_with("│ exact KL").contains(&format!("{difference:+.4}")));
    assert!(!bench.text().contains("NaN"));
    bench.press("M enter");
    assert!(!bench.model.subject.is_proposed() && bench.text().contains("estimator"));
    bench.press("M enter");
    assert!(bench.model.subject.is_proposed());
    assert_honest(&bench);
}

#[test]
fn jumps_are_about_the_proposal() {
    let mut bench = cold(120, 40);
    bench.press("i g 1 enter");
    assert!(
        notice(&bench).contains("is the smallest with gap to the corrected bound ≥ 1 nats"),
        "{}",
        notice(&bench)
    );
    assert!(bench.model.readout.value().unwrap().1.proposal_gap >= 1.0);
    bench.press("i k 1 enter");
    let kl = |bench: &Bench| bench.model.readout.value().unwrap().1.kl;
    assert!(notice(&bench).starts_with("every n up to ") && kl(&bench) <= 1.0, "{}", notice(&bench));
    assert!(kl(bench.press("+")) > 1.0);
    bench.press("i k 0 . 0 1 enter");
    assert!(notice(&bench).starts_with("even n = 1, which is q itself, misses"), "{}", notice(&bench));
    bench.press("i s 9 0 % enter");
    let limit = bench.model.readout.value().unwrap().1.kl_limit;
    assert!(kl(&bench) >= 0.9 * limit && kl(bench.press("-")) < 0.9 * limit);
    bench.press("i e");
    assert!(notice(&bench).contains("has no meaning"), "{}", notice(&bench));
}

#[test]
fn the_line_has_the_flags_and_means_the_same() {
    let line = |bench: &mut Bench, keys: &str| {
        bench.copied.clear();
        bench.press(keys).press("o");
        bench.copied.clone()
    };
    let mut bench = Bench::new(Opening::named("uniform-10").unwrap(), 120, 40);
    assert_eq!(
        line(&mut bench, "Q enter 0 . 7 enter Q down enter 0 . 9 enter"),
        "bonscope eval uniform-10 --temperature 0.7 --top-p 0.9 -n 64"
    );
    assert_eq!(line(&mut bench, "Q down down down down enter"), "bonscope eval uniform-10 -n 64");
    let own = Proposal { weights: Some(vec![1.0, 2.0, 0.0]), ..Proposal::default() };
    assert_eq!(
        line(&mut drawn("0.5,0.3,0.2", own.clone(), 80, 24), ""),
        "bonscope eval 0.5,0.3,0.2 --proposal 1,2,0 -n 64"
    );
    assert!(line(&mut drawn("0.5,0.3,0.2", own, 80, 24), "t").contains("'[proposal]' 'p = [1, 2, 0]'"));
    // Numbers at n are those that are known.
    let copied = { bench.press("Q down enter 0 . 5 enter O").copied.clone() };
    assert!(copied.contains("proposal_bound\t") && !copied.contains("estimator"), "{copied}");
}

const LESSON: &str = "# Mine.\nformat = 1\nname = \"lesson\"\ntitle = \"A lesson\"\n[base]\np = [0.5, 0.3, 0.2]\n\n[proposal]\ntemperature = 0.7   # cold\n[[claim]]\nn = 4\nquantity = \"win_rate\"\nat_most = 0.9\n";

#[test]
fn a_preset_opens_saves_and_exports_with_its_proposal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lesson.toml");
    fs::write(&path, LESSON).unwrap();
    let mut bench = Bench::new(Opening::named(path.to_str().unwrap()).unwrap(), 120, 40);
    assert!(bench.line_with("bonscope").contains("lesson (q: temperature 0.7)") && !bench.model.edited());
    assert_honest(&bench);
    bench.press("s");
    assert_eq!(fs::read_to_string(&path).unwrap(), LESSON);
    let copied = { bench.press("o").copied.clone() };
    assert_eq!(copied, format!("bonscope eval {} -n 64", path.display()));
    bench.press("Q enter ctrl-u 0 . 5 enter Q down enter 0 . 9 enter");
    assert!(bench.model.edited());
    let copied = { bench.press("o").copied.clone() };
    assert_eq!(copied, format!("bonscope eval {} --temperature 0.5 --top-p 0.9 -n 64", path.display()));
    bench.press("s");
    let changed = LESSON.replace("0.7   # cold", "0.5   # cold\ntop_p = 0.9");
    assert_eq!(fs::read_to_string(&path).unwrap(), changed);
    assert!(!bench.model.edited());
    // Without the part that the file has no flag says so; the base travels whole.
    let copied = { bench.press("Q enter ctrl-u n o n e enter o").copied.clone() };
    assert!(copied.contains("'[proposal]' 'top_p = 0.9'") && !copied.contains("temperature"), "{copied}");
    bench.press("Q down down down down enter s");
    let none = LESSON.replace("\n[proposal]\ntemperature = 0.7   # cold\n", "");
    assert_eq!(fs::read_to_string(&path).unwrap(), none);
    // A base that had none gets the table.
    bench.press("Q down down enter 2 enter s");
    let saved = fs::read_to_string(&path).unwrap();
    assert!(saved.contains("\n[proposal]\ntop_k = 2\n"), "{saved}");
    assert_eq!(Opening::named(path.to_str().unwrap()).unwrap().subject.how(), bench.model.subject.how());
    bench.press("E down down down enter ctrl-u a . c s v enter");
    let table = fs::read_to_string(bench.folder.path().join("a.csv")).unwrap();
    assert!(table.starts_with("n,unit,kl,proposal_bound,"), "{table}");
}
