//! The explorer of a sample log: keys in, screens out, everything that is asked for answered at once.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use super::*;
use crate::command::{self, EstimateArgs, Subcommand};
use crate::data::{AtN, Estimates, Input, Progress, Stage, read_prompt};
use crate::explorer::samples::{self, Effect, Message, Model, Order, Source, sheet};
use crate::explorer::view::hit::HitMap;
use crate::tui::theme::degrade;

const TOY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/toy-samples.jsonl");

fn args(words: &str) -> EstimateArgs {
    let words = ["bonscope", "estimate"].into_iter().chain(words.split(' ')).map(OsString::from);
    match command::parse(words).unwrap() {
        Subcommand::Estimate(args) => *args,
        other => panic!("{other:?}"),
    }
}

pub(in crate::explorer) struct SamplesBench {
    args: EstimateArgs,
    pub(in crate::explorer) model: Model,
    last: Option<Arc<AtN>>,
    screen: Screen,
    /// What was asked of the world outside, the latest last.
    asked: Vec<String>,
    pub(in crate::explorer) copied: String,
}

impl SamplesBench {
    /// The explorer before anything is read.
    fn unread(words: &str, width: u16, height: u16) -> SamplesBench {
        let args = args(&format!("{words} --explore"));
        let file = args.file().rsplit('/').next().unwrap().to_owned();
        let source = Source { file, command: args.words(), asked: args.largest(), unit: args.unit() };
        let screen = Screen { width, height, theme: Theme::default(), depth: Depth::True, ascii: false };
        let model = Model::new(source, Arc::default());
        let mut bench =
            SamplesBench { args, model, last: None, screen, asked: Vec::new(), copied: String::new() };
        bench.draw();
        bench
    }

    /// With the log read, of which so many draws are kept.
    fn keeping(words: &str, keep: u64, width: u16, height: u16) -> SamplesBench {
        let mut bench = SamplesBench::unread(words, width, height);
        let log = bench.args.estimates(&mut bench.args.input().unwrap(), keep, &mut |_| ()).map(Arc::new);
        bench.send(Message::Read(log));
        bench
    }

    pub(in crate::explorer) fn of(words: &str, width: u16, height: u16) -> SamplesBench {
        SamplesBench::keeping(words, u64::MAX, width, height)
    }

    pub(in crate::explorer) fn toy(width: u16, height: u16) -> SamplesBench {
        SamplesBench::of(TOY, width, height)
    }

    pub(in crate::explorer) fn resize(&mut self, width: u16, height: u16, ascii: bool) {
        self.screen = Screen { width, height, ascii, ..self.screen };
        self.draw();
    }

    fn send(&mut self, message: Message) {
        let mut messages = vec![message];
        while let Some(message) = messages.pop() {
            for effect in samples::update(&mut self.model, message) {
                self.asked
                    .push(format!("{effect:?}").chars().take_while(char::is_ascii_alphabetic).collect());
                match effect {
                    Effect::Compute(request) => {
                        let sheet = Arc::new(sheet(&request, &mut self.last).unwrap());
                        messages.push(Message::Sheet { generation: request.generation, sheet });
                    }
                    Effect::ReadDraws(number, whose) => {
                        let options = self.args.options(0).unwrap();
                        let found =
                            read_prompt(&mut self.args.input().unwrap(), &options, whose, 50, &mut |_| true);
                        let result = Ok(Arc::new(found.unwrap().unwrap()));
                        messages.push(Message::Draws { number, result });
                    }
                    Effect::Copy { notice, text } => {
                        self.copied = text;
                        messages.push(Message::Notice(notice));
                    }
                    Effect::GiveUp(_)
                    | Effect::Export { .. }
                    | Effect::Suspend
                    | Effect::Quit
                    | Effect::Fail(_) => {}
                }
            }
        }
        self.draw();
    }

    fn draw(&mut self) -> HitMap {
        let area = Rect::new(0, 0, self.screen.width, self.screen.height);
        let hits = samples::draw(&self.model, &self.screen.theme, area, &mut Buffer::empty(area));
        self.model.viewport = hits.viewport;
        hits
    }

    pub(in crate::explorer) fn press(&mut self, keys: &str) -> &mut SamplesBench {
        for key in keys.split_whitespace() {
            self.send(Message::Key(key.parse().unwrap()));
        }
        self
    }

    pub(in crate::explorer) fn text(&self) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.screen.width, self.screen.height));
        samples::draw(&self.model, &self.screen.theme, buffer.area, &mut buffer);
        degrade(&mut buffer, Depth::Mono, self.screen.ascii);
        snapshot::plain(&buffer)
    }

    /// How many effects there were so far.
    pub(in crate::explorer) fn effects(&self) -> usize {
        self.asked.len()
    }

    fn line_with(&self, word: &str) -> String {
        let text = self.text();
        let line = text.lines().find(|line| line.contains(word));
        line.unwrap_or_else(|| panic!("no {word} in\n{text}")).to_owned()
    }
}

#[test]
fn screens_of_a_log() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut bench = SamplesBench::toy(width, height);
        assert_snapshot!(format!("pool_{width}x{height}"), bench.text());
        assert_snapshot!(format!("pool_reward_{width}x{height}"), bench.press("v").text());
        assert_snapshot!(format!("pool_by_kl_{width}x{height}"), bench.press("v v v y").text());
        assert_snapshot!(format!("pool_draws_{width}x{height}"), bench.press("f2 down enter").text());
        assert_snapshot!(format!("pool_notices_{width}x{height}"), bench.press("esc !").text());
        assert_snapshot!(format!("pool_help_{width}x{height}"), bench.press("esc ?").text());
        assert_snapshot!(format!("pool_palette_{width}x{height}"), bench.press("esc : s o r").text());
    }
    let mut small = SamplesBench::toy(40, 12);
    for pane in ["list", "numbers", "kl", "lower"] {
        assert_snapshot!(format!("pool_compact_{pane}"), small.text());
        small.press("tab");
    }
    assert_snapshot!("pool_compact_draws", small.press("enter").text());
    small.screen.ascii = true;
    assert!(small.text().is_ascii());
    let mut ascii = SamplesBench::toy(80, 24);
    ascii.screen.ascii = true;
    assert!(ascii.press("v v v v y").text().is_ascii());
    let mut reading = SamplesBench::unread(TOY, 80, 24);
    let progress = Progress { stage: Stage::Estimating, rows: 123_456, share: Some(0.25) };
    reading.send(Message::Progress(progress));
    assert_snapshot!("pool_reading", reading.text());
    assert_eq!(reading.press("enter v n : s").asked.len(), 0);
    assert_eq!(reading.press("q").asked, ["Quit"]);
}

#[test]
fn n_moves_within_the_smallest_pool() {
    let mut bench = SamplesBench::toy(80, 24);
    assert_eq!((bench.model.n, bench.model.scale_end), (16, 64));
    for (keys, n) in [
        ("right", 17),
        ("]", 32),
        ("[", 16),
        ("shift-right", 20),
        ("+ +", 22),
        ("end right ]", 64),
        ("home left", 1),
        ("n 2 ^ 5 enter", 32),
        (": 4 8 enter", 48),
    ] {
        assert_eq!(bench.press(keys).model.n, n, "{keys}");
        assert!(bench.text().contains(&format!("At n = {n} ")));
    }
    assert_eq!(bench.press("n 6 5 enter").model.n, 48);
    assert!(bench.text().contains("the smallest pool has 64 draws, and a pool says nothing"));
    for (typed, why) in [("0", "n is \"0\""), ("1 . 5", "n is \"1.5\""), ("1 e 1 6", "n is \"1e16\"")] {
        bench.press(&format!("esc : n space {typed}"));
        assert!(bench.text().contains(why), "{typed}");
        assert_eq!(bench.press("enter esc").model.n, 48, "{typed}");
    }
    bench.press("esc n x enter");
    assert!(bench.text().contains("type a whole number from 1 to 64"));
    bench.press("esc end");
    assert!(bench.line_with("win rate").contains("n + 1"));
}

#[test]
fn without_the_draws_n_moves_along_the_curves() {
    let mut bench = SamplesBench::keeping(TOY, 0, 80, 24);
    let grid = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];
    bench.press("home");
    for n in &grid[1..] {
        assert_eq!(bench.press("right").model.n, *n);
        assert!(bench.text().contains(&format!("At n = {n} ")));
    }
    for n in grid[..11].iter().rev() {
        assert_eq!(bench.press("-").model.n, *n);
    }
    assert_eq!(bench.press("n 5 0 enter").model.n, 48);
    assert!(bench.text().contains("n = 48, the nearest with numbers"));
    assert_eq!(bench.press("shift-left").model.n, 24);
    // The draws of a prompt come from the file all the same.
    assert!(bench.press("enter").text().contains("draw on line"));
}

#[test]
fn the_list_is_sorted_by_what_one_chooses() {
    let mut bench = SamplesBench::toy(80, 24);
    let values = |bench: &SamplesBench, order: Order| -> Vec<f64> {
        let sheet = bench.model.shown().unwrap();
        let log = bench.model.log.as_ref().unwrap();
        let value = |&row: &usize| {
            let (point, prompt) = (sheet.at.points[row].unwrap(), &log.samples.prompts[row]);
            match order {
                Order::Gap => point.kl.unwrap() - sheet.at.estimate.bound,
                Order::Kl => -point.kl.unwrap(),
                Order::Reward => -point.reward,
                Order::Draws => -(prompt.draws as f64),
                Order::Name | Order::Place => prompt.line as f64,
            }
        };
        sheet.rows.iter().map(value).collect()
    };
    for &order in Order::ALL {
        assert_eq!(bench.model.order, order);
        assert!(bench.text().contains(&format!("Prompts by {}", order.name())));
        let sorted = values(&bench, order);
        assert!(order == Order::Name || sorted.is_sorted(), "{order:?}: {sorted:?}");
        bench.press("s");
    }
    let name = |bench: &SamplesBench| {
        let row = bench.model.shown().unwrap().rows[bench.model.selected];
        bench.model.log.as_ref().unwrap().samples.prompts[row].name.clone()
    };
    bench.press("down down down");
    let chosen = name(&bench);
    bench.press("end");
    assert_eq!(name(&bench), chosen, "the selection stays with its prompt while n moves");
    bench.press("r");
    let last = values(&bench, Order::Gap);
    assert!(last.is_sorted_by(|a, b| a >= b) && bench.text().contains("gap, reversed"));
    bench.press("r s s s s");
    let mut names: Vec<_> =
        bench.model.log.as_ref().unwrap().samples.prompts.iter().map(|p| p.name.clone()).collect();
    names.sort();
    assert_eq!(name(&bench), names[0]);
}

#[test]
fn what_is_copied_prints_the_same_numbers() {
    for words in [TOY.to_owned(), format!("{TOY} -n 4,63 --seed 3 --bits --prompt prompt")] {
        let mut bench = SamplesBench::keeping(&words, u64::MAX, 80, 24);
        bench.press("n 7 enter o");
        let line = bench.copied.clone();
        assert!(line.starts_with("bonscope estimate /") && line.contains(" -n 7"), "{line}");
        let again = args(&format!("{} --explore", line.strip_prefix("bonscope estimate ").unwrap()));
        let log: Estimates = again.estimates(&mut again.input().unwrap(), 0, &mut |_| ()).unwrap();
        let shown = bench.model.shown().unwrap().at.estimate;
        assert_eq!(log.results[0], shown);
        assert_eq!(
            (again.unit(), log.prompts),
            (bench.args.unit(), bench.model.log.as_ref().unwrap().prompts)
        );
        bench.press("O");
        let kl: f64 =
            bench.copied.lines().find_map(|line| line.strip_prefix("kl\t")).unwrap().parse().unwrap();
        assert_eq!(kl, bench.args.unit().shown(shown.averages.kl.unwrap().0, crate::bon::Unit::Nats));
    }
}

#[test]
fn small_pools_are_listed_without_numbers_and_a_copied_line_leaves_them_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.csv");
    let text = "prompt,reward,logprob,text\n\
        a,1,-2,x\na,2,-3,\"\u{1b}[31mred\u{7}\"\na,3,-1,y\nb\u{1b}[2J,1,-1,z\nb\u{1b}[2J,2,-2,w\n";
    fs::write(&path, text).unwrap();
    let words = format!("{} -n 3", path.display());
    let mut bench = SamplesBench::keeping(&words, u64::MAX, 80, 24);
    assert_eq!((bench.model.scale_end, bench.model.n), (3, 3));
    assert!(bench.line_with("b␛[2J").contains(" - "));
    bench.press("down enter");
    assert!(bench.text().contains("fewer than 3 draws"));
    bench.press("esc up home enter down");
    let text = bench.text();
    assert!(text.contains("␛[31mred␇") && !text.contains('\u{1b}'), "{text}");
    bench.press("o");
    assert!(bench.copied.ends_with("log.csv -n 1,3"), "{}", bench.copied);
}

#[test]
fn the_mouse_points_at_a_log() {
    let mut bench = SamplesBench::toy(80, 24);
    let left = MouseKind::Down(Button::Left);
    let at = |bench: &mut SamplesBench, target: Target| {
        let hits = bench.draw();
        let places = (0..24).flat_map(|row| (0..80).map(move |column| (column, row)));
        let place = places.into_iter().find(|&(c, r)| hits.at(c, r) == Some(target));
        assert!(place.is_some(), "{target:?} is nowhere");
        bench.send(Message::Mouse(left, Some(target)));
    };
    at(&mut bench, Target::Row(3));
    assert_eq!((bench.model.selected, bench.model.drill.is_some()), (3, false));
    at(&mut bench, Target::Row(3));
    assert!(bench.model.drill.is_some());
    at(&mut bench, Target::Row(2));
    assert_eq!(bench.model.drill.as_ref().unwrap().selected, 2);
    bench.press("esc");
    at(&mut bench, Target::Entry(2));
    assert_eq!(bench.model.view, samples::View::WinRate);
    at(&mut bench, Target::Draws(1));
    at(&mut bench, Target::Action(Action::Notices));
    assert!(bench.text().contains("Notices"));
    bench.send(Message::Mouse(MouseKind::Drag(Button::Left), Some(Target::Draws(1_000))));
    assert_eq!(bench.model.n, 64);
    bench.press("esc");
    at(&mut bench, Target::Action(Action::SortPrompts));
    assert_eq!(bench.model.order, Order::Kl);
    bench.send(Message::Mouse(MouseKind::ScrollDown, Some(Target::Row(0))));
    assert_eq!(bench.model.selected, 3);
}

#[test]
fn exports_ask_before_they_replace() {
    let mut bench = SamplesBench::toy(80, 24);
    bench.press("E");
    assert!(bench.text().contains("toy-samples-estimates.csv"));
    assert_eq!(bench.press("ctrl-u a . x enter").effects(), 1);
    assert!(bench.text().contains("ends in none of"));
    bench.press("esc E ctrl-u a . s v g enter");
    assert_eq!(bench.asked.last().unwrap(), "Export");
    bench.send(Message::Taken("a.svg".to_owned()));
    assert!(bench.text().contains("a.svg exists; Enter replaces it"));
    assert_eq!(bench.press("enter").asked.last().unwrap(), "Export");
}

#[test]
fn a_log_that_is_refused_ends_the_explorer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.csv");
    fs::write(&path, "prompt,reward,logprob\na,1,-2\na,,-2\n").unwrap();
    let refused = |words: &str| {
        let bench = SamplesBench::keeping(&format!("{} {words}", path.display()), 0, 80, 24);
        bench.asked.join(" ")
    };
    assert_eq!(refused("--strict"), "Fail");
    assert_eq!(refused("-n 5"), "Fail");
    assert_eq!(refused("--seed 1"), "Compute");
    assert!(!Path::new("a.svg").exists() && Input::path(&path).name().ends_with("log.csv"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_key_leaves_the_domain_of_a_log(keys in proptest::collection::vec(0..TABLE.len(), 1..30), keep: bool) {
        let mut bench = SamplesBench::keeping(&format!("{TOY} -n 1,4,20"), if keep { u64::MAX } else { 0 }, 80, 24);
        for entry in keys {
            bench.press(TABLE[entry].keys[0]);
            prop_assert!((1..=bench.model.scale_end).contains(&bench.model.n));
            prop_assert!(bench.model.shown().is_some_and(|sheet| sheet.key.n == bench.model.n));
            prop_assert!(bench.model.selected < 40);
        }
    }
}
