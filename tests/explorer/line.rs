//! The line between the program and its terminal: what is sent over it, and what happens when it is slow.

use std::time::{Duration, Instant};
use std::{fs, thread};

use crate::pty::Session;

/// Time on the processor so far, in ticks of the system's clock.
fn ticks(process: u32) -> u64 {
    let statistics = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // The name in parentheses may hold anything.
    let (_, rest) = statistics.rsplit_once(')').unwrap();
    rest.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum()
}

#[test]
fn idle_costs_nothing() {
    let mut session = Session::start(80, 24, &["uniform-10"], &[]);
    session.wait_for("2.2935 nats");
    // Edited, so that there was unsaved work to keep.
    session.send("e0.5\r");
    session.wait_for("edited");
    thread::sleep(Duration::from_secs(1));
    session.wait_for_silence(Duration::from_millis(500));
    let (sent, spent) = (session.bytes().len(), ticks(session.process()));
    thread::sleep(Duration::from_secs(2));
    assert_eq!((session.bytes().len(), ticks(session.process())), (sent, spent));
}

#[test]
fn a_slow_reader_sees_the_same() {
    let mut session = Session::start(80, 24, &["uniform-10"], &[]);
    session.wait_for("2.2935 nats");
    session.read_slowly(10_000);
    session.send("]]");
    session.wait_for("best-of-256");
    session.wait_for("2.3026 nats");
}

#[test]
fn a_key_that_is_held_on_a_slow_line_does_not_lag() {
    let mut session = Session::start(80, 24, &["uniform-10", "-n", "1"], &[("SSH_TTY", "/dev/pts/9")]);
    session.wait_for("q quit");
    session.read_slowly(10_000);
    for _ in 0..300 {
        session.send("l");
        thread::sleep(Duration::from_millis(33));
    }
    // 99 steps to n = 100, then 90 to each power of ten, and 21 more.
    let began = Instant::now();
    session.wait_for("best-of-31000 ");
    assert!(began.elapsed() < Duration::from_millis(300), "{:?} after the last key", began.elapsed());
}

/// A session that was sent many keys while its terminal read nothing.
pub fn flooded() -> Session {
    let mut session = Session::start(80, 24, &["uniform-10"], &[]);
    session.wait_for("2.2935 nats");
    session.read_slowly(0);
    for _ in 0..400 {
        session.send("v");
        thread::sleep(Duration::from_millis(1));
    }
    session
}

#[test]
fn a_reader_that_stopped_holds_nothing_up() {
    for signal in [None, Some("TERM"), Some("HUP")] {
        let mut session = flooded();
        match signal {
            None => session.send("q"),
            Some(signal) => session.signal(signal),
        }
        session.wait_for_end();
    }
}

#[test]
fn the_last_of_many_sizes_is_drawn() {
    let mut session = Session::start(80, 24, &["uniform-10"], &[]);
    session.wait_for("2.2935 nats");
    for step in 0..60 {
        session.resize(20 + step * 3, 5 + step);
    }
    session.resize(100, 30);
    session.wait_until("the last line", |screen| {
        screen.lines().nth(29).is_some_and(|line| line.contains("q quit")) && screen.contains("2.2935 nats")
    });
}
