//! A pseudo-terminal with the real program in it: keys go in, a screen comes out.
//!
//! Nothing here sleeps for a fixed time; every wait is for something that must appear.

use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long anything may take before the test gives up on it.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program running in a terminal of its own.
pub struct Session {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Mutex<Seen>>,
    reader: Option<thread::JoinHandle<()>>,
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a terminal has at least one cell")
}

struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
}

impl Session {
    /// Starts `bonscope` with `arguments` and no settings of the person who runs the tests.
    pub fn start(columns: u16, rows: u16, arguments: &[&str], settings: &[(&str, &str)]) -> Session {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_bonscope"));
        command.args(arguments);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", env!("CARGO_TARGET_TMPDIR"));
        for (name, value) in settings {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let seen = Arc::new(Mutex::new(Seen {
            screen: vt100::Parser::new(cells(rows), cells(columns), 0),
            bytes: Vec::new(),
        }));
        let mut output = pair.master.try_clone_reader().unwrap();
        let reader = thread::spawn({
            let seen = Arc::clone(&seen);
            move || {
                let mut buffer = [0; 65536];
                while let Ok(length @ 1..) = output.read(&mut buffer) {
                    let mut seen = seen.lock().unwrap();
                    seen.screen.process(&buffer[..length]);
                    seen.bytes.extend_from_slice(&buffer[..length]);
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Session { master: pair.master, writer, child, seen, reader: Some(reader) }
    }

    /// Types `keys` as a terminal would send them.
    pub fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Sends the signal called `name`, such as `TERM`.
    pub fn signal(&self, name: &str) {
        let process = self.child.process_id().expect("the program runs").to_string();
        assert!(Command::new("kill").args(["-s", name, &process]).status().unwrap().success());
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.seen.lock().unwrap().screen.screen_mut().set_size(cells(rows), cells(columns));
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    /// What the screen shows now.
    pub fn screen(&self) -> String {
        self.seen.lock().unwrap().screen.screen().contents()
    }

    /// Everything the program has sent so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.seen.lock().unwrap().bytes.clone()
    }

    /// Waits until the screen satisfies `condition` and returns it.
    pub fn wait_until(&self, what: &str, condition: impl Fn(&str) -> bool) -> String {
        let began = Instant::now();
        loop {
            let screen = self.screen();
            if condition(&screen) {
                return screen;
            }
            assert!(began.elapsed() < PATIENCE, "{what} did not come; the screen is\n{screen}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the screen shows `text` and returns it.
    pub fn wait_for(&self, text: &str) -> String {
        self.wait_until(&format!("{text:?}"), |screen| screen.contains(text))
    }

    /// Waits until nothing has been sent for `quiet`.
    pub fn wait_for_silence(&self, quiet: Duration) {
        let began = Instant::now();
        let mut length = self.bytes().len();
        let mut since = Instant::now();
        while since.elapsed() < quiet {
            assert!(began.elapsed() < PATIENCE, "the program never falls silent");
            thread::sleep(Duration::from_millis(5));
            let now = self.bytes().len();
            if now != length {
                (length, since) = (now, Instant::now());
            }
        }
    }

    /// Waits for the program to end; returns how it ended and all that it sent.
    pub fn finish(mut self) -> (ExitStatus, Vec<u8>) {
        let began = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(began.elapsed() < PATIENCE, "the program does not end; the screen is\n{}", self.screen());
            thread::sleep(Duration::from_millis(5));
        };
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        let bytes = self.bytes();
        (status, bytes)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A test that failed must not leave the program behind.
        let _ = self.child.kill();
    }
}
