//! What a step of n costs on the line: every key step of the whole slider, in every view.

use super::*;
use crate::explorer::app::show::complete;
use crate::tui::connection::Sink;

/// The most bytes a step may cost on a screen of this size in 16 colours.
const BUDGETS: [((u16, u16), usize); 2] = [((80, 24), 600), ((200, 60), 2500)];

/// A terminal that only counts.
struct Count;

impl std::io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Walks the whole slider by its key, after these other keys, and checks what each step sends to screens of both sizes.
#[track_caller]
fn check(preset: &str, view: View, before: &str) {
    let opening = Opening { n: 1, view, ..Opening::named(preset).unwrap() };
    let mut bench = Bench::new(opening, 200, 60);
    bench.press(before);
    let mut lines = BUDGETS.map(|((width, height), budget)| {
        let screen = Screen { width, height, depth: Depth::Ansi16, ..bench.screen };
        let mut sink = Sink::new(Count);
        sink.draw(&picture(&bench.model, &screen).0).unwrap();
        (screen, sink, budget, (0, 1))
    });
    while bench.model.n < bench.model.scale_end {
        // The frames that are counted are all that is drawn: the bench would draw the screen once more.
        let effects = update(&mut bench.model, Message::Key("right".parse().unwrap()));
        complete(&mut bench.model, effects);
        for (screen, sink, _, dearest) in &mut lines {
            let (frame, hits) = picture(&bench.model, screen);
            let bytes = sink.draw(&frame).unwrap();
            *dearest = (bytes, bench.model.n).max(*dearest);
            bench.model.viewport = hits.viewport;
        }
    }
    for (screen, _, budget, (bytes, n)) in lines {
        let size = (screen.width, screen.height);
        let what = format!("{preset}, {}, {before:?}, {size:?}: {bytes} bytes to n = {n}", view.name());
        assert!(bytes <= budget, "{what}");
    }
}

#[test]
fn few_outcomes() {
    for preset in ["binary-uniform", "uniform-10"] {
        View::all().for_each(|view| check(preset, view, ""));
    }
}

#[test]
fn many_outcomes() {
    for preset in ["uniform-1000", "toy-lm-logprob"] {
        for tab in [Tab::Gap, Tab::WinRate, Tab::Spread, Tab::Divergences, Tab::Attribution, Tab::Work] {
            check(preset, View::Lower(tab), "");
        }
    }
}

#[test]
fn one_pane_bins_and_pins() {
    for before in ["z", "tab tab tab z", "B", "m enter"] {
        check("uniform-10", View::Lower(Tab::Gap), before);
    }
}

#[test]
fn several_prompts() {
    for tab in [Tab::Gap, Tab::WinRate, Tab::Divergences] {
        check("three-prompts", View::Lower(tab), "");
    }
}
