//! Information in bits instead of nats.

use crate::bon::{Draws, Quantity};
use crate::explorer::model::lesson::Lesson;
use crate::explorer::tests::samples::SamplesBench;
use crate::explorer::tests::*;
use crate::preset::prose::Form;
use crate::preset::{self, Subject as Given};
use crate::report::InformationUnit;

/// Every view of the lower chart.
fn views() -> impl Iterator<Item = View> {
    LowerView::ALL.iter().map(|&lower_view| View::Lower(lower_view))
}

fn at(view: View, width: u16, height: u16) -> Bench {
    Bench::new(Opening { view, ..uniform_10() }, width, height)
}

/// The words of a screen, without what frames and draws.
fn words(text: &str) -> Vec<&str> {
    let apart = |c: char| c.is_whitespace() || "│┤├(){}".contains(c);
    text.split(apart).filter(|word| !word.is_empty()).collect()
}

#[test]
fn screens_in_bits() {
    for (width, height) in [(80, 24), (120, 40)] {
        for view in views() {
            let name = view.name();
            let mut bench = at(view, width, height);
            assert_snapshot!(format!("bits_{name}_{width}x{height}"), bench.press("b").text());
        }
    }
    let mut compact = Bench::new(uniform_10(), 40, 12);
    compact.press("b");
    for pane in ["base", "readout", "kl", "lower"] {
        assert_snapshot!(format!("bits_compact_{pane}"), compact.text());
        compact.press("tab");
    }
    let mut ascii = Bench::new(uniform_10(), 120, 40);
    ascii.screen.ascii = true;
    let text = ascii.press("b").text();
    assert!(text.is_ascii());
    assert_snapshot!("bits_ascii", text);
    let mut proposed = Bench::new(uniform_10(), 120, 40);
    assert_snapshot!("bits_proposed", proposed.press("Q down down enter 5 enter b v v v v v v").text());
    assert_snapshot!("bits_present", Bench::new(uniform_10(), 80, 24).press("b F").text());
    let mut pinned = Bench::new(uniform_10(), 120, 40);
    assert_snapshot!("bits_pinned", pinned.press("m enter e 1 / 2 enter b").text());
    assert_snapshot!("bits_pins", pinned.press("M").text());
    assert_snapshot!("bits_log", SamplesBench::toy(80, 24).press("b").text());
}

#[test]
fn one_key_turns_everything_and_turns_it_back() {
    let over =
        ["", "c", "C", "i", "M", "Y", "i k", "i g", "i s", "F", "m enter", "Q down down enter 5 enter", "y"];
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        for view in views() {
            for keys in over {
                let panes = if keys.is_empty() { Pane::ALL } else { &[Pane::Lower] };
                for &pane in panes {
                    let mut bench = at(view, width, height);
                    bench.model.pane = pane;
                    let nats = bench.press(keys).text();
                    let mut bench = at(view, width, height);
                    bench.model.pane = pane;
                    let bits = bench.press("b").press(keys).text();
                    let context = format!("{view:?} {keys} {width}x{height} {pane:?}\n{nats}\n{bits}");
                    assert!(words(&nats).iter().all(|word| !word.contains("bits")), "{context}");
                    // The derivation says both, and what the presets are about is said in their own words.
                    if view != View::Lower(LowerView::Work) {
                        assert!(words(&bits).iter().all(|word| !word.contains("nats")), "{context}");
                    }
                    assert_eq!(nats.contains("nats"), bits.contains("bits"), "{context}");
                    // Nothing moves: the frames stay where they are.
                    let frame = |text: &str| -> Vec<Vec<usize>> {
                        let edges = |line: &str| {
                            let cells = line.chars().enumerate();
                            cells.filter(|(_, c)| "┌┐└┘├┤┬┴┼".contains(*c)).map(|(i, _)| i).collect()
                        };
                        text.lines().map(edges).collect()
                    };
                    if keys.is_empty() && view != View::Lower(LowerView::TradeOff) && pane == Pane::Base {
                        let rows = [0, 2, usize::from(height) - 2];
                        for row in rows {
                            assert_eq!(frame(&nats)[row], frame(&bits)[row], "{context}");
                        }
                    }
                    bench.press("b");
                    if keys.is_empty() {
                        assert_eq!(bench.text(), nats, "{context}");
                    }
                }
            }
        }
    }
}

#[test]
fn the_numbers_are_those_in_nats_divided_by_ln_2() {
    let mut bench = Bench::new(uniform_10(), 200, 60);
    let number = |bench: &Bench, name: &str| -> f64 {
        let text = bench.text();
        let mut cells = text.split(['│', '\n']).map(str::trim_start);
        let after = cells.find_map(|cell| cell.strip_prefix(name)).unwrap();
        after.split_whitespace().next().unwrap().parse().unwrap()
    };
    let nats = ["exact KL", "gap bound", "KL limit", "H2", "estimator"].map(|name| number(&bench, name));
    let rest = ["win rate", "n·m_top", "win gap"].map(|name| number(&bench, name));
    bench.press("b");
    // The reference: 64 draws from ten equally likely outcomes, 4000-bit ball arithmetic.
    assert!((number(&bench, "exact KL") - 2.293_451_201_861_744_4 / std::f64::consts::LN_2).abs() < 5e-5);
    assert!((number(&bench, "KL limit") - 10_f64.log2()).abs() < 5e-5);
    for (name, nats) in ["exact KL", "gap bound", "KL limit", "H2", "estimator"].into_iter().zip(nats) {
        let bits = number(&bench, name);
        assert!(
            (bits * std::f64::consts::LN_2 / nats - 1.0).abs() < 1e-4,
            "{name}: {bits} bits, {nats} nats"
        );
    }
    for (name, same) in ["win rate", "n·m_top", "win gap"].into_iter().zip(rest) {
        assert_eq!(number(&bench, name), same, "{name} is no information");
    }
    // What is held stays in nats.
    assert_eq!(bench.model.readout.value().unwrap().1.kl, bench.model.subject.evaluate(n(64)).kl);
}

fn n(draws: u64) -> Draws {
    Draws::new(draws as f64).unwrap()
}

#[test]
fn the_divergences_that_are_information_are_converted() {
    let column = |bench: &Bench, name: &str| -> (f64, f64) {
        let line = bench.line_with(name);
        let mut words = line.split_once(name).unwrap().1.split_whitespace();
        let mut next = || words.next().unwrap().parse::<f64>().unwrap();
        (next(), next())
    };
    let mut bench = at(View::Lower(LowerView::Divergences), 120, 40);
    let names = [
        "exact KL  ",
        "reverse KL",
        "chi-squared",
        "total variation",
        "squared Hellinger",
        "Rényi 2",
        "Rényi inf",
    ];
    bench.model.zoomed = true;
    bench.model.pane = Pane::Lower;
    let nats = names.map(|name| column(&bench, name));
    bench.press("b");
    for (name, nats) in names.into_iter().zip(nats) {
        let bits = column(&bench, name);
        let factor =
            if name.contains("KL") || name.contains("Rényi") { std::f64::consts::LN_2 } else { 1.0 };
        for (bits, nats) in [(bits.0, nats.0), (bits.1, nats.1)] {
            assert!((bits * factor / nats - 1.0).abs() < 2e-4, "{name}: {bits} and {nats}");
        }
    }
}

#[test]
fn the_unit_is_undone_and_stays_for_the_next_base() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    let nats = bench.text();
    bench.press("b u");
    assert_eq!(bench.model.unit(), InformationUnit::Nats);
    assert!(bench.text().lines().take(20).eq(nats.lines().take(20)));
    bench.press("ctrl-r");
    assert_eq!(bench.model.unit(), InformationUnit::Bits);
    bench.press("p enter");
    assert!(bench.model.overlay.is_none() && bench.model.unit() == InformationUnit::Bits);
    // A pin keeps base, n and view, and no unit.
    bench.press("m enter b M enter");
    assert_eq!(bench.model.unit(), InformationUnit::Nats);
}

#[test]
fn the_first_line_turns_the_unit_when_it_is_clicked() {
    for width in [40, 80] {
        let mut bench = Bench::new(uniform_10(), width, 24);
        let line = bench.text().lines().next().unwrap().to_owned();
        let column = line.chars().collect::<String>().find("nats").unwrap();
        let column = line[..column].chars().count() as u16;
        let target = bench.draw().at(column, 0);
        bench.send(Message::Mouse(MouseKind::Down(Button::Left), target));
        assert_eq!(bench.text().lines().next().unwrap(), line.replace("nats", "bits"));
    }
}

#[test]
fn what_is_typed_and_copied_is_in_the_unit_shown() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    // log2 10 is 3.32 bits, ln 10 is 2.30 nats: 3 bits are reached, 3 nats are not.
    bench.press("i k 3 enter");
    let notice = bench.model.notice.clone().unwrap();
    assert!(notice.contains("limit of the exact KL is 2.302585 nats"), "{notice}");
    bench.press("b i k");
    assert!(bench.text().contains("bits, such as 0.5"), "{}", bench.text());
    bench.press("3 enter");
    let notice = bench.model.notice.clone().unwrap();
    assert!(notice.contains("is the largest with exact KL ≤ 3 bits"), "{notice}");
    let kl = |draws| bench.model.subject.evaluate(n(draws)).get(Quantity::Kl) / std::f64::consts::LN_2;
    assert!(kl(bench.model.n) <= 3.0 && kl(bench.model.n + 1) > 3.0);
    bench.press("i g 1 enter");
    let notice = bench.model.notice.clone().unwrap();
    assert!(notice.contains("is the smallest with gap ≥ 1 bits"), "{notice}");
    bench.press("i k 4 enter");
    let notice = bench.model.notice.clone().unwrap();
    assert!(notice.contains("limit of the exact KL is 3.321928 bits"), "{notice}");
    bench.press("o");
    assert!(bench.copied.ends_with(&format!("-n {} --bits", bench.model.n)), "{}", bench.copied);
    bench.press("O");
    assert!(bench.copied.contains("kl_limit\t3.321928094887362") && bench.copied.contains("\tbits\n"));
    bench.press("b o");
    assert!(!bench.copied.contains("bits"), "{}", bench.copied);
}

#[test]
fn exports_are_in_the_unit_shown() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.press("b");
    let export = |bench: &mut Bench, what: &str, name: &str| {
        bench.press(&format!("E home {what} enter ctrl-u"));
        bench.send(Message::Paste(name.to_owned()));
        bench.press("enter");
        let path = bench.folder.path().join(name);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{error}: {:?}", bench.model.notice))
    };
    bench.press("f4");
    let chart = export(&mut bench, "", "kl.svg");
    assert!(chart.contains("bits") && !chart.contains("nats"));
    bench.press("f2");
    let table = export(&mut bench, "", "outcomes.json");
    assert!(table.contains("\"unit\": \"bits\"") || table.contains("bits"), "{table}");
    let csv = export(&mut bench, "", "outcomes.csv");
    assert!(csv.lines().next().is_some(), "{csv}");
}

#[test]
fn a_walkthrough_is_told_in_nats() {
    let Ok(Given::Preset(preset)) = preset::resolve("walk-formula", &mut std::io::empty()) else {
        panic!("no walkthrough")
    };
    let lesson = Lesson::new(&preset, Form::Unicode).unwrap();
    let mut bench = Bench::new(uniform_10(), 120, 40);
    bench.press("b");
    bench.send(Message::Lesson(Ok(Box::new(lesson))));
    let notice = bench.model.notice.clone().unwrap();
    assert!(notice.contains("nats") && notice.contains("bits return"), "{notice}");
    bench.press("b");
    let notice = bench.model.notice.clone().unwrap();
    assert_eq!(notice, "walkthroughs are always in nats");
    assert!(!bench.text().contains("bits"));
    bench.press("W");
    assert!(bench.model.notice.clone().unwrap().contains("in bits again"));
    assert_eq!(bench.model.unit(), InformationUnit::Bits);
}
