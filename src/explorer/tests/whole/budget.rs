//! What a step of n costs on the line: every key step of the whole slider, in every view.

use crate::explorer::app::show::complete;
use crate::explorer::tests::*;
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

/// One screen on which the steps of a view are counted.
struct Line {
    view: View,
    lower_view: LowerView,
    pane: Pane,
    screen: Screen,
    sink: Sink<Count>,
    budget: usize,
    /// The bytes of the dearest step, and to which n it went.
    dearest: (usize, u64),
}

/// Walks the whole slider by its key, after these other keys, and checks what each step sends to screens of both sizes in
/// each of the views.
#[track_caller]
fn check(preset: &str, views: impl IntoIterator<Item = View>, before: &str) {
    let mut lines = Vec::new();
    let mut walked = None;
    for view in views {
        let opening = Opening { n: 1, view, ..Opening::named(preset).unwrap() };
        let mut bench = Bench::new(opening, 200, 60);
        bench.press(before);
        for ((width, height), budget) in BUDGETS {
            let screen = Screen { width, height, depth: Depth::Ansi16, ..bench.screen };
            let mut sink = Sink::new(Count);
            sink.draw(&picture(&bench.model, &screen).0).unwrap();
            let Model { lower_view, pane, .. } = bench.model;
            lines.push(Line { view, lower_view, pane, screen, sink, budget, dearest: (0, 1) });
        }
        walked = Some(bench.model);
    }
    let mut model = walked.expect("a view");
    while model.n < model.scale_end {
        let effects = update(&mut model, Message::Key("right".parse().unwrap()));
        complete(&mut model, effects);
        // One walk for all views: what every view shows is computed once.
        for line in &mut lines {
            (model.lower_view, model.pane) = (line.lower_view, line.pane);
            complete(&mut model, Vec::new());
            let (frame, hits) = picture(&model, &line.screen);
            let bytes = line.sink.draw(&frame).unwrap();
            line.dearest = (bytes, model.n).max(line.dearest);
            model.viewport = hits.viewport;
        }
    }
    for Line { view, screen, budget, dearest: (bytes, n), .. } in lines {
        let size = (screen.width, screen.height);
        let what = format!("{preset}, {}, {before:?}, {size:?}: {bytes} bytes to n = {n}", view.name());
        assert!(bytes <= budget, "{what}");
    }
}

#[test]
fn few_outcomes() {
    for preset in ["binary-uniform", "uniform-10"] {
        check(preset, View::all(), "");
    }
}

#[test]
fn many_outcomes() {
    for preset in ["uniform-1000", "toy-lm-logprob"] {
        let tabs = [
            LowerView::Gap,
            LowerView::WinRate,
            LowerView::Spread,
            LowerView::Divergences,
            LowerView::Attribution,
            LowerView::Work,
        ];
        check(preset, tabs.map(View::Lower), "");
    }
}

#[test]
fn one_pane_bins_and_pins() {
    for before in ["z", "tab tab tab z", "B", "m enter"] {
        check("uniform-10", [View::Lower(LowerView::Gap)], before);
    }
}

#[test]
fn several_prompts() {
    check("three-prompts", [LowerView::Gap, LowerView::WinRate, LowerView::Divergences].map(View::Lower), "");
}
