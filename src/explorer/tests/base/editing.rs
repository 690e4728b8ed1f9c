//! Editing the base by keys: what is typed, what it does to the numbers, what is refused, undo and redo.

use crate::explorer::model::base::draft::Reaction;
use crate::explorer::tests::*;
use crate::explorer::work;

fn three() -> Opening {
    Opening {
        n: 16,
        subject: subject("three", "Rare and best", &[0.9, 0.0999, 1e-4]),
        view: View::Lower(LowerView::Gap),
        origin: None,
    }
}

/// `label p` from the highest reward down, as the table has them.
fn rows(bench: &Bench) -> Vec<String> {
    let named = &bench.model.subject.base;
    let p = |rank| crate::report::number::significant(named.base().p(rank), 6);
    (0..named.base().len()).rev().map(|rank| format!("{} {}", named.label(rank), p(rank))).collect()
}

fn notice(bench: &Bench) -> &str {
    bench.model.notice.as_deref().unwrap_or_default()
}

/// An explorer that computes nothing.
fn idle(opening: Opening) -> Model {
    Model::new(opening.subject, opening.n, opening.view)
}

/// Presses keys of an explorer that computes nothing but changed bases; gives the notice.
fn press<'a>(model: &'a mut Model, keys: &str) -> &'a str {
    for key in keys.split_whitespace() {
        let effects = update(model, Message::Key(key.parse().unwrap()));
        build(model, effects);
    }
    model.notice.as_deref().unwrap_or_default()
}

/// Builds whatever is asked for.
pub(in crate::explorer) fn build(model: &mut Model, effects: Vec<Effect>) {
    for effect in effects {
        if let Effect::Build(order) = effect {
            let message = work::built(&order);
            let effects = update(model, message);
            build(model, effects);
        }
    }
}

const NOTHING: &str = "there is nothing to undo";

#[test]
fn editing_screens() {
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        let mut bench = Bench::new(three(), width, height);
        assert_snapshot!(format!("prompt_{width}x{height}"), bench.press("down x down e").text());
        bench.press("1 / 4 enter x");
        assert_snapshot!(format!("edited_{width}x{height}"), bench.text());
        assert_snapshot!(format!("refused_{width}x{height}"), bench.press("g e 0 . 9 enter").text());
    }
    let mut ascii = Bench::new(three(), 80, 24);
    ascii.screen.ascii = true;
    let text = ascii.press("x r e tab").text();
    assert!(text.is_ascii());
    assert_snapshot!("reward_ascii", text);
}

#[test]
fn a_probability_is_typed_over_and_the_rest_rescales() {
    let mut bench = Bench::new(three(), 80, 24);
    bench.press("e 1 / 2 enter");
    assert_eq!(rows(&bench), ["y3 0.5", "y2 0.0499550", "y1 0.450045"]);
    assert!(bench.text().contains("three* edited, was Rare"));
    bench.press("u");
    assert_eq!(rows(&bench), ["y3 0.0001", "y2 0.0999", "y1 0.9"]);
    assert!(!bench.model.edited() && notice(&bench) == "undone; u undoes 0 more, Ctrl-r redoes");
    bench.press("ctrl-r down r e 0 . 4 x enter");
    assert_eq!(
        notice(&bench),
        "not a number: column 4: found \"x\" where an operator, one of + - * / ^, is allowed"
    );
    bench.press("esc g e 0 . 6 enter");
    assert_eq!(notice(&bench), "y2 gives, so y3 can have at most 0.549955; r chooses another reaction");
    bench.press("ctrl-u 0 . 5 4 enter");
    assert_eq!(rows(&bench), ["y3 0.54", "y2 0.00995500", "y1 0.450045"]);
    assert_eq!(bench.model.rules.reaction, Reaction::TakeFrom(1));
}

#[test]
fn fields_and_rows_follow_each_other() {
    let mut bench = Bench::new(three(), 80, 24);
    bench.press("e 0 . 1 tab 0 . 5 tab b e s t enter");
    assert_eq!(rows(&bench), ["y2 0.0899190", "y1 0.810081", "best 0.1"]);
    assert_eq!(bench.model.selected, 2);
    bench.press("e up 0 . 5 up 0 . 3 enter");
    assert_eq!(bench.model.selected, 0);
    assert!((bench.model.subject.base.base().p(2) - 0.3).abs() < 1e-15);
    // Nothing typed, nothing changed.
    let base = Arc::clone(&bench.model.subject.base);
    bench.press("e tab tab shift-tab down enter e 9 9 esc");
    assert!(Arc::ptr_eq(&base, &bench.model.subject.base));
}

#[test]
fn outcomes_move_tie_come_and_go() {
    let mut bench = Bench::new(three(), 80, 24);
    bench.press("J");
    assert_eq!((rows(&bench)[0].as_str(), bench.model.selected), ("y2 0.0999", 1));
    assert_eq!(notice(&bench), "y3 has the reward 2");
    bench.press("K t");
    assert_eq!(notice(&bench), "y3 has the reward 2, tied with others");
    assert_eq!(bench.model.subject.base.base().class_count(), 2);
    bench.press("T");
    assert_eq!((bench.model.subject.base.base().class_count(), notice(&bench)), (3, "y3 has the reward 3"));
    bench.press("a 0 . 2 enter");
    assert_eq!(rows(&bench)[0], "y4 0.2");
    bench.press("D");
    assert_eq!((rows(&bench).len(), rows(&bench)[0].as_str()), (5, "y4' 0.1"));
    bench.press("d d");
    assert_eq!(rows(&bench), ["y3 0.0001", "y2 0.0999", "y1 0.9"]);
    assert_eq!(bench.press("t t t G t").model.subject.base.base().class_count(), 2);
    assert_eq!(notice(&bench), "no outcome has a lower reward than y1");
    bench.press("u u u u u u u u u u u u");
    assert_eq!(notice(&bench), NOTHING);
    assert!(!bench.model.edited() && rows(&bench) == ["y3 0.0001", "y2 0.0999", "y1 0.9"]);
}

#[test]
fn a_held_key_is_one_step() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    assert_eq!(bench.press("right right right left left v [ [").model.n, 32);
    assert_eq!(bench.press("u").model.n, 65);
    assert_eq!(bench.press("u").model.lower_view, LowerView::Gap);
    assert_eq!(bench.press("u").model.n, 67);
    assert_eq!(bench.press("u").model.n, 64);
    assert_eq!(bench.press("ctrl-r ctrl-r ctrl-r").model.lower_view, LowerView::WinRate);
    // Something new ends what could be redone.
    assert_eq!(bench.press("2 enter ctrl-r").model.n, 2);
    bench.send(Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Draws(50))));
    for n in [60, 70, 80] {
        bench.send(Message::Mouse(MouseKind::Drag(Button::Left), Some(Target::Draws(n))));
    }
    assert_eq!(bench.model.n, 80);
    assert_eq!(bench.press("u").model.n, 2);
    bench.press("p u n i f o r m - 1 0 enter u");
    assert_eq!((bench.model.n, bench.model.lower_view), (2, LowerView::WinRate));
}

#[test]
fn a_click_on_the_selected_row_edits_it() {
    let mut bench = Bench::new(three(), 80, 24);
    let click = |row| Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Row(row)));
    bench.send(click(1));
    assert_eq!((bench.model.selected, &bench.model.overlay), (1, &None));
    bench.send(click(1));
    bench.press("0 . 5");
    bench.send(click(0));
    assert!(bench.text().contains("p of y3 = ") && rows(&bench)[1] == "y2 0.5");
    bench.press("7");
    bench.send(click(1));
    assert_eq!(notice(&bench), "the probability of y3 cannot be 7; it must be from 0 to 1");
    assert!(bench.text().contains("p of y3 = 7"));
}

fn family(notation: &str) -> Opening {
    let base = Arc::new(crate::family::parse(notation).unwrap());
    Opening { n: 4, subject: Subject::new(base, None), view: View::Lower(LowerView::Gap), origin: None }
}

#[test]
fn arguments_step_and_type() {
    let mut bench = Bench::new(family("zipf:10,1.1"), 80, 24);
    bench.press("f up up up");
    assert_eq!(bench.model.subject.base.name(), "zipf:13,1.1");
    bench.press("tab - 0 . 5 enter");
    assert_eq!(bench.model.subject.base.name(), "zipf:13,0.5");
    assert_eq!(bench.press("u").model.subject.base.name(), "zipf:13,1");
    assert_eq!(bench.press("u u").model.subject.base.name(), "zipf:10,1.1");
    bench.press("ctrl-r ctrl-r ctrl-r f 1 e + 3 enter");
    assert_eq!((bench.model.subject.base.name(), bench.model.edited()), ("zipf:1e+3,0.5", false));
    bench.press("G f tab");
    assert_snapshot!("arguments_80x24", bench.text());
    bench.press("2 0 0 0 enter");
    assert_eq!(notice(&bench), "s of zipf is \"2000\"; it must be a number from 0 to 1000");
    bench.press("shift-tab 2 enter");
    assert_eq!((bench.model.subject.base.base().len(), bench.model.selected), (1000, 999));
    bench.press("esc f 2 enter");
    assert_eq!((bench.model.subject.base.base().len(), bench.model.selected), (2, 1));
    bench.press("f 2 e 6 enter");
    assert_eq!(notice(&bench), "L of zipf is \"2e6\"; it must be a whole number from 1 to 1000000");
    for typed in ["0", "0 . 5", "x", "- 1"] {
        let found = typed.replace(' ', "");
        bench.press(&format!("ctrl-u {typed} enter"));
        let expected = format!("L of zipf is \"{found}\"; it must be a whole number from 1 to 1000000");
        assert_eq!(notice(&bench), expected);
    }
    assert_eq!(bench.press("esc e 0 . 9 enter f").model.overlay, None);
    assert_eq!(notice(&bench), "this base is a free list; only families such as uniform:10 have arguments");
}

#[test]
fn compact_arguments() {
    let mut bench = Bench::new(family("negative-binomial:3,0.2"), 40, 12);
    assert_snapshot!("arguments_40x12", bench.press("f tab").text());
}

#[test]
fn a_family_says_that_it_becomes_a_list() {
    let named = crate::family::parse("uniform:10").unwrap();
    let opening = Opening {
        n: 4,
        subject: Subject::new(Arc::new(named), None),
        view: View::Lower(LowerView::Gap),
        origin: None,
    };
    let mut bench = Bench::new(opening, 80, 24);
    bench.press("e 1 / 2 enter");
    assert_eq!(notice(&bench), "uniform:10 is now a free list of 10 outcomes; u undoes");
    assert_eq!(bench.press("e 1 / 3 enter").model.notice, None);
}

#[test]
fn a_pasted_table_replaces_the_base_in_one_step() {
    let mut bench = Bench::new(three(), 80, 24);
    bench.press("r");
    bench.send(Message::Paste("bad\t0.6\t0\rgood\t0.3\t1\rbest\t0.2\t1\r".to_owned()));
    assert_eq!(
        notice(&bench),
        "pasted 3 outcomes; u undoes; the weights sum to 1.1 and were divided by that"
    );
    assert_eq!(rows(&bench), ["best 0.181818", "good 0.272727", "bad 0.545455"]);
    assert!(bench.text().contains("pasted* edited") && bench.model.rules.reaction == Reaction::Rescale);
    let base = Arc::clone(&bench.model.subject.base);
    bench.send(Message::Paste("a 1\nb x".to_owned()));
    assert!(
        notice(&bench).starts_with("line 2, column 3: found \"x\"")
            && Arc::ptr_eq(&base, &bench.model.subject.base)
    );
    assert_snapshot!("paste_refused", bench.text());
    bench.press("u");
    assert_eq!(rows(&bench), ["y3 0.0001", "y2 0.0999", "y1 0.9"]);
    // Into a line that is being typed it goes as text.
    bench.press("r r e");
    bench.send(Message::Paste("1/4\n".to_owned()));
    assert_eq!(rows(bench.press("enter"))[0], "y3 0.25");
}

#[test]
fn what_is_kept_for_undoing_is_bounded() {
    let mut model = idle(three());
    for _ in 0..150 {
        press(&mut model, "right v");
    }
    let mut undone = 0;
    while press(&mut model, "u") != NOTHING {
        undone += 1;
    }
    assert_eq!(undone, crate::explorer::model::history::undo::STEPS);
    let subject = subject("many", "Many", &[1.0; 300_000]);
    let mut many = idle(Opening { n: 2, subject, view: View::Lower(LowerView::Gap), origin: None });
    press(&mut many, "t down t down t down t down t");
    for _ in 0..3 {
        assert!(press(&mut many, "u").starts_with("undone"));
    }
    assert_eq!(press(&mut many, "u"), NOTHING);
}

/// All that undoing has to give back.
pub(in crate::explorer) fn state(model: &Model) -> String {
    let named = &model.subject.base;
    let outcomes: Vec<_> = (0..named.base().len())
        .map(|rank| (named.label(rank), named.base().p(rank), named.base().reward(rank)))
        .collect();
    let kept = &model.pins.kept;
    let pins: Vec<_> = kept
        .pins
        .iter()
        .map(|pin| (pin.letter, &pin.name, pin.n(), pin.subject().base.base().len()))
        .collect();
    let (edited, log, compared) = (model.edited(), model.details.log_gap, kept.compared);
    let Model { rules, n, scale_end, chosen_end, chosen_curves, lower_view, .. } = model;
    format!(
        "{outcomes:?} {rules:?} {edited} {n} {scale_end} {chosen_end} {chosen_curves:?} {lower_view:?} {log} {pins:?} {compared}"
    )
}

fn edit_keys() -> impl Strategy<Value = String> {
    proptest::sample::select(vec![
        "e 1 / 3 enter",
        "e 0 . 9 enter",
        "e 2 enter",
        "e tab 2 . 5 enter",
        "e tab tab z enter",
        "a 0 . 1 enter",
        "a esc",
        "d",
        "D",
        "K",
        "J",
        "t",
        "T",
        "x",
        "r",
        "u",
        "ctrl-r",
        "u u",
        "v",
        "right",
        "left",
        "]",
        "1 2 enter",
        "down",
        "up",
        "G",
        "g",
        "p enter",
        "e 1 e - 9 up 0 enter",
        "end right",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn undo_is_an_exact_inverse(sequence in proptest::collection::vec(edit_keys(), 1..40)) {
        let mut model = idle(family("uniform:10"));
        let mut seen = vec![state(&model)];
        for keys in &sequence {
            for key in keys.split(' ') {
                press(&mut model, key);
                seen.push(state(&model));
                let base = model.subject.base.base();
                let total = crate::bon::sum((0..base.len()).map(|rank| base.p(rank)));
                prop_assert!((total - 1.0).abs() < 1e-14, "{total}");
                prop_assert!(model.selected < base.len());
            }
        }
        press(&mut model, "esc");
        let last = state(&model);
        // Back through states that were seen, to the first one; then the same way forth to the last one.
        let mut back = vec![last.clone()];
        while press(&mut model, "u") != NOTHING {
            back.push(state(&model));
            prop_assert!(seen.contains(&state(&model)));
        }
        prop_assert_eq!(back.last(), seen.first());
        let mut forth = vec![state(&model)];
        while back.len() > forth.len() {
            press(&mut model, "ctrl-r");
            forth.push(state(&model));
        }
        back.reverse();
        prop_assert_eq!(back, forth);
        prop_assert_eq!(state(&model), last);
    }
}

#[test]
fn leaving_asks_once_when_edits_would_be_lost() {
    let quits = |model: &mut Model, key: &str| {
        let effects = update(model, Message::Key(key.parse().unwrap()));
        effects.iter().any(|effect| matches!(effect, Effect::Quit { .. }))
    };
    let mut model = idle(three());
    assert!(quits(&mut model, "q"), "nothing would be lost");
    let mut model = idle(three());
    press(&mut model, "e 1 / 2 enter");
    assert!(!quits(&mut model, "q"));
    assert_eq!(
        model.notice.as_deref(),
        Some("the edits will be lost; s saves them, q pressed again leaves, any other key stays")
    );
    assert!(!quits(&mut model, "right"), "any other key stays");
    assert!(!quits(&mut model, "q"), "and asks again");
    assert!(quits(&mut model, "q"));
    let mut model = idle(three());
    press(&mut model, "e 1 / 2 enter");
    assert!(quits(&mut model, "ctrl-c"), "there is always a way out");
    let mut model = idle(three());
    press(&mut model, "e 1 / 2 enter u");
    assert!(quits(&mut model, "q"), "what was undone is not lost");
}
