//! The KL chart with quantities of one's own choice.

use crate::bon::{Quantity, Unit};
use crate::explorer::model::curves::chosen_curves::{ChosenCurves, curves};
use crate::explorer::tests::*;
use crate::report::Measure;

fn pair(first: Quantity, second: Option<Quantity>) -> Option<ChosenCurves> {
    Some(ChosenCurves { first: first.into(), second: second.map(Measure::Of), log: false })
}

fn chosen(keys: &str, width: u16, height: u16) -> Bench {
    let mut bench = Bench::new(uniform_10(), width, height);
    bench.press(keys);
    bench
}

#[test]
fn pairs_at_every_size() {
    let two_axes = "C w i n space r a t e enter";
    let long = "c b o u n d space w i n enter C c o n t i n u u m space i n f enter";
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        assert_snapshot!(format!("pair_{width}x{height}"), chosen(two_axes, width, height).text());
        assert_snapshot!(format!("pair_long_{width}x{height}"), chosen(long, width, height).text());
        let mut list = chosen("c", width, height);
        assert_snapshot!(format!("pair_list_{width}x{height}"), list.press("pagedown t v").text());
    }
    let mut compact = chosen(two_axes, 40, 12);
    assert_snapshot!("pair_compact", compact.text());
    assert_snapshot!("pair_compact_list", compact.press("C").text());
    let mut ascii = chosen(two_axes, 80, 24);
    ascii.screen.ascii = true;
    let text = ascii.text();
    assert!(text.is_ascii());
    assert_snapshot!("pair_ascii", text);
    let mut pinned = chosen("m enter e 1 / 2 enter", 120, 40);
    assert_snapshot!("pair_pinned", pinned.press(two_axes).text());
    assert_snapshot!("pair_log", chosen("c c h i 2 enter C c h i 2 space c o n enter y", 120, 40).text());
}

#[test]
fn every_pair_of_quantities_is_drawn() {
    let all: Vec<Quantity> = curves(false).collect();
    assert_eq!(all.len(), Quantity::ALL.len() - 2);
    let mut bench = Bench::new(uniform_10(), 80, 24);
    for &first in &all {
        for &second in &all {
            for log in [false, true] {
                bench.model.chosen_curves =
                    Some(ChosenCurves { first: first.into(), second: Some(second.into()), log });
                let text = bench.text();
                // Two units are two axes, each with its unit.
                let legend = text.lines().nth(3).unwrap().replace('│', " ");
                let unit = |word: &&str| ["nats", "share", "reward", "pure"].contains(word);
                let units = legend.split_whitespace().filter(unit);
                let wanted = if first.unit() == second.unit() { 1 } else { 2 };
                assert_eq!(units.count(), wanted, "{first:?} {second:?}\n{text}");
            }
        }
    }
    for (width, height) in [(40, 12), (60, 20), (250, 80)] {
        let mut bench = Bench::new(uniform_10(), width, height);
        bench.press("tab tab");
        for &second in &all {
            bench.model.chosen_curves = pair(Quantity::ReverseKl, Some(second));
            bench.draw();
        }
    }
}

#[test]
fn curves_are_chosen_and_undone() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    let usual = bench.press("tab tab").text();
    bench.press("c r e v e r s e enter");
    assert_eq!(bench.model.chosen_curves, pair(Quantity::ReverseKl, None));
    // Its continuum value comes along.
    assert!(bench.text().contains("● reverse KL and ○ ≤ continuum"), "{}", bench.text());
    bench.press("C t v enter");
    assert_eq!(bench.model.chosen_curves, pair(Quantity::ReverseKl, Some(Quantity::Tv)));
    assert_eq!((Quantity::ReverseKl.unit(), Quantity::Tv.unit()), (Unit::Nats, Unit::Share));
    bench.press("y");
    assert!(bench.model.chosen_curves.is_some_and(|pair| pair.log) && !bench.model.details.log_gap);
    bench.press("u u");
    assert_eq!(bench.model.chosen_curves, pair(Quantity::ReverseKl, None));
    assert_eq!(
        bench.press("u").text().lines().take(22).collect::<Vec<_>>(),
        usual.lines().take(22).collect::<Vec<_>>()
    );
    bench.press("ctrl-r ctrl-r");
    // No second curve, and the usual chart again.
    assert_eq!(
        bench.press("C ctrl-u n o space s e c o n d enter").model.chosen_curves,
        pair(Quantity::ReverseKl, None)
    );
    assert_eq!(bench.press("c u s u a l enter").model.chosen_curves, None);
    assert_eq!(bench.press("C enter").model.chosen_curves, None);
    // Nothing that is listed, nothing chosen; Esc changes nothing.
    assert!(bench.press("c x y z z y").text().contains("no quantity matches all these words"));
    assert!(bench.press("enter").model.overlay.is_some());
    assert_eq!(bench.press("esc").model.chosen_curves, None);
    // The list opens on what is shown, and the mouse takes an entry.
    bench.press("c down down enter c");
    assert!(bench.line_with("▸ bound").contains("3.1745 nats"));
    bench.send(Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Entry(1))));
    assert_eq!(bench.model.chosen_curves, pair(Quantity::Kl, None));
}

#[test]
fn every_divergence_has_its_continuum_above_it() {
    let divergences: Vec<Quantity> =
        curves(false).filter(|quantity| quantity.continuum().is_some()).collect();
    assert_eq!(divergences.len(), 8);
    for first in divergences {
        let mut bench = Bench::new(uniform_10(), 120, 40);
        bench.model.chosen_curves = pair(first, None);
        bench.press("right left");
        let text = bench.text();
        assert!(text.contains(&format!("● {} and ○ ≤ continuum against n", first.title())), "{text}");
        let (_, points) = bench.model.curve.value().unwrap();
        let continuum = first.continuum().unwrap();
        assert!(points.iter().all(|at| at.get(first) <= at.get(continuum) * (1.0 + 1e-12)), "{first:?}");
    }
}
