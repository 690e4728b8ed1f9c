//! The views of the lower chart that are not curves against n.

use crate::explorer::tests::*;
use crate::explorer::view::lower;

/// Every view of the lower chart but the curves against n, which `main_screens` shows.
fn views() -> impl Iterator<Item = View> {
    LowerView::ALL
        .iter()
        .copied()
        .filter(|lower_view| lower::view(*lower_view).curve().is_none())
        .map(View::Lower)
}

fn at(view: View, width: u16, height: u16) -> Bench {
    Bench::new(Opening { view, ..uniform_10() }, width, height)
}

#[test]
fn a_view_is_the_chart_or_the_text_that_its_row_says() {
    for &lower_view in LowerView::ALL {
        let bench = at(View::Lower(lower_view), 80, 24);
        let chart = view::lower::chart_of(&bench.model, &bench.screen.theme);
        assert_eq!(chart.is_some(), lower_view.is_chart(), "{lower_view:?}");
    }
}

fn in_ascii_and_mono(view: View) {
    let name = view.name();
    let mut ascii = at(view, 80, 24);
    ascii.screen.ascii = true;
    let text = ascii.text();
    assert!(text.is_ascii());
    assert_snapshot!(format!("view_{name}_ascii"), text);
    let mut mono = at(view, 80, 24);
    mono.screen.depth = Depth::Mono;
    assert_snapshot!(format!("view_{name}_mono"), snapshot::ansi(&mono.picture()));
}

#[test]
fn views_at_every_size() {
    for view in views() {
        let name = view.name();
        for (width, height) in [(80, 24), (120, 40), (200, 60)] {
            assert_snapshot!(format!("view_{name}_{width}x{height}"), at(view, width, height).text());
        }
        in_ascii_and_mono(view);
        let mut compact = at(view, 40, 12);
        assert_snapshot!(format!("view_{name}_compact"), compact.press("tab tab tab").text());
    }
}

#[test]
fn curves_in_ascii_mono_and_compact() {
    for view in [View::Kl, View::Lower(LowerView::Gap), View::Lower(LowerView::WinRate)] {
        let name = view.name();
        in_ascii_and_mono(view);
        let mut compact = at(view, 40, 12);
        compact.model.pane = if view == View::Kl { Pane::Kl } else { Pane::Lower };
        assert_snapshot!(format!("view_{name}_compact"), compact.text());
    }
}

#[test]
fn finished_screens_hold_only_what_the_terminal_shows() {
    use ratatui::style::{Color, Modifier};
    for keys in ["", "v v", "p", "?", "x e 1", "n 1"] {
        for theme in Theme::all() {
            let mut texts = Vec::new();
            for depth in [Depth::Mono, Depth::Ansi16, Depth::Ansi256, Depth::True] {
                let mut bench = Bench::new(uniform_10(), 80, 24);
                (bench.screen.theme, bench.screen.depth) = (*theme, depth);
                bench.press(keys);
                let buffer = bench.picture();
                let shown = |colour: Color| match depth {
                    Depth::Mono => colour == Color::Reset,
                    Depth::Ansi16 => {
                        colour == Color::Reset || !matches!(colour, Color::Rgb(..) | Color::Indexed(_))
                    }
                    Depth::Ansi256 => !matches!(colour, Color::Rgb(..)),
                    Depth::True => true,
                };
                for cell in &buffer.content {
                    assert!(shown(cell.fg) && shown(cell.bg), "{} {depth:?} {cell:?}", theme.name());
                }
                let marked = |cell: &ratatui::buffer::Cell| cell.modifier.contains(Modifier::REVERSED);
                assert!(keys == "?" || depth != Depth::Mono || buffer.content.iter().any(marked), "{keys}");
                texts.push(snapshot::plain(&buffer));
            }
            assert!(texts.windows(2).all(|pair| pair[0] == pair[1]), "{keys} {}", theme.name());
        }
    }
}

#[test]
fn every_view_is_drawn_at_every_size() {
    let rare = || Opening {
        subject: subject("rare", "Rare", &[1.0, 1e-300]),
        n: 1,
        view: View::Lower(LowerView::Gap),
        origin: None,
    };
    let one = || Opening {
        subject: subject("one", "One", &[1.0]),
        n: 7,
        view: View::Lower(LowerView::Gap),
        origin: None,
    };
    for view in views() {
        for opening in [uniform_10(), rare(), one()] {
            let mut bench = Bench::new(Opening { view, ..opening }, 80, 24);
            for keys in ["", "1 e 1 5 enter", "z"] {
                bench.press(keys);
                for (width, height) in (1..=250).flat_map(|w| (1..=80).map(move |h| (w, h))) {
                    if (width < 60 && height < 14 && (width + height) % 5 == 0)
                        || (width * 7 + height) % 397 == 0
                    {
                        let area = Rect::new(0, 0, width, height);
                        show::draw(&bench.model, &bench.screen.theme, area, &mut Buffer::empty(area));
                    }
                }
            }
        }
    }
}

#[test]
fn views_are_reached_by_key_and_mouse_and_by_name() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    for &lower_view in &LowerView::ALL[1..] {
        assert_eq!(bench.press("v").model.lower_view, lower_view);
        let hits = bench.draw();
        for &other in LowerView::ALL {
            let place = (0..80).flat_map(|c| (0..24).map(move |r| (c, r)));
            assert!(place.clone().any(|(c, r)| hits.at(c, r) == Some(Target::View(other))), "{other:?}");
        }
    }
    assert_eq!(bench.press("v").model.lower_view, LowerView::Gap);
    for view in views() {
        assert_eq!(View::from_name(view.name()), Some(view));
        assert!(LowerView::ALL.contains(&at(view, 80, 24).model.lower_view));
    }
}

#[test]
fn text_scrolls_by_key_and_wheel_and_the_table_stays() {
    let mut bench = at(View::Lower(LowerView::Divergences), 80, 24);
    // Keys that come before the first drawing count, too.
    update(&mut bench.model, Message::Key("v".parse().unwrap()));
    bench.model.viewport = Default::default();
    update(&mut bench.model, Message::Key("V".parse().unwrap()));
    update(&mut bench.model, Message::Key("down".parse().unwrap()));
    bench.press("down");
    assert_eq!((bench.model.details.offset, bench.model.selected), (2, 0));
    bench.send(Message::Mouse(MouseKind::ScrollUp, Some(Target::Pane(Pane::Lower))));
    assert_eq!(bench.model.details.offset, 0);
    bench.press("G");
    let end = bench.model.details.offset;
    assert!(end > 0 && bench.text().contains("pure numbers"));
    assert_eq!(bench.press("down").model.details.offset, end);
    assert_eq!(bench.press("tab down").model.selected, 1);
    assert_eq!(bench.press("v").model.details.offset, 0);
}

#[test]
fn the_gap_has_two_scales() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    let linear = bench.press("tab tab tab").text();
    bench.press("v y");
    assert!(bench.model.lower_view == LowerView::Gap && bench.model.details.log_gap);
    assert_snapshot!("gap_log_80x24", bench.text());
    assert!(!bench.press("y").model.details.log_gap);
    assert_eq!(bench.text(), linear);
}

#[test]
fn the_trade_off_names_its_points() {
    let mut bench = at(View::Lower(LowerView::TradeOff), 120, 40);
    assert!(bench.text().contains("the bound puts"));
    assert!(bench.line_with("n = 64:").contains("KL 2.2935 nats"));
    // Another base, other curves.
    bench.press("p s k e w");
    bench.press("ctrl-u 1 0 enter home v v");
    assert!(bench.line_with("n = 1:").contains("KL 0 nats"));
    // Where the bound is right there is one mark, and it is not the bound's.
    assert!(bench.text().contains("you are here") && !bench.text().contains("puts you here"));
}

#[test]
fn what_another_base_needs_is_asked_for_again() {
    let mut bench = at(View::Lower(LowerView::TradeOff), 80, 24);
    let trade_off = |bench: &Bench| {
        bench.model.details.policies.trade_off.value().map(|(_, trade_off)| Arc::clone(trade_off)).unwrap()
    };
    let before = trade_off(&bench);
    bench.press("right left");
    assert!(Arc::ptr_eq(&before, &trade_off(&bench)));
    bench.model.subject = subject("two", "Two", &[1.0, 1.0]);
    bench.press("right");
    assert_ne!(before, trade_off(&bench));
}

#[test]
fn many_outcomes_have_their_parts_and_their_spread() {
    let weights: Vec<f64> = (1..=4000).map(|k| 1.0 / f64::from(k)).collect();
    let many = |view| Opening { subject: subject("many", "Many", &weights), n: 1000, view, origin: None };
    let parts = Bench::new(many(View::Lower(LowerView::Attribution)), 120, 40);
    assert_snapshot!("attribution_many", parts.text());
    let mut end = Bench::new(many(View::Lower(LowerView::Attribution)), 120, 40);
    end.press("v V G");
    assert!(end.text().contains("3800 more"), "{}", end.text());
    assert_snapshot!("spread_many", Bench::new(many(View::Lower(LowerView::Spread)), 120, 40).text());
}

fn thirds() -> Opening {
    let base = Base::from_weights(&[1.0 / 6.0, 1.0 / 3.0, 0.5]).unwrap();
    let base = NamedBase::new("thirds".to_owned(), base, Labels::Numbered, Vec::new());
    Opening {
        subject: Subject::new(Arc::new(base), None),
        n: 4,
        view: View::Lower(LowerView::Work),
        origin: None,
    }
}

/// The lower pane alone, tall enough for all of it.
fn work(opening: Opening, keys: &str) -> String {
    let mut bench = Bench::new(opening, 90, 60);
    bench.press(keys).press("v V z").text()
}

#[test]
fn the_work_of_fractions_is_exact() {
    let top = work(thirds(), "");
    assert!(top.contains("= 1 - 1/16 = 15/16 = 0.9375") && top.contains("ln(15/8) = 0.62861"));
    assert_snapshot!("work_thirds_top", top);
    let middle = work(thirds(), "down");
    assert!(middle.contains("= 1/16 - 1/1296 = 5/81") && middle.contains("ln(5/27)"), "{middle}");
    assert_snapshot!("work_thirds_middle", middle);
    assert_snapshot!("work_thirds_lowest", work(thirds(), "down down"));
    let many = work(thirds(), "n 1 e 1 5 enter");
    assert!(many.contains("1^1e15 - (1/2)^1e15"), "{many}");
}

#[test]
fn the_work_names_ties_and_outcomes_without_mass() {
    let base = Base::with_rewards(&[0.25, 0.0, 0.5, 0.25], &[1.0, 2.0, 3.0, 3.0]).unwrap();
    let base = NamedBase::new("tied".to_owned(), base, Labels::Numbered, Vec::new());
    let opening = || Opening {
        subject: Subject::new(Arc::new(base.clone()), None),
        n: 2,
        view: View::Lower(LowerView::Work),
        origin: None,
    };
    let tied = work(opening(), "");
    assert!(tied.contains("the mass of the 2 outcomes tied with it"), "{tied}");
    assert!(tied.contains("π_n of the tie = F^n - (F⁻)^n = 1^2 - (1/4)^2"), "{tied}");
    assert_snapshot!("work_tied", tied);
    assert!(work(opening(), "down down").contains("p = 0: best-of-n never returns it"));
}

#[test]
fn the_work_of_other_masses_is_decimal() {
    let rare = Opening {
        subject: subject("rare", "Rare", &[0.9, 0.0999, 1e-13]),
        n: 1000,
        view: View::Lower(LowerView::Work),
        origin: None,
    };
    assert_snapshot!("work_rare", work(rare, ""));
}
