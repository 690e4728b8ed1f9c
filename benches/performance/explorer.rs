//! What the explorer makes a person wait for: frames, numbers after a key, curves after an edit.

use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use bonscope::explorer::action::Action;
use bonscope::explorer::app::show::{Screen, picture};
use bonscope::explorer::model::message::{Effect, Message};
use bonscope::explorer::model::state::Model;
use bonscope::explorer::work::Worker;
use bonscope::explorer::{Opening, update};
use bonscope::tui::theme::{Depth, Theme};

use super::{Clock, cost, shown};

fn screen(width: u16, height: u16) -> Screen {
    Screen { width, height, theme: Theme::all()[0], depth: Depth::Ansi16, ascii: false }
}

/// The explorer with its worker, but without a terminal.
struct Explorer {
    model: Model,
    worker: Worker,
    answers: Receiver<Message>,
    screen: Screen,
    /// The longest that the thread of the keys was busy with one message and the frame after it.
    slowest: Duration,
}

impl Explorer {
    fn open(argument: &str, width: u16, height: u16) -> Explorer {
        let opening = Opening::named(argument).unwrap_or_else(|error| panic!("{error}"));
        let model = Model::new(opening.subject, opening.n, opening.view);
        let (sender, answers) = channel();
        let worker = Worker::start(&sender).expect("the system has threads");
        let screen = screen(width, height);
        let mut explorer = Explorer { model, worker, answers, screen, slowest: Duration::ZERO };
        let mut effects = Vec::new();
        update::jobs::settle(&mut explorer.model, &mut effects);
        explorer.perform(effects);
        explorer.wait(|model| !model.readout.pending() && !model.curve.pending());
        explorer
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Compute(request) => self.worker.ask(request),
                Effect::Build(build) => self.worker.build(build),
                _ => {}
            }
        }
    }

    /// Takes a message and draws the frame after it.
    fn send(&mut self, message: Message) {
        let began = Clock::now();
        let effects = update::update(&mut self.model, message);
        self.perform(effects);
        let (_, hits) = picture(&self.model, &self.screen);
        self.model.viewport = hits.viewport;
        self.slowest = self.slowest.max(began.elapsed());
    }

    fn press(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            self.send(Message::Key(key.parse().unwrap_or_else(|_| panic!("{key} is no key"))));
        }
    }

    /// How long it takes, on the wall, until this holds.
    fn wait(&mut self, until: impl Fn(&Model) -> bool) -> Duration {
        let began = Instant::now();
        while !until(&self.model) {
            let message = self.answers.recv_timeout(Duration::from_secs(60));
            self.send(message.unwrap_or_else(|error| panic!("{error}")));
        }
        began.elapsed()
    }
}

pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

pub fn draw() {
    println!("| drawing the explorer | time |");
    println!("| :--- | ---: |");
    for (width, height) in [(80, 24), (200, 60)] {
        let explorer = Explorer::open("staircase-3", width, height);
        println!("| {width}x{height} | {} |", shown(cost(|| picture(&explorer.model, &explorer.screen))));
    }
}

pub fn frames() {
    println!("| n moves over 1,000,000 outcomes | slowest frame | key to the numbers at n, median |");
    println!("| :--- | ---: | ---: |");
    for argument in ["zipf:1000000,1.1", "dirichlet:1000000,0.1,1"] {
        for (what, before) in [("", ""), (", in bins", "B")] {
            let mut explorer = Explorer::open(argument, 200, 60);
            explorer.press(before);
            explorer.slowest = Duration::ZERO;
            let answered = (0..150).map(|step| {
                let began = Instant::now();
                explorer.press(if step < 75 { "right" } else { "left" });
                explorer.wait(|model| !model.readout.waits());
                began.elapsed()
            });
            let answered = median(answered.collect());
            println!("| `{argument}`{what}, 200x60 | {} | {} |", shown(explorer.slowest), shown(answered));
        }
    }
}

pub fn edit() {
    println!(
        "| one of 262,144 outcomes edited, by wall clock | first frame | base changed | numbers at n | all points of the curves | and of the band |"
    );
    println!("| :--- | ---: | ---: | ---: | ---: | ---: |");
    for argument in ["zipf:262144,1.1", "dirichlet:262144,0.1,1"] {
        let mut explorer = Explorer::open(argument, 120, 40);
        let mut times = vec![Vec::new(); 5];
        for turn in 0..9 {
            explorer.press(if turn % 2 == 0 { "e 1 e - 3" } else { "e 2 e - 3" });
            let began = Instant::now();
            explorer.send(Message::Act(Action::Accept));
            times[0].push(began.elapsed());
            let known = |model: &Model| {
                let (_, curve) = model.curve.value()?;
                Some(curve.len() == 257)
            };
            explorer.wait(|model| !model.changes.pending());
            times[1].push(began.elapsed());
            explorer.wait(|model| !model.readout.waits());
            times[2].push(began.elapsed());
            explorer.wait(|model| known(model) == Some(true));
            times[3].push(began.elapsed());
            explorer.wait(|model| !model.curve.pending());
            times[4].push(began.elapsed());
        }
        let shown: Vec<String> = times.into_iter().map(|times| shown(median(times))).collect();
        println!("| `{argument}` | {} |", shown.join(" | "));
    }
}
