//! Pins: what was shown, kept beside what is shown.

use crate::bon::Quantity;
use crate::explorer::model::curves::pins::difference;
use crate::explorer::tests::*;

fn letters(bench: &Bench) -> String {
    bench.model.pins.kept.pins.iter().map(|pin| format!("{}={} ", pin.letter, pin.name)).collect()
}

fn name(bench: &Bench) -> &str {
    bench.model.subject.base.name()
}

/// Uniform over 10 pinned, and a skewed base beside it.
fn pinned(width: u16, height: u16) -> Bench {
    let mut bench = Bench::new(uniform_10(), width, height);
    bench.press("m enter e 1 / 2 enter");
    bench
}

#[test]
fn pins_at_every_size() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut bench = pinned(width, height);
        assert_snapshot!(format!("pinned_{width}x{height}"), bench.press("z z").text());
        bench.press("v m w o r s t enter d");
        assert_snapshot!(format!("pins_win_rate_{width}x{height}"), bench.press("z z").text());
        assert_snapshot!(format!("pins_list_{width}x{height}"), bench.press("M").text());
        assert_snapshot!(format!("pins_rename_{width}x{height}"), bench.press("r").text());
    }
    let mut compact = pinned(40, 12);
    for pane in ["base", "readout", "kl", "lower"] {
        if pane != "base" {
            assert_snapshot!(format!("pins_compact_{pane}"), compact.press("z z").text());
        }
        compact.press("tab");
    }
    assert_snapshot!("pins_compact_list", compact.press("M").text());
    let mut ascii = pinned(80, 24);
    ascii.screen.ascii = true;
    let text = ascii.press("z z").text();
    assert!(text.is_ascii());
    assert_snapshot!("pins_ascii", text);
}

#[test]
fn the_ghost_stays_while_the_base_and_n_change() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    let pinned = bench.model.readout.value().map(|(_, at)| at.kl).unwrap();
    bench.press("m h a l f enter");
    assert!(bench.line_with("A is half at n = 64").contains("see both"));
    assert!(bench.line_with("exact KL ").contains("A     same"), "{}", bench.text());
    bench.press("d");
    let now = bench.model.readout.value().map(|(_, at)| at.kl).unwrap();
    let shown = format!("A  {:.4}", now - pinned);
    assert!(shown.starts_with("A  -0.1") && bench.line_with("exact KL ").contains(&shown), "{shown}");
    // At another n and over another scale the pinned curve follows.
    bench.press("n 1 e 9 enter");
    let base = bench.model.pins.kept.pins[0].subject().clone();
    let curve = bench.model.pins.curves.curve(&base).unwrap();
    assert_eq!((curve.len(), curve[256].n), (257, 1e9));
    assert_eq!(bench.model.pins.curves.at_n(&base, 1_000_000_000).unwrap().n, 1e9);
    assert!(!bench.model.pins.curves.pending());
}

#[test]
fn a_swap_is_undone_by_a_swap_and_by_undo() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.press("n 7 enter m t e n enter p 1 0 enter d v n 9 9 enter");
    let before = bench.model.clone();
    bench.press("M enter");
    assert_eq!((name(&bench), bench.model.n, bench.model.lower_view), ("uniform-10", 7, LowerView::Gap));
    assert!(!bench.model.edited() && bench.model.overlay.is_none());
    assert_eq!(letters(&bench), "A=uniform-10, edited ");
    assert_eq!(bench.model.pins.kept.pins[0].n(), 99);
    bench.press("M enter");
    assert_eq!((bench.model.n, bench.model.lower_view, bench.model.edited()), (99, LowerView::WinRate, true));
    assert_eq!(letters(&bench), "A=ten ");
    assert!(Arc::ptr_eq(&bench.model.subject.base, &before.subject.base));
    bench.press("u u");
    assert_eq!((bench.model.n, letters(&bench).as_str()), (99, "A=ten "));
    bench.press("ctrl-r");
    assert_eq!((bench.model.n, letters(&bench).as_str()), (7, "A=uniform-10, edited "));
}

#[test]
fn pins_are_named_renamed_deleted_and_undone() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    assert!(bench.press("M").text().contains("nothing is pinned; m pins what is shown"));
    assert!(bench.press(".").text().contains("nothing is pinned"));
    bench.press("m enter m enter m z enter");
    assert_eq!(letters(&bench), "A=uniform-10 B=uniform-10 2 C=z ");
    // Esc takes no name.
    bench.press("m esc");
    assert_eq!(bench.model.pins.kept.pins.len(), 3);
    bench.press("M up up d");
    assert_eq!(letters(&bench), "B=uniform-10 2 C=z ");
    bench.press("r o l d enter");
    assert_eq!(letters(&bench), "B=old C=z ");
    assert_eq!(bench.model.context(), Context::List(table::PINS));
    assert_eq!(bench.press("r esc").model.context(), Context::List(table::PINS));
    bench.press("d d");
    assert_eq!((letters(&bench).as_str(), bench.model.context()), ("", Context::Main));
    bench.press("u u u u");
    assert_eq!(letters(&bench), "A=uniform-10 B=uniform-10 2 C=z ");
    // A free letter is used again, in its place.
    bench.press("M up up d esc m a g a i n enter");
    assert_eq!(letters(&bench), "A=again B=uniform-10 2 C=z ");
    assert_eq!(bench.model.pins.kept.compared, 0);
    bench.press("m enter m enter m enter m enter m enter");
    assert_eq!(bench.model.pins.kept.pins.len(), 8);
    assert!(
        bench
            .press("m")
            .text()
            .contains("there are 8 pins, the most there can be; M lists them, d deletes one there")
    );
    assert!(bench.press(".").text().contains("compared with A again"));
    assert!(bench.press(".").line_with("exact KL ").contains("B     same"));
}

#[test]
fn leaving_asks_when_a_pinned_edit_would_be_lost() {
    let mut bench = pinned(80, 24);
    bench.press("M enter");
    assert!(!bench.model.edited() && !bench.press("q").quit);
    assert!(bench.text().contains("the edits will be lost") && bench.press("q").quit);
    let mut bench = Bench::new(uniform_10(), 80, 24);
    assert!(bench.press("m enter q").quit, "a pin without edits is no loss");
}

#[test]
fn the_mouse_chooses_a_pin_and_then_takes_it() {
    let mut bench = pinned(80, 24);
    bench.press("m enter M");
    let hits = bench.draw();
    let at = |target: Target| {
        (0..24).flat_map(|row| (0..80).map(move |c| (c, row))).find(|&(c, r)| hits.at(c, r) == Some(target))
    };
    assert!(at(Target::Entry(0)).is_some() && at(Target::Entry(1)).is_some());
    let click = |bench: &mut Bench, entry| {
        bench.send(Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Entry(entry))));
    };
    click(&mut bench, 0);
    assert!(bench.model.overlay.is_some() && bench.model.edited());
    click(&mut bench, 0);
    assert!(bench.model.overlay.is_none() && !bench.model.edited());
}

#[test]
fn differences_keep_their_digits() {
    let at = |outcomes: usize, n: f64| {
        let base = Base::from_weights(&vec![1.0; outcomes]).unwrap();
        crate::bon::Policy::new(&base, crate::bon::Draws::new(n).unwrap()).evaluate()
    };
    // The win rate of best-of-2 of L equal outcomes is 2/3 - 1/(6 L^2).
    let (l, m) = (1000.0, 1001.0);
    let (now, then) = (at(1001, 2.0), at(1000, 2.0));
    let exact = (m - l) * (m + l) / (6.0 * l * l * m * m);
    let found = difference(Quantity::WinRate, &now, &then);
    assert!((found / exact - 1.0).abs() < 1e-12, "{found} {exact}");
    let found = difference(Quantity::Kl, &now, &then);
    assert!(found > 0.0 && found == -difference(Quantity::Gap, &now, &then));
    for &quantity in Quantity::ALL {
        assert_eq!(difference(quantity, &now, &now), 0.0);
    }
}

#[test]
fn late_answers_about_other_pins_are_dropped() {
    let mut bench = pinned(80, 24);
    let effects = update(&mut bench.model, Message::Key("]".parse().unwrap()));
    let request = effects.iter().find_map(|effect| match effect {
        Effect::Compute(request)
            if matches!(request.job, crate::explorer::model::jobs::job::Job::PinnedAt(128, _)) =>
        {
            Some(request)
        }
        _ => None,
    });
    let request = request.expect("the pin at the new n is asked for");
    assert!(request.subject.same(bench.model.pins.kept.pins[0].subject()));
    let late = *bench.model.readout.value().map(|(_, at)| at).unwrap();
    let answer =
        |generation| Message::Answer { generation, answer: Reply::PinnedAt(Box::new(late)), finest: true };
    update(&mut bench.model, answer(request.generation - 1));
    assert!(bench.model.pins.curves.pending());
    update(&mut bench.model, answer(request.generation));
    assert!(!bench.model.pins.curves.pending());
}
