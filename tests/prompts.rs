//! Presets with prompts: the average against the reference of `tests/oracle/prompts.py`, what must hold of it, and the
//! refusals of the file format.

use std::collections::BTreeMap;

use bonscope::bon::{Average, Base, Draws, Order, Policy, Quantity, Target, solve_average};
use bonscope::preset::{self, Subject, library};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    n: f64,
    values: BTreeMap<String, String>,
}

#[test]
fn the_average_agrees_with_the_reference() {
    let preset = library::get("three-prompts").unwrap();
    let average = preset.average().unwrap();
    let cases: Vec<Case> = serde_json::from_str(include_str!("oracle/prompts.json")).unwrap();
    assert!(cases.len() >= 7);
    for case in cases {
        let n = Draws::new(case.n).unwrap();
        let values = average.evaluate(n);
        let three = Order::new(3.0).unwrap();
        let found = Quantity::ALL.iter().map(|quantity| (quantity.name(), values.get(*quantity)));
        let further =
            [("renyi_3", average.renyi(n, three)), ("renyi_3_bound", average.renyi_bound(n, three))];
        for (name, found) in found.chain(further) {
            let expected: f64 = case.values[name].parse().unwrap();
            let allowed = if name.ends_with("_sd") { 1e-9 } else { 1e-12 };
            assert!(
                (found - expected).abs() <= allowed * expected.abs(),
                "{name} at n = {}: {found:e} instead of {expected:e}",
                case.n
            );
        }
    }
}

#[test]
fn an_n_is_found_for_the_average() {
    let preset = library::get("three-prompts").unwrap();
    let average = preset.average().unwrap();
    let cases: Vec<Case> = serde_json::from_str(include_str!("oracle/prompts.json")).unwrap();
    let mut found = 0;
    for case in cases {
        let value = |name: &str| case.values[name].parse::<f64>().unwrap();
        for target in [Target::Kl(value("kl")), Target::WinRate(value("win_rate"))] {
            let at = |n: f64| average.value(Draws::new(n).unwrap(), target.quantity());
            // Where the quantity no longer rises, any later n would do.
            if case.n > 1.5 && at(case.n * 1.01) - at(case.n) > 1e-4 * target.value() {
                let n = solve_average(&average, target, &|_| {}).n_exact.unwrap().get();
                assert!((n - case.n).abs() <= 1e-9 * case.n, "{target:?}: {n} instead of {}", case.n);
                assert!((at(n) - target.value()).abs() <= 1e-12 * target.value(), "{target:?}: {}", at(n));
                found += 1;
            }
        }
        let limit = solve_average(&average, Target::Kl(1e3), &|_| {});
        let expected = value("kl_limit");
        assert!(limit.n_exact.is_none() && (limit.limit - expected).abs() <= 1e-14 * expected, "{limit:?}");
    }
    assert!(found >= 5, "{found}");
}

#[test]
fn what_is_asked_for_alone_is_what_all_of_them_say() {
    let preset = library::get("three-prompts").unwrap();
    let average = preset.average().unwrap();
    for n in [1.0, 2.0, 64.0, 1e6] {
        let n = Draws::new(n).unwrap();
        let all = average.evaluate(n);
        for &quantity in Quantity::ALL {
            let (alone, among) = (average.value(n, quantity), all.get(quantity));
            let name = quantity.name();
            assert!((alone - among).abs() <= 1e-12 * among.abs(), "{name}: {alone} instead of {among}");
        }
    }
}

fn bases() -> impl Strategy<Value = Vec<(f64, Vec<f64>)>> {
    prop::collection::vec((1e-3f64..10.0, prop::collection::vec(1e-6f64..1.0, 1..6)), 1..5)
}

proptest! {
    #[test]
    fn the_average_lies_between_the_prompts_and_does_not_see_scale_or_order(
        parts in bases(), ln_n in 0f64..15.0, scale in 1e-3f64..1e3,
    ) {
        let n = Draws::new(ln_n.exp()).unwrap();
        let bases: Vec<(f64, Base)> = parts.iter().map(|(w, p)| (*w, Base::from_weights(p).unwrap())).collect();
        let average = Average::new(bases.iter().map(|(w, base)| (*w, base))).unwrap();
        let again = Average::new(bases.iter().rev().map(|(w, base)| (w * scale, base))).unwrap();
        let (found, other) = (average.evaluate(n), again.evaluate(n));
        let single: Vec<_> = bases.iter().map(|(_, base)| Policy::new(base, n).evaluate()).collect();
        for &quantity in Quantity::ALL {
            let value = found.get(quantity);
            let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * a.abs().max(b.abs()) + 1e-300;
            let is_quantile = ["_q05", "_q50", "_q95"].iter().any(|level| quantity.name().ends_with(level));
            // A level that is all but reached may fall either way.
            prop_assert!(is_quantile || close(value, other.get(quantity)), "{}", quantity.name());
            if matches!(quantity, Quantity::EstimatorSd | Quantity::EstimatorSharpSd) {
                continue;
            }
            let low = single.iter().map(|one| one.get(quantity)).fold(f64::INFINITY, f64::min);
            let high = single.iter().map(|one| one.get(quantity)).fold(f64::NEG_INFINITY, f64::max);
            let slack = 1e-10 * high.abs() + 1e-300;
            prop_assert!(low - slack <= value && value <= high + slack, "{}: {low} {value} {high}", quantity.name());
        }
        prop_assert!(found.kl <= found.bound * (1.0 + 1e-12));
        prop_assert!(close_to(found.kl + found.gap, found.bound));
    }

    #[test]
    fn one_prompt_or_equal_prompts_are_their_base(
        p in prop::collection::vec(1e-6f64..1.0, 1..8), copies in 1usize..4, ln_n in 0f64..15.0,
    ) {
        let base = Base::from_weights(&p).unwrap();
        let n = Draws::new(ln_n.exp()).unwrap();
        let average = Average::new((1..=copies).map(|weight| (weight as f64, &base))).unwrap().evaluate(n);
        let single = Policy::new(&base, n).evaluate();
        for &quantity in Quantity::ALL {
            let (a, b) = (average.get(quantity), single.get(quantity));
            prop_assert!((a - b).abs() <= 1e-10 * b.abs() + 1e-300, "{}: {a} {b}", quantity.name());
        }
    }
}

fn close_to(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * b.abs() + 1e-15
}

#[test]
fn weights_that_make_no_average_are_refused() {
    let base = Base::from_weights(&[1.0, 1.0]).unwrap();
    for weights in [&[][..], &[0.0], &[1.0, -1.0], &[f64::NAN], &[f64::INFINITY]] {
        assert!(Average::new(weights.iter().map(|w| (*w, &base))).is_none(), "{weights:?}");
    }
    let shares: Vec<f64> = Average::new([(1e308, &base), (1e308, &base)]).unwrap().shares().collect();
    assert_eq!(shares, [0.5, 0.5]);
}

const HEAD: &str = "format = 1\nname = \"mine\"\ntitle = \"Mine\"\n";
const TWO: &str = "[[prompt]]\nname = \"a\"\np = [1, 1]\nlabel = [\"no\", \"yes\"]\n[[prompt]]\nname = \"b\"\nweight = \"3/2\"\nfamily = \"uniform:3\"\n";

#[test]
fn prompts_are_read() {
    let mine = preset::parse(&format!("{HEAD}{TWO}"), "mine.toml").unwrap();
    let found: Vec<_> = mine.prompts.iter().map(|p| (p.name.as_str(), p.weight, p.base.name())).collect();
    assert_eq!(found, [("a", 1.0, "mine#a"), ("b", 1.5, "mine#b")]);
    assert_eq!(mine.base.name(), "mine#a");
    assert_eq!(mine.average().unwrap().shares().collect::<Vec<_>>(), [0.4, 0.6]);
    let claims = "[[claim]]\nn = 2\nquantity = \"win_rate\"\nequals = 0.625\nwithin = 0\nprompt = \"a\"\n\
        [[claim]]\nn = 1\nquantity = \"kl\"\nat_most = 0\n\
        [[claim]]\nn = 1\nquantity = \"kl\"\nat_most = 0\nprompt = \"average\"\n\
        [[step]]\nsay = \"x\"\nhighlight = [\"yes\"]\n";
    let mine = preset::parse(&format!("{HEAD}{TWO}{claims}"), "mine.toml").unwrap();
    assert_eq!(mine.claims.iter().map(|claim| claim.prompt).collect::<Vec<_>>(), [Some(0), None, None]);
    assert!(mine.claims.iter().all(|claim| mine.check(claim).holds));
    let average = mine.prompt_of(&mine.claims[1]);
    assert_eq!((mine.prompt_of(&mine.claims[0]), average), (Some("a"), Some(preset::AVERAGE)));
}

/// What takes the place of a piece of [`TWO`], and the refusal.
const BROKEN: &[(&str, &str, &str)] = &[
    (
        "[[prompt]]\nname = \"a\"",
        "[base]\np = [1]\n[[prompt]]\nname = \"a\"",
        "6:1: the preset has [base] and [[prompt]]; it must have exactly one of [base] or [[prompt]]",
    ),
    (
        "name = \"a\"",
        "name = \"b\"",
        "9:8: the name \"b\" was given to prompt 1 already; every prompt needs its own",
    ),
    (
        "name = \"a\"",
        "name = \"average\"",
        "5:8: name is the text \"average\"; it must be another word: this is what the average over prompts is called",
    ),
    (
        "name = \"a\"",
        "name = \"a#b\"",
        "5:8: name is the text \"a#b\"; it must be a letter and then letters, digits, \"-\", \"_\" or \".\", at most 64 in all",
    ),
    (
        "name = \"a\"\n",
        "",
        "4:1: [[prompt]] has no name; it must give the name of the prompt, such as \"easy\"",
    ),
    ("weight = \"3/2\"", "weight = 0", "10:10: weight is the number 0; it must be a finite number above 0"),
    ("weight = \"3/2\"", "weight = -1", "10:10: weight is the number -1; it must be a finite number above 0"),
    (
        "weight = \"3/2\"",
        "weight = inf",
        "10:10: weight is the number inf; it must be a finite number such as 0.5, 1e-4 or \"1/3\"",
    ),
    (
        "weight = \"3/2\"",
        "wieght = 1",
        "10:1: there is no key \"wieght\" in [[prompt]]; did you mean \"weight\"? the keys are name, weight, family, p, outcomes, reward, label",
    ),
    (
        "family = \"uniform:3\"",
        "",
        "8:1: [[prompt]] has none of them; it must have exactly one of family, p or outcomes",
    ),
    (
        "family = \"uniform:3\"",
        "family = \"uniform:3\"\n[[claim]]\nn = 1\nquantity = \"kl\"\nat_most = 0\nprompt = \"c\"",
        "16:10: prompt is \"c\"; did you mean \"a\"? it must be one of average, a, b",
    ),
];

#[test]
fn what_is_wrong_is_refused_with_its_place() {
    for (piece, instead, refusal) in BROKEN {
        assert!(TWO.contains(piece), "{piece}");
        let text = format!("{HEAD}{}", TWO.replacen(piece, instead, 1));
        let error = preset::parse(&text, "mine.toml").expect_err(refusal).to_string();
        assert_eq!(error, format!("mine.toml:{refusal}"));
    }
    let error = |text: &str| preset::parse(&format!("{HEAD}{text}"), "m").expect_err(text).to_string();
    assert!(error("prompt = []\n").starts_with("m:4:10: prompt is a list; it must be at least one table"));
    assert!(error("prompt = 3\n").starts_with("m:4:10: prompt is the number 3; it must be tables written"));
    assert_eq!(
        error("[base]\np = [1]\n[[claim]]\nn = 1\nquantity = \"kl\"\nat_most = 0\nprompt = \"a\"\n"),
        "m:10:10: prompt of [[claim]] goes only with [[prompt]] tables"
    );
    assert!(
        error("").contains(
            "the preset has no base; it must give a table [base] with family, p or outcomes, or else"
        )
    );
}

#[test]
fn a_prompt_is_a_base_by_its_full_name() {
    let text = format!("{HEAD}{TWO}");
    let resolve = |argument: &str| preset::resolve_among(argument, &mut text.as_bytes(), &[]);
    let subject = resolve("-#b").unwrap();
    assert_eq!((subject.base().name(), subject.base().base().len()), ("mine#b", 3));
    assert!(subject.prompts().is_empty() && subject.preset().is_some());
    assert!(matches!(resolve("-").unwrap(), Subject::Preset(preset) if preset.prompts.len() == 2));
    assert_eq!(resolve("three-prompts#hard").unwrap().base().base().len(), 20);
    for (argument, refusal) in [
        ("-#c", "\"-\" has no prompt \"c\"; did you mean \"a\"? its prompts are a, b"),
        (
            "-#average",
            "\"-\" has no prompt \"average\"; the average over prompts is not a base; give the preset without \"#average\" to eval or sweep",
        ),
        (
            "uniform-10#a",
            "\"uniform-10\" has no prompt \"a\"; only a preset with [[prompt]] tables has prompts",
        ),
        (
            "uniform:10#a",
            "\"uniform:10\" has no prompt \"a\"; only a preset with [[prompt]] tables has prompts",
        ),
    ] {
        assert_eq!(resolve(argument).expect_err(argument).to_string(), refusal);
    }
}
