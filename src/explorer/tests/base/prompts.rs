//! Several prompts: the average, what the list says of each, switching, editing one of them, weights, and saving.

use std::fs;

use crate::bon::{Draws, Quantity};
use crate::explorer::tests::*;
use crate::preset;

fn three(argument: &str, width: u16, height: u16) -> Bench {
    Bench::new(Opening::named(argument).unwrap(), width, height)
}

fn notice(bench: &Bench) -> String {
    bench.model.notice.clone().unwrap_or_default()
}

/// The number with this name in the table of numbers.
fn shown(bench: &Bench, name: &str) -> f64 {
    let line = bench.line_with(&format!("│ {name}"));
    let rest = line.split(name).nth(1).unwrap_or_default();
    rest.split_whitespace().next().and_then(|word| word.parse().ok()).unwrap_or_else(|| panic!("{line}"))
}

#[test]
fn screens_of_prompts() {
    assert_snapshot!("prompts_80x24", three("three-prompts", 80, 24).text());
    assert_snapshot!("prompts_120x40", three("three-prompts", 120, 40).text());
    assert_snapshot!("prompts_40x12", three("three-prompts", 40, 12).text());
    assert_snapshot!("prompts_one_40x12", three("three-prompts#hard", 40, 12).text());
    assert_snapshot!("prompts_work_80x40", three("three-prompts", 80, 40).press("V z").text());
    assert_snapshot!("prompts_trade_off_80x24", three("three-prompts", 80, 24).press("v v").text());
    let mut ascii = three("three-prompts", 80, 24);
    ascii.screen.ascii = true;
    assert!(ascii.text().is_ascii());
}

#[test]
fn the_average_is_that_of_the_reference() {
    let reference: serde_json::Value =
        serde_json::from_str(include_str!("../../../../tests/oracle/prompts.json")).unwrap();
    let mut compared = 0;
    for case in reference.as_array().unwrap() {
        let n = case["n"].as_f64().unwrap();
        if n.fract() != 0.0 || n > 1e15 {
            continue;
        }
        let opening = Opening { n: n as u64, ..Opening::named("three-prompts").unwrap() };
        let bench = Bench::new(opening, 200, 60);
        let (_, readout) = bench.model.readout.value().unwrap();
        let (_, curve) = bench.model.curve.value().unwrap();
        for &quantity in Quantity::ALL {
            let expected: f64 = case["values"][quantity.name()].as_str().unwrap().parse().unwrap();
            let allowed = if quantity == Quantity::EstimatorSd { 1e-9 } else { 1e-12 };
            let found = readout.get(quantity);
            assert!(
                (found - expected).abs() <= allowed * expected.abs(),
                "{} at {n}: {found}",
                quantity.name()
            );
        }
        let kl: f64 = case["values"]["kl"].as_str().unwrap().parse().unwrap();
        if kl >= 1e-3 {
            assert!((shown(&bench, "exact KL") - kl).abs() <= 6e-5, "{kl} {}", bench.text());
            compared += 1;
        }
        let first = bench.model.subject.average().unwrap().evaluate(Draws::MIN);
        for quantity in [Quantity::Kl, Quantity::Gap, Quantity::EstimatorQ95, Quantity::WinRate] {
            assert_eq!(curve[0].get(quantity), first.get(quantity), "{}", quantity.name());
        }
    }
    assert!(compared >= 4, "{compared}");
}

#[test]
fn the_list_shares_out_what_the_average_is() {
    let bench = three("three-prompts", 200, 60);
    let row = |name: &str| -> Vec<f64> {
        let line = bench.line_with(&format!("{name}  "));
        line.split_whitespace().filter_map(|word| word.parse().ok()).take(5).collect()
    };
    let rows: Vec<Vec<f64>> = ["easy", "hard", "refused"].into_iter().map(row).collect();
    let sum = |column: usize| rows.iter().map(|row| row[0] * row[column]).sum::<f64>();
    assert!((rows.iter().map(|row| row[0]).sum::<f64>() - 1.0).abs() < 1e-9);
    assert!((sum(1) - shown(&bench, "exact KL")).abs() < 2e-4, "{rows:?}");
    assert!((sum(2) - shown(&bench, "gap")).abs() < 2e-4, "{rows:?}");
    assert!((rows.iter().map(|row| row[3]).sum::<f64>() - 1.0).abs() < 2e-4, "{rows:?}");
    assert!((sum(4) - shown(&bench, "win rate")).abs() < 2e-4, "{rows:?}");
    // At n = 1 there is no gap to share out.
    let mut bench = bench;
    bench.press("home");
    assert!(bench.line_with("easy  ").contains(" - "), "{}", bench.text());
}

#[test]
fn prompts_are_switched_and_every_switch_undone() {
    let mut bench = three("three-prompts", 80, 24);
    let header = |bench: &Bench| bench.text().lines().next().unwrap_or_default().to_owned();
    assert!(header(&bench).contains("three-prompts (average of 3)"));
    for name in ["#easy (1 of 3)", "#hard (2 of 3)", "#refused (3 of 3)", " (average of 3)"] {
        bench.press(")");
        assert!(header(&bench).contains(&format!("three-prompts{name}")), "{}", header(&bench));
        assert!(!bench.model.edited());
    }
    bench.press("(");
    assert!(header(&bench).contains("#refused (3 of 3)"));
    let kl = shown(&bench, "exact KL");
    assert_eq!(kl, 1.5004);
    bench.press("backspace");
    assert!(header(&bench).contains("(average of 3)"));
    assert_eq!(bench.model.selected, 2, "the prompt that was looked at stays selected");
    bench.press("up enter");
    assert!(header(&bench).contains("#hard (2 of 3)"));
    assert!(header(bench.press("u")).contains("(average of 3)"));
    assert!(header(bench.press("u")).contains("#refused (3 of 3)"));
    assert!(header(bench.press("ctrl-r")).contains("(average of 3)"));
    assert!(header(&three("three-prompts#hard", 80, 24)).contains("#hard (2 of 3)"));
    let mut single = Bench::new(uniform_10(), 80, 24);
    assert!(notice(single.press(")")).starts_with("there is one base and no prompts"));
    assert!(notice(single.press("%")).starts_with("there is one base and no prompts"));
}

#[test]
fn what_is_about_outcomes_is_refused_with_a_way_on() {
    for keys in ["a", "d", "D", "K", "J", "t", "T", "x", "r", "f", "B", "/", ";", "'"] {
        let mut bench = three("three-prompts", 80, 24);
        let before = bench.model.subject.clone();
        let notice = notice(bench.press(keys));
        assert_eq!(
            notice,
            "this is the average over 3 prompts; each has outcomes of its own; e opens the selected one",
            "{keys}"
        );
        assert!(before.same(&bench.model.subject) && bench.model.overlay.is_none());
    }
    let mut bench = three("three-prompts", 80, 24);
    bench.send(Message::Paste("0.5, 0.5".to_owned()));
    assert!(notice(&bench).starts_with("this is the average"));
    // What is not about outcomes works, on views that have nothing to show, too.
    for _ in 0..8 {
        assert!(!bench.press("v").text().contains("computing"), "{}", bench.text());
    }
    bench.press("i down enter 1 . 5 enter");
    assert!(notice(&bench).starts_with("n = 44 is the largest with exact KL"), "{}", notice(&bench));
}

#[test]
fn an_edit_of_one_prompt_moves_the_average_and_is_saved_with_the_others() {
    let mut bench = three("three-prompts", 80, 24);
    let before = shown(&bench, "exact KL");
    bench.press(") e");
    for key in "0.1".chars() {
        bench.send(Message::Key(key.to_string().parse().unwrap()));
    }
    bench.press("enter");
    assert!(bench.model.edited() && bench.model.subject.base.name() == "three-prompts#easy");
    assert_eq!(bench.model.subject.prompts().len(), 3);
    bench.press("backspace");
    assert!(bench.model.edited() && shown(&bench, "exact KL") > before + 0.1, "{}", bench.text());
    bench.press("% 1 enter");
    assert!(notice(&bench).starts_with("easy has the weight 1, a share of 0.1667"), "{}", notice(&bench));
    bench.press("s");
    assert!(bench.text().contains("save as"), "{}", bench.text());
    bench.press("enter");
    assert!(notice(&bench).starts_with("saved as "), "{}", notice(&bench));
    let path = bench.folder.path().join("my-three-prompts.toml");
    let text = fs::read_to_string(&path).unwrap();
    let saved = preset::load(&path).unwrap();
    let weights: Vec<f64> = saved.prompts.iter().map(|prompt| prompt.weight).collect();
    assert_eq!(weights, [1.0, 3.0, 2.0], "{text}");
    let (_, shown_now) = bench.model.readout.value().unwrap();
    let again = saved.average().unwrap().evaluate(Draws::new(64.0).unwrap());
    assert!((again.kl - shown_now.kl).abs() <= 1e-14 * again.kl && !bench.model.edited());
    assert!(text.contains("family = \"geometric:20,1/2\"") && text.contains("\"refuse politely\""), "{text}");
    assert!(bench.text().contains("my-three-prompts (average of 3)"), "{}", bench.text());
    assert!(bench.press(")").text().contains("my-three-prompts#easy (1 of 3)"), "{}", bench.text());
}

#[test]
fn weights_are_refused_with_what_is_allowed() {
    let mut bench = three("three-prompts", 80, 24);
    for (typed, why) in [
        ("0", "the weight is 0; it must be a finite number above 0"),
        ("- 1", "the weight is -1; it must be a finite number above 0"),
        ("x", "not a number"),
    ] {
        bench.press(&format!("% {typed} enter"));
        assert!(notice(&bench).starts_with(why), "{}", notice(&bench));
        bench.press("esc");
        assert!(!bench.model.edited());
    }
}

#[test]
fn what_is_copied_gives_the_same_numbers() {
    let mut bench = three("three-prompts", 80, 24);
    assert_eq!(bench.press("o").copied, "bonscope eval three-prompts -n 64");
    assert_eq!(bench.press(") o").copied, "bonscope eval 'three-prompts#easy' -n 64");
    bench.press("backspace % 7 enter o");
    assert!(
        bench.copied.starts_with("printf '%s\\n' ") && bench.copied.contains("[[prompt]]"),
        "{}",
        bench.copied
    );
    assert!(bench.copied.contains("'weight = 7'") && bench.copied.ends_with("| bonscope eval - -n 64"));
    assert!(bench.press("O").copied.contains("kl\t"), "{}", bench.copied);
}

#[test]
fn tables_hold_every_prompt_and_the_average() {
    let mut bench = three("three-prompts", 80, 24);
    for (entry, first, names) in [
        (3, "outcomes of each prompt at n = 64: written to", &["easy,", "hard,", "refused,"][..]),
        (4, "curves to n = 1e6: written to", &["easy,", "hard,", "refused,", "average,"]),
    ] {
        bench.press("E");
        bench.send(Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Entry(entry))));
        bench.press(&format!("ctrl-u a {entry} . c s v enter"));
        assert!(notice(&bench).starts_with(first), "{}", notice(&bench));
        let csv = fs::read_to_string(bench.folder.path().join(format!("a{entry}.csv"))).unwrap();
        for name in names {
            assert!(csv.contains(&format!("\nthree-prompts#{name}")), "{csv}");
        }
    }
}

#[test]
fn a_proposal_is_drawn_from_on_every_prompt() {
    let mut bench = three("three-prompts", 120, 40);
    bench.press("Q enter 0 . 5 enter");
    assert!(
        notice(&bench).starts_with("on every prompt best-of-n draws from q: temperature 0.5"),
        "{}",
        notice(&bench)
    );
    let (_, readout) = bench.model.readout.value().unwrap();
    let n = Draws::new(64.0).unwrap();
    let shares = [0.5, 0.3, 0.2];
    let each = bench.model.subject.prompts().iter().map(|prompt| prompt.drawing().evaluate(n).kl);
    let mean: f64 = shares.iter().zip(each).map(|(share, kl)| share * kl).sum();
    assert!((readout.kl - mean).abs() <= 1e-14 * mean);
    assert!(bench.text().contains("corrected") && bench.text().contains("mean max"), "{}", bench.text());
    for _ in 0..8 {
        assert!(!bench.press("v").text().contains("computing"), "{}", bench.text());
    }
}

#[test]
fn a_pinned_prompt_is_compared_with_the_average() {
    let mut bench = three("three-prompts#easy", 120, 40);
    bench.press("m enter backspace");
    assert_eq!(bench.model.pins.kept.pins[0].name, "three-prompts#easy");
    let line = bench.line_with("│ exact KL");
    assert!(line.contains("0.7824"), "the average is 1.6987, the prompt 0.9163: {line}");
}

#[test]
fn the_list_and_the_work_are_in_the_unit_that_is_shown() {
    let mut bench = three("three-prompts", 80, 40);
    bench.press("b");
    let bits = |nats: f64| nats / std::f64::consts::LN_2;
    assert!((shown(&bench, "exact KL") - bits(1.698_667_896)).abs() < 6e-5);
    assert!(bench.line_with("easy  ").contains("1.3219"), "{}", bench.text());
    assert!(bench.press("V z").text().contains("1.6987 nats = 2.4507 bits"), "{}", bench.text());
}
