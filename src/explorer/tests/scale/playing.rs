//! n runs along its scale, and how far that reaches.

use std::time::Duration;

use crate::explorer::app::show::complete;
use crate::explorer::tests::*;

fn tick(bench: &mut Bench, milliseconds: u64) {
    bench.send(Message::Tick(Duration::from_millis(milliseconds)));
}

#[test]
fn n_runs_to_the_end_and_the_run_is_one_step() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    tick(&mut bench, 1000);
    assert_eq!(bench.model.n, 64, "nothing plays yet");
    bench.press("space");
    assert!(bench.line_with("bonscope").contains("▶ ×1 "));
    // Half a power of ten a second: 64 · 10^(1/2) = 202.4 after a second, whatever the frames.
    tick(&mut bench, 1000);
    assert_eq!(bench.model.n, 202);
    for _ in 0..50 {
        tick(&mut bench, 40);
    }
    assert_eq!(bench.model.n, 2020, "64 · 10^(3/2) = 2023.9, in three digits");
    // Looking at something else and changing the speed interrupt nothing.
    bench.press("tab >");
    assert!(bench.text().contains("play at speed ×2, stops at the end of the scale; Space plays and pauses"));
    tick(&mut bench, 1000);
    assert_eq!(bench.model.n, 20_200);
    for _ in 0..10 {
        tick(&mut bench, 1000);
    }
    assert_eq!((bench.model.n, bench.model.play.on), (1_000_000, false));
    assert!(!bench.text().contains('▶'));
    bench.press("u");
    assert_eq!(bench.model.n, 64);
    assert_eq!(bench.press("ctrl-r").model.n, 1_000_000);
    // From the end it begins anew.
    bench.press("space");
    tick(&mut bench, 40);
    assert_eq!(bench.model.n, 1);
    tick(&mut bench, 1000);
    assert_eq!(bench.press("space").model.n, 10);
    assert!(!bench.model.play.on);
    // Another run is another step.
    bench.press("space");
    tick(&mut bench, 500);
    bench.press("space u");
    assert_eq!(bench.model.n, 10);
    assert_eq!(bench.press("u").model.n, 1_000_000);
}

#[test]
fn it_plays_again_and_again_on_request() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.press(", > > > space");
    assert!(bench.line_with("bonscope").contains("▶ ×8 loop"));
    tick(&mut bench, 900);
    tick(&mut bench, 900);
    assert_eq!((bench.model.n, bench.model.play.on), (1_000_000, true));
    tick(&mut bench, 40);
    assert_eq!((bench.model.n, bench.model.play.on), (1, true));
    assert!(bench.press(",").text().contains("stops at the end of the scale"));
    assert!(bench.press("< < < < < < <").text().contains("play at speed ×1/4"));
}

#[test]
fn whoever_sets_n_takes_it_over() {
    for keys in [
        "right",
        "left",
        "shift-right",
        "-",
        "]",
        "home",
        "end",
        "n",
        "5",
        "i",
        "u",
        "ctrl-r",
        "space",
        "p 1 0 enter",
    ] {
        let mut bench = Bench::new(uniform_10(), 80, 24);
        bench.press("space");
        tick(&mut bench, 300);
        bench.press(keys);
        assert!(!bench.model.play.on, "{keys}");
    }
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.press("space");
    bench.send(Message::Mouse(MouseKind::Drag(Button::Left), Some(Target::Draws(7))));
    assert!(!bench.model.play.on && bench.model.n == 7);
    for keys in ["tab", "v", "down", "?", "m enter", "e 1 / 2 enter", "z"] {
        let mut bench = Bench::new(uniform_10(), 80, 24);
        bench.press("space").press(keys);
        assert!(bench.model.play.on, "{keys}");
    }
}

#[test]
fn n_waits_for_its_numbers_and_makes_up_for_it() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.press("space");
    let slow = |bench: &mut Bench| update(&mut bench.model, Message::Tick(Duration::from_millis(200)));
    let effects = slow(&mut bench);
    let n = bench.model.n;
    assert!(n > 64 && bench.model.readout.pending());
    slow(&mut bench);
    slow(&mut bench);
    assert_eq!(bench.model.n, n, "the numbers are not there yet");
    complete(&mut bench.model, effects);
    slow(&mut bench);
    // 64 · 10^(0.8/2) = 160.76, the three waiting frames at once.
    assert_eq!(bench.model.n, 160);
    // A program that was stopped for an hour does not leap.
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.press("space");
    tick(&mut bench, 3_600_000);
    assert_eq!(bench.model.n, 202);
}

#[test]
fn the_scale_of_n_ends_where_it_is_told_to() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    assert_eq!(bench.press("N 1 e 1 5 enter").model.scale_end, steps::MAX);
    assert!(bench.text().contains("1e15") && bench.text().contains("n now runs from 1 to 1e15"));
    assert_eq!(bench.model.curve.value().unwrap().1[256].n, 1e15);
    // It stays so with a typed n and with another base.
    assert_eq!(bench.press("n 9 9 enter p 1 0 enter").model.scale_end, steps::MAX);
    assert_eq!((bench.press("end").model.n, bench.press("}").model.scale_end), (steps::MAX, steps::MAX));
    assert_eq!(bench.press("{").model.scale_end, steps::MAX / 10);
    assert!(bench.text().contains("n now runs from 1 to 1e14; it was beyond; u undoes"));
    assert_eq!(bench.model.n, steps::MAX / 10);
    // Holding the key is one step.
    bench.press("{ { { { { { { { { { { {");
    assert_eq!((bench.model.scale_end, bench.model.n), (1000, 1000));
    bench.press("u");
    assert_eq!((bench.model.scale_end, bench.model.n), (steps::MAX, steps::MAX));
    bench.press("N 5 0 0 0 0 enter");
    assert_eq!((bench.model.scale_end, bench.model.n), (50_000, 50_000));
    assert_eq!(bench.press("}").model.scale_end, 100_000);
    // An n beyond the end widens the scale until a smaller one is typed.
    assert_eq!(bench.press("n 3 e 7 enter").model.scale_end, 100_000_000);
    assert_eq!(bench.press("n 3 enter").model.scale_end, 100_000);
    for refused in ["9 9 9", "2 e 1 5", "x", "1 . 5", "1 e 4 , 1 e 5"] {
        let text = bench.press("esc N").press(refused).press("enter").text();
        assert!(text.contains("type a whole number from 1e3 to 1e15"), "{text}");
        assert_eq!(bench.model.scale_end, 100_000);
    }
}

#[test]
fn the_scale_stays_as_chosen_however_n_is_named() {
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.press("N 1 e 9 enter");
    for named in ["n 5 enter", ": n space 6 enter", "p 1 0 enter", "w enter", "space", "backspace", "W"] {
        assert_eq!(bench.press(named).model.scale_end, 1_000_000_000, "{named}");
    }
    // Beyond it the scale is wider for as long as n needs it.
    assert_eq!(bench.press(": n space 1 e 1 2 enter").model.scale_end, 1_000_000_000_000);
    assert_eq!((bench.press(": n space 6 enter").model.scale_end, bench.model.n), (1_000_000_000, 6));
}

#[test]
fn playing_at_every_size() {
    for (width, height) in [(80, 24), (120, 40), (40, 12)] {
        let mut bench = Bench::new(uniform_10(), width, height);
        bench.press("> space");
        tick(&mut bench, 500);
        assert_snapshot!(format!("playing_{width}x{height}"), bench.text());
    }
    let mut bench = Bench::new(uniform_10(), 80, 24);
    bench.screen.ascii = true;
    assert!(bench.press(", space").text().lines().next().unwrap().contains("> x1 loop"));
    assert_snapshot!("reach_1e15", Bench::new(uniform_10(), 80, 24).press("N 1 e 1 5 enter esc").text());
    assert_snapshot!("reach_1e3", Bench::new(uniform_10(), 80, 24).press("N 1 e 3 enter esc").text());
}
