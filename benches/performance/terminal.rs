//! What a person waits for in front of a terminal with the real program in it: the first frame, and the next one after a key.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::explorer::median;
use super::shown;

/// What ends a frame.
const END: &[u8] = b"\x1b[?2026l";
/// Nothing follows a key after so long a silence, at a pace a person may type at.
const SILENCE: Duration = Duration::from_millis(30);
/// How many keys are pressed.
const KEYS: usize = 400;

struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    /// When each frame ended.
    frames: Receiver<Instant>,
    began: Instant,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn start(columns: u16, rows: u16, arguments: &[&str]) -> Terminal {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap_or_else(|error| panic!("{error}"));
        let output = pair.master.try_clone_reader().unwrap_or_else(|error| panic!("{error}"));
        let keys = pair.master.take_writer().unwrap_or_else(|error| panic!("{error}"));
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_bonscope"));
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", env!("CARGO_TARGET_TMPDIR"));
        command.args(arguments);
        let (ends, frames) = channel();
        thread::spawn(move || tell_ends(output, |at| ends.send(at).is_ok()));
        let began = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap_or_else(|error| panic!("{error}"));
        Terminal { child, keys, frames, began, _master: pair.master }
    }

    fn frame(&self) -> Instant {
        self.frames.recv_timeout(Duration::from_secs(60)).unwrap_or_else(|error| panic!("no frame: {error}"))
    }

    fn settle(&self) {
        while self.frames.recv_timeout(SILENCE).is_ok() {}
    }

    /// From a key to the end of the frame that it causes.
    fn press(&mut self, key: u8) -> Duration {
        let pressed = Instant::now();
        self.keys.write_all(&[key]).unwrap_or_else(|error| panic!("{error}"));
        self.frame() - pressed
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Tells when each frame has come to its end, until nobody listens.
fn tell_ends(mut output: impl Read, mut tell: impl FnMut(Instant) -> bool) {
    let (mut seen, mut buffer) = (Vec::new(), [0; 65536]);
    while let Ok(length @ 1..) = output.read(&mut buffer) {
        seen.extend_from_slice(&buffer[..length]);
        while let Some(at) = seen.windows(END.len()).position(|bytes| bytes == END) {
            seen.drain(..at + END.len());
            if !tell(Instant::now()) {
                return;
            }
        }
    }
}

/// From the start of the process to the end of its first frame.
pub fn first_frame() -> Duration {
    let once = |_| {
        let terminal = Terminal::start(120, 40, &[]);
        terminal.frame() - terminal.began
    };
    median((0..21).map(once).collect())
}

pub fn latency() {
    println!("| key to the end of the next frame, {KEYS} keys | median | 99 of 100 within | longest |");
    println!("| :--- | ---: | ---: | ---: |");
    for (argument, columns, rows) in [
        ("staircase-3", 80, 24),
        ("staircase-3", 200, 60),
        ("dirichlet:1000000,0.1,1", 80, 24),
        ("dirichlet:1000000,0.1,1", 200, 60),
    ] {
        let mut terminal = Terminal::start(columns, rows, &[argument]);
        terminal.frame();
        // Building and the first curves of a large base go on behind the first frames.
        thread::sleep(Duration::from_secs(3));
        terminal.settle();
        let mut times: Vec<Duration> = (0..KEYS)
            .map(|turn| {
                let took = terminal.press(if turn % 100 < 50 { b'l' } else { b'h' });
                terminal.settle();
                took
            })
            .collect();
        times.sort();
        let [median, most, longest] = [KEYS / 2, KEYS * 99 / 100, KEYS - 1].map(|at| shown(times[at]));
        println!("| `{argument}`, {columns}x{rows} | {median} | {most} | {longest} |");
    }
}
