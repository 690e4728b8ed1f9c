//! The policies that the trade-off compares best-of-n with.

use crate::bon::Draws;
use crate::bon::comparator::{Comparators, Kind};
use crate::explorer::model::curves::policies::{SOFT_CLASSES, Soft};
use crate::explorer::tests::*;

fn trade_off(width: u16, height: u16) -> Bench {
    let opening = Opening { view: View::Lower(LowerView::TradeOff), ..uniform_10() };
    Bench::new(opening, width, height)
}

#[test]
fn every_policy_is_listed_and_drawn() {
    for (width, height) in [(40, 12), (80, 24), (120, 40), (200, 60)] {
        let mut bench = trade_off(width, height);
        if width == 40 {
            bench.press("f5");
        }
        assert_snapshot!(format!("comparing_{width}x{height}"), bench.text());
        assert_snapshot!(format!("comparing_zoomed_{width}x{height}"), bench.press("f5 z").text());
        assert_snapshot!(format!("comparing_menu_{width}x{height}"), bench.press("Y").text());
    }
    let mut ascii = trade_off(80, 24);
    ascii.screen.ascii = true;
    assert_snapshot!("comparing_ascii", ascii.press("f5 z").text());
}

#[test]
fn the_numbers_are_those_of_compare() {
    let bench = trade_off(120, 40);
    let base = bench.model.subject.base.base();
    let comparators = Comparators::new(base, None);
    let n = Draws::new(64.0).unwrap();
    let kl = comparators.best_of_n(n).cost.kl;
    let comparators = comparators.reaching(kl);
    let at_kl = bench.model.details.policies.at(64).unwrap();
    for &kind in Kind::ALL {
        let expected = match kind {
            Kind::BestOfN => Ok(comparators.best_of_n(n)),
            _ => comparators.at_kl(kind, kl),
        };
        assert_eq!(at_kl.of(kind).unwrap(), expected, "{kind:?}");
    }
}

#[test]
fn policies_are_hidden_and_shown_and_that_is_undone() {
    let mut bench = trade_off(120, 40);
    assert!(bench.text().contains("▲ soft best-of-n"));
    bench.press("Y down down down space esc");
    assert!(!bench.text().contains("soft"), "{}", bench.text());
    assert!(bench.text().contains("△ best-of-Poisson"));
    bench.press("Y enter esc");
    assert!(!bench.text().contains("○ best possible"));
    bench.press("u u");
    assert!(bench.text().contains("▲ soft best-of-n") && bench.text().contains("○ best possible"));
    bench.press("ctrl-r");
    assert!(!bench.text().contains("soft") && bench.text().contains("○ best possible"));
    // From another view the list brings this one to the front, and undoing takes it back.
    let mut elsewhere = Bench::new(uniform_10(), 120, 40);
    elsewhere.press("Y");
    assert_eq!(elsewhere.model.lower_view, LowerView::TradeOff);
    elsewhere.press("esc u");
    assert_eq!(elsewhere.model.lower_view, LowerView::Gap);
}

#[test]
fn the_temperature_is_typed_and_refused() {
    let mut bench = trade_off(120, 40);
    assert!(bench.text().contains("soft best-of-n at temperature 0.074"), "{}", bench.text());
    bench.press("Y up");
    bench.press("down down down down down down enter");
    assert!(bench.text().contains("temperature of soft best-of-n 0.074"), "{}", bench.text());
    for wrong in ["0", "- 1", "1 e 9 9 9", "h o t"] {
        bench.press("ctrl-u").press(wrong).press("enter");
        assert!(bench.text().contains("not a temperature"), "{wrong}: {}", bench.text());
    }
    bench.press("ctrl-u 1 / 2 enter esc");
    assert!(bench.text().contains("soft best-of-n at temperature 0.5"), "{}", bench.text());
    let Some(Soft::At(Some(0.5), points)) = bench.model.details.policies.at(64).map(|at| at.soft.clone())
    else {
        panic!("no curve");
    };
    assert!(points.len() > 20);
    // Too hot for this KL: no n gets there, and the list says so.
    bench.press("Y up down down down down down down enter ctrl-u 5 0 enter esc");
    assert!(bench.text().contains("at temperature 50: its KL stays below 0.0"), "{}", bench.text());
    bench.press("u");
    assert!(bench.text().contains("at temperature 0.5"));
    bench.press("Y down down down down down down enter ctrl-u a u t o enter esc");
    assert!(bench.text().contains("half the beta"));
}

#[test]
fn the_axis_turns_to_the_expected_reward() {
    let mut bench = trade_off(120, 40);
    bench.press("f5 y");
    assert!(bench.line_with("best-of-n ").contains("9.9988"), "{}", bench.text());
    assert!(bench.text().contains("│reward"));
    assert_eq!(bench.model.lower_view, LowerView::TradeOff);
    bench.press("y");
    assert!(bench.text().contains("│win rate"));
}

#[test]
fn equal_rewards_have_one_policy() {
    let base = Base::with_rewards(&[1.0, 2.0], &[3.0, 3.0]).unwrap();
    let base = NamedBase::new("tied".to_owned(), base, Labels::Numbered, Vec::new());
    let subject = Subject::new(Arc::new(base), None);
    let opening = Opening { subject, n: 8, view: View::Lower(LowerView::TradeOff), origin: None };
    let mut bench = Bench::new(opening, 120, 40);
    assert!(bench.text().contains("equal rewards: soft best-of-n is the base"), "{}", bench.text());
    bench.press("f5 y Y");
    assert!(bench.text().contains("temperature of soft best-of-n"));
}

#[test]
fn an_average_has_no_policies_and_says_so() {
    for (width, height, title) in
        [(120, 40, "Policies are compared for one prompt at a time"), (40, 12, "One prompt")]
    {
        let mut bench = Bench::new(Opening::named("three-prompts").unwrap(), width, height);
        let text = bench.press("Y").text();
        assert!(text.contains(title), "{text}");
        assert!(text.lines().filter(|line| line.contains("[x]")).all(|line| !line.contains('…')), "{text}");
    }
}

#[test]
fn what_is_left_out_is_said() {
    let base = Arc::new(crate::family::parse(&format!("uniform:{}", SOFT_CLASSES + 1)).unwrap());
    let opening = Opening {
        subject: Subject::new(base, None),
        n: 8,
        view: View::Lower(LowerView::TradeOff),
        origin: None,
    };
    let mut bench = Bench::new(opening, 120, 40);
    assert!(bench.text().contains("soft best-of-n is left out above 5000 rewards"), "{}", bench.text());
    assert!(bench.press("Y").text().contains("left out"));
}
