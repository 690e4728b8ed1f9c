//! n jumps to where something reaches a value.

use crate::bon::{Draws, Evaluation, Policy};
use crate::explorer::tests::*;

fn at(bench: &Bench, n: u64) -> Evaluation {
    Policy::new(bench.model.subject.base.base(), Draws::new(n as f64).unwrap()).evaluate()
}

fn jump(bench: &mut Bench, keys: &str) -> (Evaluation, Evaluation, Evaluation) {
    bench.press("i").press(keys).press("enter");
    assert_eq!(bench.model.overlay, None, "{:?}", bench.model.notice);
    let n = bench.model.n;
    (at(bench, n.saturating_sub(1).max(1)), at(bench, n), at(bench, n + 1))
}

#[test]
fn jumps_land_on_the_first_or_the_last_n() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    let (below, here, _) = jump(&mut bench, "g 2");
    assert!(below.gap < 2.0 && here.gap >= 2.0);
    assert!(
        bench
            .text()
            .contains(&format!("n = {} is the smallest with gap ≥ 2 nats; in real numbers n = ", here.n))
    );
    let (_, here, above) = jump(&mut bench, "k 1 . 5");
    assert!(here.kl <= 1.5 && above.kl > 1.5);
    assert!(bench.text().contains(&format!("n = {} is the largest with exact KL ≤ 1.5 nats", here.n)));
    for share in ["s 9 0 space %", "s 0 . 9", "s 9 / 1 0"] {
        let (below, here, _) = jump(&mut bench, share);
        assert!(below.kl < 0.9 * 10_f64.ln() && here.kl >= 0.9 * 10_f64.ln());
    }
    for rate in ["w 0 . 9", "w 9 0 %"] {
        let (below, here, _) = jump(&mut bench, rate);
        assert!(below.win_rate < 0.9 && here.win_rate >= 0.9);
    }
    let (below, here, _) = jump(&mut bench, "r 9");
    assert!(below.expected_reward < 9.0 && here.expected_reward >= 9.0);
    // A value that n itself has finds that n, whichever way it rounds.
    assert_eq!(bench.press("i k 0 enter").model.n, 1);
    // Ten equal outcomes: n/10 = 1.
    assert_eq!(bench.press("i e").model.n, 10);
    assert!(bench.text().contains("n = 10 is the smallest with n·m_top ≥ 1"));
    // The scale follows, and each jump is one step.
    bench.press("i g 1 2 enter");
    assert_eq!((bench.model.n / 1_000_000, bench.model.scale_end), (4, 10_000_000));
    assert_eq!(bench.press("u").model.n, 10);
    assert_eq!(bench.press("u").model.n, 1);
}

#[test]
fn thirds_land_on_three() {
    let base = Base::from_weights(&[2.0, 1.0]).unwrap();
    let base = NamedBase::new("third".to_owned(), base, Labels::Numbered, Vec::new());
    let opening =
        Opening { subject: Subject::new(Arc::new(base), None), n: 64, view: View::Kl, origin: None };
    assert_eq!(Bench::new(opening, 80, 24).press("i e").model.n, 3);
}

#[test]
fn what_cannot_be_reached_says_why_and_changes_nothing() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    for (keys, why) in [
        ("k 2 . 5 enter", "every n stays below; the limit of the exact KL is 2.302585 nats"),
        ("w 0 . 9 9 enter", "no n up to 1e15 gets there; the limit of the win rate is 0.95"),
        ("r 1 1 enter", "no n up to 1e15 gets there; the limit of the expected reward is 10"),
        ("g 9 9 enter", "no n up to 1e15 gets there; the gap has no limit, but grows too slowly"),
    ] {
        let text = bench.press("esc i").press(keys).text();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(why), "{why}\n{}", bench.text());
        assert_eq!((bench.model.n, &bench.model.overlay), (64, &None));
    }
    for (keys, why) in [
        ("k - 1 enter", "the gap and the KL are never negative"),
        ("k x enter", "not a number"),
        ("s 9 0 enter", "a share of the limit lies between 0 and 1; type it as 90 % or 0.9"),
        ("s 1 0 0 % enter", "a share of the limit lies between 0 and 1"),
        ("w 9 0 enter", "a win rate lies between 0 and 1; type it as 90 % or 0.9"),
        ("g 5 % enter", "not a number"),
    ] {
        let text = bench.press("esc i").press(keys).text();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(why), "{why}\n{}", bench.text());
        assert!(bench.model.n == 64 && bench.model.context() == Context::Question);
    }
    let rare = Opening {
        subject: subject("rare", "Rare", &[1.0, 1e-300]),
        n: 1,
        view: View::Lower(LowerView::Gap),
        origin: None,
    };
    let mut rare = Bench::new(rare, 80, 24);
    assert!(rare.press("i e").text().contains("no n up to 1e15 gets there; n·m_top is 1e-285 at 1e15"));
    assert!(rare.press("i s 5 0 % enter").text().contains("no n up to 1e15 gets there; the limit of"));
    assert_eq!(rare.model.n, 1);
}

#[test]
fn an_answer_that_comes_too_late_is_dropped() {
    let press = |bench: &mut Bench, keys: &str| -> Vec<Effect> {
        let keys = keys.split_whitespace().map(|key| Message::Key(key.parse().unwrap()));
        keys.flat_map(|key| update(&mut bench.model, key)).collect()
    };
    let answer = |effects: &[Effect]| {
        let solve = effects.iter().find_map(|effect| match effect {
            Effect::Compute(request)
                if matches!(request.job, crate::explorer::model::jobs::job::Job::Solve(_)) =>
            {
                Some(request)
            }
            _ => None,
        });
        let mut answers = Vec::new();
        crate::explorer::work::compute(solve.unwrap(), &|| true, &mut |message| answers.push(message));
        answers.pop().unwrap()
    };
    // What changes neither base nor n lets it come, and the first line tells that it will.
    let mut bench = Bench::new(uniform_10(), 80, 24);
    let effects = press(&mut bench, "i g 2 enter v");
    assert!(bench.line_with("bonscope").contains("jumping …"));
    update(&mut bench.model, answer(&effects));
    assert!(bench.model.n > 64 && !bench.line_with("bonscope").contains("jumping"));
    // n was set by hand meanwhile; the base was edited meanwhile; something else was asked for.
    for (keys, n) in [("[", 32), ("d", 64), ("i k 1 enter", 64)] {
        let mut bench = Bench::new(uniform_10(), 80, 24);
        let effects = press(&mut bench, "i g 2 enter");
        assert!(bench.text().contains("searching for that n …"));
        let late = answer(&effects);
        press(&mut bench, keys);
        assert_eq!(bench.line_with("bonscope").contains("jumping"), keys.starts_with('i'), "{keys}");
        update(&mut bench.model, late);
        assert_eq!(bench.model.n, n, "{keys}");
    }
}

#[test]
fn the_menu_of_jumps() {
    for (width, height) in [(80, 24), (40, 12)] {
        let mut bench = Bench::new(uniform_10(), width, height);
        assert_snapshot!(format!("jump_{width}x{height}"), bench.press("i").text());
        assert_snapshot!(format!("jump_prompt_{width}x{height}"), bench.press("down down enter 9 0").text());
        bench.press("enter");
        assert_snapshot!(format!("jumped_{width}x{height}"), bench.text());
    }
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.press("i");
    bench.send(Message::Mouse(MouseKind::Down(Button::Left), Some(Target::Entry(5))));
    assert_eq!(bench.model.n, 10);
}
