//! A pseudo-terminal with the real program in it: keys go in, a screen comes out.
//!
//! Nothing here sleeps for a fixed time; every wait is for something that must appear.

use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long anything may take before the test gives up on it.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program running in a terminal of its own.
pub struct Session {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    reading: Arc<Reading>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Mutex<Seen>>,
    reader: Option<thread::JoinHandle<()>>,
    _state: tempfile::TempDir,
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).expect("a terminal has at least one cell")
}

/// How the terminal's end reads.
struct Reading {
    /// Bytes a second; [`u64::MAX`] is as fast as they come.
    rate: AtomicU64,
    closed: AtomicBool,
}

impl Reading {
    fn read(&self, mut output: impl Read, seen: &Mutex<Seen>) {
        let mut buffer = [0; 65536];
        let mut next = Instant::now();
        while !self.closed.load(Ordering::SeqCst) {
            let rate = self.rate.load(Ordering::SeqCst);
            if rate == 0 {
                thread::sleep(Duration::from_millis(5));
                continue;
            }
            let room = if rate == u64::MAX { buffer.len() } else { 100 };
            let Ok(length @ 1..) = output.read(&mut buffer[..room]) else { return };
            let mut seen = seen.lock().unwrap();
            seen.screen.process(&buffer[..length]);
            seen.bytes.extend_from_slice(&buffer[..length]);
            drop(seen);
            if rate < u64::MAX {
                // An idle line saves nothing up.
                next = next.max(Instant::now() - Duration::from_millis(20));
                next += Duration::from_secs_f64(length as f64 / rate as f64);
                thread::sleep(next.saturating_duration_since(Instant::now()));
            }
        }
    }
}

struct Seen {
    screen: vt100::Parser,
    bytes: Vec<u8>,
}

impl Session {
    /// Starts `bonscope` with `arguments` and no settings of the person who runs the tests.
    pub fn start(columns: u16, rows: u16, arguments: &[&str], settings: &[(&str, &str)]) -> Session {
        Session::of(columns, rows, &[&[env!("CARGO_BIN_EXE_bonscope")], arguments].concat(), settings)
    }

    /// Starts any other program that way.
    pub fn of(columns: u16, rows: u16, line: &[&str], settings: &[(&str, &str)]) -> Session {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::from_argv(line.iter().map(Into::into).collect());
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", env!("CARGO_TARGET_TMPDIR"));
        let state = tempfile::tempdir().unwrap();
        command.env("XDG_STATE_HOME", state.path());
        for (name, value) in settings {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let seen = Arc::new(Mutex::new(Seen {
            screen: vt100::Parser::new(cells(rows), cells(columns), 0),
            bytes: Vec::new(),
        }));
        let output = pair.master.try_clone_reader().unwrap();
        let reading = Arc::new(Reading { rate: AtomicU64::new(u64::MAX), closed: AtomicBool::new(false) });
        let reader = thread::spawn({
            let (seen, reading) = (Arc::clone(&seen), Arc::clone(&reading));
            move || reading.read(output, &seen)
        });
        let writer = Some(pair.master.take_writer().unwrap());
        Session {
            master: Some(pair.master),
            writer,
            reading,
            child,
            seen,
            reader: Some(reader),
            _state: state,
        }
    }

    /// Types `keys` as a terminal would send them.
    pub fn send(&mut self, keys: &str) {
        let writer = self.writer.as_mut().expect("the terminal is open");
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Sends the signal called `name`, such as `TERM`.
    pub fn signal(&self, name: &str) {
        let process = self.process().to_string();
        assert!(Command::new("kill").args(["-s", name, &process]).status().unwrap().success());
    }

    /// The process that was started.
    pub fn process(&self) -> u32 {
        self.child.process_id().expect("the program runs")
    }

    /// Closes the terminal's end, as when its window is closed.
    pub fn hang_up(&mut self) {
        self.reading.closed.store(true, Ordering::SeqCst);
        // The next output lets the reader see it.
        self.send("v");
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        (self.writer, self.master) = (None, None);
    }

    /// Takes no more than so many bytes a second from now on; none at all when that is 0.
    pub fn read_slowly(&self, bytes_a_second: u64) {
        self.reading.rate.store(bytes_a_second, Ordering::SeqCst);
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.seen.lock().unwrap().screen.screen_mut().set_size(cells(rows), cells(columns));
        let master = self.master.as_ref().expect("the terminal is open");
        master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
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

    /// Waits for the program to end and returns how it did.
    pub fn wait_for_end(mut self) -> ExitStatus {
        self.end()
    }

    fn end(&mut self) -> ExitStatus {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(began.elapsed() < PATIENCE, "the program does not end; the screen is\n{}", self.screen());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for the program to end; returns how it ended and all that it sent.
    pub fn finish(mut self) -> (ExitStatus, Vec<u8>) {
        let status = self.end();
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
