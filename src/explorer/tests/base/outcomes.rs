//! Outcomes in bins, and outcomes that are looked for.

use crate::explorer::tests::*;

fn many(width: u16, height: u16) -> Bench {
    let base = Arc::new(crate::family::parse("zipf:30000,1.1").unwrap());
    let subject = Subject::new(base, None);
    Bench::new(Opening { subject, n: 64, view: View::Lower(LowerView::Gap), origin: None }, width, height)
}

#[test]
fn bins_are_opened_down_to_single_outcomes() {
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        let mut bench = many(width, height);
        let name = |what: &str| format!("bins_{what}_{width}x{height}");
        assert_snapshot!(name("all"), bench.press("B").text());
        assert_snapshot!(name("one"), bench.press("down down enter").text());
        let inner = bench.model.selected;
        assert_snapshot!(name("back"), bench.press("backspace").text());
        assert_eq!(bench.model.selected, inner);
        // Down to the outcomes themselves.
        for _ in 0..6 {
            bench.press(if bench.model.bins.shown() { "enter" } else { "" });
        }
        assert!(!bench.model.bins.shown());
        assert_eq!((bench.model.selected, bench.model.first_row(bench.model.viewport.rows)), (inner, inner));
    }
}

#[test]
fn bins_follow_n_and_base_and_are_no_outcomes() {
    let mut bench = many(120, 40);
    let before = bench.press("B G").text();
    let sum = |bench: &Bench, pick: fn(&crate::bon::Group) -> f64| {
        bench.model.bins.known.value().unwrap().1.iter().map(pick).sum::<f64>()
    };
    let gap = |bench: &Bench| bench.model.readout.value().unwrap().1.gap;
    for keys in ["", "]", "home", "end"] {
        bench.press(keys);
        assert!((sum(&bench, |bin| bin.p) - 1.0).abs() < 1e-12);
        assert!((sum(&bench, |bin| bin.pi) - 1.0).abs() < 1e-12);
        assert!((sum(&bench, |bin| bin.gap_term) - gap(&bench)).abs() <= 1e-12 * gap(&bench));
        assert_eq!(bench.model.bins.known.value().unwrap().0.n, bench.model.n);
    }
    assert_ne!(bench.text(), before);
    let base = Arc::clone(&bench.model.subject.base);
    bench.press("d");
    assert!(Arc::ptr_eq(&base, &bench.model.subject.base) && bench.text().contains("this row is a bin"));
    // Another base: the bins are of all of it.
    bench.press("p down enter");
    let binning = bench.model.bins.known.value().unwrap().0;
    assert_eq!((binning.first, binning.end), (0, bench.model.subject.base.base().len()));
    bench.press("B backspace");
    assert!(bench.text().contains("no bin is open"));
}

#[test]
fn outcomes_are_found() {
    let mut bench = many(80, 24);
    // Row 1 is y30000.
    bench.press("/ # 2 9 0 0 0 enter");
    assert_eq!((bench.model.selected, bench.model.pane), (28_999, Pane::Base));
    assert!(bench.text().contains("y1001 in row 29000"), "{}", bench.text());
    bench.press("/");
    assert!(bench.text().contains("find #29000"));
    bench.press("y 1 2 3 4 enter");
    assert_eq!(bench.model.selected, 30_000 - 12_349);
    assert!(bench.text().contains("match 1 of 11 for y1234"), "{}", bench.text());
    bench.press("; ;");
    assert_eq!(bench.model.selected, 30_000 - 12_347);
    bench.press("'");
    assert_eq!(bench.model.selected, 30_000 - 12_348);
    bench.press("B / p > 0 . 0 5 enter");
    assert!(!bench.model.bins.shown() && bench.text().contains(" for p>0.05"), "{}", bench.text());
    bench.press("/ x x enter");
    assert!(bench.text().contains("no outcome matches xx"));
    bench.press("/ p > x enter");
    assert!(matches!(bench.model.overlay, Some(Overlay::Question { .. })));
    bench.press("esc / # 0 enter esc / # 3 0 0 0 1 enter");
    assert!(bench.text().contains("there are 30000 rows"));
}
