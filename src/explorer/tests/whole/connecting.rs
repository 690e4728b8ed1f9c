//! The whole explorer on connections in memory: bytes go in, bytes come out, and a terminal reads them.

use std::io::{self, Write};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use ratatui::layout::Size;

use crate::explorer::action::keymap::Keymap;
use crate::explorer::app::run::{Options, RunError, run_on};
use crate::explorer::model::files::opening::Opening;
use crate::report::InformationUnit;
use crate::tui::connection::{self, Connection, Keyboard, Remote, modes};
use crate::tui::input::Signal;
use crate::tui::theme::{Depth, Theme};

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// What has arrived at the other end.
struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
    closed: bool,
}

/// The wire to the other end.
struct Wire(Arc<Mutex<Seen>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut seen = self.0.lock().unwrap();
        seen.screen.process(bytes);
        seen.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.0.lock().unwrap().closed = true;
    }
}

/// The explorer, and the terminal at the other end.
struct Session {
    seen: Arc<Mutex<Seen>>,
    keyboard: Keyboard,
    program: JoinHandle<Result<Option<Signal>, RunError>>,
}

impl Session {
    fn start(base: &str, size: Size) -> Session {
        let cells = |count: u16| count.try_into().unwrap();
        let screen = vt100::Parser::new(cells(size.height), cells(size.width), 0);
        let seen = Arc::new(Mutex::new(Seen { screen, bytes: Vec::new(), closed: false }));
        let options = connection::Options { size, mouse: true, term: Some("xterm".to_owned()), rate: None };
        let (sender, events) = channel();
        let (remote, keyboard) = Remote::open(Wire(Arc::clone(&seen)), options, sender.clone()).unwrap();
        let opening = Opening::named(base).unwrap();
        let options = Options {
            theme: Theme::default(),
            depth: Depth::True,
            ascii: false,
            mouse: true,
            lists_unsaved: false,
            view: None,
            unit: InformationUnit::Nats,
        };
        let program = thread::spawn(move || {
            let connection: Box<dyn Connection> = Box::new(remote);
            run_on((connection, sender, events), (opening, None), Arc::new(Keymap::default()), options, None)
        });
        Session { seen, keyboard, program }
    }

    fn type_in(&self, keys: &str) {
        assert!(self.keyboard.feed(keys.as_bytes()));
    }

    fn resize(&mut self, size: Size) {
        let cells = |count: u16| count.try_into().unwrap();
        self.seen.lock().unwrap().screen.screen_mut().set_size(cells(size.height), cells(size.width));
        assert!(self.keyboard.resize(size));
    }

    fn screen(&self) -> String {
        self.seen.lock().unwrap().screen.screen().contents()
    }

    #[track_caller]
    fn wait_for(&self, text: &str) {
        let began = Instant::now();
        while !self.screen().contains(text) {
            assert!(began.elapsed() < PATIENCE, "{text:?} did not come; the screen is\n{}", self.screen());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for the end, and gives all bytes that were sent.
    fn finish(self) -> Vec<u8> {
        ended(&self.seen, self.program)
    }
}

/// Waits until the program has ended and the terminal is left.
fn ended(seen: &Mutex<Seen>, program: JoinHandle<Result<Option<Signal>, RunError>>) -> Vec<u8> {
    program.join().unwrap().unwrap();
    let began = Instant::now();
    while !seen.lock().unwrap().closed {
        assert!(began.elapsed() < PATIENCE, "the connection stays open");
        thread::sleep(Duration::from_millis(5));
    }
    let mut seen = seen.lock().unwrap();
    assert!(!seen.screen.screen().alternate_screen() && !seen.screen.screen().hide_cursor());
    assert!(seen.bytes.ends_with(modes::LEAVE.as_bytes()));
    std::mem::take(&mut seen.bytes)
}

const SMALL: Size = Size::new(80, 24);
const LARGE: Size = Size::new(120, 40);

#[test]
fn the_explorer_runs_on_a_connection_in_memory() {
    let mut session = Session::start("uniform:10", SMALL);
    session.wait_for("uniform");
    session.type_in("n2\r");
    session.wait_for("best-of-2");
    session.type_in("]");
    session.wait_for("best-of-4");
    session.resize(LARGE);
    session.wait_for("F3 At n = 4");
    session.type_in("\x1a");
    session.wait_for("no shell");
    session.type_in("q");
    let bytes = session.finish();
    assert!(bytes.starts_with(modes::enter(true).as_bytes()));
}

#[test]
fn two_explorers_in_one_process_do_not_disturb_each_other() {
    let one = Session::start("uniform:10", SMALL);
    let two = Session::start("0.5,0.5", LARGE);
    one.type_in("n2\r");
    two.type_in("n8\r");
    two.wait_for("F3 At n = 8");
    one.wait_for("best-of-2");
    one.type_in("q");
    one.finish();
    two.type_in("n16\r");
    two.wait_for("F3 At n = 16");
    two.type_in("q");
    two.finish();
}

#[test]
fn a_connection_that_is_gone_ends_the_explorer() {
    let Session { seen, keyboard, program } = Session::start("uniform:10", SMALL);
    drop(keyboard);
    ended(&seen, program);
}
