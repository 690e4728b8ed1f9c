//! Walkthroughs by keys and mouse: to their ends, off the path and back, guesses, and how they look.

use crate::explorer::app::files::open;
use crate::explorer::model::lesson::Lesson;
use crate::explorer::tests::*;
use crate::preset::prose::Form;

fn opened(name: &str, width: u16, height: u16) -> Bench {
    let mut bench = Bench::new(uniform_10(), width, height);
    bench.send(Message::Lesson(open::lesson(name, Form::Unicode).map(Box::new)));
    bench
}

fn lesson(bench: &Bench) -> &Lesson {
    bench.model.lesson.as_ref().expect("a walkthrough")
}

#[test]
fn every_walkthrough_is_walked_to_its_end_at_every_size() {
    let presets = crate::preset::library::walkthroughs();
    for (name, (width, height)) in
        presets.flat_map(|preset| [(40, 12), (80, 24), (120, 40)].map(|size| (preset.name.clone(), size)))
    {
        let mut bench = opened(&name, width, height);
        let steps = lesson(&bench).steps();
        for at in 0..steps {
            assert_eq!(lesson(&bench).at(), at, "{name}");
            if bench.model.play.on {
                bench.press("space");
            }
            let scene = lesson(&bench).scene();
            assert!(!bench.model.strayed(), "{name}, step {}: {scene:?} at n = {}", at + 1, bench.model.n);
            let text = bench.text();
            assert!(text.contains(&format!(" {}/{steps} ", at + 1)), "{text}");
            if lesson(&bench).withholds() {
                bench.press("space");
                let answer = lesson(&bench).texts().reveal.clone().unwrap_or_default();
                let end = answer.split_whitespace().last().unwrap_or_default().to_owned();
                assert!(bench.text().contains(&end), "{name}, step {}: {}", at + 1, bench.text());
            }
            bench.press("space");
        }
        assert_eq!(lesson(&bench).at(), steps - 1);
        assert!(bench.text().contains("this is the last step"));
        bench.press("W");
        assert!(bench.model.lesson.is_none());
    }
}

#[test]
fn the_path_can_be_left_and_found_again() {
    let mut bench = opened("formula", 80, 24);
    bench.press("space right down e 0 . 9 enter");
    assert!(bench.model.strayed() && bench.text().contains("off the step: Esc returns"), "{}", bench.text());
    bench.press("esc");
    assert!(!bench.model.strayed() && bench.model.n == 2);
    bench.press("u");
    assert!(bench.model.strayed(), "returning can be undone");
    bench.press("esc space backspace");
    assert!(lesson(&bench).at() == 1 && !lesson(&bench).revealed());
    bench.press("w home").press("w up up up up up up up enter");
    assert_eq!(lesson(&bench).at(), 0);
}

#[test]
fn a_guess_is_typed_or_placed_and_told_from_the_truth() {
    let mut bench = opened("formula", 80, 24);
    bench.press("w down down down down down down down enter");
    assert_eq!(lesson(&bench).step().title.as_deref(), Some("Guess the end"));
    bench.press("P 1 / 0 enter");
    assert!(bench.model.overlay.is_some() && !lesson(&bench).revealed());
    bench.press("ctrl-u 0 . 5 enter");
    let judged = "You said 0.5; it is 0.6931, -27.9 % off.";
    assert!(bench.text().contains(judged), "{}", bench.text());

    let mut bench = opened("formula", 120, 40);
    bench.press("w down down down down down down down enter");
    let hits = bench.draw();
    let places = (0..120).flat_map(|column| (0..40).map(move |row| (column, row)));
    let guesses: Vec<_> =
        places.filter_map(|(c, r)| hits.at(c, r)).filter(|t| matches!(t, Target::Guess(_))).collect();
    assert!(guesses.len() > 100, "the plot of the KL chart");
    bench.send(Message::Mouse(MouseKind::Down(Button::Left), Some(guesses[guesses.len() / 2])));
    assert!(lesson(&bench).revealed() && bench.text().contains("You said"));
    assert!(bench.text().contains("your guess") && bench.text().contains("the truth"), "{}", bench.text());
}

#[test]
fn walking_screens() {
    for (width, height) in [(40, 12), (80, 24), (120, 40)] {
        let mut bench = opened("formula", width, height);
        assert_snapshot!(format!("walk_{width}x{height}"), bench.press("space space").text());
        assert_snapshot!(format!("present_{width}x{height}"), bench.press("F").text());
    }
    let mut ascii = opened("estimator", 80, 24);
    ascii.send(Message::Lesson(open::lesson("estimator", Form::Ascii).map(Box::new)));
    ascii.screen.ascii = true;
    let text = ascii.press("space").text();
    assert!(text.is_ascii());
    assert_snapshot!("walk_ascii", text);
    assert_snapshot!("walk_contents", ascii.press("w").text());
}

#[test]
fn pins_of_a_walkthrough_come_and_go_with_its_steps() {
    let mut bench = opened("tight", 80, 24);
    let pins = |bench: &Bench| bench.model.pins.kept.pins.len();
    bench.press("m enter");
    assert_eq!(pins(&bench), 1);
    bench.press("w down down enter");
    assert_eq!((lesson(&bench).at(), pins(&bench)), (2, 2));
    bench.press("w up up enter");
    assert_eq!(pins(&bench), 1, "one's own stay");
}
