//! Rényi divergences of orders that are typed.

use crate::bon::{Order, Quantity};
use crate::explorer::model::curves::chosen_curves::ChosenCurves;
use crate::explorer::tests::*;
use crate::report::Measure;

fn typed(keys: &str, width: u16, height: u16) -> Bench {
    let opening = Opening { view: View::Lower(LowerView::Divergences), ..uniform_10() };
    let mut bench = Bench::new(opening, width, height);
    bench.press(keys);
    bench
}

fn order(order: f64) -> Order {
    Order::new(order).unwrap()
}

fn first(bench: &Bench) -> Option<Measure> {
    bench.model.chosen_curves.map(|chosen| chosen.first)
}

fn notice(bench: &Bench) -> &str {
    bench.model.notice.as_deref().unwrap_or_default()
}

#[test]
fn typed_orders_at_every_size() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut bench = typed("A", width, height);
        assert_snapshot!(format!("order_prompt_{width}x{height}"), bench.text());
        assert_snapshot!(format!("order_{width}x{height}"), bench.press("3 enter").text());
        let two = "A 1 / 3 enter C o f space o r d e r enter 1 0 enter b";
        assert_snapshot!(format!("order_two_{width}x{height}"), typed(two, width, height).text());
    }
    let mut compact = typed("tab tab tab A", 40, 12);
    assert_snapshot!("order_prompt_compact", compact.text());
    assert_snapshot!("order_compact_list", compact.press("3 enter end G").text());
    assert_snapshot!("order_compact_chart", compact.press("f4").text());
    assert_snapshot!("order_menu", typed("A 3 enter c o r d e r", 80, 24).text());
    assert_snapshot!("order_pinned", typed("m enter e 1 / 2 enter A 3 enter", 120, 40).text());
    assert_snapshot!("order_proposed", typed("Q down down enter 5 enter A 3 enter", 120, 40).text());
    let mut ascii = typed("A 3 enter", 80, 24);
    ascii.screen.ascii = true;
    assert!(ascii.text().is_ascii());
}

#[test]
fn the_numbers_are_those_of_the_reference() {
    // uniform-10 at n = 2 and order 0.3, from tests/oracle/renyi.json.
    let [divergence, bound] = [0.072_849_056_298_733_77, 0.077_743_014_713_582_08];
    let mut bench = typed("n 2 enter A 0 . 3 enter", 120, 40);
    let row = bench.line_with("Rényi 0.3    ");
    let after = row.split_once("Rényi 0.3").unwrap().1;
    let numbers: Vec<f64> = after.split_whitespace().take(2).map(|word| word.parse().unwrap()).collect();
    assert!((numbers[0] - divergence).abs() < 5e-5 && (numbers[1] - bound).abs() < 5e-5, "{row}");
    let [found, above] = bench.model.renyi.at_n(&bench.model.subject, order(0.3), 2).unwrap();
    assert!((found / divergence - 1.0).abs() < 1e-14 && (above / bound - 1.0).abs() < 1e-14);
    // The curve goes through that point and stays below its bound.
    let points = bench.model.renyi.curve(&bench.model.subject, order(0.3));
    assert_eq!((points.len(), points[0].0, points[256].0), (257, 1.0, 1e6));
    assert!(points.is_sorted_by(|a, b| a.0 < b.0 && a.1[0] <= b.1[0] + 1e-14));
    assert!(points.iter().all(|(_, [value, bound])| value <= &(bound * (1.0 + 1e-12))));
    bench.press("b O");
    let line = bench.copied.lines().find(|line| line.starts_with("renyi_0.3\t")).unwrap().to_owned();
    let copied: f64 = line.split('\t').nth(1).unwrap().parse().unwrap();
    assert!((copied * std::f64::consts::LN_2 / divergence - 1.0).abs() < 1e-14, "{line}");
    bench.press("o");
    assert!(bench.copied.ends_with("-n 2 --bits --renyi 0.3"), "{}", bench.copied);
}

#[test]
fn orders_are_typed_and_refused_with_a_sentence() {
    let mut bench = typed("A 1 enter", 80, 24);
    assert_eq!(
        notice(&bench),
        "order 1 is the KL divergence itself, which is kl; give an order above 0 other than 1"
    );
    assert!(bench.model.overlay.is_some() && bench.model.chosen_curves.is_none());
    for (keys, word) in [("0 enter", "the order is 0"), ("- 2 enter", "-2"), ("x enter", "x")] {
        bench.press("ctrl-u").press(keys);
        assert!(notice(&bench).contains(word), "{keys}: {}", notice(&bench));
        assert!(bench.model.overlay.is_some() && bench.model.chosen_curves.is_none());
    }
    // Orders that are always there are the quantities of the table.
    bench.press("ctrl-u i n f enter");
    assert_eq!(first(&bench), Some(Measure::Of(Quantity::RenyiInf)));
    assert_eq!(first(bench.press("A 2 enter")), Some(Measure::Of(Quantity::RenyiTwo)));
    assert_eq!(first(bench.press("A 1 / 2 enter")), Some(Measure::Of(Quantity::RenyiHalf)));
    assert_eq!(first(bench.press("A 1 e 6 enter")), Some(Measure::Renyi(order(1e6))));
    // Stepping never stops at 1.
    bench.press("A 0 . 9 9");
    bench.send(Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Step(true))));
    let text = bench.text();
    assert!(text.contains("order 1.1 "), "{text}");
    bench.press("esc");
    assert_eq!(first(&bench), Some(Measure::Renyi(order(1e6))));
}

#[test]
fn orders_are_undone_and_follow_n_and_base() {
    let mut bench = typed("f5", 120, 40);
    let plain = bench.text();
    bench.press("A 3 enter A 4 enter");
    assert!(bench.text().contains("Rényi 4") && !bench.text().contains("Rényi 3"));
    bench.press("u");
    assert_eq!(first(&bench), Some(Measure::Renyi(order(3.0))));
    bench.press("u");
    assert!(bench.text().lines().take(38).eq(plain.lines().take(38)), "{}", bench.text());
    bench.press("ctrl-r");
    let at = |bench: &Bench, n| bench.model.renyi.at_n(&bench.model.subject, order(3.0), n);
    let before = at(&bench, 64).unwrap();
    bench.press("n 1 0 0 0 enter");
    assert!(at(&bench, 64).is_none() && at(&bench, 1000).unwrap() > before);
    bench.press("n 6 4 enter e 1 / 2 enter");
    let [value, bound] = at(&bench, 64).unwrap();
    assert!(value < before[0] && bound == before[1]);
    // The last entry of the list asks for the order.
    bench.press("c o f space o r d e r");
    let last = bench.text();
    assert!(last.contains("Rényi of order ..."), "{last}");
    assert_eq!(bench.press("esc c u s u a l enter").model.chosen_curves, None);
    assert!(bench.model.renyi.curve(&bench.model.subject, order(3.0)).is_empty(), "nothing is kept");
}

#[test]
fn the_second_curve_is_another_order_or_unit() {
    let mut bench = typed("A 3 enter C t v enter", 120, 40);
    let text = bench.text();
    assert!(text.contains("● Rényi 3 and ○ total variation"), "{text}");
    bench.press("C o f space o r d e r enter 1 0 enter");
    let chosen = bench.model.chosen_curves.unwrap();
    assert_eq!(chosen.orders().collect::<Vec<_>>(), [order(3.0), order(10.0)]);
    assert!(bench.text().contains("Rényi 3 ") && bench.text().contains("Rényi 10"));
    bench.press("C o f space o r d e r enter 3 enter");
    let same = ChosenCurves {
        first: Measure::Renyi(order(3.0)),
        second: Some(Measure::Renyi(order(3.0))),
        log: false,
    };
    assert_eq!(bench.model.chosen_curves, Some(same));
    assert_eq!(same.orders().count(), 1);
}

#[test]
fn under_a_proposal_only_the_divergence_is_defined() {
    let mut bench = typed("Q down down enter 5 enter A 3 enter", 120, 40);
    let row = bench.line_with("Rényi 3    ");
    let numbers: Vec<&str> = row.split_once("Rényi 3 ").unwrap().1.split_whitespace().take(3).collect();
    assert!(numbers[0].parse::<f64>().is_ok_and(|value| value > 0.0), "{row}");
    assert_eq!(&numbers[1..], ["-", "-"], "{row}");
    assert!(!bench.text().contains("continuum against n"));
    bench.press("A i n f enter");
    assert!(!bench.text().contains("not defined"), "{}", bench.text());
}
